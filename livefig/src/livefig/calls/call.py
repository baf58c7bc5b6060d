"""A call of a method of Matplotlib by the author."""

import inspect
from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from livefig.calls.given import is_traced, now
from livefig.calls.session import Session
from livefig.tracing.errors import TraceError


class Call:
    """A call of a method of Matplotlib by the author.

    Attributes
    ----------
    session : Session
        The run.
    owner : Axes, Figure or artist
        Whose method it is.
    name : str
        The method's name.
    args, kwargs
        What the author gave, traced or not.
    """

    def __init__(
        self, session: Session, real: Callable[..., Any], owner: Any, args: Any, kwargs: Any
    ):
        self.session, self.real, self.owner = session, real, owner
        self.args, self.kwargs = args, kwargs
        self.name = real.__name__
        self.is_traced = is_traced((args, kwargs))

    @property
    def given(self) -> dict[str, Any]:
        """The arguments by the names of the method's parameters; defaults where none were given."""
        bound = inspect.signature(self.real).bind(self.owner, *self.args, **self.kwargs)
        bound.apply_defaults()
        return bound.arguments

    @property
    def style(self) -> dict[str, Any]:
        """The keyword arguments that go on to the artists."""
        named = inspect.signature(self.real).parameters
        return {key: value for key, value in self.kwargs.items() if key not in named}

    def plain(self) -> Any:
        """Do the call, nothing of which is traced, and return what Matplotlib gives."""
        axes = self.owner if isinstance(self.owner, Axes) else None
        before = len(self.session.added(axes)) if axes is not None else 0
        chooses = _chooses(axes)
        with self.session.in_matplotlib():
            made = self.real(self.owner, *now(self.args), **now(self.kwargs))
        if axes is not None and len(self.session.added(axes)) > before:
            self.session.settle(axes)
        for direction, was, now_on in zip("xy", chooses, _chooses(axes), strict=True):
            if was and not now_on:  # from now on they stay as they are
                chosen = self.session.chosen(axes, direction)
                self.session.set_limits(axes, direction, chosen)
            elif now_on and not was:
                self.session.set_limits(axes, direction, None)
        return made

    def make(self) -> Any:
        """Do the call with concrete values; the adapter says how far its data reach."""
        added = self.session.added(self.owner) if isinstance(self.owner, Axes) else []
        before = len(added)
        with self.session.in_matplotlib():
            made = self.real(self.owner, *now(self.args), **now(self.kwargs))
        del added[before:]
        return made

    def check_plain(self, *names: str) -> None:
        """Refuse traced values for these parameters."""
        for name in names:
            if is_traced(self.given.get(name, self.kwargs.get(name))):
                raise self.refuse(f"cannot follow a traced {name}=…: give it one that stays")

    def refuse(self, why: str) -> TraceError:
        """Return the error for a call that cannot be followed."""
        return TraceError(f"{self.name}(…) {why}")


def _chooses(ax: Axes | None) -> list[bool]:
    """Return whether Matplotlib chooses the limits of x and of y."""
    return [ax.get_autoscalex_on(), ax.get_autoscaley_on()] if ax is not None else [False, False]
