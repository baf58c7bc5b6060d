"""One figure of the figures that a function draws for each combination of choices.

An artist that looks the same in several combinations is one, whose numbers follow the choice. One
that looks different, or is there for some choices only, is put into the first figure beside the
others, and seen for its own choices.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from matplotlib.axis import Axis
from matplotlib.legend import Legend
from matplotlib.spines import Spine
from matplotlib.text import Text

from livefig.artists.values import describe
from livefig.calls.alike import facts, looks, same
from livefig.calls.frames import frame
from livefig.calls.given import now
from livefig.calls.graft import graft
from livefig.drawing.sheet import all_axes
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
        One for each combination of choices, all with the same axes (see `pictures`).
    follows : sequence of dict
        For each combination, from artists of its figure to their traced properties.
    initial : int
        The combination whose figure is kept.
    """
    if all(figure is figures[0] for figure in figures):  # one, or one that was there before
        return list(follows)
    order = [initial, *(c for c in range(len(figures)) if c != initial)]
    slots = _fixed_slots(figures, order)
    for number in range(len(all_axes(figures[initial]))):
        slots += _slots(figures, follows, order, number)
    mappings: list[dict[Any, dict[str, Any]]] = [{} for _ in figures]
    moved: dict[int, Any] = {}
    for slot in slots:
        values = _values(slot, follows)
        if not any(values.values()):
            continue
        shown = moved.get(id(slot.first), slot.first)
        if initial not in slot.artists and not slot.is_inner:
            c = next(iter(slot.artists))
            shown = graft(
                slot.first, all_axes(figures[c])[slot.ax], all_axes(figures[initial])[slot.ax]
            )
            if isinstance(shown, Legend):
                texts = zip(slot.first.get_texts(), shown.get_texts(), strict=True)
                moved |= {id(before): after for before, after in texts}
        for c, mapping in enumerate(mappings):
            mapping[shown] = values[c]
    return mappings


def unlike(first: Any, second: Any) -> str | None:
    """Say in words what differs between two drawings of the same figure, None if nothing does."""
    frames = [frame(figure) for figure in (first, second)]
    if list(frames[0]) != list(frames[1]):
        return "its axes changed"
    pairs = [(frames[0][key], frames[1][key]) for key in frames[0]]
    for one, other in zip(all_axes(first), all_axes(second), strict=True):
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


def _slots(
    figures: Sequence[Any], follows: Sequence[Any], order: Sequence[int], number: int
) -> list[Slot]:
    """Return the slots of what is drawn in one axes, in order."""
    slots: list[Slot] = []
    for c in order:
        artists = _drawn(all_axes(figures[c])[number])
        their_looks = [looks(artist, artist not in follows[c]) for artist in artists]
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
    """Return the slots of titles, labels and limits."""
    frames = {c: frame(figures[c]) for c in order}
    first = frames[order[0]]
    return [Slot({c: frames[c][key] for c in order}) for key in first]
