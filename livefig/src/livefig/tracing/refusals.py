"""What Python asks of a traced value: a plain number, a text, a key.

Where a function may go several ways (`asking`), the answer is given, and one of these ways depends
on it. Everywhere else the page would show it frozen: it is refused. The error says what to write
instead; the run remembers it, so that it comes up although the author's function has caught it.
"""

import operator
import sys
from types import FrameType
from typing import Any, NoReturn

import numpy as np

from livefig.tracing.advice import is_of_array, refusal
from livefig.tracing.graph import Node
from livefig.tracing.kinds import may_be_pythons
from livefig.tracing.marks import mark
from livefig.tracing.places import doing, is_library, is_shown_by

ITSELF = ("itself", "become a plain number", "the value itself")


class Refusals:
    """Special methods with which Python asks for plain values."""

    __slots__ = ()
    run: Any
    _node: Node
    node: Any
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
        answer = self._answer(
            "truth",
            "decide an `if`, `and`, `or`, `while`, min() or max()",
            "np.where(condition, a, b), np.minimum, np.maximum, & and |",
        )
        return bool(answer)

    def __float__(self) -> float:
        answer = self._answer(
            "itself",
            "become a plain float (float(), a math.* function, an assignment into an array)",
            "NumPy's functions, and np.stack or np.where instead of the assignment",
        )
        return float(answer)

    def __complex__(self) -> complex:
        return complex(self._answer("itself", "become a complex number", "real arithmetic"))

    def __int__(self) -> int:
        answer = self._answer("whole", "become a plain int", ".astype(int), which stays traced")
        return int(answer)

    def __index__(self) -> int:
        answer = self._answer(
            "itself",
            "be a plain integer (range(), the index of a list or of a fixed array, a shape)",
            "a fixed number of elements, and livefig.lookup(array, i) for array[i]",
        )
        return operator.index(answer)

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        answer = self._answer(
            "itself",
            "become a plain array (np.array([t, 1]), np.full, np.arange(t), fixed_array[t])",
            "np.stack([t, 1]), np.broadcast_to(t, shape), t * np.arange(n) with a fixed n, or "
            "livefig.lookup(fixed_array, t)",
        )
        return np.asarray(answer).__array__(*args, **kwargs)

    def __hash__(self) -> int:
        answer = self._answer(
            "itself",
            "be a key of a dict or set, or an argument of a function with a cache (lru_cache)",
            "np.where, np.select or livefig.lookup to choose by its value, a choice as control "
            "where the values are few, and the function without its cache",
            writes=False,
        )
        return hash(answer)

    def __reduce_ex__(self, protocol: Any) -> NoReturn:
        self._refuse("be pickled or sent to another process", "it inside the function alone")

    def item(self, *args: Any) -> Any:
        """Return a plain number, as `ndarray.item` does."""
        return np.asarray(self._answer(*ITSELF, writes=False)).item(*args)

    def tolist(self) -> Any:
        """Return plain numbers in lists, as `ndarray.tolist` does."""
        return np.asarray(self._answer(*ITSELF, writes=False)).tolist()

    def asked(self) -> Any:
        """Return what it is just now, which decides the way of the function; the run has a path."""
        return self._answer(*ITSELF, writes=False)

    def _answer(self, meaning: str, what: str, instead: str, writes: bool = True) -> Any:
        """Return what it is just now if the way of the function may depend on it; else refuse."""
        if self.is_fixed:
            return self._plain() if self._node.shape else self._plain()[()]
        path = self.run.path
        if path is None or not path.knows(self.node):
            writes = writes and not self.run.writing and is_of_array()
            if writes or path is None or not path.ask(self.node, meaning, self._value):
                self._refuse(what, instead, writes=writes)
        if self._node.shape:
            return np.array(self._value)
        return self._value.item() if may_be_pythons(self._node) else self._value

    def _refuse(self, what: str, instead: str, *, writes: bool = False) -> NoReturn:
        message = refusal(what, instead, is_mask=self._node.kind == "b")
        raise self.run.refused(message, writes=writes)
