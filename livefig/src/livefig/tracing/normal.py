"""The normal distribution's quantile: where the share `p` of all values lies below.

Algorithm AS 241 (PPND16, Wichura, 1988, Applied Statistics 37), exact to about 16 digits. Besides
`philox.log` it takes only operations that are rounded in one way, on tracers as on numbers.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

# numerator and denominator, highest power first: in the middle, and in the two parts of the tails
MIDDLE = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
     4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
     1.3314166789178437745e2, 3.3871328727963666080),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4,
     2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2,
     4.2313330701600911252e1, 1.0),
)  # fmt: skip
NEAR = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
     1.27045825245236838258, 3.64784832476320460504, 5.76949722146069140550,
     4.63033784615654529590, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
     1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940,
     2.05319162663775882187, 1.0),
)  # fmt: skip
FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
     2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580,
     5.46378491116411436990, 6.65790464350110377720),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
     7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
     5.99832206555887937690e-1, 1.0),
)  # fmt: skip


def quantile(p: Any, log: Callable[[Any], Any]) -> Any:
    """Return the value of the standard normal distribution below which lies the share `p`.

    Parameters
    ----------
    p : number or array
        Shares, 0 < p < 1.
    log : callable
        The natural logarithm.
    """
    q = p - 0.5
    r = np.sqrt(-log(np.minimum(p, 1 - p)))
    tail = np.where(r <= 5, _ratio(NEAR, r - 1.6), _ratio(FAR, r - 5))
    middle = q * _ratio(MIDDLE, 0.180625 - q * q)
    return np.where(np.abs(q) <= 0.425, middle, np.where(q < 0, -tail, tail))


def _ratio(polynomials: Sequence[Sequence[float]], x: Any) -> Any:
    above, below = (_polynomial(coefficients, x) for coefficients in polynomials)
    return above / below


def _polynomial(coefficients: Sequence[float], x: Any) -> Any:
    value: Any = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value
