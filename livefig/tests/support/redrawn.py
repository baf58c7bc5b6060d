"""What a page shows at some values of its controls, against the same function called plainly."""

import inspect
import json
import warnings
from pathlib import Path as File

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axis import Axis
from matplotlib.cm import ScalarMappable
from matplotlib.collections import FillBetweenPolyCollection, LineCollection
from matplotlib.colors import to_rgba
from matplotlib.container import BarContainer, Container
from matplotlib.contour import QuadContourSet
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import AxLine, Line2D
from matplotlib.patches import Polygon
from matplotlib.path import Path
from matplotlib.quiver import Quiver
from matplotlib.spines import Spine
from matplotlib.text import Annotation, Text
from v8 import Engine

import livefig.assembly
import livefig.interaction
from livefig import interact
from livefig.artists.kind import COMMON
from livefig.artists.table import kind_of
from livefig.drawing.transforms import stands_in_data

WAYS = File(livefig.__file__).parent / "page/runtime/figure/ways.js"


class Page:
    """A function's live figure, and its program at any values of the controls."""

    def __init__(self, function, controls):
        kept = {}
        assemble, draw = livefig.interaction.assemble, livefig.assembly.draw

        def spy(request, controls, recordings, **ways):
            kept.update(controls=controls)
            return assemble(request, controls, recordings, **ways)

        drawn = []

        def spy_draw(fig, artists, *args):
            drawn.append((fig, [binding.artist for binding in artists]))
            return draw(fig, artists, *args)

        livefig.interaction.assemble, livefig.assembly.draw = spy, spy_draw
        try:
            self.figure = interact(function, **controls)
        finally:
            livefig.interaction.assemble, livefig.assembly.draw = assemble, draw
        self.controls = kept["controls"]
        self.drawn = drawn
        for fig, _ in drawn:
            fig.draw_without_rendering()  # fixed aspects find their limits
        self.show(0)
        engine = Engine()
        engine.context.eval(f"const program = {self.figure.spec['program']}")
        engine.context.eval(WAYS.read_text(encoding="utf-8"))
        self.engine = engine

    def show(self, picture):
        """Look at one of its pictures."""
        self.fig, self.artists = self.drawn[picture]
        spec = self.figure.spec
        self.specs = [spec, *spec["others"]][picture]["artists"]

    def outputs(self, state):
        """Return the outputs of the program."""
        values = self.figure.values | state
        traced = [values[c.name] for c in self.controls if c.traced]
        number = 0
        for control in self.controls:
            if not control.traced:
                index = control.index_of(values[control.name])
                number = number * len(control.choices) + index
        if self.figure.spec["ways"]:
            number = self.way(values, number)
        self.show([*self.figure.spec["picture_of"], *[0] * (number + 1)][number])
        source = f"(...args) => program.draw[{number}](args)"
        return self.engine.call(source, traced), number

    def way(self, values, combination):
        """Return the number of the program that the page runs."""
        spec = {key: self.figure.spec[key] for key in ("controls", "ways")}
        figure = json.dumps({"spec": spec, "values": values})
        nothing = "{status: {note() {}}, element: {classList: {toggle() {}}}}"
        figure = f"Object.assign({nothing}, {figure})"
        return json.loads(
            self.engine.context.eval(f"JSON.stringify(waysOf({figure})({combination}))")
        )

    def properties(self, state):
        """Return, for each bound artist, what the page sets."""
        outputs, number = self.outputs(state)
        shown = []
        for artist, spec in zip(self.artists, self.specs, strict=False):
            values = {}
            for key, value in spec["values"].items():
                shape = spec["shapes"].get(key, [])
                if isinstance(artist, Text) and not isinstance(value, int):
                    continue  # where Matplotlib put it
                flat = outputs[value] if isinstance(value, int) else constant(value)
                values[key] = np.reshape(flat, (-1, *shape[1:]) if shape else ())
            if "templates" in spec:
                template = (spec["template_of"] + [0] * (number + 1))[number]
                values["text"] = words(spec["templates"][template], outputs)
            shown.append((artist, values))
        return shown


