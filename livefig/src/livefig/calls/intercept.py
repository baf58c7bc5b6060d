"""Listening to the author's calls of Matplotlib while a function runs, and to nothing else."""

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib.pyplot as plt
from matplotlib._pylab_helpers import Gcf
from matplotlib.figure import Figure

from livefig.calls.call import Call
from livefig.calls.session import Session
from livefig.calls.table import MAKERS, PYPLOT, SHOWN, methods, take
from livefig.tracing.bounds import Bounds
from livefig.tracing.marks import with_live_texts
from livefig.tracing.shared import taken
from livefig.tracing.tables import DrawnError
from livefig.tracing.tracer import Trace


@contextmanager
def listening(inputs: Mapping[int, Bounds], run: Trace | None = None) -> Iterator[Session]:
    """Within this context the author's calls are looked at; pyplot begins without figures.

    Afterwards Matplotlib's methods, and the figures that pyplot knew, are as they were before.
    """
    session = Session(inputs, run)
    kept: list[tuple[Any, str, Any]] = []
    figures = dict(Gcf.figs)
    interactive = plt.isinteractive()
    try:
        Gcf.figs.clear()
        plt.ioff()
        for owner, names in methods().items():
            for name in names(owner):
                _replace(kept, owner, name, _heard(session, owner, name))
        for owner, name in MAKERS:
            _replace(kept, owner, name, _unheard(session, getattr(owner, name)))
        for name, function in PYPLOT.items():
            _replace(kept, plt, name, function)
        for owner, name in SHOWN:
            _replace(kept, owner, name, lambda *args, **kwargs: None)
        yield session
    finally:
        for owner, name, own in reversed(kept):
            if own is None:
                delattr(owner, name)
            else:
                setattr(owner, name, own)
        for manager in Gcf.figs.values():
            session.see(manager.canvas.figure)
        Gcf.figs.clear()
        Gcf.figs.update(figures)
        if interactive:
            plt.ion()


def _replace(kept: list[tuple[Any, str, Any]], owner: Any, name: str, new: Any) -> None:
    kept.append((owner, name, vars(owner).get(name)))
    setattr(owner, name, new)


def _heard(session: Session, owner: Any, name: str) -> Callable[..., Any]:
    """Return a method that tells the session of the author's calls."""
    real = getattr(owner, name)

    @functools.wraps(real)
    def heard(self: Any, *args: Any, **kwargs: Any) -> Any:
        if session.inside:
            return real(self, *args, **kwargs)
        if session.run is not None and session.run.tabulating:
            raise DrawnError(f"{name} is called by a function that is tabulated")
        args, kwargs = taken(args), taken(kwargs)  # Matplotlib keeps copies, too
        texts = functools.partial(with_live_texts, session.run)  # of f-strings
        call = Call(session, real, self, texts(args), texts(kwargs))
        if name != "__init__":
            session.see(self.get_figure(root=True))
        return take(call)

    return heard


def _unheard(session: Session, real: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function whose own calls are none of the author's."""

    @functools.wraps(real)
    def unheard(*args: Any, **kwargs: Any) -> Any:
        if isinstance(args[0], Figure) and real.__name__ == "__init__":
            session.own.append(args[0])
        with session.in_matplotlib():
            return real(*args, **kwargs)

    return unheard
