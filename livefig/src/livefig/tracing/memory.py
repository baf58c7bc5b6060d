"""What an array and its views share: elements that can be written into.

A view of an array knows which elements of it are its own. They are numbered 0, 1, 2, … in the order
of the array that came first, and NumPy's own functions are run on the *numbers*: what shares memory
with them is a view, as it is for the array itself.

    >>> numbers = np.arange(6).reshape(2, 3)
    >>> numbers[:, 1]          # a view: elements 1 and 4
    array([1, 4])

Nothing is recorded when an element is written. The memory notes which value lies there, so that it
is found again as it was written; only who looks at a whole array gets a new node.
"""

from itertools import pairwise
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[np.int64]]
# functions that give no memory of their own, if they can
VIEWS: list[Any] = [
    np.reshape, np.ravel, np.transpose, np.matrix_transpose, np.moveaxis, np.rollaxis, np.swapaxes,
    np.squeeze, np.expand_dims, np.broadcast_to, np.flip, np.fliplr, np.flipud, np.rot90,
    np.diagonal, np.diag, np.split, np.array_split, np.hsplit, np.vsplit, np.atleast_1d,
    np.atleast_2d, np.real, *([np.unstack] if hasattr(np, "unstack") else []),
]  # fmt: skip
# functions that look at all of their arrays in this way
JOINT = (np.atleast_1d, np.atleast_2d, np.broadcast_arrays)
# functions that write into their first argument
WRITERS = (np.fill_diagonal, np.copyto, np.put, np.place, np.putmask)
FIXED = -1  # in the place of a source: the element depends on no control


class Memory:
    """The elements of an array and of all its views.

    Parameters
    ----------
    whole : Tracer
        What the array is before anything is written.
    fresh : bool
        Whether NumPy made it in the author's function: it is fixed until a traced value is written.

    Attributes
    ----------
    numbers : array of int
        The numbers of the elements, in memory as NumPy has the array.
    version : int
        How often it was written into.
    value : array
        What each element is just now, in the order of the numbers; from the first writing on.
    """

    __slots__ = ("_place", "_source", "body", "dtype", "fresh", "numbers", "sources", "value",
                 "version")  # fmt: skip

    def __init__(self, whole: Any, fresh: bool):
        self.body = whole.body
        self.fresh = fresh
        self.sources = [whole]
        self.version = 0
        self.dtype = np.asarray(whole._value).dtype
        self.numbers: Numbers = np.empty_like(whole._value, np.int64)
        self.numbers[...] = np.arange(self.numbers.size).reshape(self.numbers.shape)
        self.value: Any = None
        self._source: Any = None
        self._place: Any = None

    def is_fixed(self, numbers: Numbers) -> bool:
        """Tell whether no element of these depends on a control."""
        if self.version == 0:
            return self.fresh
        return bool(np.all(self._source[numbers] == FIXED))

    def write(self, numbers: Numbers, source: Any, places: Numbers) -> None:
        """Let elements be those of a tracer, at places in it."""
        self._open()
        self._source[numbers] = len(self.sources)
        self._place[numbers] = places
        self.sources.append(source)
        self.value[numbers] = np.ravel(source._value)[places]
        self.version += 1

    def write_fixed(self, numbers: Numbers, values: Any) -> None:
        """Let elements be fixed numbers."""
        self._open()
        self._source[numbers] = FIXED
        self.value[numbers] = values
        self.version += 1

    def source(self, number: Any) -> tuple[Any, int]:
        """Return the tracer that an element is from, None of a fixed one, and its place there."""
        at = self._source[number]
        return (None, 0) if at == FIXED else (self.sources[at], int(self._place[number]))

    def parts(self, numbers: Numbers) -> tuple[list[Any], list[Numbers], Numbers]:
        """Return whence elements come.

        Returns
        -------
        sources : list of Tracer
            The tracers.
        own : list of array
            Which of `numbers`, counted in one row, are from each of them; all others are fixed.
        places : array
            Where each element is in its tracer.
        """
        own = self._source[numbers]
        found = [int(at) for at in np.unique(own) if at != FIXED]
        order = np.argsort(own, axis=None, kind="stable")
        ends = np.searchsorted(np.ravel(own)[order], [*found, len(self.sources)])
        flat = [order[a:b] for a, b in pairwise(ends)]
        return [self.sources[at] for at in found], flat, self._place[numbers]

    def _open(self) -> None:
        """Take a copy of what was there before the first writing."""
        if self.version == 0:
            whole = self.sources[0]
            self.value = np.array(whole._value).ravel()
            self._source = np.full(self.value.size, FIXED if self.fresh else 0)
            self._place = np.arange(self.value.size)
