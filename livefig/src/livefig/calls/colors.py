"""Numbers behind colours: which they are, and the range that Matplotlib chooses for them."""

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import Normalize
from matplotlib.figure import figaspect

from livefig.calls.call import Call
from livefig.calls.given import array, is_traced, now


def follow_numbers(call: Call, artist: Any, numbers: Any) -> None:
    """Let the numbers behind an artist's colours follow, and their range where none is given."""
    given = call.given | call.kwargs
    call.session.follow_all(artist, array=numbers)
    norm = given.get("norm")
    if norm is not None and not isinstance(norm, str):
        if norm.vmin is None or norm.vmax is None:
            raise call.refuse("cannot follow a norm without vmin and vmax: give both to the norm")
        return
    if norm is not None or type(artist.norm) is not Normalize:
        raise call.refuse(f"cannot follow numbers through norm={norm!r}: give vmin and vmax to it")
    counts = np.isfinite(numbers)
    low, high = given.get("vmin"), given.get("vmax")
    low = np.min(np.where(counts, numbers, np.inf)) if low is None else array(low)
    high = np.max(np.where(counts, numbers, -np.inf)) if high is None else array(high)
    if is_traced((low, high)):
        call.session.follow(artist, clim=np.stack([low, high]))


def imshow(call: Call) -> Any:
    """Follow `ax.imshow(X)` and `ax.matshow(Z)`."""
    call.check_plain("extent", "alpha", "cmap", "norm", "origin", "aspect", "interpolation")
    made = call.plain()
    _follow_array(call, made, array(call.given["Z" if call.name == "matshow" else "X"]))
    return made


def pcolormesh(call: Call) -> Any:
    """Follow `ax.pcolormesh([X, Y], C)`."""
    call.check_plain("alpha", "cmap", "norm", "shading")
    *grid, numbers = call.args
    if is_traced(grid):
        raise call.refuse("cannot follow cells that move: draw on a grid that stays")
    made = call.plain()
    _follow_array(call, made, array(numbers))
    return made


def pcolor(call: Call) -> Any:
    """Follow `ax.pcolor([X, Y], C)` as `ax.pcolormesh`, which draws the same."""
    return call.owner.pcolormesh(*call.args, **call.kwargs)


def _follow_array(call: Call, made: Any, numbers: Any) -> None:
    if np.ndim(numbers) == 3:
        call.session.follow(made, array=numbers)
    else:
        follow_numbers(call, made, numbers)


def figure_matshow(A: Any, fignum: Any = None, **kwargs: Any) -> Any:
    """Do what `plt.matshow` does, which looks at the numbers itself to choose the figure's size."""
    if fignum is None:
        plt.figure(figsize=figaspect(np.asarray(now(A))))
        plt.gcf().add_axes((0.15, 0.09, 0.775, 0.775))
    made = plt.gca().matshow(A, **kwargs)
    plt.sci(made)
    return made
