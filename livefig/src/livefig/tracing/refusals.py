"""What a traced value refuses: where Python asks for a plain number, text or key.

The page would show the answer frozen. The error says what to write instead; the run remembers it,
so that it comes up although the author's function has caught it.
"""

import sys
from types import FrameType
from typing import Any, NoReturn

from livefig.tracing.advice import refusal
from livefig.tracing.graph import Node
from livefig.tracing.marks import mark
from livefig.tracing.places import doing, is_library, is_shown_by


class Refusals:
    """Special methods of Python that raise."""

    __slots__ = ()
    run: Any
    node: Node
    _value: Any

    # what shows the value: to the author it may be shown, in the figure it would be frozen

    def __repr__(self) -> str:
        frame = sys._getframe(1)
        if self.run.running and not is_library(frame) and not is_shown_by(frame):
            self._refuse_text()
        return f"Tracer({self._value!r}, shape={self.node.shape})"

    def __str__(self) -> str:
        frame = sys._getframe(1)
        if is_shown_by(frame) or not self.run.running:
            return f"Tracer({self._value!r}, shape={self.node.shape})"
        return self._marked("", frame)

    def __format__(self, spec: str) -> str:
        return self._marked(spec, sys._getframe(1))

    def _marked(self, spec: str, frame: FrameType) -> str:
        """Return a text in which the number stays live, unless it is NumPy that asks for it."""
        if self.node.shape or (doing(frame).called or "").startswith("numpy."):
            self._refuse_text()
        return mark(self.run, self, spec)

    def _refuse_text(self) -> NoReturn:
        self._refuse(
            "be formatted into a fixed string",
            "f'a = {a:.2f}' or livefig.text('a = {:.2f}', a) with single numbers, which follow; "
            "print(a) shows it as it is now",
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
