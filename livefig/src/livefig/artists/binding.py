"""Binding values to artists: what the author's function returned, checked and in one form.

`bindings` reads one run's mapping `{artist: value}`, `unify` joins those of all combinations of
choices, `apply` sets concrete values on the Matplotlib artists.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.artist import Artist
from matplotlib.container import Container

from livefig.artists.axis import check_shared
from livefig.artists.colorbar import check_norms, colorbars_of
from livefig.artists.features import check_features
from livefig.artists.kind import COMMON, Binding, Kind, is_slot, slot
from livefig.artists.shapes import check_shapes
from livefig.artists.table import ANY_ARTIST, INSTEAD, instead_of, kind_of
from livefig.artists.values import describe, stacked
from livefig.drawing.typesetting import lines_of
from livefig.notation.text import LiveText, as_live_text


def bindings(fig: Any, mapping: Any, name: str) -> list[Binding]:
    """Check what the author's function returned and bring it into one form.

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
        forgotten = ": is its return missing?" if mapping is None else ""
        raise TypeError(
            f"figure {name!r}: update returned {type(mapping).__name__}, "
            f"but it must return a dict {{artist: value}}{forgotten}"
        )
    bound = []
    for artist, value in mapping.items():
        binding = bind(fig, artist, value, name)
        bound += [binding, *colorbars_of(fig, binding)]
    check_norms(fig, bound)
    check_shared(bound)
    return bound


def bind(fig: Any, artist: Any, value: Any, name: str) -> Binding:
    """Check one value of one artist; see `bindings`."""
    if not isinstance(artist, (Artist, Container)):
        known = f"; {instead_of(artist)}" if type(artist) in INSTEAD else ""
        raise TypeError(
            f"figure {name!r}: update returned a value for {artist!r}, but a key must be an artist "
            f"of the figure: what ax.plot, ax.scatter, ax.text, … give{known}"
        )
    kind = kind_of(artist)
    binding = Binding(artist, kind, name, {})
    for part in kind.parts(artist):
        if part.get_figure(root=True) is not fig:
            known = f"; {instead_of(artist)}" if type(artist) in INSTEAD else ""
            raise ValueError(
                f"{binding.what} is not in this figure: make it with an axes of the figure that is "
                f"given to explore, in the same cell{known}"
            )
    values = _properties(kind, artist, value, binding.what)
    try:
        _complete(binding, values)
    except ValueError:
        if not values or values.keys() - COMMON:
            raise
        binding.kind = ANY_ARTIST  # Matplotlib's own drawing can be shown, hidden and faded
        _complete(binding, values)
    return binding


def _complete(binding: Binding, values: dict[str, Any]) -> None:
    """Check an artist and its values by its kind, and give them to the binding."""
    kind, artist, what = binding.kind, binding.artist, binding.what
    check_features(kind, artist, what)
    kind.check(artist, what)
    binding.given = frozenset(values)
    values = dict(values)
    if "text" in values:
        text = _live_text(artist, values.pop("text"), what)
        binding.template = text.parts
        values |= {slot(i): number for i, number in enumerate(text.values)}
    values = {key: stacked(value) for key, value in values.items()}
    binding.values = kind.complete(artist, values, what)
    check_shapes(binding)


def _properties(kind: Kind, artist: Any, value: Any, what: str) -> dict[str, Any]:
    """Return a value as properties, each of which the kind has."""
    allowed = kind.properties | COMMON
    instead = "" if kind.properties else f"; {instead_of(artist)}"
    if isinstance(value, Mapping):
        values = dict(value)
    else:
        try:
            values = kind.read(artist, value)
        except TypeError:
            bare = f"{kind.shorthand}, or " if kind.properties else ""
            raise TypeError(
                f"{what} cannot follow {_in_words(value)}, only {bare}a dict with "
                f"{', '.join(allowed)}{instead}"
            ) from None
    for key in values:
        if key not in allowed:
            raise ValueError(f"{what} cannot follow {key!r}, only {', '.join(allowed)}{instead}")
    return values


def _in_words(value: Any) -> str:
    shape = np.shape(value)
    return f"an array of shape {shape}" if shape else f"{value!r:.60}"


