"""The live figures of a page as its cells made them: their functions, to be called in NumPy."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from types import FunctionType
from typing import Any
from unittest import mock

import jupytext
import matplotlib.pyplot as plt
import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

import livefig
from livefig import LiveFigure
from livefig.artists import binding as artists
from livefig.tracing.trees import flatten

Drawn = tuple[Callable[..., Any], dict[str, Any], LiveFigure]


@dataclass
class Recorded:
    """One call of `explore` or `animate`: the author's function, untraced, and what came of it."""

    fig: Any
    function: Callable[..., Any]
    start: Any  # the state of an animation, or the function that makes it; else None
    live: LiveFigure

    def __post_init__(self) -> None:
        self.controls = self.live._view._controls

    def values(self, from_page: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments of the function for the controls' values in the page."""
        return {c.name: c.to_python(from_page[c.name]) for c in self.controls}

    def run(self, values: Mapping[str, Any], n_steps: int) -> tuple[list[Any], list[Any]]:
        """Call the function in plain NumPy; return the state's arrays, and what the page draws."""
        state = self.state(values)
        for _ in range(n_steps):
            state, _ = self.function(state, **values)
        return [] if self.start is None else flatten(state), self.outputs(
            self.returned(values, state)
        )

    def state(self, values: Mapping[str, Any]) -> Any:
        """Return the state that an animation starts with."""
        if not callable(self.start):
            return self.start
        return self.start(
            **{name: values[name] for name in inspect.signature(self.start).parameters}
        )

    def returned(self, values: Mapping[str, Any], state: Any) -> dict[Any, Any]:
        """Return `{artist: value}` as the author's function gives it."""
        if self.start is None:
            return dict(self.function(**values))
        return dict(self.function(state, **values)[1])

    def outputs(self, mapping: dict[Any, Any]) -> list[Any]:
        """Return the values in the order of the page: artist by artist, then the goals."""
        goals = mapping.pop("goals", {})
        own = artists.bindings(self.fig, mapping, self.live.name)
        places = [(i, key) for i, whole in enumerate(self.unified) for key in whole.values]
        return [own[i].values.get(key, 0.0) for i, key in places] + list(goals.values())

    @cached_property
    def unified(self) -> list[artists.Binding]:
        """Return the bindings over all combinations of choices, which set the order of outputs."""
        first = {c.name: c.to_python(c.to_spec()["value"]) for c in self.controls}
        choices = [c for c in self.controls if not c.traced]
        bound = []
        for chosen in product(*(c.choices for c in choices)):
            values = first | dict(zip((c.name for c in choices), chosen, strict=True))
            mapping = self.returned(values, self.state(values))
            mapping.pop("goals", None)
            bound.append(artists.bindings(self.fig, mapping, self.live.name))
        return artists.unify(bound, self.live.name)


def as_now(function: Any) -> Any:
    """Return the function with the names of the notebook as they are now; cells may reuse them."""
    if not isinstance(function, FunctionType):
        return function
    then = function.__globals__
    now = dict(then)

    def copied(original: FunctionType) -> FunctionType:
        parts = original.__name__, original.__defaults__, original.__closure__
        copy = FunctionType(original.__code__, now, *parts)
        copy.__kwdefaults__ = original.__kwdefaults__
        return copy

    for name, value in then.items():
        if isinstance(value, FunctionType) and value.__globals__ is then:
            now[name] = copied(value)
    return copied(function)


@contextmanager
def recording(into: dict[str, Recorded], drawn: dict[str, Drawn]) -> Iterator[None]:
    """Note what the code in this context hands to `explore`, `animate` and `interact`."""
    explore, animate, interact = livefig.explore, livefig.animate, livefig.interact

    def explored(fig: Any, update: Any, **options: Any) -> LiveFigure:
        live = explore(fig, update, **options)
        into[live.name] = Recorded(fig, as_now(update), None, live)
        return live

    def animated(fig: Any, step: Any, state: Any, **options: Any) -> LiveFigure:
        live = animate(fig, step, state, **options)
        into[live.name] = Recorded(fig, as_now(step), as_now(state), live)
        return live

    def interacted(function: Any = None, **controls: Any) -> Any:
        if function is None:
            return lambda decorated: interacted(decorated, **controls)
        live = interact(function, **controls)
        drawn[live.name] = as_now(function), controls, live
        return live

    with mock.patch.multiple(livefig, explore=explored, animate=animated, interact=interacted):
        yield


def figures_of(page: Path) -> tuple[dict[str, Recorded], dict[str, Drawn]]:
    """Run the cells of a page; return its live figures by name, those of `interact` by themselves.

    What `interact` takes returns no numbers: of it there are the function, its controls as they
    are written, and its figure.
    """
    figures: dict[str, Recorded] = {}
    drawn: dict[str, Drawn] = {}
    shell = InteractiveShell.instance()
    shell.reset(new_session=False)
    cells = jupytext.read(page).cells
    with recording(figures, drawn), plt.rc_context(), np.errstate(), capture_output():
        for cell in cells:
            if cell.cell_type == "code":
                result = shell.run_cell(cell.source)
                if "raises-exception" not in cell.metadata.get("tags", []):
                    result.raise_error()
    plt.close("all")
    return figures, drawn