def constant(value):
    numbers = value["const"]
    return np.array(np.nan if numbers is None else numbers, float)


def words(lines, outputs):
    """Return what a template says."""
    said = []
    for line in lines:
        for run in line:
            if "text" in run:
                said.append(run["text"])
            else:
                value = run["value"]
                number = outputs[value] if isinstance(value, int) else constant(value)
                kind = run["spec"]
                plain = float(np.ravel(number)[0])
                said.append(format(round(plain) if kind.endswith("d") else plain, kind))
    return "".join(said)


def agree(function, states, rtol=1e-7, atol=1e-9, **controls):
    """Compare the page with Matplotlib's own figure of the same function, at several states."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        page = Page(function, controls)
    turns = page.figure.spec["turns"]
    added = {c.name for c in page.controls} - set(inspect.signature(function).parameters)
    for state in states:
        values = page.figure.values | state
        for turn in turns:  # along an axis, Matplotlib chooses between walls by rounding errors
            values[turn["elev"]] = min(max(values[turn["elev"]], -89), 89) or 1
        fig = plainly(function, {key: v for key, v in values.items() if key not in added})
        if turns:
            look_alike(page, fig, values)
        else:
            compare(page, fig, state, rtol, atol)
        plt.close(fig)
    return page


def look_alike(page, fig, values):
    """Compare the page with axes in space, whose artists Matplotlib places as it draws."""
    for turn in page.figure.spec["turns"]:
        fig.axes[turn["axes"]].view_init(values[turn["elev"]], values[turn["azim"]])
    for text in [*page.fig.findobj(Text), *fig.findobj(Text)]:
        text.set_visible(text.get_visible() and "$" not in text.get_text())  # words() has no such
    for artist, shown in page.properties(values):
        kind_of(artist).apply(artist, {k: v for k, v in shown.items() if k not in COMMON})
    difference = np.abs(inked(page.fig) - inked(fig)).max(axis=2)
    assert (difference > 0.1).mean() < 2e-3, f"it looks otherwise at {values}"


def inked(figure):
    """Return a figure as an image, its colours from 0 to 1."""
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[..., :3] / 255


def plainly(function, values):
    """Call the function as Python does, and return its figure."""
    plt.close("all")
    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        function(**values)
    finally:
        plt.show = show
    (number,) = plt.get_fignums()
    fig = plt.figure(number)
    fig.canvas.draw()  # colour bars and arrows find their scales
    return fig


def compare(page, fig, state, rtol, atol=1e-9):
    """Compare all that the page shows with a figure of Matplotlib."""
    live = {id(artist): shown for artist, shown in page.properties(state)}
    places = {id(artist) for artist in [*everything(page.fig), *containers(page.fig)]}
    bars = {id(part) for a in page.artists for part in kind_of(a).parts(a) if part is not a}
    ours = [a for a in [*everything(page.fig), *containers(page.fig)] if id(a) not in bars]
    unknown = [type(a) for a in page.artists if id(a) not in places]
    assert not unknown, unknown
    for legend in [a for a in ours if isinstance(a, Legend)]:
        if not is_shown(legend, live.get(id(legend), {})):
            words = legend.get_texts()
            ours = [a for a in ours if not any(a is text for text in words)]
    on_paper = [a for a in ours if is_on_paper(page.fig, a)]
    ours = [a for a in ours if not any(a is b for b in on_paper)]
    check_arrows([live[id(a)] for a in on_paper], fig)
    theirs = [a for a in [*everything(fig), *containers(fig)] if is_shown(a, {})]
    shown = [(artist, live.get(id(artist), {})) for artist in ours]
    shown = [(a, values) for a, values in shown if is_shown(a, values)]
    left = list(theirs)
    for artist, values in shown:
        if artist in containers(page.fig) and not values:
            continue
        problems = []
        alike = [other for other in left if type(other) is type(artist)]
        if type(artist) is Line2D:  # the page draws a line without ends as one with two
            alike += [other for other in left if type(other) is AxLine]
        for other in alike:
            try:
                check(artist, values, other, rtol, atol)
            except AssertionError as error:
                problems.append(str(error))
            else:
                parts = [other, *(p for p in kind_of(other).parts(other) if values)]
                left = [o for o in left if not any(o is p for p in parts)]
                break
        else:
            number = [a for a, _ in shown if type(a) is type(artist)].index(artist)
            told = problems[number : number + 1] or problems or ["there is none"]
            raise AssertionError(f"{artist} at {state}: {told[0]}")
    missing = [a for a in left if not isinstance(a, Container)]
    assert not missing, f"the page does not show {missing} at {state}"


def is_on_paper(fig, artist):
    """Return whether an artist is an annotation's arrow, which is placed in inches."""
    return isinstance(artist, (LineCollection, Polygon)) and (
        getattr(artist, "_transform", None) is fig.dpi_scale_trans
    )


