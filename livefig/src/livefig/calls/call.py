"""A call of a method of Matplotlib by the author."""

import inspect
from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes

from livefig.calls.given import is_traced, now
from livefig.calls.session import Session
from livefig.tracing.arguments import answered
from livefig.tracing.errors import TraceError


class CallError(TraceError):
    """A call of Matplotlib cannot follow what it is given."""


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
    is_done : bool
        Whether Matplotlib has done it, or tried to.
    """

    def __init__(
        self, session: Session, real: Callable[..., Any], owner: Any, args: Any, kwargs: Any
    ):
        self.session, self.real, self.owner = session, real, owner
        self.args, self.kwargs = args, kwargs
        self.name = real.__name__
        self.is_traced = is_traced((args, kwargs))
        self.is_done = False

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
        self.is_done = True
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
        self.is_done = True
        with self.session.in_matplotlib():
            made = self.real(self.owner, *now(self.args), **now(self.kwargs))
        del added[before:]
        return made

    def settle(self, why: str) -> None:
        """Give it what its arguments are on this way of the author's function.

        What Matplotlib makes of them is drawn for each position of the controls that they follow;
        `why` is told where those are too many.
        """
        self.args, self.kwargs = self._answered((self.args, self.kwargs), why)
        self.is_traced = False

    def check_plain(self, *names: str) -> None:
        """Let these parameters have one value on each way of the function; else they must stay."""
        places = {name: i - 1 for i, name in enumerate(inspect.signature(self.real).parameters)}
        for name in names:
            if not is_traced(self.given.get(name, self.kwargs.get(name))):
                continue
            refusal = self.refuse(f"cannot follow a traced {name}=…: give it one that stays")
            if not self.may_branch:
                raise refusal
            if name in self.kwargs:
                plain = self._answered(self.kwargs[name], refusal.message)
                self.kwargs = {**self.kwargs, name: plain}
            else:
                at = places[name]
                plain = self._answered(self.args[at], refusal.message)
                self.args = (*self.args[:at], plain, *self.args[at + 1 :])

    def _answered(self, value: Any, why: str) -> Any:
        """Return what an argument is on this way of the function."""
        run = self.session.run
        if run is None or run.path is None:
            return value
        with run.path.because(why):
            return answered(value)

    @property
    def may_branch(self) -> bool:
        """Whether the author's function may go several ways."""
        return self.session.run is not None and self.session.run.path is not None

    def refuse(self, why: str) -> "CallError":
        """Return the error for a call that cannot be followed."""
        return CallError(f"{self.name}(…) {why}")


def _chooses(ax: Axes | None) -> list[bool]:
    """Return whether Matplotlib chooses the limits of x and of y."""
    return [ax.get_autoscalex_on(), ax.get_autoscaley_on()] if ax is not None else [False, False]
