"""What `ipywidgets.interact` adds: fixed parameters, defaults that are abbreviations."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from livefig.controls.abbreviations import is_number
from livefig.controls.helpers import Wish
from livefig.controls.widgets import is_widget


def interacting(
    function: Callable[..., Any], given: Mapping[str, Any]
) -> tuple[Callable[..., Any], dict[str, Any]]:
    """Return a function of its moving parameters only, and the abbreviation of each.

    Parameters
    ----------
    function : callable
        The author's function.
    given : mapping
        What the author gave: parameter to abbreviation, `fixed(value)`, ….

    Notes
    -----
    As in ipywidgets, a parameter that is given nothing takes its annotation or its default for an
    abbreviation. A default that abbreviates no control (a text, None, an array) stays as it is.
    """
    signature = inspect.signature(function)
    fixed: dict[str, Any] = {}
    moving: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        name, default = parameter.name, parameter.default
        if parameter.kind == parameter.VAR_KEYWORD:
            own = signature.parameters
            extra = {key: value for key, value in given.items() if key not in own}
            for key, value in extra.items():
                _sort(key, value, fixed, moving)
            parameters += [
                inspect.Parameter(key, parameter.KEYWORD_ONLY) for key in extra if key in moving
            ]
            continue
        if name in given:
            _sort(name, given[name], fixed, moving)
        elif _abbreviates(parameter.annotation):
            moving[name] = parameter.annotation
        elif _abbreviates(default):
            moving[name] = default
        elif default is not parameter.empty:
            fixed[name] = default
        if name not in fixed:
            parameters.append(parameter)
    moving |= {key: value for key, value in given.items() if key not in fixed}

    @functools.wraps(function)
    def of_moving(**values: Any) -> Any:
        return function(**values, **fixed)

    of_moving.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return of_moving, moving


def _sort(name: str, given: Any, fixed: dict[str, Any], moving: dict[str, Any]) -> None:
    if is_fixed(given):
        fixed[name] = given.value
    elif isinstance(given, str):
        raise TypeError(
            f"control {name} is the text {given!r}, which nobody can type in a page: give a list "
            f"of texts to choose from, or fixed({given!r})"
        )
    else:
        moving[name] = given


def is_fixed(value: Any) -> bool:
    """Tell whether something is `ipywidgets.fixed(…)`, or has its form."""
    return type(value).__name__ == "fixed" and hasattr(value, "value")


def _abbreviates(value: Any) -> bool:
    """Tell whether a default or an annotation stands for a control."""
    if isinstance(value, Wish | bool | np.bool_) or is_widget(value) or is_number(value):
        return True
    if isinstance(value, tuple):
        return len(value) in (2, 3) and all(map(is_number, value))
    return isinstance(value, list | dict) and len(value) > 0