def check_arrows(shown, fig):
    """Compare the corners of the arrows of annotations, in inches."""
    notes = [a for a in everything(fig) if isinstance(a, Annotation) and a.arrow_patch]
    if not shown or not notes:
        return
    renderer = fig.canvas.get_renderer()
    paths = [
        path
        for note in notes
        if note._check_xy(renderer)
        for path in np.atleast_1d(note.arrow_patch._get_path_in_displaycoord()[0])
    ]
    ours = [s.get("segments", s.get("xy")) for s in shown if s.get("visible", True)]
    if not paths:
        return
    theirs = np.concatenate([corners_of(path) for path in paths]) / fig.dpi
    ours = np.concatenate([np.reshape(points, (-1, 2)) for points in ours])
    for some, others in ((theirs, ours), (ours, theirs)) if theirs.size else ():
        distance = np.min(np.hypot(*(some[:, None] - others[None]).T), axis=0)
        assert distance.max() < 0.02, (some[distance.argmax()], distance.max())


def corners_of(path):
    """Return the corners of a path whose curves are straight, and the middle of two corners."""
    codes = np.array(path.codes)
    curves = np.flatnonzero(codes == Path.CURVE3)
    keep = codes != Path.CLOSEPOLY
    if codes.size > 3:
        keep[curves[::2]] = False
    return path.vertices[keep]


def is_shown(artist, values):
    """Return whether the page shows an artist: itself, and the legend that it may be in."""
    if "visible" in values:
        return bool(values["visible"])
    if isinstance(artist, Annotation):  # Matplotlib draws none that points out of the axes
        renderer = artist.get_figure(root=True).canvas.get_renderer()
        with np.errstate(invalid="ignore"):  # the middle of a bar that is not seen
            is_somewhere = np.isfinite(artist._get_xy(renderer, artist.xy, artist.xycoords)).all()
        return artist.get_visible() and is_somewhere and artist._check_xy(renderer)
    return isinstance(artist, Container) or artist.get_visible()


def containers(fig):
    return [c for ax in fig.axes for c in ax.containers if isinstance(c, BarContainer)]


def check(artist, shown, there, rtol, atol):
    """Raise an AssertionError unless an artist with these live values is that of Matplotlib."""
    drawn = {key: value for key, value in shown.items() if key not in COMMON}
    if isinstance(artist, FillBetweenPolyCollection):
        return check_area(artist, drawn, there)
    if isinstance(artist, QuadContourSet):
        return check_contours(artist, drawn, there)
    expected, facts_now = facts(there), facts(artist)
    for key, value in expected.items():
        got = shown.get(key, facts_now[key])
        if isinstance(value, str):
            got, value = (words.replace("\N{MINUS SIGN}", "-") for words in (got, value))
            assert got == value, key
            continue
        if isinstance(artist, Quiver) and key in "UV":
            got = got * (there.scale / artist.scale)
        assert np.size(got) in (1, np.size(value)), key
        np.testing.assert_allclose(
            *np.broadcast_arrays(got, value), rtol=rtol, atol=atol, err_msg=key
        )
    odd = shown.keys() - expected.keys() - {"visible", "alpha"}
    odd -= {"x", "y"} if isinstance(artist, Annotation) else set()
    assert not odd, odd
    return None


