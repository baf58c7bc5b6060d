"""Values that remember how they were computed.

A `Tracer` stands in for an array while an author's function runs. It carries a concrete value, so
that Python and NumPy go on as usual, and the node of the graph that stands for it. NumPy hands its
work over through `__array_ufunc__` and `__array_function__`; the rule that says which nodes a NumPy
function becomes is looked up in one table (`primitives.py`).

    >>> w = Trace(rules, "figure").input(0, 2.0)
    >>> np.exp(3 * w)          # runs the rules of np.multiply and np.exp
    Tracer(403.42..., shape=())

Where Python would need a plain number (`if`, `float`, `range`) the value would be frozen silently
into the page. There a tracer raises a `TraceError` that says what to write instead.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from livefig.tracing.advice import no_rule, refusal
from livefig.tracing.errors import TraceError as TraceError
from livefig.tracing.graph import Node, Shape
from livefig.tracing.kinds import check_exact, is_computed, kind_of, rounding, standard_array
from livefig.tracing.missing import about_attribute
from livefig.tracing.places import Place, author_place, is_engine, is_library, is_shown_by

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
    before : Trace, optional
        An earlier run of the same function on the same values.
    locate : bool
        Whether to keep the author's line of every node, which takes time.

    Attributes
    ----------
    running : bool
        Whether the author's function is running just now.
    refusal : TraceError or None
        The first refusal. The author's function may have caught it, and gone on with a number that
        the page would show frozen.
    loops : dict
        From the number of a call of `repeat` to the values that it gave.
    """

    def __init__(
        self, rules: Mapping[Any, Rule], before: "Trace | None" = None, *, locate: bool = False
    ):
        self.rules = rules
        self.n_nodes = 0
        self.recording = True
        self.running = False
        self.refusal: TraceError | None = None
        self.places: dict[Node, Place | None] | None = {} if locate else None
        self.n_loops = 0
        self.loops: dict[int, Any] = {} if before is None else dict(before.loops)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Within this context the author's function runs; a refusal that it caught is raised."""
        self.running = True
        try:
            with trace_errors_first():
                yield
        except Exception as error:
            if self.refusal is not None and self.refusal is not error:
                raise self.refusal from error
            raise
        finally:
            self.running = False
        if self.refusal is not None:
            raise self.refusal

    def next_loop(self) -> int:
        """Return the number of a call of `repeat`, counted from 0."""
        self.n_loops += 1
        return self.n_loops - 1

    def refused(self, message: str, place: Place | None = None) -> TraceError:
        """Return the error to be raised; it is remembered."""
        error = TraceError(message, place)
        self.remember(error)
        return error

    def remember(self, error: TraceError) -> None:
        """Remember a refusal that is being raised."""
        self.refusal = self.refusal or error

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
        if self.places is not None:
            self.places[node] = author_place()
        return Tracer(self, value, node)

    def lift(self, value: Any) -> "Tracer":
        """Return `value` itself if it is a tracer of this run, else a constant."""
        if not isinstance(value, Tracer):
            return self.constant(value)
        if value.run is not self:
            raise self.refused(
                "a traced value of an earlier run was used again: it was kept outside of the "
                "function, in a list, a dict, an attribute or an artist; compute it anew inside "
                "the function, from its parameters or the state"
            )
        return value


