"""Recording a function that draws a whole figure, for each combination of choices and each way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from livefig.calls.annotations import finish_annotations
from livefig.calls.given import is_traced
from livefig.calls.intercept import listening
from livefig.calls.legends import warn_of_legends
from livefig.calls.merge import unlike
from livefig.calls.pictures import Picture, pictures
from livefig.calls.session import Session
from livefig.calls.turning import make_plain, turns_of
from livefig.spec import TurnSpec
from livefig.tracing.bounds import ranges_of
from livefig.tracing.paths import Ways
from livefig.tracing.recording import Control, Recording, record_ways
from livefig.tracing.twice import not_the_same


@dataclass
class Drawn:
    """What a function drew.

    Attributes
    ----------
    recordings : list of Recording
        Its runs.
    ways : list of Ways
        Which of them is meant at which position of the controls, for each combination.
    pictures : list of Picture
        The figures: the first is that at the start.
    turns : list of TurnSpec
        Its axes in space, and the controls that turn them.
    """

    recordings: list[Recording]
    ways: list[Ways]
    pictures: list[Picture]
    turns: list[TurnSpec]


def record_drawing(
    function: Callable[..., Any],
    controls: Sequence[Control],
    initial: int,
    angles: Sequence[tuple[str, str]] = (),
) -> Drawn:
    """Run a function on traced controls, and return its figures and what of them follows.

    Parameters
    ----------
    function : callable
        The author's function: it draws, and returns nothing.
    controls : sequence of Control
        The controls, in the order of its parameters.
    initial : int
        The number of the combination of choices that the figure starts with.
    angles : sequence of (str, str)
        The controls that are none of the function's parameters: they turn its axes in space.

    Raises
    ------
    UnturnedError
        If it draws more axes in space than they turn.
    """
    runs: list[Session] = []
    inputs = ranges_of(controls)

    def update(**values: Any) -> dict[Any, Any]:
        run = next((value.run for value in values.values() if is_traced(value)), None)
        views = [(values.pop(elev), values.pop(azim)) for elev, azim in angles]
        with listening(inputs, run) as session:
            function(**values)
            with session.in_matplotlib():
                make_plain(session, views)
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
    turns = turns_of(runs[1::2][start], controls)
    drawn = Drawn(recordings, ways, pictures(figures, follows, start), turns)
    if len(drawn.pictures) == 1:
        at_first = {c.name: c.initial if c.traced else c.choices[c.initial] for c in controls}

        def plainly(values: dict[str, Any]) -> Any:
            with listening(inputs) as session:
                function(**{k: v for k, v in (at_first | values).items() if k not in added})
            return _only_figure(session)

        added = {name for pair in angles for name in pair}
        warn_of_legends(drawn.pictures[0].figure, plainly, controls)
    return drawn


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
