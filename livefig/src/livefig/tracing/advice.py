"""What to write instead: of attributes, of options, of functions that cannot be followed."""

import numpy as np

from livefig.tracing.errors import TraceError

# attributes of NumPy's arrays that a traced value has not
ATTRIBUTES = {
    "argpartition": "compute the order from values that no control changes",
    "argsort": "sort values that no control changes, outside of the function",
    "base": "the value itself",
    "byteswap": "the value itself",
    "choose": "np.where, or livefig.lookup(choices, i)",
    "compress": "np.where(mask, x, 0): how many elements a mask selects is not fixed",
    "ctypes": "the value itself",
    "data": "the value itself",
    "dump": "the value itself",
    "dumps": "the value itself",
    "fill": "np.full_like(x, value)",
    "flags": "the value itself",
    "flat": "x.ravel()",
    "getfield": "x[…]",
    "nonzero": "np.where(mask, x, 0): how many elements are not zero is not fixed",
    "partition": "np.max, np.min, or np.where",
    "put": "np.where(mask, new, x)",
    "resize": "np.resize(x, shape)",
    "setfield": "np.where(mask, new, x)",
    "setflags": "the value itself",
    "sort": "np.max and np.min, or sort values that no control changes",
    "strides": "x.shape",
    "to_device": "the value itself",
    "tobytes": "the value itself",
    "tofile": "the value itself",
    "tostring": "the value itself",
    "view": "x.astype(…)",
}

# options of NumPy's functions that no rule has
OPTIONS = {
    "where": "np.where(mask, x, …) around the values, with what leaves the result as it is",
    "out": "a = np.function(…), without out=",
    "dtype": "x.astype(…) before or after",
    "initial": "np.add, np.maximum or np.minimum of the result and the first value",
    "casting": ".astype(…) before",
    "correction": "ddof=",
    "mean": "np.mean(x, …) inside",
    "sorter": "the sorted array itself",
    "period": "np.remainder(x, period)",
    "retstep": "the step as (stop - start) / (num - 1)",
    "returned": "np.sum(weights) beside it",
    "prepend": "np.concatenate before",
    "append": "np.concatenate before",
}


def about_attribute(name: str) -> Exception:
    """Return the error for an attribute that a traced value does not have."""
    if name.startswith("__") or not (name in ATTRIBUTES or hasattr(np.ndarray, name)):
        return AttributeError(f"a traced value has no attribute {name!r}")
    instead = ATTRIBUTES.get(name, f"np.{name}(x, …), if the table of functions has it")
    return TraceError(f"x.{name} of a traced value cannot be followed; use {instead}")


def about_option(function: str, option: str) -> TraceError:
    """Return the error for an option that the rule of `function` does not have."""
    instead = OPTIONS.get(option)
    advice = f"write {instead}" if instead else "leave it out, or write its formula"
    return TraceError(f"{function}(…, {option}=…) cannot be followed; {advice}")
