"""ipywidgets objects as controls, and controls as ipywidgets objects.

ipywidgets is imported only where a widget is made: who passes one has imported it already.
"""

import math
import sys
from typing import Any, Literal

from livefig.controls.kinds import Choice, Control, Range, option_pairs
from livefig.controls.number_formats import from_d3, to_d3
from livefig.notation.labels import default_label

KINDS: dict[str, Literal["select", "toggle"]] = {
    "Dropdown": "select",
    "Select": "select",
    "SelectionSlider": "select",
    "ToggleButtons": "toggle",
    "RadioButtons": "toggle",
}
RANGES = ("IntSlider", "FloatSlider", "FloatLogSlider")
CHECKS = ("Checkbox", "ToggleButton")


def is_widget(value: Any) -> bool:
    """Return whether something is an ipywidgets object."""
    ipywidgets = sys.modules.get("ipywidgets")
    return ipywidgets is not None and isinstance(value, ipywidgets.Widget)


def from_widget(name: str, widget: Any) -> Control:
    """Return the control that an ipywidgets object describes; its own value is the initial one."""
    kinds = [cls.__name__ for cls in type(widget).__mro__]
    label = getattr(widget, "description", "") or default_label(name)
    kind = next((k for k in kinds if k in (*RANGES, *CHECKS, *KINDS)), None)
    if kind is None:
        raise TypeError(
            f"control {name} is an ipywidgets {kinds[0]}; supported are"
            f" {', '.join((*RANGES, *CHECKS, *KINDS))}"
        )
    if kind in CHECKS:
        return Choice(
            name=name,
            label=label,
            initial=int(widget.value),
            choices=[False, True],
            source=widget,
            kind="checkbox",
            options=["no", "yes"],
        )
    if kind in KINDS:
        if widget.index is None:
            raise ValueError(f"control {name}: the {kinds[0]} has no option selected")
        return Choice(
            name=name,
            label=label,
            initial=widget.index,
            choices=[value for _, value in option_pairs(widget.options)],
            source=widget,
            kind=KINDS[kind],
            options=[text for text, _ in option_pairs(widget.options)],
        )
    return _range_from(name, label, kind, widget)


def _range_from(name: str, label: str, kind: str, widget: Any) -> Range:
    log = kind == "FloatLogSlider"
    decades = math.log10(widget.base) if log else 1
    return Range(
        name=name,
        label=label,
        initial=widget.value,
        source=widget,
        min=float(widget.base**widget.min) if log else widget.min,
        max=float(widget.base**widget.max) if log else widget.max,
        step=widget.step * decades,
        log=log,
        integer=kind == "IntSlider",
        format=from_d3(widget.readout_format, name, whole=kind == "IntSlider"),
    )


def to_widget(control: Control) -> Any:
    """Return the ipywidgets object of a slider or choice: the author's own where one was given.

    The page's runtime brings points and pads itself, so there is no widget for them: None.
    """
    if control.source is not None or not isinstance(control, Range | Choice):
        return control.source
    import ipywidgets

    about = {
        "description": f"{control.label} ({control.unit})" if control.unit else control.label,
        "style": {"description_width": "initial"},
    }
    if isinstance(control, Range):
        about |= {"value": control.initial, "readout_format": to_d3(control.format)}
        if control.log:
            low, high = math.log10(control.min), math.log10(control.max)
            return ipywidgets.FloatLogSlider(min=low, max=high, step=control.step, **about)
        cls = ipywidgets.IntSlider if control.integer else ipywidgets.FloatSlider
        return cls(min=control.min, max=control.max, step=control.step, **about)
    if control.kind == "checkbox":
        return ipywidgets.Checkbox(value=bool(control.initial), **about)
    cls = ipywidgets.ToggleButtons if control.kind == "toggle" else ipywidgets.Dropdown
    return cls(options=control.options, index=control.initial, **about)
