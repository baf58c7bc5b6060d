"""Legends that Matplotlib places where there is room: not in the same corner for all curves."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from livefig.drawing.sheet import all_axes
from livefig.tracing.recording import Control
from livefig.tracing.reports import warn_author

BEST = 0  # Matplotlib's number of loc="best"
FAR = 0.2  # of the axes: another corner, not the same one with a longer word in it


def warn_of_legends(
    figure: Any, drawn: Callable[[dict[str, Any]], Any], controls: Sequence[Control]
) -> None:
    """Warn the author if a legend would stand elsewhere with all sliders at one of their ends.

    Parameters
    ----------
    figure : Figure
        The figure at its start.
    drawn : callable
        From values of the controls to the figure that the author's function draws then.
    controls : sequence of Control
        The controls.
    """
    if not _legends(figure):
        return
    before = _places(figure)
    for values in _ends(controls):
        try:
            after = _places(drawn(values))
        except Exception:  # the function may refuse some values, and says so elsewhere
            continue
        moved = [key for key in before if _moved(before[key], after.get(key))]
        if moved:
            where = ", ".join(f"{name}={value:g}" for name, value in values.items())
            warn_author(
                "a legend stays where it is at first, but Matplotlib would put it elsewhere at "
                f'{where}: name a corner, plt.legend(loc="upper right")'
            )
            return


def _ends(controls: Sequence[Any]) -> Iterator[dict[str, Any]]:
    sliders = [control for control in controls if hasattr(control, "min")]
    for end in ("min", "max"):
        if sliders:
            yield {slider.name: slider.to_python(getattr(slider, end)) for slider in sliders}


def _legends(figure: Any) -> dict[int, Any]:
    """Return the legends that stand where there is room, by the number of their axes."""
    legends: dict[int, Any] = {i: ax.get_legend() for i, ax in enumerate(all_axes(figure))}
    return {i: each for i, each in legends.items() if each is not None and each._get_loc() == BEST}


def _places(figure: Any) -> dict[int, Any]:
    """Return where the middle of each legend is, in parts of its axes."""
    figure.draw_without_rendering()
    places = {}
    for i, legend in _legends(figure).items():
        box = legend.get_window_extent().transformed(legend.axes.transAxes.inverted())
        places[i] = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    return places


def _moved(before: Any, after: Any) -> bool:
    return after is not None and bool(np.max(np.abs(after - before)) > FAR)
