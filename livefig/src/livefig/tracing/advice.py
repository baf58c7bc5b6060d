"""What to write instead: from what the author called to the words of an error.

`CALLS` is the one table: the full name of a function, or of the module that it is in, and what
follows "Use". A function that is not in it gets the general advice of the operation that was
refused.
"""

import ast
from typing import Any

import numpy as np

from livefig.tracing.places import Doing, asking_frame, author_frame, doing, full_name

SIZE = (
    "a fixed size, the largest one, and np.where(np.arange(largest) < n, values, 0) for what is "
    "not there"
)
DRAWN = (
    "a value that no control changes; what can follow is what calls of axes and pyplot draw in a "
    "function for livefig.interact (the table is in the appendix on live figures), and in one for "
    "explore the artists that are drawn before it: it returns {artist: value}"
)
RANDOM = (
    "rng = livefig.random(seed), which the page can follow (a seed may be a control), or random "
    "numbers that are drawn before the function: z = rng.normal(size=n), then mean + spread * z"
)
ARRAY = "np.stack([a, b]), np.concatenate or np.broadcast_to(a, shape)"
AT_EACH = "which is called at each position of the controls when the figure is made"
TABLE = (
    "f = livefig.tabulate(lambda a: {name}(…)) before the function, with all that follows a "
    f"control in a, and f(a) in it, {AT_EACH}; or its formula in NumPy"
)
EIGEN = (
    "f = livefig.tabulate(np.linalg.{function}) before the function and f(A) in it, "
    f"{AT_EACH}; of a symmetric matrix np.linalg.eigh or eigvalsh"
)
PLAIN = "f = livefig.tabulate(np.{function}) before the function and f(…) in it, " + AT_EACH

MADE_INSIDE = (
    "an array that NumPy makes in the function: y = np.zeros(n), and y = np.copy(x) instead of "
    "y = x.copy()"
)
# what Python does for `y[i] = v`, and what does the same to a plain array
ASSIGNING = ("STORE_SUBSCR", "STORE_SLICE")
FILLING = (
    "numpy.ndarray.fill", "numpy.ndarray.put", "numpy.ndarray.__setitem__",
    "numpy.fill_diagonal", "numpy.copyto", "numpy.put", "numpy.place", "numpy.putmask",
)  # fmt: skip

CALLS: dict[str, str] = {
    # Python's own
    "builtins.range": "a fixed number of turns: livefig.repeat(step, state, largest) and "
    "states[n - 1]",
    "builtins.max": "np.maximum(a, b), x.max() of an array; so for min() np.minimum and x.min()",
    "builtins.min": "np.minimum(a, b), x.min() of an array",
    "builtins.all": "np.all(x)",
    "builtins.any": "np.any(x)",
    "builtins.sorted": "an order that does not depend on a control, or np.where(a < b, a, b)",
    "builtins.bool": "the condition itself, in np.where(condition, a, b)",
    "builtins.filter": "np.where(condition, a, b)",
    "builtins.pow": "a ** b",
    "math.erf": "scipy.special.erf(x)",
    "math.erfc": "scipy.special.erfc(x)",
    "math.gamma": "scipy.special.gamma(x)",
    "math.lgamma": "scipy.special.gammaln(x)",
    "math": "NumPy's functions: np.{function}(…)",
    "cmath": "NumPy's functions and real numbers",
    "statistics": "NumPy's functions: np.mean, np.var, np.std",
    "random": RANDOM,
    "time": "a state that counts the steps (livefig.animate)",
    # NumPy: what needs a plain number, or makes an array of plain numbers
    "numpy.zeros": SIZE,
    "numpy.ones": SIZE,
    "numpy.empty": SIZE,
    "numpy.eye": SIZE,
    "numpy.identity": SIZE,
    "numpy.tri": SIZE,
    "numpy.full": "np.broadcast_to(value, shape) with a fixed shape",
    "numpy.full_like": "np.broadcast_to(value, x.shape)",
    "numpy.arange": "start + step * np.arange(n) with a fixed n",
    "numpy.linspace": "a fixed number of values: np.linspace(a, b, 100)",
    "numpy.array": ARRAY,
    "numpy.asarray": "the value itself; where a list holds it, " + ARRAY,
    "numpy.asanyarray": "the value itself; where a list holds it, " + ARRAY,
    "numpy.ascontiguousarray": "the value itself",
    "numpy.float64": "the value itself, or x.astype(float)",
    "numpy.float32": "x.astype(float)",
    "numpy.int64": "x.astype(int)",
    "numpy.int32": "x.astype(int)",
    "numpy.bool_": "x != 0",
    "numpy.fromiter": ARRAY,
    **dict.fromkeys(FILLING, MADE_INSIDE),
    "numpy.pad": "np.where(np.pad(np.ones(x.shape, bool), width), np.pad(x, width), value)",
    "numpy.repeat": SIZE,
    "numpy.ndarray.reshape": "a fixed shape",
    "numpy.vectorize": "the function on whole arrays, without np.vectorize",
    "numpy.random": RANDOM,
    "numpy.linalg.eig": EIGEN,
    "numpy.linalg.eigvals": EIGEN,
    "numpy.roots": PLAIN,
    "numpy.lexsort": PLAIN,
    "numpy.unique": "np.bincount(x, minlength=n) of whole numbers, or np.sort(x): how many are "
    "there is not fixed. Of what is fixed, f = livefig.tabulate(lambda x: len(np.unique(x))) "
    "before the function and f(x) in it",
    "numpy.partition": "np.sort, which puts all in order",
    "numpy.argpartition": "np.argsort, which puts all in order",
    "numpy.nonzero": "np.where(mask, x, 0): how many there are is not fixed",
    "numpy.flatnonzero": "np.where(mask, x, 0), or np.argmax(mask) for the first one",
    "numpy.argwhere": "np.where(mask, x, 0), or np.argmax(mask) for the first one",
    # SciPy
    "scipy.special.softmax": "np.exp(z - z.max()) and its share of the sum",
    "scipy.special.log_softmax": "z - z.max() - np.log(np.exp(z - z.max()).sum())",
    "scipy.special.logsumexp": "np.log(np.exp(z - z.max()).sum()) + z.max()",
    "scipy.stats._continuous_distns.norm_gen.pdf": "np.exp(-(((x - mean) / sd) ** 2) / 2) / "
    "(sd * np.sqrt(2 * np.pi))",
    "scipy.stats._continuous_distns.norm_gen.cdf": "scipy.special.ndtr((x - mean) / sd)",
    "scipy.stats._continuous_distns.norm_gen.sf": "scipy.special.ndtr((mean - x) / sd)",
    "scipy.stats._continuous_distns.norm_gen.ppf": "mean + sd * scipy.special.ndtri(p)",
    "scipy": TABLE,
    "sklearn": TABLE,
    "pandas": TABLE,
    "torch": TABLE,
    # drawing
    "matplotlib": DRAWN,
    "mpl_toolkits": DRAWN,
}


