"""What ticks look like: their marks, grid lines and labels, and what stands beside the axis."""

from collections.abc import Sequence
from contextlib import contextmanager
from typing import Any

from matplotlib.cbook import is_math_text
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.ticker import NullLocator

from livefig.drawing.styles import Recorder, line_style, outline
from livefig.drawing.svg import em_offset, position
from livefig.drawing.ticks import formatter_data, locator_data
from livefig.drawing.typesetting import baselines, css_of_run, lines_of, rises, text_style
from livefig.notation.text import LiveText, Slot, Template

Data = dict[str, Any]
Page = tuple[float, float]  # width and height


def ticks_data(axis: Any) -> Data:
    """Return what the page needs to make the ticks of an axis anew, empty where it has none.

    Parameters
    ----------
    axis
        A Matplotlib axis, in a figure at page scale whose layout is settled.

    Raises
    ------
    ValueError
        If the page cannot make them: the message lacks its subject and says what to do.
    """
    if not axis.axes.axison:
        return {}
    groups = {
        "major": (axis.get_major_locator(), axis.get_major_formatter(), axis.get_major_ticks(1)),
        "minor": (axis.get_minor_locator(), axis.get_minor_formatter(), axis.get_minor_ticks(1)),
    }
    shown = {
        name: any(part.get_visible() for part in _parts(ticks[0]))
        and not isinstance(locator, NullLocator)
        for name, (locator, _, ticks) in groups.items()
    }
    if not any(shown.values()):
        return {}
    data: Data = {}
    for name, (locator, formatter, ticks) in groups.items():
        data[name] = {"locator": {"kind": "none"}, "formatter": {"kind": "none"}}
        if any(shown.values()) and (shown[name] or name == "major"):
            data[name]["locator"] = locator_data(axis, locator)
        if shown[name]:
            with _placed(axis, ticks[0]):
                _add_look(axis, ticks[0], formatter_data(axis, formatter, locator), data[name])
    data["minor"]["apart"] = bool(axis.remove_overlapping_locs)
    if shown["major"] and axis.offsetText.get_visible():
        data["beside"] = _beside(axis, data["major"]["look"]["labels"])
    return data


def _add_look(axis: Any, tick: Any, formatter: Data, data: Data) -> None:
    """Add what one tick looks like, and what the labels say in the font that it has."""
    label = tick.label1 if tick.label1.get_visible() else tick.label2
    page = _page(axis)
    if "texts" in formatter:
        texts = formatter.pop("texts")
        formatter["labels"] = [label_data(label, (text,), page) for text in texts]
        beside = formatter["beside"]
        formatter["beside"] = _runs(lines_of(axis.offsetText, (beside,))[0]) if beside else []
    if "template" in formatter:
        template, whole = formatter.pop("template"), formatter.pop("whole")
        formatter["lines"] = [_runs(line, whole) for line in lines_of(label, template)]
    data["formatter"] = formatter
    data["look"] = {
        "marks": [
            {"at": _across(axis, line), **line_style(line).markers[0]}
            for line in (tick.tick1line, tick.tick2line)
            if line.get_visible() and line_style(line).markers
        ],
        "labels": [
            _font(axis, label) for label in (tick.label1, tick.label2) if label.get_visible()
        ],
    }
    if tick.gridline.get_visible() and line_style(tick.gridline).paths:
        data["look"]["grid"] = line_style(tick.gridline).paths[-1]


def label_data(label: Text, template: Template, page: Page) -> Data:
    """Return a label's lines of runs and where each begins, or a drawing of its notation.

    Raises
    ------
    ValueError
        If it is notation on several lines that the page can neither set nor draw.
    """
    words = LiveText(template, ()).filled((0.5, 0))
    try:
        lines = lines_of(label, template)
    except ValueError:
        if "\n" in words:
            raise
        return {"lines": [], "path": _notation(label, words, page)}
    return {"lines": [_runs(line) for line in lines], "at": _anchors(label, words, page)}


def _anchors(label: Text, words: str, page: Page) -> list[list[float]]:
    """Return where each line of a label is anchored, as if the lines had no width."""
    stretch = _stretch(label, page) or [0.0, 0.0]
    anchors = []
    lines = words.split("\n")
    for line, (along, across) in zip(lines, baselines(label, (words,), (), page), strict=False):
        width = _width(label, line) / float(label.get_fontsize())
        anchors.append(_rounded([along - stretch[0] * width, across - stretch[1] * width]))
    return anchors


def _font(axis: Any, label: Text) -> Data:
    """Return font and colour of a tick's label, and where it stands from the tick's place."""
    page = _page(axis)
    x, y = position(label, page[1])
    place = label.get_unitless_position()[axis.axis_name == "y"]
    corner = [axis.axes.get_xlim()[0], axis.axes.get_ylim()[0]]
    corner[axis.axis_name == "y"] = place
    tick_x, tick_y = axis.axes.transData.transform(corner)
    is_x = axis.axis_name == "x"
    style = text_style(label)
    probe = next((text for text in _texts(axis) if text), "0")
    stretch = _stretch(label, page)
    return {
        **style,
        "at": _round(y if is_x else x),
        "dx": _round(x - tick_x if is_x else 0),
        "dy": _round(0 if is_x else y - (page[1] - tick_y)),
        "lines": _anchors(label, probe, page),
        **({"stretch": stretch} if stretch else {}),
    }


