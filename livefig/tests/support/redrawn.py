"""What a page shows at some values of its controls, against the same function called plainly."""

import warnings

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axis import Axis
from matplotlib.cm import ScalarMappable
from matplotlib.collections import FillBetweenPolyCollection
from matplotlib.colors import to_rgba
from matplotlib.legend import Legend
from matplotlib.quiver import Quiver
from matplotlib.spines import Spine
from matplotlib.text import Text
from v8 import Engine

import livefig.assembly
import livefig.interaction
from livefig import interact
from livefig.artists.table import kind_of
from livefig.drawing.transforms import stands_in_data


class Page:
    """A function's live figure, and its program at any values of the controls."""

    def __init__(self, function, controls):
        kept = {}
        assemble, draw = livefig.interaction.assemble, livefig.assembly.draw

        def spy(request, controls, recordings):
            kept.update(controls=controls)
            return assemble(request, controls, recordings)

        def spy_draw(fig, artists, *args):
            kept.update(fig=fig, artists=[binding.artist for binding in artists])
            return draw(fig, artists, *args)

        livefig.interaction.assemble, livefig.assembly.draw = spy, spy_draw
        try:
            self.figure = interact(function, **controls)
        finally:
            livefig.interaction.assemble, livefig.assembly.draw = assemble, draw
        self.fig, self.controls, self.artists = kept["fig"], kept["controls"], kept["artists"]
        engine = Engine()
        engine.context.eval(f"const program = {self.figure.spec['program']}")
        self.engine = engine

    def outputs(self, state):
        """Return the outputs of the program."""
        values = self.figure.values | state
        traced = [values[c.name] for c in self.controls if c.traced]
        number = 0
        for control in self.controls:
            if not control.traced:
                index = control.index_of(values[control.name])
                number = number * len(control.choices) + index
        source = f"(...args) => program.draw[{number}](args)"
        return self.engine.call(source, traced), number

    def properties(self, state):
        """Return, for each bound artist, what the page sets."""
        outputs, number = self.outputs(state)
        shown = []
        for artist, spec in zip(self.artists, self.figure.spec["artists"], strict=False):
            values = {}
            for key, value in spec["values"].items():
                shape = spec["shapes"].get(key, [])
                if isinstance(artist, Text) and not isinstance(value, int):
                    continue  # where Matplotlib put it
                flat = outputs[value] if isinstance(value, int) else constant(value)
                values[key] = np.reshape(flat, shape) if np.prod(shape) == np.size(flat) else flat
            if "templates" in spec:
                values["text"] = words(spec["templates"][spec["template_of"][number]], outputs)
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


def agree(function, states, rtol=1e-9, **controls):
    """Compare the page with Matplotlib's own figure of the same function, at several states."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        page = Page(function, controls)
    places = {id(artist): place_of(page.fig, artist) for artist in page.artists}
    for state in states:
        fig = plainly(function, page.figure.values | state)
        compare(page, fig, places, state, rtol)
        plt.close(fig)
    return page


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


def compare(page, fig, places, state, rtol):
    seen = {}
    for artist, shown in page.properties(state):
        there = found(fig, places[id(artist)])
        for part in kind_of(artist).parts(artist):
            seen[id(part)] = True
        expected = facts(there)
        for key in shown:
            if key in ("visible", "alpha") or key not in expected:
                assert key in ("visible", "alpha", "z", "levels"), (key, artist)
                continue
            context = f"{artist} {key} at {state}"
            if key == "text":
                assert shown[key].replace("\N{MINUS SIGN}", "-") == expected[key], context
                continue
            got = shown[key]
            if isinstance(artist, FillBetweenPolyCollection):
                got = got[np.isfinite(shown["x"] + shown["y1"] + shown["y2"])]
            if isinstance(artist, Quiver) and key in "UV":
                got = got * (there.scale / artist.scale)
            np.testing.assert_allclose(
                *np.broadcast_arrays(got, expected[key]), rtol=rtol, atol=1e-9, err_msg=context
            )
    for still, there in zip(everything(page.fig), everything(fig), strict=True):
        if id(still) not in seen:
            same(facts(still), facts(there), f"{still} stands still at {state}")


def same(still, there, context):
    assert still.keys() == there.keys(), context
    for key in still:
        if isinstance(still[key], str):
            assert still[key] == there[key], context
        else:
            np.testing.assert_allclose(
                still[key], there[key], rtol=1e-6, atol=1e-9, err_msg=f"{context}: {key}"
            )


def facts(artist):
    """Return all that is to be compared of one of Matplotlib's artists."""
    kind = kind_of(artist)
    values = {}
    if not isinstance(artist, Text) or artist.get_text():
        values |= kind.current(artist)
    if isinstance(artist, Axis):
        values = {"limits": np.array(artist.get_view_interval(), float)}
        values["ticks"] = np.array([])
    if isinstance(artist, Text):
        if artist.axes is None or not stands_in_data(artist, artist.axes):
            values = {}  # titles and labels: Matplotlib places them as there is room
        values["text"] = artist.get_text()
    if isinstance(artist, ScalarMappable) and artist.get_array() is not None:
        values["clim"] = np.array(artist.get_clim(), float)
    for key in ("color", "linewidth", "linewidths", "facecolor", "sizes", "facecolors"):
        getter = getattr(artist, f"get_{key.rstrip('s') if key != 'sizes' else key}", None)
        if getter is not None and key in kind.properties:
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


def place_of(fig, artist):
    """Return where an artist is in its figure."""
    for i, ax in enumerate(fig.axes):
        for j, container in enumerate(ax.containers):
            if container is artist:
                return "container", i, j
    number = next(n for n, other in enumerate(everything(fig)) if other is artist)
    return "artist", number, 0


def found(fig, place):
    """Return the artist at a place."""
    kind, i, j = place
    return fig.axes[i].containers[j] if kind == "container" else everything(fig)[i]
