"""What a traced value answers as NumPy's arrays and Python's numbers do.

Attributes tell what the array is. Methods and Python's functions are NumPy's functions under
another name, so that they are recorded by the same rules.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from livefig.tracing.errors import TraceError
from livefig.tracing.graph import Node, Shape
from livefig.tracing.instead import about_attribute
from livefig.tracing.refusals import Refusals

REPETITION = (
    "itself",
    "say how often a list or a text is repeated",
    "a fixed number of elements, or np.array(…) * n to multiply each of them",
    False,
)


class ArrayInterface(Refusals, NDArrayOperatorsMixin):
    """Attributes, methods and operators of arrays."""

    __slots__ = ()
    _node: Node
    _known: Any
    __hash__ = Refusals.__hash__  # which a class loses that says what is equal
    _apply: Any  # of `Tracer`: records what a rule makes of its arguments

    # what an array tells about itself, and its methods: NumPy's functions, under another name

    @property
    def shape(self) -> Shape:
        """Lengths of the axes."""
        return self._node.shape

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self._node.shape)

    @property
    def size(self) -> int:
        """Number of elements."""
        return self._node.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the elements, as NumPy has it."""
        return self._known.dtype

    @property
    def T(self) -> Any:  # noqa: N802 (NumPy's name)
        """The axes in reverse order."""
        return self.transpose()

    @property
    def mT(self) -> Any:  # noqa: N802 (NumPy's name)
        """The last two axes swapped."""
        return np.matrix_transpose(self)

    @property
    def real(self) -> Any:
        """The value itself: it is a real number."""
        return self

    @property
    def imag(self) -> Any:
        """Zeros: the value is a real number."""
        return np.imag(self)

    @property
    def itemsize(self) -> int:
        """Bytes of one element, as NumPy has it."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all elements, as NumPy has it."""
        return self.size * self.itemsize

    def __getattr__(self, name: str) -> Any:
        """Say what to write instead of an attribute of arrays that a traced value lacks."""
        if (
            not name.startswith("__")
            and self.is_fixed
            and hasattr(np.ndarray, name)
            and name not in CHANGING
        ):
            return getattr(self._plain(), name)
        error = about_attribute(name)
        if isinstance(error, TraceError):
            self.run.remember(error)
        raise error

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a number")
        return self.shape[0]

    def __iter__(self) -> Iterator[Any]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        return self._apply("getitem", "indexing", (self, index), {})

    def __setitem__(self, index: Any, value: Any) -> None:
        self._apply("setitem", "assigning", (self, index, value), {})

    def fill(self, value: Any) -> None:
        """Write one number everywhere, as `ndarray.fill` does."""
        self[...] = value

    def sort(self, axis: Any = -1, **options: Any) -> None:
        """Put in order in place, as `ndarray.sort` does."""
        self[...] = np.sort(self, axis, **options)

    def put(self, indices: Any, values: Any, mode: Any = "raise") -> None:
        """Write at places of the flat array, as `ndarray.put` does."""
        np.put(self, indices, values, mode)  # type: ignore[arg-type]

    def astype(self, dtype: Any, *args: Any, **options: Any) -> Any:
        """Convert to another type of numbers, as `ndarray.astype` does."""
        return self._apply("astype", "astype", (self, dtype, *args), options)

    def reshape(self, *shape: Any, **options: Any) -> Any:
        """Return the same elements in another shape."""
        return np.reshape(self, shape[0] if len(shape) == 1 else shape, **options)

    def transpose(self, *axes: Any) -> Any:
        """Permute the axes."""
        order = axes[0] if len(axes) == 1 else axes or None
        return np.transpose(self, order)

    def flatten(self, order: Any = "C") -> Any:
        """Return all elements in one row."""
        return self.copy().ravel(order)

    def copy(self, order: Any = "C") -> Any:
        """Return an array of its own, as `ndarray.copy` does."""
        return np.copy(self)

    def clip(self, min: Any = None, max: Any = None, **options: Any) -> Any:
        """Return `np.clip(x, min, max)`."""
        return np.clip(self, min, max, **options)

    def conj(self) -> Any:
        """Return the value itself: it is a real number."""
        return self

    conjugate = conj

    def __pow__(self, exponent: Any, modulus: Any = None) -> Any:
        if modulus is not None:
            raise TraceError("pow(x, y, m) cannot be followed; write (x ** y) % m")
        if self.shape and self.dtype == bool and type(exponent) is int and exponent == 2:
            return np.square(self)  # as NumPy's operator does, unlike np.power
        return super().__pow__(exponent)

    def __copy__(self) -> Any:
        return np.copy(self)

    def __deepcopy__(self, memo: Any) -> Any:
        return np.copy(self)

    # Python's functions that NumPy's numbers know as well

    def __round__(self, decimals: int | None = None) -> Any:
        self._check_number("round")
        return np.rint(self).astype(int) if decimals is None else np.round(self, decimals)

    def __floor__(self) -> Any:
        self._check_number("floor")
        return np.floor(self).astype(int)

    def __ceil__(self) -> Any:
        self._check_number("ceil")
        return np.ceil(self).astype(int)

    def __trunc__(self) -> Any:
        self._check_number("trunc")
        return self.astype(int)

    def __eq__(self, other: Any) -> Any:
        if other is None or isinstance(other, (str, bytes)):  # no number, whatever the value
            return np.full(self.shape, False) if self.shape else False
        return NDArrayOperatorsMixin.__eq__(self, other)

    def __ne__(self, other: Any) -> Any:
        if other is None or isinstance(other, (str, bytes)):
            return np.full(self.shape, True) if self.shape else True
        return NDArrayOperatorsMixin.__ne__(self, other)

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, (list, tuple, str, bytes)) and not self.shape:
            return other * self._answer(*REPETITION)
        return NDArrayOperatorsMixin.__mul__(self, other)

    def __rmul__(self, other: Any) -> Any:
        if isinstance(other, (list, tuple, str, bytes)) and not self.shape:
            return other * self._answer(*REPETITION)
        return NDArrayOperatorsMixin.__rmul__(self, other)

    def _check_number(self, name: str) -> None:
        if self.shape:
            raise self.run.refused(f"{name}() takes a number, not an array: use np.{name}")


def _method(name: str) -> Callable[..., Any]:
    function = getattr(np, name)

    def method(self: ArrayInterface, *args: Any, **kwargs: Any) -> Any:
        return function(self, *args, **kwargs)

    method.__name__ = name
    method.__doc__ = f"`np.{name}` of this value."
    return method


METHODS = [
    "all", "any", "argmax", "argmin", "argsort", "cumprod", "cumsum", "diagonal", "dot", "max",
    "mean", "min", "prod", "ravel", "repeat", "round", "searchsorted", "squeeze", "std", "sum",
    "swapaxes", "take", "trace", "var",
]  # fmt: skip
# the array itself, not what is in it; or views
CHANGING = ("base", "ctypes", "data", "flat", "getfield", "resize", "setflags", "view")
IN_PLACE = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor"]
IN_PLACE += ["lshift", "rshift"]

for _name in METHODS:
    setattr(ArrayInterface, _name, _method(_name))


def _in_place(operator: str) -> Callable[[Any, Any], Any]:
    apply = getattr(NDArrayOperatorsMixin, f"__{operator}__")

    def method(self: ArrayInterface, other: Any) -> Any:
        if not self.shape and self.memory is None:
            return apply(self, other)  # a number never changes: the name is rebound
        return self._apply("in place", "assigning", (self, operator, apply, other), {})

    return method


for _name in IN_PLACE:
    setattr(ArrayInterface, f"__i{_name}__", _in_place(_name))
