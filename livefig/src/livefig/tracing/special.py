"""SciPy's special functions on traced values, found by their names: livefig needs no SciPy.

They are ufuncs, so SciPy hands a traced value over as NumPy does. Some are a formula of NumPy's
functions, the others functions of the page.
"""

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np

from livefig.tracing.convert import convert
from livefig.tracing.errors import TraceError
from livefig.tracing.tracer import Rule, Trace, concrete


def scipys(name: str) -> Any:
    """Return a function of scipy.special, which is there if an author has called it."""
    return getattr(importlib.import_module("scipy.special"), name)


def of_page(name: str, recorded: str) -> Rule:
    """Make the rule of a function that the page has under the name `recorded`."""

    def rule(trace: Trace, *operands: Any, **options: Any) -> Any:
        return _recorded(trace, name, recorded, operands, options)

    return rule


def by_formula(name: str, formula: Callable[..., Any]) -> Rule:
    """Make the rule of a function that is a formula of NumPy's and the page's functions."""

    def rule(trace: Trace, *operands: Any, **options: Any) -> Any:
        _check(name, options)
        value = _value(name, operands)
        floats = [convert(x, float) for x in map(trace.lift, operands)]
        return convert(trace.lift(formula(*floats)), value.dtype)

    return rule


def _of_order(name: str, recorded: str) -> Rule:
    """Make the rule of a Bessel function whose order is fixed in its name, or given first."""
    order = int(name[1]) if name[1].isdigit() else None

    def rule(trace: Trace, *operands: Any, **options: Any) -> Any:
        given = operands if order is None else (float(order), *operands)
        whole = np.all(np.floor(concrete(given[0])) == concrete(given[0]))
        if not whole:
            raise TraceError(
                f"scipy.special.{name} of a fractional order has no rule for the page; use a whole "
                "one, or a table: np.interp(x, xs, values)"
            )
        return _recorded(trace, name, recorded, given, options, operands)

    return rule


def _recorded(
    trace: Trace, name: str, recorded: str, given: Any, options: Any, operands: Any = None
) -> Any:
    _check(name, options)
    value = _value(name, given if operands is None else operands)
    nodes = tuple(convert(x, float).node for x in map(trace.lift, given))
    return trace.record("element", nodes, recorded, value)


def _check(name: str, options: dict[str, Any]) -> None:
    if options:
        raise TraceError(
            f"scipy.special.{name}(…, {next(iter(options))}=…) cannot be followed; leave it out"
        )


def _value(name: str, operands: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.asarray(scipys(name)(*map(concrete, operands)))


def expit(x: Any) -> Any:
    """1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-x))


def log_expit(x: Any) -> Any:
    """Logarithm of expit, small numbers kept."""
    return np.where(x < 0, x, 0.0) - np.log1p(np.exp(-np.abs(x)))


def logit(p: Any) -> Any:
    """Logarithm of p / (1 - p), as exact near one half as elsewhere."""
    near = np.abs(p - 0.5) < 0.2
    s = 2 * np.where(near, p - 0.5, 0.0)
    return np.where(near, np.log1p(s) - np.log1p(-s), np.log(p / (1 - p)))


def erf(x: Any) -> Any:
    """Probability that a normal number of variance 1/2 lies within x of 0."""
    return scipys("erf")(x)


def erfinv(y: Any) -> Any:
    """Where erf is y."""
    flipped = np.where(np.abs(y) < 0.5, y, 0.0)  # near 0, 1 - y would lose digits
    x = np.where(y == 0, y, scipys("erfcinv")(1 - y))
    error = (erf(x) - flipped) * (np.sqrt(np.pi) / 2) * np.exp(x * x)
    return np.where((flipped != 0), x - error, x)


def ndtr(x: Any) -> Any:
    """Probability that a normal number is less than x."""
    return 0.5 * scipys("erfc")(-x * np.sqrt(0.5))


def ndtri(p: Any) -> Any:
    """Below which x a normal number lies with the probability p."""
    return -np.sqrt(2.0) * scipys("erfcinv")(2 * p)


def xlogy(x: Any, y: Any) -> Any:
    """X times the logarithm of y, 0 where x is."""
    return np.where((x == 0) & ~np.isnan(y), 0.0, x * np.log(y))


def xlog1py(x: Any, y: Any) -> Any:
    """X times the logarithm of 1 + y, 0 where x is."""
    return np.where((x == 0) & ~np.isnan(y), 0.0, x * np.log1p(y))


def entr(x: Any) -> Any:
    """-x log x, 0 at 0 and -∞ below."""
    return np.where(x > 0, -x * np.log(x), np.where(x == 0, 0.0, np.where(x < 0, -np.inf, np.nan)))


def rel_entr(x: Any, y: Any) -> Any:
    """X log(x / y), 0 where x is 0 and ∞ where y is not positive."""
    inside = np.where((x > 0) & (y > 0), x * np.log(x / y), np.inf)
    return np.where(np.isnan(x) | np.isnan(y), np.nan, np.where((x == 0) & (y >= 0), 0.0, inside))


def beta(a: Any, b: Any) -> Any:
    """Γ(a) Γ(b) / Γ(a + b)."""
    return np.exp(betaln(a, b))


def betaln(a: Any, b: Any) -> Any:
    """Logarithm of beta, for positive numbers."""
    log_gamma = scipys("gammaln")
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b)


def binom(n: Any, k: Any) -> Any:
    """How many ways there are to choose k of n; n may be a fraction, k from 0 to n."""
    log_gamma = scipys("gammaln")
    ways = np.exp(log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1))
    return np.where((n == np.floor(n)) & (k == np.floor(k)), np.rint(ways), ways)


def exprel(x: Any) -> Any:
    """(e^x - 1) / x, 1 at 0."""
    return np.where(x == np.inf, x, np.where(x == 0, 1.0, np.expm1(x) / np.where(x == 0, 1.0, x)))


def cosm1(x: Any) -> Any:
    """Cos x - 1, small numbers kept."""
    return -2 * np.sin(x / 2) ** 2


OF_PAGE = {
    **{name: name for name in ("erf", "erfc", "erfcinv", "gamma", "gammaln", "psi")},
    "ellipk": "ellipk",
    "ellipe": "ellipe",
}
BESSEL = {
    **{name: "jn" for name in ("j0", "j1", "jv")},
    **{name: "in" for name in ("i0", "i1", "iv")},
}
FORMULAS: dict[str, Callable[..., Any]] = {
    "expit": expit, "log_expit": log_expit, "logit": logit, "erfinv": erfinv, "ndtr": ndtr,
    "ndtri": ndtri, "xlogy": xlogy, "xlog1py": xlog1py, "entr": entr, "rel_entr": rel_entr,
    "beta": beta, "betaln": betaln, "binom": binom, "exprel": exprel, "cosm1": cosm1,
    "exp2": np.exp2, "exp10": lambda x: 10.0**x, "expm1": np.expm1, "log1p": np.log1p,
    "cbrt": np.cbrt,
}  # fmt: skip

RULES: dict[str, Rule] = {
    f"scipy.special.{name}": rule
    for name, rule in (
        *((name, of_page(name, recorded)) for name, recorded in OF_PAGE.items()),
        *((name, _of_order(name, recorded)) for name, recorded in BESSEL.items()),
        *((name, by_formula(name, formula)) for name, formula in FORMULAS.items()),
    )
}
