"""From a Python function to one JavaScript expression."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from livefig.javascript.module import module
from livefig.tracing.creation import following
from livefig.tracing.reports import readable
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace
from livefig.tracing.twice import Taken, taken_twice


@readable
def compile_js(function: Callable[..., Any], *examples: Any) -> str:
    """Compile a NumPy function to JavaScript.

    Parameters
    ----------
    function : callable
        A function of numbers and arrays that gives one number or array, or a tuple of them.
    *examples : float or array_like
        One example for each parameter. Only their shapes and whether they are whole numbers or
        truth values matter; the function is called with values that record what is done, twice,
        to see that it does the same each time.

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

    def take(before: Trace | None, locate: bool) -> Taken:
        run = Trace(RULES, before, locate=locate)
        with following(run):
            result = function(*(run.input(i, example) for i, example in enumerate(examples)))
            several = isinstance(result, (tuple, list))
            outputs = [run.lift(x).node for x in (result if several else (result,))]
        return Taken(run, outputs, several)

    taken = taken_twice(take, function)
    source = module({"main": [taken.outputs]})
    results = "results" if taken.result else "results[0]"
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
