"""What a live figure hands to the page: plain data, the border between Python and JavaScript.

`figure.py` fills a `FigureSpec` and the page's runtime draws it; neither knows the other's code.
Numbers are finite or `None` (not a number), because JSON knows no NaN. Page coordinates are the
units of the SVG's `viewBox`, y downwards. An `int` where a value is wanted is the index of a
program output: a number, or a `Float64Array` in C order.
"""

from typing import Any, Literal, NotRequired, TypedDict

Output = int
Constant = dict[Literal["const"], Any]  # {"const": 3.0} or {"const": [1.0, None, 2.0]}, C order
Value = Output | Constant


class Scale(TypedDict):
    """Data to page in one direction: `page = slope * f(data) + offset`, `f` = identity or log10."""

    kind: Literal["linear", "log"]
    slope: float
    offset: float


class AxesSpec(TypedDict):
    """One Matplotlib axes: where its box is on the page, and how data get there."""

    id: str  # of the axes' <g>
    clip: str  # id of a <clipPath> with the axes' box
    box: list[float]  # left, top, width, height
    x: Scale
    y: Scale


class PaperSpec(TypedDict):
    """A background, of the figure or of an axes, that lies behind the heat maps of the page."""

    id: str  # of its <g>
    axes: int  # -1: of the figure


class Colormap(TypedDict):
    """From a number to a colour: `lut[i]` for the i-th of equal steps from `vmin` to `vmax`."""

    lut: str  # colours (as many as there are steps), each rrggbbaa in hexadecimal, in one string
    over: str
    under: str
    bad: str
    vmin: float
    vmax: float
    log: bool


class ArtistSpec(TypedDict):
    """One bound artist: the `<g id>` that Matplotlib drew, and what the runtime draws into it.

    `values` maps the name of a Matplotlib property (`xdata`, `ydata`, `offsets`, `sizes`, `array`,
    `segments`, `linewidths`, `text`, `alpha`, `visible`, …) to where its value is found. Which
    kinds have which properties is one table in `artists.py`.
    """

    id: str
    kind: str  # line, points, segments, image, area, polygon, bars, text, arrows, contour, axis
    axes: int  # -1: a text of the figure itself
    x: Scale  # this artist's own transform: an axvline's y is in axes, not in data coordinates
    y: Scale
    clip: bool
    values: dict[str, Value]
    shapes: dict[str, list[int]]
    style: dict[str, Any]  # of the kind: stroke, width, dash, marker path, font, …
    colormap: NotRequired[Colormap]
    templates: NotRequired[list[list[list["TextRun"]]]]  # text only: template -> lines -> runs
    template_of: NotRequired[list[int]]  # program -> template
    hover: NotRequired[str]  # format of the read-out


class TextRun(TypedDict):
    """A stretch of a live text: words, or a number as Python's `format(value, spec)` gives it."""

    text: NotRequired[str]
    value: NotRequired[Value]
    spec: NotRequired[str]
    css: NotRequired[str]  # italics, size of a script
    dy: NotRequired[float]  # how far the baseline goes down here, in em of the run itself


class ControlSpec(TypedDict):
    """One control. `name` is the parameter of the author's function.

    A *traced* control is an input of the program, in the order of `FigureSpec.controls`; a *choice*
    (`options`) selects one of the programs: the combination is the mixed-radix number of all
    choices, the last choice running fastest (see `WaysSpec`).
    """

    kind: Literal["range", "select", "toggle", "checkbox", "points", "pad"]
    name: str
    label: str
    unit: str
    value: Any  # range: number; choices: index of the option; points: [[x, y], …]; pad: [[…], …]
    format: NotRequired[str]  # format spec of the shown value
    min: NotRequired[float]  # range: of the value (of its log10 where `log`); pad: 0 and 1
    max: NotRequired[float]
    step: NotRequired[float]
    log: NotRequired[bool]
    integer: NotRequired[bool]
    grid: NotRequired[list[int | float]]  # range: the only values that it may have, in order
    options: NotRequired[list[str]]
    axes: NotRequired[int]  # points: the axes they live in
    lock: NotRequired[Literal["x", "y"] | None]  # points: the coordinate that stays
    editable: NotRequired[bool]  # points: click to add, double click or Delete to remove
    shape: NotRequired[list[int]]  # points: (capacity, 2), absent rows NaN; pad: (rows, columns)


class PresetSpec(TypedDict):
    """A button that sets several controls at once."""

    label: str
    values: dict[str, Any]


class GoalSpec(TypedDict):
    """A target the page recognises: reached where the output is non-zero."""

    label: str
    value: Output


class AnimationSpec(TypedDict):
    """How the state runs: the arrays it is made of, what makes it start anew, the pace of Play."""

    shapes: list[list[list[int]]]  # combination of choices -> the state's arrays; [] is a number
    restarts: list[str]  # names of the controls that the start depends on
    steps_per_frame: int
    n_steps: int | None  # Play stops there


class PictureSpec(TypedDict):
    """A picture that is shown in the place of the first one: its drawing, and what it holds."""

    svg: str
    view: list[float]
    axes: list[AxesSpec]
    papers: list[PaperSpec]
    artists: list[ArtistSpec]


class WaysSpec(TypedDict):
    """Which program is run at which position of some sliders, for one combination of choices.

    Through the positions of these controls, those of the last one fastest: the number of the
    program, or a message why there is none, and for how many positions in a row.
    """

    controls: list[str]
    counts: list[int]
    programs: list[int | str]


class TurnSpec(TypedDict):
    """Axes in space, and the controls of the angles that they are seen from."""

    axes: int
    elev: str
    azim: str


class FigureSpec(TypedDict):
    """Everything the page needs beside the SVG.

    `program` is a JavaScript expression whose value is an object of lists of functions, one a
    combination of choices (where the author's function goes several ways, `ways` tells which).
    Each takes one array of arguments and returns one array of results
    (buffers that are used again by the next call):

    * `draw(args)`: traced controls, then the state's arrays (animations) -> outputs
    * `start(args)` (animations): traced controls -> the state's arrays
    * `step(args)` (animations): traced controls, then state -> the new state's arrays
    """

    name: str
    alt: str
    program: str
    view: list[float]  # left, top, width and height of the viewBox
    axes: list[AxesSpec]
    papers: list[PaperSpec]  # none where there is no heat map
    artists: list[ArtistSpec]
    controls: list[ControlSpec]
    presets: list[PresetSpec]
    goals: list[GoalSpec]
    animation: AnimationSpec | None
    manual: bool  # whether the drawing waits for a button
    turns: list[TurnSpec]  # what is turned by hand
    ways: list[WaysSpec]  # one a combination of choices; none where each has one program
    others: list[PictureSpec]  # pictures of other axes, beside the first one
    picture_of: list[int]  # program -> picture, 0 is the first; none where that is the only one
