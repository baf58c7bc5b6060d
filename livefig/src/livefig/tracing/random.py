"""Random numbers that a page draws as NumPy does: `random(seed)`.

`numpy.random` cannot be followed: its state lives outside of what is recorded. Here a number is a
function of the seed, the number of the call and its place in the call (`philox.py`), so a seed may
be a control, and the generator may be part of a state.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from livefig.tracing import normal, philox
from livefig.tracing.errors import TraceError
from livefig.tracing.indexing import lookup
from livefig.tracing.tracer import Tracer

Size = int | tuple[int, ...] | None


@dataclass
class RandomNumbers:
    """A stream of random numbers; see `random`.

    Attributes
    ----------
    seed : int
        Which stream it is.
    calls : int
        How often numbers have been drawn from it.
    """

    seed: Any
    calls: Any = 0

    def random(self, size: Size = None) -> Any:
        """Return numbers in [0, 1), all as likely."""
        shape = _shape(size)
        place = _places(prod(shape), self.seed, self.calls)
        drawn = _element(philox.uniform, "philox_uniform", place, self.calls, self.seed)
        self.calls = self.calls + 1
        return drawn.reshape(shape) if shape else drawn[0]

    def uniform(self, low: Any = 0.0, high: Any = 1.0, size: Size = None) -> Any:
        """Return numbers in [low, high), all as likely."""
        return low + (high - low) * self.random(_size(size, low, high))

    def standard_normal(self, size: Size = None) -> Any:
        """Return numbers of mean 0 and standard deviation 1."""
        share = np.maximum(self.random(size), 2.0**-54)  # 0 would be infinitely far out
        return normal.quantile(share, _log)

    def normal(self, loc: Any = 0.0, scale: Any = 1.0, size: Size = None) -> Any:
        """Return numbers of mean `loc` and standard deviation `scale`."""
        _check_scale("normal", scale)
        return loc + scale * self.standard_normal(_size(size, loc, scale))

    def exponential(self, scale: Any = 1.0, size: Size = None) -> Any:
        """Return waiting times of mean `scale`."""
        _check_scale("exponential", scale)
        return scale * -_log(1 - self.random(_size(size, scale)))

    def integers(self, low: Any, high: Any = None, size: Size = None) -> Any:
        """Return whole numbers from `low` up to, but without, `high`; of one argument, from 0."""
        low, high = (0, low) if high is None else (low, high)
        n = high - low
        if not isinstance(n, Tracer) and np.any(np.asarray(n) <= 0):
            raise ValueError(f"integers(low={low!r}, high={high!r}): high must be above low")
        return low + np.floor(n * self.random(_size(size, low, high))).astype(int)[()]

    def permutation(self, x: Any) -> Any:
        """Return the rows of `x`, or the whole numbers below `x`, in random order."""
        rows = np.arange(x) if np.ndim(x) == 0 else x
        return lookup(rows, np.argsort(self.random(len(rows)), kind="stable"))

    def choice(self, a: Any, size: Size = None, replace: bool = True, p: Any = None) -> Any:
        """Return rows of `a`, or whole numbers below `a`.

        Parameters
        ----------
        a : int or array
            What to choose from.
        size : int or tuple of int, optional
            How many; one without it.
        replace : bool
            Whether a row may be chosen more than once.
        p : array, optional
            How likely each row is; all as likely without it. Only with replacement.
        """
        rows = np.arange(a) if np.ndim(a) == 0 else a
        n, count = len(rows), prod(_shape(size))
        if p is not None:
            if not replace:
                raise ValueError(
                    "choice(…, replace=False, p=…) is not there; leave one of them out"
                )
            steps = np.cumsum(p)
            place = np.searchsorted(steps / steps[-1], self.random(size), side="right")
        elif replace:
            place = self.integers(n, size=size)
        elif count > n:
            raise ValueError(f"choice: {count} of {n} rows cannot be chosen without replacement")
        else:
            order = np.argsort(self.random(n), kind="stable")[:count]
            place = order.reshape(_shape(size)) if _shape(size) else order[0]
        return lookup(rows, place)


def random(seed: Any) -> RandomNumbers:
    """Return a stream of random numbers, the same in Python and in the page to the last bit.

    Make it inside the function of a figure, where `seed` may be a control, or keep it in the state
    of `animate` or `repeat`: each step then draws new numbers.

    Parameters
    ----------
    seed : int
        Which stream: the same seed gives the same numbers. Its low 32 bits count.

    Returns
    -------
    RandomNumbers
        With the methods of NumPy's generators `random`, `uniform`, `normal`, `standard_normal`,
        `exponential`, `integers`, `choice` and `permutation`; the numbers are its own.

    Raises
    ------
    TypeError
        If the seed is no whole number.

    Examples
    --------
    >>> rng = random(1)
    >>> rng.integers(6, size=4) + 1
    array([1, 5, 5, 6])
    """
    whole = seed.dtype.kind in "iu" if hasattr(seed, "dtype") else type(seed) is int
    if not whole or np.ndim(seed):
        message = f"a seed is one whole number, but this is {seed!r:.60}; write random(int(seed))"
        if isinstance(seed, Tracer):
            message = "a seed must be a whole number: write random(seed.astype(int)), or give its "
            raise TraceError(message + "slider whole numbers, (0, 100, 1)")
        raise TypeError(message)
    return RandomNumbers(seed)


def _log(x: Any) -> Any:
    return _element(philox.log, "philox_log", x)


def _element(function: Callable[..., Any], name: str, *operands: Any) -> Any:
    """Apply a function of each element; it is recorded as `name` where an operand is traced."""
    run = next((item.run for item in operands if isinstance(item, Tracer)), None)
    if run is None:
        return function(*operands)
    tracers = [run.lift(operand) for operand in operands]
    value = function(*(tracer.value for tracer in tracers))
    drawn = run.record("element", tuple(tracer.node for tracer in tracers), name, value)
    return drawn if run.recording else drawn.value


def _places(n: int, *others: Any) -> Any:
    """Return 0, …, n - 1; where the numbers are drawn in the page, counted there."""
    run = next((item.run for item in others if isinstance(item, Tracer)), None)
    if run is None or not run.recording or n == 0:
        return np.arange(n)
    return np.cumsum(np.broadcast_to(run.constant(1), (n,))) - 1


def _shape(size: Size) -> tuple[int, ...]:
    """Return the shape of `size` numbers; one alone has none."""
    if isinstance(size, Tracer):
        raise TraceError(
            "how many random numbers are drawn depends on a control; draw the largest number, and "
            "show a part of them"
        )
    return () if size is None else (size,) if np.ndim(size) == 0 else tuple(size)  # type: ignore


def _size(size: Size, *parameters: Any) -> Any:
    """Return `size`, or the shape of the parameters where it is not given."""
    return np.broadcast_shapes(*map(np.shape, parameters)) if size is None else size


def _check_scale(name: str, scale: Any) -> None:
    if not isinstance(scale, Tracer) and np.any(np.asarray(scale) < 0):
        raise ValueError(f"{name}(scale={scale!r}): a scale cannot be negative")
