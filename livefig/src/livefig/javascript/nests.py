"""Loop nests over arrays: where an element lies, and which axes run as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from livefig.tracing.graph import Shape

NAMES = "ijklmopqruwxyz"  # s, n and v are taken by the accumulators


def c_strides(shape: Shape) -> Shape:
    """Return the strides, in elements, of an array in C order."""
    return tuple(prod(shape[axis + 1 :]) for axis in range(len(shape)))


@dataclass(frozen=True)
class View:
    """How to read an array in a loop nest: `source[offset + Σ stride·index]`.

    A `source` without strides is a number.
    """

    source: str
    offset: int = 0
    strides: Shape | None = None

    def broadcast(self, shape: Shape, to: Shape) -> "View":
        """Return the view of this array of `shape` that repeats it to the shape `to`."""
        if self.strides is None:
            return self
        missing = (0,) * (len(to) - len(shape))
        own = (0 if n == 1 else s for n, s in zip(shape, self.strides, strict=True))
        return View(self.source, self.offset, (*missing, *own))

    def arranged(self, axes: Sequence[int]) -> "View":
        """Return the view with its axes in another order; -1 is an axis that it does not have."""
        if self.strides is None:
            return self
        strides = tuple(0 if axis < 0 else self.strides[axis] for axis in axes)
        return View(self.source, self.offset, strides)


def strided(index: np.ndarray[Any, Any]) -> tuple[int, Shape] | None:
    """Return offset and strides where `index` is offset + Σ stride·position, else None."""
    if not index.size:
        return 0, (0,) * index.ndim
    offset = int(index.flat[0])
    strides, expected = [], np.full((1,) * index.ndim, offset)
    for axis, n in enumerate(index.shape):
        second = tuple(int(n > 1 and i == axis) for i in range(index.ndim))
        stride = int(index[second]) - offset
        strides.append(stride)
        expected = expected + stride * np.arange(n).reshape(
            [-1 if i == axis else 1 for i in range(index.ndim)]
        )
    return (offset, tuple(strides)) if np.array_equal(expected, index) else None


class Nest:
    """Loops over `shape` in order; neighbouring axes are merged where every view allows it.

    Parameters
    ----------
    shape : tuple of int
        Extents, outermost first.
    views : sequence of View
        All that is read or written; their strides belong to `shape`'s axes.
    n_outer : int, optional
        This many leading axes are the outer part (results), the rest the inner one (sums).
    """

    def __init__(self, shape: Shape, views: Sequence[View], n_outer: int | None = None):
        n_outer = len(shape) if n_outer is None else n_outer
        rows = {view: view.strides for view in views if view.strides is not None}
        outer = _merged(shape, rows, range(n_outer))
        inner = _merged(shape, rows, range(n_outer, len(shape)))
        self.n_outer = len(outer)
        self.axes = outer + inner
        self.extents = [extent for extent, _ in self.axes]
        self.strides = {view: [row[view] for _, row in self.axes] for view in rows}

    def read(self, view: View, inner: int | None = None, ahead: int = 0) -> str:
        """Return the expression of an element.

        `inner` fixes the only inner index to a number, `ahead` looks so many places further.
        """
        if view.strides is None:
            return view.source
        offset, terms = view.offset, []
        for name, stride, axis in zip(
            NAMES, self.strides[view], range(len(self.axes)), strict=False
        ):
            if axis >= self.n_outer:
                offset += stride * ahead
            if inner is not None and axis >= self.n_outer:
                offset += stride * inner
            elif stride:
                terms.append(name if stride == 1 else f"{stride} * {name}")
        if offset or not terms:
            terms.append(str(offset))
        return f"{view.source}[{' + '.join(terms)}]"

    def inner_by(self, width: int, lines: Sequence[str]) -> list[str]:
        """Return the loop over the only inner axis in strides of `width`, as far as that goes."""
        name, extent = NAMES[self.n_outer], self.extents[self.n_outer]
        last = extent - extent % width
        head = f"for (let {name} = 0; {name} < {last}; {name} += {width}) {{"
        return [head, *indented(lines), "}"]

    def inner(self, lines: Sequence[str]) -> list[str]:
        """Return the loops of the inner part around `lines`."""
        return self._loops(lines, range(self.n_outer, len(self.axes)))

    def outer(self, lines: Sequence[str]) -> list[str]:
        """Return the loops of the outer part, or at least a block, around `lines`."""
        if not self.n_outer:
            return ["{", *indented(lines), "}"]
        return self._loops(lines, range(self.n_outer))

    def _loops(self, lines: Sequence[str], axes: range) -> list[str]:
        lines = list(lines)
        for axis in reversed(axes):
            name = NAMES[axis]
            head = f"for (let {name} = 0; {name} < {self.extents[axis]}; {name}++) {{"
            lines = [head, *indented(lines), "}"]
        return lines


def _merged(shape: Shape, rows: dict[View, Shape], axes: range) -> list[Any]:
    """Return (extent, stride of each view) for `axes`, neighbours merged, axes of length 1 gone."""
    merged: list[Any] = []
    for axis in reversed(axes):
        extent, strides = shape[axis], {view: row[axis] for view, row in rows.items()}
        if extent == 1:
            continue
        if merged:
            inner_extent, inner = merged[-1]
            if all(strides[view] == inner[view] * inner_extent for view in rows):
                merged[-1] = (extent * inner_extent, inner)
                continue
        merged.append((extent, strides))
    return merged[::-1]


def indented(lines: Sequence[str]) -> list[str]:
    """Return lines two spaces further in."""
    return [f"  {line}" for line in lines]
