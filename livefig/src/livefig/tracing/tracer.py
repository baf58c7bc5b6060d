"""Values that remember how they were computed.

A `Tracer` stands in for an array while an author's function runs. It carries a concrete value, so
that Python and NumPy go on as usual, and the node of the graph that stands for it. NumPy hands its
work over through `__array_ufunc__` and `__array_function__`; the rule that says which nodes a NumPy
function becomes is looked up in one table (`rules.py`).

    >>> w = Trace(rules, "figure").input(0, 2.0)
    >>> np.exp(3 * w)          # runs the rules of np.multiply and np.exp
    Tracer(403.42..., shape=())

Where Python would need a plain number (`if`, `float`, `range`) the value would be frozen silently
into the page. There a tracer raises a `TraceError` that says what to write instead.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from livefig.tracing.errors import TraceError as TraceError
from livefig.tracing.graph import Node, Shape
from livefig.tracing.instead import about_attribute
from livefig.tracing.kinds import check_exact, is_computed, kind_of, rounding, standard_array

MAX_NODES = 20_000

Rule = Callable[..., Any]


@contextmanager
def trace_errors_first() -> Iterator[None]:
    """Within this context a `TraceError` is seen that NumPy has wrapped into one of its own."""
    try:
        yield
    except Exception as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, TraceError):
            cause = cause.__cause__ or cause.__context__
        if cause is None or cause is error:
            raise
        raise cause from error


class Trace:
    """One run of an author's function on tracers.

    Parameters
    ----------
    rules : mapping
        From a NumPy function to the rule that records it.
    """

    def __init__(self, rules: Mapping[Any, Rule]):
        self.rules = rules
        self.n_nodes = 0
        self.recording = True

    def input(self, position: int, value: Any) -> "Tracer":
        """Return a tracer for the argument number `position`, now `value`."""
        value = standard_array(value)
        return self.record("input", (), position, value)

    def constant(self, value: Any) -> "Tracer":
        """Return a tracer for an array that never changes."""
        value = standard_array(value)
        return self.record("const", (), value, value)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within this context, functions of tracers give plain concrete values."""
        before, self.recording = self.recording, False
        try:
            yield
        finally:
            self.recording = before

    def record(self, op: str, operands: tuple[Node, ...], param: Any, value: Any) -> "Tracer":
        """Add a node to the graph and return the tracer of its `value`."""
        self.n_nodes += self.recording
        if self.n_nodes > MAX_NODES:
            raise TraceError(
                f"the recorded computation grows past {MAX_NODES} operations; write a long Python "
                "loop as livefig.tracing.repeat(step, state, n), which stays a loop in the page"
            )
        value = np.asarray(value)[()]
        kind = kind_of(value.dtype)
        node = Node(op, operands, param, value.shape, kind)
        if is_computed(node):
            check_exact(value)
        rounded = rounding(node, value.dtype)
        if rounded is not None:
            node = Node("element", (node,), rounded, value.shape, kind)
        return Tracer(self, value, node)

    def lift(self, value: Any) -> "Tracer":
        """Return `value` itself if it is a tracer of this run, else a constant."""
        if not isinstance(value, Tracer):
            return self.constant(value)
        if value.run is not self:
            raise TraceError(
                "a traced value of an earlier run was used again; compute it anew inside the "
                "function, from its parameters"
            )
        return value