def _beside(axis: Any, labels: Sequence[Data]) -> Data:
    """Return font and place of the text beside an axis: the power of ten that labels leave out."""
    text, page = axis.offsetText, _page(axis)
    x, y = position(text, page[1])
    anchored = {label["at"] for label in labels} if axis.axis_name == "x" else set()
    near = min(anchored, key=lambda at: abs(at - y), default=y)
    # Between both are the ticks' labels: the way grows with them.
    away = (y - near) / float(text.get_fontsize())
    (along, across) = baselines(text, ("1e6",), (), page)[0]
    return {
        **text_style(text),
        "place": [_round(x), _round(near)],
        "dx": 0.0,
        "dy": 0.0,
        "lines": [_rounded([along, across + away])],
    }


def _texts(axis: Any) -> list[str]:
    """Return the labels that the axis has now."""
    labels = axis.get_major_formatter().format_ticks(axis.get_majorticklocs())
    return [str(label) for label in labels]


def _notation(label: Text, words: str, page: Page) -> str:
    """Return the drawing of a line of notation, from where the label stands."""
    if label.get_rotation() % 360:
        raise ValueError(f"has the turned label {words!r}, whose notation the page cannot set")
    (along, across) = _start(label, words, page)
    font = label.get_fontproperties()
    steps = outline(TextPath((0, 0), words, float(label.get_fontsize()), font))["path"]

    def point(numbers: Sequence[float]) -> str:
        shifts = (along, across) * (len(numbers) // 2)
        return " ".join(f"{v + s:.2f}" for v, s in zip(numbers, shifts, strict=True))

    return "".join(command + point(numbers) for command, *numbers in steps)


def _start(label: Text, words: str, page: Page) -> tuple[float, float]:
    """Return where the baseline of a single line begins, from where the label stands."""
    recorder = Recorder(*page)
    kept = label.get_text()
    label.set_text(words)
    try:
        label.draw(recorder)
    finally:
        label.set_text(kept)
    (_, x, y), origin = recorder.texts[0], position(label, page[1])
    return x - origin[0], y - origin[1]


def _stretch(label: Text, page: Page) -> list[float] | None:
    """Return how far a line moves along and across itself for each unit that it is longer.

    Text that is turned by other than a right angle is aligned by its box.
    """
    if not label.get_rotation() % 90:
        return None
    short, long = "0", "0" * 9
    ends = []
    for words in (short, long):
        start = _start(label, words, page)
        ends.append(em_offset(label, start, (0.0, 0.0), _width(label, words), label.get_rotation()))
    size = float(label.get_fontsize())
    longer = (_width(label, long) - _width(label, short)) / size
    stretch = _rounded([(b - a) / longer for a, b in zip(*ends, strict=True)])
    return stretch if any(stretch) else None


def _width(label: Text, words: str) -> float:
    is_math = bool(label.get_parse_math() and is_math_text(words))
    font = label.get_fontproperties()
    return float(Recorder().get_text_width_height_descent(words, font, is_math)[0])


def _runs(line: Any, whole: bool = False) -> list[Data]:
    """Return a line as runs of text; in a slot stands the tick's place, or its number."""
    runs = []
    for run, rise in zip(line, rises(line), strict=True):
        item: Data = {"css": css_of_run(run)} if css_of_run(run) else {}
        if isinstance(run.content, Slot):
            item |= {"spec": run.content.spec, "number": run.content.index == 1, "whole": whole}
        else:
            item["text"] = run.content
        if rise:
            item["dy"] = rise
        runs.append(item)
    return runs


def _across(axis: Any, line: Any) -> float:
    """Return where a tick's mark stands across the axis."""
    x, y = line.get_transform().transform((line.get_xdata()[0], line.get_ydata()[0]))
    return _round(_page(axis)[1] - y if axis.axis_name == "x" else x)


@contextmanager
def _placed(axis: Any, tick: Any) -> Any:
    """Put a tick to where the axes begin, as one that was never drawn stands anywhere."""
    kept = tick.get_loc()
    tick.update_position(axis.get_view_interval()[0])
    try:
        yield
    finally:
        tick.update_position(kept)


def _parts(tick: Any) -> list[Any]:
    return [tick.tick1line, tick.tick2line, tick.gridline, tick.label1, tick.label2]


def check_looks(axis: Any) -> None:
    """Refuse ticks that differ, and labels in a frame: new ticks are made after the first one.

    Raises
    ------
    ValueError
        The message lacks its subject.
    """
    for ticks in (axis.majorTicks, axis.minorTicks):
        if len({tuple(_look(part) for part in _parts(tick)) for tick in ticks}) > 1:
            raise ValueError(
                "has ticks that do not look alike, but the page makes all after the first one: "
                "style them with ax.tick_params, and mark single places with ax.axhline, axvline "
                "or ax.text"
            )
        for label in (part for tick in ticks[:1] for part in (tick.label1, tick.label2)):
            if label.get_bbox_patch() is not None or label.get_path_effects():
                raise ValueError(
                    "has labels with a frame (bbox) or path effects, which the page cannot draw: "
                    "leave them out"
                )


_LINE_LOOK = "visible color linewidth linestyle marker markersize markeredgecolor markeredgewidth"
_TEXT_LOOK = (  # not rotation_mode, which Matplotlib's own copies of a tick forget
    "visible color rotation fontsize fontweight fontstyle horizontalalignment verticalalignment"
)


def _look(part: Any) -> tuple[str, ...]:
    names = _TEXT_LOOK if isinstance(part, Text) else _LINE_LOOK
    return tuple(str(getattr(part, f"get_{name}")()) for name in [*names.split(), "alpha"])


def _page(axis: Any) -> Page:
    width, height = axis.get_figure(root=True).get_size_inches() * 72
    return float(width), float(height)


def _round(length: float) -> float:
    return round(float(length), 2) + 0.0


def _rounded(lengths: Sequence[float]) -> list[float]:
    return [round(float(length), 3) + 0.0 for length in lengths]
