"""The artists of a figure that follow its controls: what `update` may return, and what it does.

This is the only door between the figure and Matplotlib: `bindings` checks what `update` returned,
`apply` sets it on the artists, `draw` makes the SVG and what the page needs to go on drawing.

The table of supported artists is in `artist_table.py`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.container import BarContainer

from livefig.artists.kind import COMMON, Kind, describe, stacked
from livefig.artists.labels import Template, as_live_text, lines_of
from livefig.artists.table import instead_of, kind_of
from livefig.notation.text import LiveText


@dataclass
class Binding:
    """An artist and the values that it follows."""

    artist: Any
    kind: Kind
    values: dict[str, Any]  # property -> value, traced or not; a text's numbers: "text.0", …
    template: Template | None = None  # texts only
    templates: list[Template] = field(default_factory=list)  # of all combinations of choices
    template_of: list[int] = field(default_factory=list)  # combination -> its template
    numbers: list[Any] = field(default_factory=list)  # concrete ones of a text, once applied

    @property
    def what(self) -> str:
        """The artist's name in messages."""
        return describe(self.artist)


def bindings(fig: Any, mapping: Any, name: str) -> list[Binding]:
    """Check what `update` returned and bring it into one form.

    Parameters
    ----------
    fig
        The Matplotlib figure.
    mapping
        `{artist: value}`; a value is a dict of properties or the artist's shorthand.
    name
        The figure's name, for messages.

    Raises
    ------
    TypeError
        If `mapping` is not a dict of artists, or an artist's type is not supported.
    ValueError
        If an artist belongs to another figure, or a value has the wrong shape. Messages name the
        figure and the artist, and say what to do.
    """
    if not isinstance(mapping, Mapping):
        raise TypeError(
            f"figure {name!r}: update returned {type(mapping).__name__}, "
            "but it must return a dict {artist: value}"
        )
    return [_binding(fig, artist, value, name) for artist, value in mapping.items()]


def _binding(fig: Any, artist: Any, value: Any, name: str) -> Binding:
    if not _is_artist(artist):
        raise TypeError(
            f"figure {name!r}: update returned a value for {artist!r}, but a key must be an artist "
            "of the figure: what ax.plot, ax.scatter, ax.text, … give"
        )
    what = f"figure {name!r}: {describe(artist)}"
    kind = kind_of(artist)
    for part in kind.parts(artist):
        if part.get_figure(root=True) is not fig:
            raise ValueError(
                f"{what} is not in this figure: make it with an axes of the figure that is given "
                "to explore, in the same cell"
            )
    values = dict(value) if isinstance(value, Mapping) else _shorthand(kind, artist, value, what)
    allowed = kind.properties | COMMON
    for key in values:
        if key not in allowed:
            raise ValueError(
                f"{what} cannot follow {key!r}, only {', '.join(allowed)}"
                + ("" if kind.properties else f"; {instead_of(artist)}")
            )
    kind.check(artist, what)
    template = None
    if "text" in values:
        live = _live_text(values.pop("text"), what)
        template = live.parts
        values |= {f"text.{i}": number for i, number in enumerate(live.values)}
        try:
            lines_of(artist, template)
        except ValueError as error:
            raise ValueError(f"{what}: {error}") from None
    values = {key: stacked(value) for key, value in values.items()}
    values = kind.complete(artist, values, what)
    _check_shapes(kind, artist, values, what)
    return Binding(artist, kind, values, template)


def _is_artist(value: Any) -> bool:
    return isinstance(value, (Artist, BarContainer))


def _shorthand(kind: Kind, artist: Any, value: Any, what: str) -> dict[str, Any]:
    try:
        return kind.read(artist, value)
    except TypeError:
        bare = f"{kind.shorthand}, or " if kind.properties else ""
        instead = "" if kind.properties else f"; {instead_of(artist)}"
        raise TypeError(
            f"{what} cannot follow {value!r:.60}, only {bare}a dict with "
            f"{', '.join(kind.properties | COMMON)}{instead}"
        ) from None


def _live_text(value: Any, what: str) -> LiveText:
    try:
        return as_live_text(value)
    except TypeError as error:
        raise TypeError(f"{what} {error}") from None


def _check_shapes(kind: Kind, artist: Any, values: dict[str, Any], what: str) -> None:
    """Raise unless all shapes fit the kind's table, each other and what the artist has now."""
    now = {key: value for key, value in kind.current(artist).items() if key not in values}
    lengths: dict[str, tuple[int, str]] = {}
    for key, value in [*now.items(), *values.items()]:
        pattern = "()" if key.startswith("text.") else (kind.properties | COMMON).get(key)
        shape = np.shape(value)
        if pattern is None or (shape in ((), (1,)) and shape in _shapes(pattern, {})):
            continue
        problem = _misfit(shape, pattern, lengths, key)
        if problem:
            raise ValueError(f"{what}: {key} has shape {shape}, but {problem}")