def check_contours(artist, shown, there):
    """Compare contour lines with those of the page's field at the page's levels."""
    levels = shown.get("levels", artist.levels)
    if shown:
        artist = Figure().subplots().contour(shown["x"], shown["y"], shown["z"], levels)
    ours, theirs = ([path.vertices for path in a.get_paths()] for a in (artist, there))
    np.testing.assert_allclose(levels, there.levels)
    for one, other in zip(ours, theirs, strict=True):
        assert one.shape == other.shape
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-9)


def check_area(artist, shown, there):
    """Compare the corners of areas, of all their parts."""
    paths = [path.vertices for path in (there if shown else artist).get_paths()]
    if shown:
        filled = np.isfinite(shown["x"] + shown["y1"] + shown["y2"])
        got = [np.stack([shown["x"], shown[y]], 1)[filled] for y in ("y1", "y2")]
    else:
        got = [path.vertices for path in there.get_paths()]
    one, other = (
        np.unique(np.round(np.concatenate([np.zeros((0, 2)), *part]), 6) + 0.0, axis=0)
        for part in (got, paths)
    )
    assert one.shape == other.shape
    np.testing.assert_allclose(one, other, atol=1e-5)


def facts(artist):
    """Return all that is to be compared of one of Matplotlib's artists."""
    kind = kind_of(artist)
    values = {}
    if type(artist) is AxLine:
        ends = artist.get_transform().transform([[0, 0], [1, 1]])
        x, y = artist.axes.transData.inverted().transform(ends).T
        return {"xdata": x, "ydata": y}
    if not isinstance(artist, Text) or artist.get_text():
        values |= kind.current(artist)
    if isinstance(artist, Axis):
        values = {"limits": np.array(artist.get_view_interval(), float)}
    if isinstance(artist, Text):
        if isinstance(artist, Annotation):
            return {"text": artist.get_text()}
        if artist.axes is None or not stands_in_data(artist, artist.axes):
            values = {}  # titles and labels: Matplotlib places them as there is room
        values["text"] = artist.get_text()
    if isinstance(artist, ScalarMappable) and artist.get_array() is not None:
        values["clim"] = np.array(artist.get_clim(), float)
    for key in ("color", "linewidth", "linewidths", "facecolor", "sizes", "facecolors"):
        getter = getattr(artist, f"get_{key.rstrip('s') if key != 'sizes' else key}", None)
        mapped = isinstance(artist, ScalarMappable) and artist.get_array() is not None
        if getter is not None and key in kind.properties and not (mapped and "face" in key):
            value = getter()
            values[key] = np.array(to_rgba(value) if isinstance(value, str) else value, float)
    return values


def everything(fig):
    """Return all artists of a figure in order, but for ticks, spines and backgrounds."""
    found, waiting = [], [fig]
    while waiting:
        artist = waiting.pop(0)
        if isinstance(artist, Axis):
            waiting.append(artist.label)
        elif not isinstance(artist, Legend):
            waiting += [child for child in artist.get_children() if not isinstance(child, Spine)]
        else:
            waiting += artist.get_texts()
        papers = [ax.patch for ax in fig.axes] + [fig.patch, fig]
        papers += [ax._colorbar.solids for ax in fig.axes if hasattr(ax, "_colorbar")]
        if not any(artist is paper for paper in papers):
            found.append(artist)
    return found
