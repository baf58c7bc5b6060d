"""Recording a function that draws a whole figure, for each combination of choices and each way."""

from collections.abc import Callable, Sequence
from typing import Any

from livefig.calls.annotations import finish_annotations
from livefig.calls.given import is_traced
from livefig.calls.intercept import listening
from livefig.calls.merge import unlike
from livefig.calls.pictures import Picture, pictures
from livefig.calls.session import Session
from livefig.tracing.bounds import ranges_of
from livefig.tracing.paths import Ways
from livefig.tracing.recording import Control, Recording, record_ways
from livefig.tracing.twice import not_the_same


def record_drawing(
    function: Callable[..., Any], controls: Sequence[Control], initial: int
) -> tuple[list[Recording], list[Ways], list[Picture]]:
    """Run a function on traced controls, and return its figures and what of them follows.

    Parameters
    ----------
    function : callable
        The author's function: it draws, and returns nothing.
    controls : sequence of Control
        The controls, in the order of its parameters.
    initial : int
        The number of the combination of choices that the figure starts with.

    Returns
    -------
    recordings, ways, pictures
        The function's runs, which of them is meant at which position of the controls, for each
        combination, and the figures: the first is that at the start.
    """
    runs: list[Session] = []
    inputs = ranges_of(controls)

    def update(**values: Any) -> dict[Any, Any]:
        run = next((value.run for value in values.values() if is_traced(value)), None)
        with listening(inputs, run) as session:
            function(**values)
            with session.in_matplotlib():
                session.finish((finish_annotations,))
        runs.append(session)
        if len(runs) % 2:
            return session.follows
        difference = unlike(_only_figure(runs[-2]), _only_figure(session))
        if difference is not None:
            raise not_the_same(function, difference)
        return _as_in(runs[-2], session.follows)

    recordings, ways = record_ways(update, controls)
    start = ways[initial].start
    figures = [_only_figure(session) for session in runs[1::2]]
    follows = [
        _as_in(session, recording.mapping)
        for session, recording in zip(runs[1::2], recordings, strict=True)
    ]
    return recordings, ways, pictures(figures, follows, start)


def _only_figure(session: Session) -> Any:
    """Return the one figure that was drawn."""
    figures = [figure for figure in session.figures if figure.axes or figure.texts]
    if len(figures) != 1:
        drew = f"drew {len(figures)} figures" if figures else "draws nothing with Matplotlib"
        raise ValueError(
            f"the function {drew}, but interact makes one live figure of it: let it draw one "
            "figure, with several axes if need be (plt.subplots(1, 2))"
        )
    return figures[0]


def _as_in(run: Session, follows: dict[Any, Any]) -> dict[Any, Any]:
    """Return what follows, with the artists of a run that is like it, if it is."""
    artists = list(run.follows)
    alike = [type(artist) for artist in artists] == [type(artist) for artist in follows]
    return dict(zip(artists, follows.values(), strict=True)) if alike else follows