def _shapes(pattern: str, lengths: dict[str, tuple[int, str]]) -> list[tuple[Any, ...]]:
    """Return the shapes of a pattern such as `(n, 2) or ()`; unknown lengths stay letters."""
    shapes = []
    for alternative in re.findall(r"\((.*?)\)", pattern):
        sizes = [size.strip() for size in alternative.split(",") if size.strip()]
        shapes.append(
            tuple(
                int(size) if size.isdigit() else lengths[size][0] if size in lengths else size
                for size in sizes
            )
        )
    return shapes


def _misfit(
    shape: tuple[int, ...], pattern: str, lengths: dict[str, tuple[int, str]], key: str
) -> str | None:
    """Return what is wrong with a shape, and remember the lengths that it settles."""
    for sizes in _shapes(pattern, lengths):
        if len(sizes) == len(shape) and all(
            isinstance(size, str) or size == length
            for size, length in zip(sizes, shape, strict=True)
        ):
            for size, length in zip(sizes, shape, strict=True):
                if isinstance(size, str):
                    lengths[size] = (length, key)
            return None
    for letter, (length, other) in lengths.items():
        if re.search(rf"\b{letter}\b", pattern):
            return (
                f"{other} has {length} {'entry' if length == 1 else 'entries'}: "
                f"the two must agree, so let update return both"
            )
    return f"it must have shape {pattern}"


def unify(combinations: Sequence[list[Binding]], name: str) -> list[Binding]:
    """Join the bindings of all combinations of choices into one list.

    The values of the first combination stay; templates of texts are collected. A text may have
    fewer numbers in one combination than in another (`text.1` is then missing there).

    Raises
    ------
    ValueError
        If a combination lacks an artist or a property that another one has, or if one has other
        dimensions.
    """
    first = combinations[0]
    joined = [Binding(b.artist, b.kind, dict(b.values), b.template) for b in first]
    for other in combinations[1:]:
        if [id(b.artist) for b in other] != [id(b.artist) for b in first]:
            keys = {id(b.artist): b.what for b in [*first, *other]}
            odd = {id(b.artist) for b in first} ^ {id(b.artist) for b in other}
            raise ValueError(
                f"figure {name!r}: update must return the same artists in the same order for every "
                "choice" + (f", but sometimes leaves out {keys[odd.pop()]}" if odd else "")
            )
        for whole, part in zip(joined, other, strict=True):
            _join(whole, part, f"figure {name!r}: {whole.what}")
    for i, whole in enumerate(joined):
        templates = [combination[i].template for combination in combinations]
        whole.templates = list(dict.fromkeys(t for t in templates if t is not None))
        whole.template_of = [whole.templates.index(t) for t in templates if t is not None]
    return joined


def _join(whole: Binding, part: Binding, what: str) -> None:
    for key in sorted(whole.values.keys() ^ part.values.keys()):  # the same order in every build
        if key.startswith("text."):
            whole.values.setdefault(key, part.values.get(key))
        else:
            raise ValueError(f"{what} follows {key!r} for some choices only: return it for all")
    for key, value in part.values.items():
        here, there = np.shape(whole.values[key]), np.shape(value)
        same = here == there if whole.kind.one_shape else here[1:] == there[1:]
        if not same or len(here) != len(there):
            raise ValueError(
                f"{what}: {key} has shape {here} for one choice and {there} for another, but "
                + ("it may not change" if whole.kind.one_shape else "only the first may change")
            )
    if (whole.template is None) != (part.template is None):
        raise ValueError(f"{what} follows 'text' for some choices only: return it for all")


def apply(bound: Sequence[Binding], concrete: Callable[[Any], Any]) -> None:
    """Set the values on the Matplotlib artists.

    Parameters
    ----------
    bound
        What `bindings` gave.
    concrete
        Turns a traced value into its number or array, and leaves others as they are.
    """
    for binding in bound:
        values = {key: concrete(value) for key, value in binding.values.items()}
        if binding.template is not None:
            count = sum(key.startswith("text.") for key in values)
            binding.numbers = [values.pop(f"text.{i}") for i in range(count)]
            values["text"] = LiveText(binding.template, ()).filled(binding.numbers)
        shown = {key: values.pop(key) for key in COMMON if key in values}
        for part in binding.kind.parts(binding.artist):
            if "visible" in shown:
                part.set_visible(bool(shown["visible"]))
            if "alpha" in shown:
                part.set_alpha(float(np.clip(shown["alpha"], 0, 1)))
        if values:
            binding.kind.apply(binding.artist, values)


def close(fig: Any) -> None:
    """Take the figure out of pyplot, so that the notebook does not show it a second time."""
    plt.close(fig)
