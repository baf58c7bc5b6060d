"""From a Python function to one JavaScript expression."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from nnlib.live.javascript import module
from nnlib.live.primitives import RULES
from nnlib.live.tracer import Trace, Tracer


def compile_js(function: Callable[..., Any], *examples: Any) -> str:
    """Compile a NumPy function to JavaScript.

    Parameters
    ----------
    function : callable
        A function of numbers and arrays that gives one number or array, or a tuple of them.
    *examples : float or array_like
        One example for each parameter. Only their shapes and whether they are whole numbers or
        truth values matter; the function is called once, with values that record what is done.

    Returns
    -------
    str
        A JavaScript expression: a function of one argument per parameter (a number, or a
        `Float64Array` in C order) that gives its outputs in the same form (an `Array` for a
        tuple). It keeps no reference to what it returns.

    Raises
    ------
    TypeError
        If the function does something that cannot be followed; the message says what to write.

    Examples
    --------
    >>> compile_js(lambda w, x: np.tanh(w * x), 1.0, np.zeros(3))    # a string: "(() => {…})()"
    """
    n_parameters = _n_parameters(function)
    if n_parameters is not None and n_parameters != len(examples):
        raise TypeError(
            f"compile_js got {len(examples)} examples, but the function has {n_parameters} "
            "parameters; give one example for each"
        )
    run = Trace(RULES)
    result = function(*(run.input(i, example) for i, example in enumerate(examples)))
    outputs = lift_all(run, result if isinstance(result, (tuple, list)) else (result,))
    source = module({"main": [[output.node for output in outputs]]})
    results = "results" if isinstance(result, (tuple, list)) else "results[0]"
    return (
        f"(() => {{\nconst run = {source}.main[0];\n"
        "const copy = (result) => (typeof result === 'number' ? result : result.slice());\n"
        f"return (...args) => {{ const results = run(args).map(copy); return {results}; }};\n}})()"
    )


def lift_all(run: Trace, values: Sequence[Any]) -> list[Tracer]:
    """Return every value as a tracer of `run`, constants included."""
    return [run.lift(value) for value in values]


def _n_parameters(function: Callable[..., Any]) -> int | None:
    """Return how many arguments `function` takes, or None where that is not fixed."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        return None
    if any(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters):
        return None
    return len(parameters)
