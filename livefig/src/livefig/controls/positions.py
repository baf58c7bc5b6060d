"""The numbers that a slider can stand on."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal


def positions(
    low: float, high: float, step: float, *, log: bool, integer: bool, also: float
) -> list[int | float]:
    """Return the numbers in order, the same as in the page.

    A browser reckons with decimal numbers from the minimum on. Where no whole number of steps leads
    to the maximum, the last step is shorter.

    Parameters
    ----------
    low, high, step : float
        The ends, of a logarithmic slider those of its value, and the step, there in decades.
    log, integer : bool
        Whether it is logarithmic, and whether it has whole numbers only.
    also : float
        The value at the start, which may lie between two steps.
    """
    ends = (math.log10(low), math.log10(high)) if log else (low, high)
    first, last, each = (Decimal(repr(number)) for number in (*ends, step))
    n = math.ceil((last - first) / each)
    places = [float(first + k * each) for k in range(n)] + [float(last)]
    # of a logarithmic one, the powers of ten to twelve digits
    values = [float(f"{10.0**place:.12g}") for place in places] if log else places
    return sorted({round(value) if integer else value for value in [*values, also]})


def nearest(grid: Sequence[int | float], value: float) -> int | float:
    """Return the number of a sorted grid that is nearest to `value`."""
    after = bisect_left(grid, value)
    around = grid[max(after - 1, 0) : after + 1]
    return min(around, key=lambda number: abs(number - value))


def on_grid(grid: Sequence[int | float], value: float, slack: float, name: str) -> int | float:
    """Return the number of a grid that `value` is, within `slack`; a ValueError if it is none."""
    stand = nearest(grid, value)
    if abs(stand - value) > slack:
        raise ValueError(
            f"control {name}: the value {value:g} is between two positions of its slider, but "
            f"livefig.tabulate knows results at these alone: take {stand:g}, a finer step, or "
            "livefig.tabulate(…, interpolate=True)"
        )
    return stand
