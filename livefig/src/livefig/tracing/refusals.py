"""What a traced value refuses: where Python asks for a plain number, text or key.

The page would show the answer frozen. The error says what to write instead; the run remembers it,
so that it comes up although the author's function has caught it.
"""

import operator
import sys
from types import FrameType
from typing import Any, NoReturn

from livefig.tracing.advice import is_of_array, refusal
from livefig.tracing.graph import Node
from livefig.tracing.marks import mark
from livefig.tracing.places import doing, is_library, is_shown_by


class Refusals:
    """Special methods of Python that raise."""

    __slots__ = ()
    run: Any
    _node: Node
    is_fixed: Any  # of `Tracer`: whether nothing traced is in it, so that Python may have it
    _plain: Any
    independent: Any
    _value: Any

    # what shows the value: to the author it may be shown, in the figure it would be frozen

    def __repr__(self) -> str:
        if self.is_fixed:
            return repr(self._plain())
        frame = sys._getframe(1)
        if self.run.running and not is_library(frame) and not is_shown_by(frame):
            self._refuse_text()
        return f"Tracer({self._value!r}, shape={self._node.shape})"

    def __str__(self) -> str:
        if self.is_fixed:
            return str(self._plain())
        frame = sys._getframe(1)
        if is_shown_by(frame) or not self.run.running:
            return f"Tracer({self._value!r}, shape={self._node.shape})"
        return self._marked("", frame)

    def __format__(self, spec: str) -> str:
        if self.is_fixed:
            return format(self._plain(), spec)
        return self._marked(spec, sys._getframe(1))

    def _marked(self, spec: str, frame: FrameType) -> str:
        """Return a text in which the number stays live, unless it is NumPy that asks for it."""
        if self._node.shape or (doing(frame).called or "").startswith("numpy."):
            self._refuse_text()
        return mark(self.run, self.independent(), spec)

    def _refuse_text(self) -> NoReturn:
        self._refuse(
            "be formatted into a fixed string",
            "f'a = {a:.2f}' or livefig.text('a = {:.2f}', a) with single numbers, which follow; "
            "print(a) shows it as it is now",
        )

    # what would freeze the value

    def __bool__(self) -> bool:
        if self.is_fixed:
            return bool(self._plain())
        self._refuse(
            "decide an `if`, `and`, `or`, `while`, min() or max()",
            "np.where(condition, a, b), np.minimum, np.maximum, & and |",
            writes=True,
        )

    def __float__(self) -> float:
        if self.is_fixed:
            return float(self._plain())
        self._refuse(
            "become a plain float (float(), a math.* function, an assignment into an array)",
            "NumPy's functions, and np.stack or np.where instead of the assignment",
            writes=True,
        )

    def __complex__(self) -> complex:
        if self.is_fixed:
            return complex(self._plain())
        self._refuse("become a complex number", "real arithmetic", writes=True)

    def __int__(self) -> int:
        if self.is_fixed:
            return int(self._plain())
        self._refuse("become a plain int", ".astype(int), which stays traced", writes=True)

    def __index__(self) -> int:
        if self.is_fixed:
            return operator.index(self._plain())
        self._refuse(
            "be a plain integer (range(), the index of a list or of a fixed array, a shape)",
            "a fixed number of elements, and livefig.lookup(array, i) for array[i]",
            writes=True,
        )

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        if self.is_fixed:
            return self._plain().__array__(*args, **kwargs)
        self._refuse(
            "become a plain array (np.array([t, 1]), np.full, np.arange(t), fixed_array[t])",
            "np.stack([t, 1]), np.broadcast_to(t, shape), t * np.arange(n) with a fixed n, or "
            "livefig.lookup(fixed_array, t)",
            writes=True,
        )

    def __hash__(self) -> int:
        if self.is_fixed:
            return hash(self._plain())  # NumPy's own error
        self._refuse(
            "be a key of a dict or set, or an argument of a function with a cache (lru_cache)",
            "np.where, np.select or livefig.lookup to choose by its value, a choice as control "
            "where the values are few, and the function without its cache",
        )

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        self._refuse("be pickled or sent to another process", "it inside the function alone")

    def item(self, *args: Any) -> Any:
        """Raise: a plain number would be frozen."""
        if self.is_fixed:
            return self._plain().item(*args)
        self._refuse("become a plain number", "the value itself")

    def tolist(self) -> Any:
        """Raise: plain numbers would be frozen."""
        return self._plain().tolist() if self.is_fixed else self.item()

    def _refuse(self, what: str, instead: str, *, writes: bool = False) -> NoReturn:
        message = refusal(what, instead, is_mask=self._node.kind == "b")
        raise self.run.refused(message, writes=writes and not self.run.writing and is_of_array())