def is_of_array() -> bool:
    """Tell whether the author's line assigns into an array, or looks at one at a place."""
    return any(
        now.instruction in ASSIGNING
        or now.called in FILLING
        or isinstance(now.expression, ast.Subscript)
        for now in _doings()
    )


def refusal(what: str, instead: str, is_mask: bool = False) -> str:
    """Return why a traced value cannot do `what`, and what to write instead.

    Parameters
    ----------
    what, instead : str
        What Python asked of it, and the advice where nothing better is known.
    is_mask : bool
        Whether it is of truth values.
    """
    for now in _doings():
        found = _of_call(now) or _of_expression(now, is_mask)
        if found is not None:
            what, instead = found
            break
    return f"a traced value cannot {what}: the page would show it frozen. Use {instead}."


def no_rule(key: Any, name: str) -> str:
    """Return why a function without a rule cannot be followed, and what to write instead."""
    if isinstance(key, np.ufunc) and getattr(np, key.__name__, None) is not key:
        name = full_name(key)
        advice = _advice(name)
    else:  # NumPy's functions call others of its own: what the author called says more
        known = (now for now in _doings() if _advice(now.called))
        now = next(known, Doing("", "", None, "", name))
        name, advice = now.written, _advice(now.called)
    if advice is not None:
        return f"{name} cannot be followed. Use {advice}."
    return (
        f"{name} has no rule for the page; compute it from functions that have one (the table is "
        "in the appendix on live figures), outside the function if it does not depend on a "
        f"control, or by f = livefig.tabulate({name}), {AT_EACH}"
    )


def _doings() -> list[Doing]:
    """Return what the author's line is doing, then what the line is that it led to."""
    frames = [author_frame(), asking_frame()]
    return [doing(frame) for frame in frames if frame is not None]


def _of_call(now: Doing) -> tuple[str, str] | None:
    advice = _advice(now.called)
    if advice is None:
        return None
    return f"be given to {now.written}()", advice


def _advice(called: str) -> str | None:
    """Return the entry of a function, or of the nearest module that it is in."""
    key = called
    while key and key not in CALLS:
        key = key.rpartition(".")[0]
    if not key:
        return None
    function = called.rpartition(".")[2]
    if key == "math":
        function = {"pow": "power", "dist": "linalg.norm", "fsum": "sum"}.get(function, function)
        if not (hasattr(np, function) or "." in function):
            return "NumPy's functions, or a table of values: np.interp(x, xs, values)"
    return CALLS[key].replace("{function}", function).replace("{name}", called)


def _of_expression(now: Doing, is_mask: bool) -> tuple[str, str] | None:
    """Return what an operation without a call is refused with."""
    expression = now.expression
    if now.instruction in ASSIGNING:
        return (
            "be assigned into a plain array, which was made outside of the function or from "
            "such an array",
            MADE_INSIDE,
        )
    if isinstance(expression, ast.Subscript):
        joining = {"np.r_": "np.concatenate", "np.c_": "np.column_stack"}
        if ast.unparse(expression.value) in joining:
            name = ast.unparse(expression.value)
            return f"be joined by {name}", f"{joining[name]}([…]), with [a] for a single number"
        if is_mask:
            return (
                "select elements as a mask, since their number would change",
                "np.where(mask, x, 0), and np.sum(np.where(mask, x, 0)) for x[mask].sum()",
            )
        return (
            "be the index of a list, a dict or a fixed array",
            "livefig.lookup(array, i) with a whole i (x.astype(int)), or np.where to choose by "
            "its value",
        )
    if now.instruction == "CONTAINS_OP":
        return "be looked for with `in`", "np.any(np.equal(values, w)), or (a <= w) & (w <= b)"
    if now.text.startswith("while "):
        return (
            "decide how long a `while` runs",
            "livefig.repeat(step, state, n) with a fixed n, or put the loop into a function of "
            f"its own, f = livefig.tabulate(function), {AT_EACH}",
        )
    if now.text.startswith("assert"):
        return "be asserted", "the range of the control for what it may be, and no assertion"
    if isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Mod):
        return "be formatted with %", 'livefig.text("a = {:.2f}", a), which follows it'
    return None
