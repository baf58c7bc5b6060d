"""The HTML of controls: native form elements, each with its parameter's name, and buttons."""

import math
from decimal import Decimal
from html import escape

from livefig.notation.labels import label_html, label_text
from livefig.spec import ControlSpec, FigureSpec


def controls_html(spec: FigureSpec) -> list[str]:
    """Return the form with the controls and buttons, nothing where there are none."""
    rows = [_control_html(control, spec["name"]) for control in spec["controls"]]
    buttons = [_presets_html(spec), _animation_html(spec), _run_html(spec), _end_html(spec)]
    inside = [part for part in rows + buttons if part]
    if not inside:
        return []
    longest = max((len(label_text(c["label"])) for c in spec["controls"]), default=0)
    wide = " live-wide" if longest > 14 else ""
    name = escape("Controls of " + spec["name"].replace("-", " "))
    form = f'<form class="live-controls{wide}" aria-label="{name}" autocomplete="off" inert>'
    return [form, *inside, "</form>"]


def goals_html(spec: FigureSpec) -> list[str]:
    """Return the list of goals; the runtime marks those that are reached."""
    if not spec["goals"]:
        return []
    items = [f"<li>{label_html(goal['label'])}<span>: open</span></li>" for goal in spec["goals"]]
    return ['<ul class="live-goals" aria-label="Goals">', *items, "</ul>"]


def control_id(name: str, parameter: str) -> str:
    """Return the id of a control's element; two hyphens keep it apart from figures' names."""
    return f"{name}--{parameter}"


def _control_html(control: ControlSpec, figure: str) -> str:
    """Return one control: a native element whose name is the parameter's."""
    html = KINDS[control["kind"]](control, escape(control_id(figure, control["name"])))
    return f'<div class="live-control" data-kind="{control["kind"]}">{html}</div>'


def native_step(control: ControlSpec) -> str:
    """Return a slider's step, "any" where no whole number of steps leads to its maximum.

    A browser would stop before the maximum then (it reckons with decimal numbers, as here); the
    runtime takes the steps itself.
    """
    low, high, step = (Decimal(repr(control[end])) for end in ("min", "max", "step"))
    return "any" if (high - low) % step else f"{control['step']!r}"


def _range_html(control: ControlSpec, id_: str) -> str:
    low, high, value = control["min"], control["max"], control["value"]
    ends = [10.0**low, 10.0**high] if control["log"] else [low, high]
    width = max(len(shown(control, number)) for number in (*ends, value))
    position = math.log10(value) if control["log"] else value
    keys = "decimal" if min(ends) >= 0 else "text"  # a telephone's decimal keys have no minus
    return (
        f'<label for="{id_}">{label_html(control["label"])}</label>'
        f'<input type="range" id="{id_}" name="{escape(control["name"])}" min="{low!r}"'
        f' max="{high!r}" step="{native_step(control)}" value="{position!r}">'
        f'<input type="text" class="live-number" tabindex="-1" inputmode="{keys}"'
        f' aria-label="{escape(label_text(control["label"]))}, typed" style="width: {width}ch"'
        f' value="{escape(shown(control, value))}">'
    )


def _select_html(control: ControlSpec, id_: str) -> str:
    options = "".join(
        f"<option{' selected' if index == control['value'] else ''}>{escape(label_text(text))}"
        "</option>"
        for index, text in enumerate(control["options"])
    )
    return (
        f'<label for="{id_}">{label_html(control["label"])}</label>'
        f'<select id="{id_}" name="{escape(control["name"])}">{options}</select>'
    )


def _toggle_html(control: ControlSpec, id_: str) -> str:
    buttons = "".join(
        f'<label><input type="radio" name="{escape(control["name"])}" value="{index}"'
        f"{' checked' if index == control['value'] else ''}><span>{label_html(text)}</span></label>"
        for index, text in enumerate(control["options"])
    )
    return (
        f'<span id="{id_}">{label_html(control["label"])}</span>'
        f'<span class="live-toggle" role="radiogroup" aria-labelledby="{id_}">{buttons}</span>'
    )


def _checkbox_html(control: ControlSpec, id_: str) -> str:
    checked = " checked" if control["value"] else ""
    name = escape(control["name"])
    return (
        f'<label for="{id_}">{label_html(control["label"])}</label>'
        f'<span><input type="checkbox" id="{id_}" name="{name}"{checked}></span>'
    )


def _points_html(control: ControlSpec, id_: str) -> str:
    """Return what stands below the drawing; the runtime puts the handles into it."""
    way = {"x": "up and down", "y": "left and right"}.get(control.get("lock") or "", "")
    hint = f"drag {way}, or focus one and use the arrow keys".replace(" ,", ",")
    if not control["editable"]:
        return f'<span>{label_html(control["label"])}</span><span class="live-hint">{hint}</span>'
    return (
        f"<span>{label_html(control['label'])}</span>"
        f'<span class="live-hint">{hint}; click in the drawing to add one, double click to remove'
        ' it</span><span class="live-edit"><button type="button" data-live="add">Add</button>'
        '<button type="button" data-live="remove">Remove</button></span>'
    )


def _pad_html(control: ControlSpec, id_: str) -> str:
    rows, columns = control["shape"]
    return (
        f'<span id="{id_}">{label_html(control["label"])}</span>'
        f'<canvas width="{columns}" height="{rows}" tabindex="0" role="application"'
        f' aria-labelledby="{id_}" aria-describedby="{id_}-hint"></canvas>'
        f'<span class="live-edit"><span class="live-hint" id="{id_}-hint">draw with the mouse or a'
        " finger, or with the arrow keys and Space</span>"
        '<button type="button" data-live="clear">Clear</button></span>'
    )


KINDS = {
    "range": _range_html,
    "select": _select_html,
    "toggle": _toggle_html,
    "checkbox": _checkbox_html,
    "points": _points_html,
    "pad": _pad_html,
}


def _presets_html(spec: FigureSpec) -> str:
    buttons = "".join(
        f'<button type="button" data-live="preset">{label_html(preset["label"])}</button>'
        for preset in spec["presets"]
    )
    return buttons and _group(buttons, "Presets")


def _animation_html(spec: FigureSpec) -> str:
    if spec["animation"] is None:
        return ""
    return _group(
        '<button type="button" data-live="play">Play</button>'
        '<button type="button" data-live="step">Step</button>'
        '<button type="button" data-live="restart">Reset</button>'
        '<button type="button" data-live="speed">Speed 1×</button>'
        '<output class="live-steps" aria-live="off">step 0</output>',
        "Animation",
    )


def _run_html(spec: FigureSpec) -> str:
    button = '<button type="button" data-live="run">Run</button>'
    return _group(button, "Drawing") if spec["manual"] else ""


def _end_html(spec: FigureSpec) -> str:
    """Return the quiet buttons at the end."""
    if not spec["controls"]:
        return ""
    reset = "Reset controls" if spec["animation"] else "Reset"
    return (
        '<div class="live-end">'
        f'<button type="button" data-live="reset">{reset}</button>'
        '<button type="button" data-live="link">Copy link</button></div>'
    )


def _group(buttons: str, label: str) -> str:
    return f'<div class="live-buttons" role="group" aria-label="{label}">{buttons}</div>'


def shown(control: ControlSpec, value: float) -> str:
    """Return a slider's value as the reader sees it."""
    number = int(value) if control["integer"] else float(value)
    return f"{number:{control['format']}}" + (f" {control['unit']}" if control["unit"] else "")
