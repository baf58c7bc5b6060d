"""Whether two artists of two figures are one that follows, or look so different that both stay."""

from typing import Any

import numpy as np
from matplotlib.axis import Axis
from matplotlib.cm import ScalarMappable
from matplotlib.contour import ContourSet
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text

from livefig.artists.table import ANY_ARTIST, kind_of

# what an artist looks like, beside the properties that its kind can follow
LOOKS = (
    "zorder", "alpha", "visible", "label", "clip_on", "linestyle", "linewidth", "color", "marker",
    "markersize", "markerfacecolor", "markeredgecolor", "markeredgewidth", "drawstyle",
    "fillstyle", "markevery", "facecolor", "edgecolor", "hatch", "capstyle", "joinstyle",
    "fontsize", "fontfamily", "fontweight", "fontstyle", "rotation", "horizontalalignment",
    "verticalalignment", "interpolation", "extent", "dash_capstyle", "solid_capstyle", "angle",
)  # fmt: skip


def looks(artist: Any, is_still: bool = False) -> tuple[Any, ...]:
    """Return what must agree for two artists to be one, in a form that can be compared.

    Parameters
    ----------
    artist : Artist or Container
        The artist.
    is_still : bool
        Whether no value that it follows is traced.
    """
    parts = kind_of(artist).parts(artist)
    found = (type(artist).__name__, len(parts), *(_look(part) for part in parts), *_shape(artist))
    if isinstance(artist, ContourSet):
        found += (in_plain_form(artist.levels), artist.filled)
        return (*found, outline(artist)) if is_still else found
    return found


def _look(artist: Any) -> tuple[Any, ...]:
    mapped = isinstance(artist, ScalarMappable) and artist.get_array() is not None
    found: list[Any] = [mapped and (artist.get_cmap().name, type(artist.norm).__name__)]
    for name in LOOKS:
        getter = getattr(artist, f"get_{name}", None)
        is_from_numbers = mapped and name in ("facecolor", "edgecolor", "color")
        if getter is None or is_from_numbers or (name == "label" and _is_unnamed(artist)):
            continue
        found.append((name, in_plain_form(getter())))
    if hasattr(artist, "get_paths") and hasattr(artist, "get_sizes"):
        found += [in_plain_form(path.vertices) for path in artist.get_paths()[:4]]
    return tuple(found)


def _is_unnamed(artist: Any) -> bool:
    return str(artist.get_label()).startswith("_") or artist.get_label() == ""


def _shape(artist: Any) -> tuple[Any, ...]:
    """Return what else cannot differ: the size of heat maps, all of what no kind follows."""
    kind = kind_of(artist)
    if isinstance(artist, Legend):
        handles = [handle for handle in artist.legend_handles if handle is not None]
        return tuple(_look(handle) for handle in handles)
    if kind is ANY_ARTIST or isinstance(artist, Annotation):
        return (outline(artist),)
    try:
        shapes = [np.shape(value) for value in kind.current(artist).values()]
    except (AttributeError, TypeError):
        return (id(artist),) if kind.one_shape else ()
    return tuple(shape if kind.one_shape else shape[1:] for shape in shapes)


def outline(artist: Any) -> Any:
    """Return the paths of an artist that cannot follow: another one is another artist."""
    if isinstance(artist, Text):
        return artist.get_text(), in_plain_form(artist.get_position())
    if not hasattr(artist, "get_path") and not hasattr(artist, "get_paths"):
        return id(artist)
    paths = artist.get_paths() if hasattr(artist, "get_paths") else [artist.get_path()]
    offsets = artist.get_offsets() if hasattr(artist, "get_offsets") else ()
    return tuple(_in_data(path.vertices, artist) for path in paths), in_plain_form(offsets)


def _in_data(vertices: Any, artist: Any) -> Any:
    """Return where points are in the data: wedges and endless lines have their own transforms."""
    if artist.axes is None or not len(vertices):
        return in_plain_form(vertices)
    with np.errstate(all="ignore"):
        on_paper = artist.get_transform().transform(np.array(vertices))
        return in_plain_form(
            np.round(artist.axes.transData.inverted().transform(on_paper), 9) + 0.0
        )


def in_plain_form(value: Any) -> Any:
    """Return a value in a form that can be compared and kept in a set."""
    if isinstance(value, (str, bool, int, type(None))):
        return value
    if isinstance(value, (list, tuple)):
        return tuple(map(in_plain_form, value))
    try:
        array = np.asarray(value, float)
    except (TypeError, ValueError):
        return repr(value)
    return array.shape, array.tobytes()


def facts(artist: Any) -> dict[str, Any]:
    """Return the properties of an artist that can follow, as they are now."""
    if isinstance(artist, Axis):
        return {"limits": np.array(artist.get_view_interval(), float)}
    kind = kind_of(artist)
    if kind is ANY_ARTIST or not kind.by_page:
        return {}
    found = {key: value for key, value in _current(artist).items() if key in kind.properties}
    if isinstance(artist, Text):
        found["text"] = artist.get_text()
    mapped = isinstance(artist, ScalarMappable) and artist.get_array() is not None
    if "clim" in kind.properties and mapped and artist.get_clim()[0] is not None:
        found["clim"] = np.array(artist.get_clim(), float)
    if isinstance(artist, Line2D):
        found.pop("color", None)
    return found


def _current(artist: Any) -> dict[str, Any]:
    if isinstance(artist, Text) and not artist.get_text():
        return {}
    return kind_of(artist).current(artist)


def same(one: Any, other: Any) -> bool:
    """Tell whether two facts are equal."""
    if isinstance(one, str) or isinstance(other, str) or other is None:
        return type(one) is type(other) and bool(one == other)
    return np.shape(one) == np.shape(other) and np.array_equal(one, other, equal_nan=True)
