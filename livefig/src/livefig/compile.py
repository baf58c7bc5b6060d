"""From a Python function to one JavaScript expression."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from livefig.javascript.module import module
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace, trace_errors_first


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
    _check_count(function, examples)
    run = Trace(RULES)
    with trace_errors_first():
        result = function(*(run.input(i, example) for i, example in enumerate(examples)))
    outputs = [run.lift(x) for x in (result if isinstance(result, (tuple, list)) else (result,))]
    source = module({"main": [[output.node for output in outputs]]})
    results = "results" if isinstance(result, (tuple, list)) else "results[0]"
    return (
        f"(() => {{\nconst run = {source}.main[0];\n"
        "const copy = (result) => (typeof result === 'number' ? result : result.slice());\n"
        f"return (...args) => {{ const results = run(args).map(copy); return {results}; }};\n}})()"
    )


def _check_count(function: Callable[..., Any], examples: Sequence[Any]) -> None:
    """Raise a TypeError unless `function` can be called with that many arguments."""
    try:
        signature = inspect.signature(function)
    except ValueError:  # a ufunc does not say; it will raise itself
        return
    try:
        signature.bind(*examples)
    except TypeError as error:
        raise TypeError(
            f"compile_js got {len(examples)} examples, one for each parameter, but the function "
            f"takes {signature}: {error}"
        ) from None
