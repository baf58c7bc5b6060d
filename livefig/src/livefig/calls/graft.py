"""Moving an artist from one figure into the same place of another one."""

from typing import Any

from matplotlib.collections import Collection
from matplotlib.container import Container
from matplotlib.legend import Legend

from livefig.tracing.errors import TraceError


def graft(artist: Any, old: Any, new: Any) -> Any:
    """Take an artist out of its axes and into another; return what stands there then.

    Parameters
    ----------
    artist : Artist or Container
        It stands in `old`.
    old, new : Axes
        Axes at the same place of two figures.
    """
    if isinstance(artist, Legend):
        return _legend(artist, new)
    if isinstance(artist, Container):
        for part in artist.get_children():
            graft(part, old, new)
        new.add_container(artist)
        return artist
    places = {
        id(before): after
        for before, after in (
            (old.transData, new.transData),
            (old.transAxes, new.transAxes),
            (old.get_xaxis_transform("grid"), new.get_xaxis_transform("grid")),
            (old.get_yaxis_transform("grid"), new.get_yaxis_transform("grid")),
        )
    }
    own = artist._transform  # a patch adds its own shape to what get_transform() gives
    offset = artist.get_offset_transform() if isinstance(artist, Collection) else None
    artist.remove()
    for transform, setter in (
        (own, artist.set_transform),
        (offset, getattr(artist, "set_offset_transform", None)),
    ):
        if id(transform) in places and setter is not None:
            setter(places[id(transform)])
        elif transform is not None and any(transform.contains_branch_separately(old.transData)):
            raise TraceError(
                f"{type(artist).__name__} is there for some choices only, through a transform of "
                "its own: draw it for all choices, with visible=…"
            )
    new.add_artist(artist)
    return artist


def _legend(legend: Any, ax: Any) -> Legend:
    """Return the same legend in other axes."""
    again = Legend(
        ax,
        legend.legend_handles,
        [text.get_text() for text in legend.get_texts()],
        loc=legend._get_loc(),
        ncols=legend._ncols,
        prop=legend.prop,
        title=legend.get_title().get_text() or None,
        frameon=legend.get_frame_on(),
        framealpha=legend.get_frame().get_alpha(),
    )
    anchor = legend._bbox_to_anchor
    if anchor is not None:
        box = anchor.transformed(legend.axes.transAxes.inverted())
        again.set_bbox_to_anchor(box, ax.transAxes)
    ax.add_artist(again)
    return again
