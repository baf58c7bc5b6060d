"""Running emitted JavaScript in V8, in this process, with every bit of its numbers."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from py_mini_racer import MiniRacer

WRITE = """
const write = (v) =>
  Array.isArray(v) ? v.map(write)
  : typeof v === "number" ? [Object.is(v, -0) ? "-0" : String(v)]
  : Array.from(v, (x) => (Object.is(x, -0) ? "-0" : String(x)));
"""


class Engine:
    """A JavaScript engine that calls functions with arrays and gives arrays back."""

    def __init__(self) -> None:
        self.context = MiniRacer()
        self.context.eval(WRITE)

    def call(self, source: str, args: Sequence[Any]) -> list[np.ndarray[Any, Any]]:
        """Call the function that `source` is; return its outputs, flat."""
        given = ", ".join(map(as_javascript, args))
        result = self.context.eval(
            f"(() => {{ const r = ({source})({given});"
            " return JSON.stringify((Array.isArray(r) ? r : [r]).map(write)); })()"
        )
        return [np.array([float(x) for x in row]) for row in json.loads(result)]


def as_javascript(value: Any) -> str:
    """Return a number, or a Float64Array in C order, as JavaScript source."""
    array = np.asarray(value, dtype=float)
    items = [repr(float(x)).replace("nan", "NaN").replace("inf", "Infinity") for x in array.ravel()]
    return f"new Float64Array([{','.join(items)}])" if array.ndim else items[0]
