"""A figure whose artists must not be changed while a function is recorded.

`line.set_ydata(w * x)` inside the author's function would leave the recorder's values in the line,
and `line.set_color("red")` would happen while the figure is made and never again. Matplotlib tells
of every change by marking the artist as stale; during the recording that mark is listened to. What
was changed is put back, so that the corrected function finds the figure as it was.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_stack
from typing import Any

import matplotlib
from matplotlib.axis import Axis

from livefig.artists.kind import describe

MATPLOTLIB = str(Path(matplotlib.__file__).parent)


@contextmanager
def untouched(fig: Any, refuse: Callable[[str], Exception]) -> Iterator[None]:
    """Within this context no artist of a figure may be changed.

    Parameters
    ----------
    fig
        The Matplotlib figure.
    refuse : callable
        From a message to the error that is raised at the end. It is called while the artist is
        being changed.
    """
    for ax in fig.axes:
        ax.get_xlim()  # limits that wait to be found would be set by the first who asks
    artists = _all_artists(fig)
    before = [(artist, _state_of(artist)) for artist in artists]
    changed: dict[int, Exception] = {}

    def note(artist: Any, stale: bool) -> None:
        if id(artist) not in changed:
            changed[id(artist)] = refuse(
                f"{describe(artist)} is changed inside the function ({_method()}), which would "
                "happen once, while the figure is made: return {artist: value} for what follows a "
                "control, and make any other change before"
            )

    callbacks = [artist.stale_callback for artist in artists]
    for artist in artists:
        artist.stale_callback = note
    try:
        yield
    finally:
        for artist, callback in zip(artists, callbacks, strict=True):
            artist.stale_callback = callback
        for artist, state in before:
            if id(artist) in changed:
                _put_back(artist, state)
    for error in changed.values():
        raise error


def _all_artists(fig: Any) -> list[Any]:
    """Return the figure and all that is in it, but for the ticks, which their axis speaks for."""
    found, waiting = [], [fig]
    while waiting:
        artist = waiting.pop()
        found.append(artist)
        if isinstance(artist, Axis):
            waiting += [artist.label, artist.offsetText]
        else:
            waiting += artist.get_children()
    return found


def _state_of(artist: Any) -> dict[str, Any]:
    """Return an artist's attributes; of lists (its children) what they hold."""
    return {
        key: (value, list(value)) if isinstance(value, list) else (value, None)
        for key, value in vars(artist).items()
    }


def _put_back(artist: Any, state: dict[str, Any]) -> None:
    for value, items in state.values():
        if items is not None:
            value[:] = items
    vars(artist).clear()
    vars(artist).update({key: value for key, (value, _) in state.items()})


def _method() -> str:
    """Return the name of the function of Matplotlib that the author's code called."""
    names = [
        frame.f_code.co_name
        for frame, _ in walk_stack(sys._getframe(1))
        if frame.f_code.co_filename.startswith(MATPLOTLIB)
    ]
    return next(name for name in reversed(names) if not name.startswith("<"))  # set() is a lambda