def _live_text(artist: Any, value: Any, what: str) -> LiveText:
    """Return a value as a text that the page can set."""
    try:
        text = as_live_text(value)
    except TypeError as error:
        raise TypeError(f"{what} {error}") from None
    try:
        lines_of(artist, text.parts)
    except ValueError as error:
        raise ValueError(f"{what}: {error}") from None
    return text


def unify(
    combinations: Sequence[list[Binding]],
    name: str,
    initial: int = 0,
    concrete: Callable[[Any], Any] = lambda value: value,
) -> list[Binding]:
    """Join the bindings of all combinations of choices into one list.

    The values of the first combination stay; templates of texts are collected. A text may have
    fewer numbers in one combination than in another (`text.1` is then missing there).

    Parameters
    ----------
    combinations
        What `bindings` gave for each.
    name
        The figure's name, for messages.
    initial
        The combination that the figure starts with: it says what texts show at first.
    concrete
        Turns a traced value into its number.

    Raises
    ------
    ValueError
        If a combination lacks an artist or a property that another one has, or if one has other
        dimensions.
    """
    first = combinations[0]
    joined = [Binding(b.artist, b.kind, name, dict(b.values), b.given) for b in first]
    for other in combinations[1:]:
        if [id(b.artist) for b in other] != [id(b.artist) for b in first]:
            keys = {id(b.artist): describe(b.artist) for b in [*first, *other]}
            odd = {id(b.artist) for b in first} ^ {id(b.artist) for b in other}
            raise ValueError(
                f"figure {name!r}: update must return the same artists in the same order for every "
                "choice" + (f", but sometimes leaves out {keys[odd.pop()]}" if odd else "")
            )
        for whole, mine, part in zip(joined, first, other, strict=True):
            _join(whole, part)
            if (mine.template is None) != (part.template is None):
                raise ValueError(
                    f"{whole.what} follows 'text' for some choices only: return it for all"
                )
    for i, whole in enumerate(joined):
        shown = combinations[initial][i]
        whole.template, whole.numbers = shown.template, text_numbers(shown, concrete)
        templates = [combination[i].template for combination in combinations]
        whole.templates = list(dict.fromkeys(t for t in templates if t is not None))
        whole.template_of = [whole.templates.index(t) for t in templates if t is not None]
    return joined


def _join(whole: Binding, part: Binding) -> None:
    for key in sorted(whole.values.keys() ^ part.values.keys()):  # the same order in every build
        if is_slot(key):
            whole.values.setdefault(key, part.values.get(key))
        else:
            raise ValueError(
                f"{whole.what} follows {key!r} for some choices only: return it for all"
            )
    for key, value in part.values.items():
        here, there = np.shape(whole.values[key]), np.shape(value)
        same = here == there if whole.kind.one_shape else here[1:] == there[1:]
        if not same or len(here) != len(there):
            raise ValueError(
                f"{whole.what}: {key} has shape {here} for one choice and {there} for another, but "
                + ("it may not change" if whole.kind.one_shape else "only the first may change")
            )


def text_numbers(binding: Binding, concrete: Callable[[Any], Any]) -> list[Any]:
    """Return the numbers that stand in a binding's text, in order."""
    count = sum(map(is_slot, binding.values))
    return [concrete(binding.values[slot(i)]) for i in range(count)]


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
        kind, artist = binding.kind, binding.artist
        values = {key: concrete(value) for key, value in binding.properties.items()}
        if binding.template is not None:
            numbers = text_numbers(binding, concrete)
            values["text"] = LiveText(binding.template, ()).filled(numbers)
        shown = {key: values.pop(key) for key in COMMON if key in values}
        for part in kind.parts(artist):
            if "visible" in shown:
                part.set_visible(bool(shown["visible"]))
            if "alpha" in shown:
                part.set_alpha(float(np.clip(shown["alpha"], 0, 1)))
        if values:
            kind.verify(artist, values, binding.given, binding.what)
            kind.apply(artist, values)


def close(fig: Any) -> None:
    """Take the figure out of pyplot, so that the notebook does not show it a second time."""
    plt.close(fig)
