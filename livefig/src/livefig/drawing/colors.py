"""Colours for the page: Matplotlib's black, white and greys turn with a light or dark page.

Black becomes the page's text colour, white its background, and greys the mixture in between. Other
colours stay as they are; so does a grey with the slightest tint (`#fffffe`), where white has to
stay white. On an opaque heat map, which is the same in the light and in the dark, all colours stay.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.colors import LogNorm, Normalize, to_rgba_array

from livefig.spec import Colormap

INK = "currentColor"
PAPER = "var(--live-background,#fff)"
_FIXED: ContextVar[bool] = ContextVar("fixed", default=False)
_STYLE_COLOR = re.compile(r"(fill|stroke): ?(#[0-9a-f]{6})\b")


@contextmanager
def fixed_colors(fixed: bool = True) -> Iterator[None]:
    """Let `css` give colours that do not turn with the page, for what stands on a heat map."""
    token = _FIXED.set(fixed)
    try:
        yield
    finally:
        _FIXED.reset(token)


def css(color: Any) -> str:
    """Return a Matplotlib colour as one CSS value; `none` where it cannot be seen."""
    rgba = np.atleast_2d(to_rgba_array(color))
    if len(rgba) == 0 or rgba[0, 3] == 0:
        return "none"
    levels = [round(float(level) * 255) for level in rgba[0]]
    opaque = _themed(*levels[:3])
    if levels[3] == 255:
        return opaque
    if opaque.startswith("#"):
        return f"{opaque}{levels[3]:02x}"
    return f"color-mix(in srgb,{opaque} {round(100 * float(rgba[0, 3]), 1):g}%,transparent)"


def css_colors(rgba: Any) -> list[str]:
    """Return CSS colours, one a row."""
    return [css(row) for row in np.atleast_2d(rgba)] if len(rgba) else []


def _themed(red: int, green: int, blue: int) -> str:
    if not red == green == blue or _FIXED.get():
        return f"#{red:02x}{green:02x}{blue:02x}"
    if red == 0:
        return INK
    if red == 255:
        return PAPER
    return f"color-mix(in srgb,{INK} {round(100 * (1 - red / 255), 1):g}%,{PAPER})"


def themed_style(style: str) -> str:
    """Return a CSS style, as Matplotlib writes it into SVG, with colours that turn with the page.

    Readers of e-books that do not know `color-mix` keep the grey itself, which stands before it.
    """

    def replacement(match: re.Match[str]) -> str:
        name, color = match[1], match[2]
        themed = _themed(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))
        plain = f"{name}:{color};" if themed.startswith("color-mix") else ""
        return f"{plain}{name}:{themed}"

    return _STYLE_COLOR.sub(replacement, style)


def colormap(artist: Any, what: str, alpha: float | None = None) -> Colormap:
    """Return how an artist turns numbers into colours.

    Parameters
    ----------
    artist
        A `ScalarMappable`: a scatter, an image, …
    what
        The artist's name for messages.
    alpha
        What the colours' own alpha is replaced by, as Matplotlib does for collections.

    Raises
    ------
    ValueError
        If its norm is neither linear nor logarithmic.
    """
    norm, cmap = artist.norm, artist.cmap
    if type(norm) is not Normalize and type(norm) is not LogNorm and not _is_linear(norm):
        raise ValueError(
            f"{what} has the norm {type(norm).__name__}, but a live figure knows Normalize and "
            "LogNorm only: transform the values in update instead"
        )
    vmin, vmax = norm.vmin, norm.vmax
    if vmin is None or vmax is None:
        raise ValueError(f"{what} has no vmin and vmax: give both, the colours cannot follow")
    numbers = np.ma.arange(-1, cmap.N + 2)  # whole numbers choose entries: -1 is under, N over
    numbers[-1] = np.ma.masked
    under, *entries, over, bad = cmap(numbers, alpha=alpha)
    return {
        "lut": "".join(_hex(entry) for entry in entries),
        "over": _hex(over),
        "under": _hex(under),
        "bad": _hex(bad),
        "vmin": float(vmin),
        "vmax": float(vmax),
        "log": isinstance(norm, LogNorm),
    }


def _is_linear(norm: Any) -> bool:
    return isinstance(norm, mpl.colors.CenteredNorm)


def _hex(rgba: Any) -> str:
    # Matplotlib cuts off, too, where it turns numbers into bytes.
    return "".join(f"{int(level * 255):02x}" for level in rgba)