class Tracer(NDArrayOperatorsMixin):
    """A concrete value and the node of the graph that computes it."""

    __slots__ = ("node", "run", "value")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, trace: Trace, value: Any, node: Node):
        self.run = trace
        self.value = value
        self.node = node

    # NumPy hands its work over

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        name = f"np.{ufunc.__name__}"
        if kwargs.pop("out", None) is not None:
            raise TraceError(
                f"{name} was told to write into an existing array (out=, or an assignment like "
                "+=); a traced value cannot be written into: write a = a + b instead of a += b"
            )
        if "where" in kwargs:
            raise TraceError(f"{name}(…, where=…) cannot be followed; use np.where(mask, new, old)")
        if method != "__call__":
            name = f"{name}.{method}"
        return self._apply(ufunc if method == "__call__" else (ufunc, method), name, inputs, kwargs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if kwargs.get("out") is not None:
            raise TraceError(
                f"np.{function.__name__}(…, out=…) cannot be followed; use what it returns"
            )
        kwargs = {name: value for name, value in kwargs.items() if name != "out"}
        module = function.__module__.replace("numpy", "np", 1)
        return self._apply(function, f"{module}.{function.__name__}", args, kwargs)

    def _apply(self, key: Any, name: str, args: Any, kwargs: Any) -> Any:
        rule = self.run.rules.get(key)
        if rule is None:
            raise TraceError(
                f"{name} has no rule for the page; compute it from functions that have one "
                "(the table is in the appendix on live figures), or outside the function if it "
                "does not depend on a control"
            )
        result = rule(self.run, *args, **kwargs)
        return result if self.run.recording else concrete(result)

    # what an array tells about itself, and its methods: NumPy's functions, under another name

    @property
    def shape(self) -> Shape:
        """Lengths of the axes."""
        return self.node.shape

    @property
    def ndim(self) -> int:
        """Number of axes."""
        return len(self.node.shape)

    @property
    def size(self) -> int:
        """Number of elements."""
        return self.node.size

    @property
    def dtype(self) -> np.dtype[Any]:
        """Type of the elements, as NumPy has it."""
        return self.value.dtype

    @property
    def T(self) -> "Tracer":  # noqa: N802 (NumPy's name)
        """The axes in reverse order."""
        return self.transpose()

    @property
    def mT(self) -> "Tracer":  # noqa: N802 (NumPy's name)
        """The last two axes swapped."""
        return np.matrix_transpose(self)  # type: ignore

    @property
    def real(self) -> "Tracer":
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

    def __getattr__(self, name: str) -> NoReturn:
        """Say what to write instead of an attribute of arrays that a traced value lacks."""
        raise about_attribute(name)

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a number")
        return self.shape[0]

    def __iter__(self) -> Iterator["Tracer"]:
        return (self[i] for i in range(len(self)))

    def __getitem__(self, index: Any) -> "Tracer":
        return self._apply("getitem", "indexing", (self, index), {})

    def astype(self, dtype: Any, *args: Any, **options: Any) -> "Tracer":
        """Convert to another type of numbers, as `ndarray.astype` does."""
        return self._apply("astype", "astype", (self, dtype, *args), options)

    def reshape(self, *shape: Any, **options: Any) -> "Tracer":
        """Return the same elements in another shape."""
        return np.reshape(self, shape[0] if len(shape) == 1 else shape, **options)  # type: ignore

    def transpose(self, *axes: Any) -> "Tracer":
        """Permute the axes."""
        order = axes[0] if len(axes) == 1 else axes or None
        return np.transpose(self, order)  # type: ignore

    def flatten(self, order: Any = "C") -> "Tracer":
        """Return all elements in one row."""
        return np.ravel(self, order)  # type: ignore

    def copy(self, order: Any = "C") -> "Tracer":
        """Return the value itself: a traced value never changes."""
        return self

    def clip(self, min: Any = None, max: Any = None, **options: Any) -> "Tracer":
        """Return `np.clip(x, min, max)`."""
        return np.clip(self, min, max, **options)

    def conj(self) -> "Tracer":
        """Return the value itself: it is a real number."""
        return self

    conjugate = conj

    def __pow__(self, exponent: Any, modulus: Any = None) -> "Tracer":
        if modulus is not None:
            raise TraceError("pow(x, y, m) cannot be followed; write (x ** y) % m")
        if self.shape and self.dtype == bool and type(exponent) is int and exponent == 2:
            return np.square(self)  # type: ignore # as NumPy's operator does, unlike np.power
        return super().__pow__(exponent)

    def __round__(self, decimals: int | None = None) -> "Tracer":
        if decimals is None:  # to a whole number, as Python does
            return np.round(self).astype(np.int64)  # type: ignore
        return np.round(self, decimals)  # type: ignore

    def __repr__(self) -> str:
        return f"Tracer({self.value!r}, shape={self.shape})"

    # what would freeze the value

    def __bool__(self) -> NoReturn:
        self._refuse(
            "decide an `if`, `and`, `or`, `while`, min() or max()",
            "np.where(condition, a, b), np.minimum, np.maximum, & and |",
        )

    def __float__(self) -> NoReturn:
        self._refuse(
            "become a plain float (float(), a math.* function, an assignment into an array)",
            "NumPy's functions, and np.stack or np.where instead of the assignment",
        )

    def __complex__(self) -> NoReturn:
        self._refuse("become a complex number", "real arithmetic")

    def __int__(self) -> NoReturn:
        self._refuse("become a plain int", ".astype(int), which stays traced")

    def __index__(self) -> NoReturn:
        self._refuse(
            "be a plain integer (range(), the index of a list or of a fixed array, a shape)",
            "a fixed number of elements, and livefig.lookup(array, i) for array[i]",
        )

    def __array__(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._refuse(
            "become a plain array (np.array([t, 1]), np.full, np.arange(t), fixed_array[t])",
            "np.stack([t, 1]), np.broadcast_to(t, shape), t * np.arange(n) with a fixed n, or "
            "livefig.lookup(fixed_array, t)",
        )

    def __setitem__(self, index: Any, value: Any) -> NoReturn:
        self._refuse("be assigned into", "np.where, np.stack or np.concatenate")

    def __format__(self, spec: str) -> NoReturn:
        self._refuse(
            "be formatted into a fixed string",
            'livefig.text("a = {:.2f}", a), which follows it',
        )

    def item(self, *args: Any) -> NoReturn:
        """Raise: a plain number would be frozen."""
        self._refuse("become a plain number", "the value itself")

    tolist = item

    def _refuse(self, what: str, instead: str) -> NoReturn:
        raise TraceError(
            f"a traced value cannot {what}: the page would show it frozen. Use {instead}."
        )


def _method(name: str) -> Callable[..., Any]:
    function = getattr(np, name)

    def method(self: Tracer, *args: Any, **kwargs: Any) -> Any:
        return function(self, *args, **kwargs)

    method.__name__ = name
    method.__doc__ = f"`np.{name}` of this value."
    return method


METHODS = [
    "all", "any", "argmax", "argmin", "cumprod", "cumsum", "diagonal", "dot", "max", "mean",
    "min", "prod", "ravel", "repeat", "round", "searchsorted", "squeeze", "std", "sum", "swapaxes",
    "take", "trace", "var",
]  # fmt: skip
IN_PLACE = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor"]
IN_PLACE += ["lshift", "rshift"]

for _name in METHODS:
    setattr(Tracer, _name, _method(_name))


def _in_place(operator: str) -> Callable[[Tracer, Any], Tracer]:
    apply = getattr(NDArrayOperatorsMixin, f"__{operator}__")

    def method(self: Tracer, other: Any) -> Tracer:
        if self.shape:
            raise TraceError(
                "a traced array cannot be changed in place: write a = a + b, not a += b"
            )
        return apply(self, other)  # a number is not changed either in NumPy: the name is rebound

    return method


for _name in IN_PLACE:
    setattr(Tracer, f"__i{_name}__", _in_place(_name))


def concrete(value: Any) -> Any:
    """Return `value` with every tracer in it replaced by its concrete value."""
    if isinstance(value, Tracer):
        return value.value
    if isinstance(value, (list, tuple)):
        return type(value)(concrete(item) for item in value)
    return value
