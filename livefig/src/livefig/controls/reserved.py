"""Parameters of an author's function that are called like arguments of `explore` and `animate`."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def refuse_own_names(function: Callable[P, R], place: int = 1) -> Callable[P, R]:
    """Refuse, in words, a control that is called like one of the function's own arguments.

    `explore(fig, update, name="slope")` names the figure: a parameter `name` of `update` can never
    get a control.

    Parameters
    ----------
    function : callable
        `explore`, `animate` or `interact`.
    place : int
        Which of its arguments is the author's function.
    """
    named = inspect.signature(function).parameters.values()
    own = [parameter.name for parameter in named if parameter.kind != parameter.VAR_KEYWORD]

    @functools.wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        theirs = _parameters(args[place] if len(args) > place else kwargs.get(own[place]))
        twice = [name for name in own[: len(args)] if name in kwargs]
        taken = [*twice, *(name for name in theirs["state" in own :] if name in own)]
        if taken:
            door = function.__name__.strip("_")
            raise ValueError(
                f"a parameter of your function is called {taken[0]}, but {taken[0]}=… is an "
                f"argument of {door} itself: rename the parameter, to {taken[0]}_ for "
                "example, and give its control by that name"
            )
        return function(*args, **kwargs)

    return checked


def _parameters(function: Any) -> list[str]:
    try:
        return list(inspect.signature(function).parameters)
    except (TypeError, ValueError):  # no function, or one that does not say: others will tell
        return []
