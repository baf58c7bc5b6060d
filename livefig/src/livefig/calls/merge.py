"""One figure of the figures that a function draws for each combination of choices.

An artist that looks the same in several combinations is one, whose numbers follow the choice. One
that looks different, or is there for some choices only, is put into the first figure beside the
others, and seen for its own choices.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.legend import Legend
from matplotlib.spines import Spine
from matplotlib.text import Text

from livefig.artists.values import describe
from livefig.calls.alike import facts, looks, same
from livefig.calls.given import now
from livefig.calls.graft import graft
from livefig.tracing.errors import TraceError


@dataclass
class Slot:
    """A place for an artist in the common figure: which artist it is in each combination."""

    artists: dict[int, Any] = field(default_factory=dict)
    looks: Any = None
    ax: int = 0
    is_inner: bool = False  # of a legend, which is shown and hidden as a whole

    @property
    def first(self) -> Any:
        """The artist of the first combination that has one."""
        return next(iter(self.artists.values()))


def merged(
    figures: Sequence[Any], follows: Sequence[dict[Any, dict[str, Any]]], initial: int
) -> list[dict[Any, dict[str, Any]]]:
    """Return what follows in each combination, with the artists of the initial one's figure.

    Parameters
    ----------
    figures : sequence of Figure
        One for each combination of choices.
    follows : sequence of dict
        For each combination, from artists of its figure to their traced properties.
    initial : int
        The combination whose figure is kept.
    """
    if all(figure is figures[0] for figure in figures):  # one, or one that was there before
        return list(follows)
    order = [initial, *(c for c in range(len(figures)) if c != initial)]
    slots = _fixed_slots(figures, order)
    for number in range(len(figures[initial].axes)):
        slots += _slots(figures, order, number)
    mappings: list[dict[Any, dict[str, Any]]] = [{} for _ in figures]
    moved: dict[int, Any] = {}
    for slot in slots:
        values = _values(slot, follows)
        if not any(values.values()):
            continue
        shown = moved.get(id(slot.first), slot.first)
        if initial not in slot.artists and not slot.is_inner:
            c = next(iter(slot.artists))
            shown = graft(slot.first, figures[c].axes[slot.ax], figures[initial].axes[slot.ax])
            if isinstance(shown, Legend):
                texts = zip(slot.first.get_texts(), shown.get_texts(), strict=True)
                moved |= {id(before): after for before, after in texts}
        for c, mapping in enumerate(mappings):
            mapping[shown] = values[c]
    return mappings


def unlike(first: Any, second: Any) -> str | None:
    """Say in words what differs between two drawings of the same figure, None if nothing does."""
    frames = [_frame(figure) for figure in (first, second)]
    if list(frames[0]) != list(frames[1]):
        return "its axes changed"
    pairs = [(frames[0][key], frames[1][key]) for key in frames[0]]
    for one, other in zip(first.axes, second.axes, strict=True):
        drawn = _drawn(one), _drawn(other)
        if [type(artist) for artist in drawn[0]] != [type(artist) for artist in drawn[1]]:
            return "it draws other artists"
        pairs += zip(*drawn, strict=True)
    for one, other in pairs:
        before, after = facts(one), facts(other)
        for key, value in before.items():
            if not same(value, after.get(key)):
                return f"{key} of {describe(one)} changed"
    return None


def _values(slot: Slot, follows: Sequence[dict[Any, dict[str, Any]]]) -> dict[int, dict[str, Any]]:
    """Return the properties of a slot in each combination: the same ones in all."""
    traced = {c: follows[c].get(artist, {}) for c, artist in slot.artists.items()}
    still = {c: facts(artist) for c, artist in slot.artists.items()}
    keys = {key for values in traced.values() for key in values}
    one, *others = still.values()
    for other in others:
        keys |= {
            key
            for key in one.keys() | other.keys()
            if not same(one.get(key, ""), other.get(key, ""))
        }
    everywhere = len(slot.artists) == len(follows)
    given: dict[int, dict[str, Any]] = {}
    for c in range(len(follows)):
        if c in slot.artists:
            values = still[c] | traced[c]
            missing = sorted(keys - values.keys())
            if missing:
                raise TraceError(
                    f"{type(slot.first).__name__}: {', '.join(missing)} is traced for some choices "
                    "only: let it depend on a control for all, or for none"
                )
            given[c] = {key: values[key] for key in sorted(keys)}
        else:
            example = next(iter(slot.artists))
            values = still[example] | now(traced[example])
            given[c] = {key: values[key] for key in sorted(keys)}
        if not everywhere and not slot.is_inner:
            given[c]["visible"] = c in slot.artists
    return given


def _slots(figures: Sequence[Any], order: Sequence[int], number: int) -> list[Slot]:
    """Return the slots of what is drawn in one axes, in order."""
    slots: list[Slot] = []
    for c in order:
        artists = _drawn(figures[c].axes[number])
        their_looks = [looks(artist) for artist in artists]
        matcher = SequenceMatcher(None, [s.looks for s in slots], their_looks, autojunk=False)
        joined: list[Slot] = []
        for tag, i0, i1, j0, j1 in matcher.get_opcodes():
            if tag == "equal":
                for slot, artist in zip(slots[i0:i1], artists[j0:j1], strict=True):
                    slot.artists[c] = artist
            joined += slots[i0:i1]
            if tag != "equal":
                joined += [Slot({c: artists[j]}, their_looks[j], number) for j in range(j0, j1)]
        slots = joined
    return slots + _legend_texts(slots, number)


def _legend_texts(slots: Sequence[Slot], number: int) -> list[Slot]:
    """Return the slots of the words in legends that are there in all combinations."""
    found = []
    for slot in slots:
        if isinstance(slot.first, Legend):
            texts = {c: legend.get_texts() for c, legend in slot.artists.items()}
            for i in range(len(slot.first.get_texts())):
                found.append(Slot({c: own[i] for c, own in texts.items()}, None, number, True))
    return found


def _drawn(ax: Any) -> list[Any]:
    """Return the artists of an axes that the author drew; bars as one container."""
    containers = {
        id(patch): c for c in ax.containers if hasattr(c, "patches") for patch in c.patches
    }
    frame = [ax.patch, ax.title, *ax.child_axes]
    found: list[Any] = []
    for child in ax.get_children():
        is_title = isinstance(child, Text) and not any(child is text for text in ax.texts)
        if isinstance(child, Spine | Axis) or is_title or any(child is part for part in frame):
            continue
        child = containers.get(id(child), child)
        if not any(child is known for known in found):
            found.append(child)
    return found


def _fixed_slots(figures: Sequence[Any], order: Sequence[int]) -> list[Slot]:
    """Return the slots of titles, labels and limits; refuse axes that differ otherwise."""
    frames = {c: _frame(figures[c]) for c in order}
    first = frames[order[0]]
    for c in order[1:]:
        if list(frames[c]) != list(first):
            raise TraceError(
                "the figure has other axes, or other texts beside them, for one choice than for "
                "another: draw the same axes for all, and leave empty what is not needed"
            )
        for key, artist in first.items():
            for what, value in _settings(artist).items():
                if _settings(frames[c][key]).get(what) != value:
                    raise TraceError(
                        f"{what} of {key} differs between two choices, which the page cannot "
                        "change: give it the same for all"
                    )
    return [Slot({c: frames[c][key] for c in order}) for key in first]


def _frame(figure: Any) -> dict[str, Any]:
    """Return titles, labels and axes of a figure by name."""
    found: dict[str, Any] = {}
    for i, text in enumerate(figure.texts):
        found[f"text {i} of the figure"] = text
    for i, ax in enumerate(figure.axes):
        titles = [child for child in ax.get_children() if isinstance(child, Text)]
        titles = [text for text in titles if not any(text is own for own in ax.texts)]
        for j, title in enumerate(titles):
            found[f"title {j} of axes {i}"] = title
        for name in "xy":
            axis = getattr(ax, f"{name}axis")
            found[f"the {name}-axis of axes {i}"] = axis
            found[f"the label of the {name}-axis of axes {i}"] = axis.label
    return found


def _settings(artist: Any) -> dict[str, Any]:
    """Return what of a title, a label or an axis must not differ."""
    if not isinstance(artist, Axis):
        return {"the look": looks(artist)}
    return {
        "the scale": artist.get_scale(),
        "the frame": artist.axes.axison,
        "the aspect": str(artist.axes.get_aspect()),
        "the grid": any(line.get_visible() for line in artist.get_gridlines()[:1]),
        "ticks": _ticks(artist),
    }


def _ticks(axis: Any) -> Any:
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    where = (
        tuple(np.ravel(locator.locs))
        if hasattr(locator, "locs")
        and len(np.ravel(locator.locs))
        and type(locator).__name__ == "FixedLocator"
        else ()
    )
    words = tuple(getattr(formatter, "seq", ()))
    return type(locator).__name__, where, words