class Tracer(NDArrayOperatorsMixin):
    """A concrete value and the node of the graph that computes it."""

    __slots__ = ("_value", "node", "run")

    def __init__(self, trace: Trace, value: Any, node: Node):
        self.run = trace
        self._value = value
        self.node = node

    @property
    def value(self) -> Any:
        """The number or array that the value is just now; the author's function may not ask."""
        if self.run.running and not is_engine(sys._getframe(1)):
            self._refuse("be asked for its value", "the value itself")
        return self._value

    # `isinstance(w, float)` is answered as it is when Python calls the function: a branch for what
    # is no number would be frozen. An array is no np.ndarray: libraries take that for leave to look
    # into it.
    @property
    def __class__(self) -> Any:
        """The class that a number has without tracing; `type` still tells the truth."""
        if self.node.shape:
            return Tracer
        return {"b": bool, "i": int, "f": np.float64}[self.node.kind]

    @__class__.setter
    def __class__(self, new: Any) -> NoReturn:
        raise TypeError("the class of a traced value cannot be changed")

    # NumPy hands its work over

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **kwargs: Any) -> Any:
        name = f"np.{ufunc.__name__}"
        if kwargs.pop("out", None) is not None:
            raise self.run.refused(
                f"{name} was told to write into an existing array (out=, or an assignment like "
                "+=); a traced value cannot be written into: write a = a + b instead of a += b"
            )
        if "where" in kwargs:
            raise self.run.refused(
                f"{name}(…, where=…) cannot be followed; use np.where(mask, new, old)"
            )
        if method != "__call__":
            name = f"{name}.{method}"
        return self._apply(ufunc if method == "__call__" else (ufunc, method), name, inputs, kwargs)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if kwargs.get("out") is not None:
            raise self.run.refused(
                f"np.{function.__name__}(…, out=…) cannot be followed; use what it returns"
            )
        kwargs = {name: value for name, value in kwargs.items() if name != "out"}
        module = function.__module__.replace("numpy", "np", 1)
        return self._apply(function, f"{module}.{function.__name__}", args, kwargs)

    def _apply(self, key: Any, name: str, args: Any, kwargs: Any) -> Any:
        run = self.run
        try:
            rule = run.rules.get(key)
            if rule is None:
                raise TraceError(no_rule(key, name))
            result = rule(run, *args, **kwargs)
        except TraceError as error:
            run.remember(error)
            raise
        return result if run.recording else concrete(result)

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
        return self._value.dtype

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

    def __copy__(self) -> "Tracer":
        return self

    def __deepcopy__(self, memo: Any) -> "Tracer":
        return self

    # Python's functions that NumPy's numbers know as well

    def __round__(self, decimals: int | None = None) -> "Tracer":
        self._check_number("round")
        return np.rint(self).astype(int) if decimals is None else np.round(self, decimals)  # type: ignore

    def __floor__(self) -> "Tracer":
        self._check_number("floor")
        return np.floor(self).astype(int)  # type: ignore

    def __ceil__(self) -> "Tracer":
        self._check_number("ceil")
        return np.ceil(self).astype(int)  # type: ignore

    def __trunc__(self) -> "Tracer":
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
        self._check_repetition(other)
        return NDArrayOperatorsMixin.__mul__(self, other)

    def __rmul__(self, other: Any) -> Any:
        self._check_repetition(other)
        return NDArrayOperatorsMixin.__rmul__(self, other)

    def _check_repetition(self, other: Any) -> None:
        if isinstance(other, (list, tuple, str, bytes)) and not self.shape:
            self._refuse(
                "say how often a list or a text is repeated",
                "a fixed number of elements, or np.array(…) * n to multiply each of them",
            )

    def _check_number(self, name: str) -> None:
        if self.shape:
            raise self.run.refused(f"{name}() takes a number, not an array: use np.{name}")

    # what shows the value: to the author it may be shown, in the figure it would be frozen

    def __repr__(self) -> str:
        frame = sys._getframe(1)
        if self.run.running and not is_library(frame) and not is_shown_by(frame):
            self._refuse_text()
        return f"Tracer({self._value!r}, shape={self.shape})"

    def __str__(self) -> str:
        if not is_shown_by(sys._getframe(1)):
            self._refuse_text()
        return f"Tracer({self._value!r}, shape={self.shape})"

    def __format__(self, spec: str) -> NoReturn:
        self._refuse_text()

    def _refuse_text(self) -> NoReturn:
        self._refuse(
            "be formatted into a fixed string",
            'livefig.text("a = {:.2f}", a), which follows it; print(a) shows it as it is now',
        )

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

    def __hash__(self) -> int:
        self._refuse(
            "be a key of a dict or set, or an argument of a function with a cache (lru_cache)",
            "np.where, np.select or livefig.lookup to choose by its value, a choice as control "
            "where the values are few, and the function without its cache",
        )

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        self._refuse("be pickled or sent to another process", "it inside the function alone")

    def item(self, *args: Any) -> NoReturn:
        """Raise: a plain number would be frozen."""
        self._refuse("become a plain number", "the value itself")

    tolist = item

    def _refuse(self, what: str, instead: str) -> NoReturn:
        raise self.run.refused(refusal(what, instead, is_mask=self.node.kind == "b"))


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
            raise self.run.refused(
                "a traced array cannot be changed in place: write a = a + b, not a += b"
            )
        return apply(self, other)  # a number is not changed either in NumPy: the name is rebound

    return method


for _name in IN_PLACE:
    setattr(Tracer, f"__i{_name}__", _in_place(_name))


def concrete(value: Any) -> Any:
    """Return `value` with every tracer in it replaced by its concrete value."""
    if isinstance(value, Tracer):
        return value._value
    if isinstance(value, (list, tuple)):
        return type(value)(concrete(item) for item in value)
    return value
