"""What to write instead: of attributes, of options, of functions that cannot be followed."""

import numpy as np

from livefig.tracing.errors import TraceError

_NO_PART = "write np.sort or np.argsort, which put all in order"
_NO_MEMORY = "a traced value has no memory of its own: use the value itself"
_NO_COUNT = "how many elements it selects is not fixed: write np.where(mask, x, 0)"

# attributes of NumPy's arrays that a traced value has not
ATTRIBUTES = {
    **dict.fromkeys(["argpartition", "partition"], _NO_PART),
    **dict.fromkeys(["compress", "nonzero"], _NO_COUNT),
    **dict.fromkeys(
        ["base", "byteswap", "ctypes", "data", "device", "dump", "dumps", "flags", "strides",
         "to_device", "tobytes", "tofile", "tostring", "setfield", "setflags"],
        _NO_MEMORY,
    ),
    "choose": "write np.choose(i, choices), or livefig.lookup(choices, i)",
    "flat": "write x.ravel()",
    "getfield": "write x[…]",
    "resize": "write np.resize(x, shape)",
    "view": "write x.astype(…)",
}  # fmt: skip

# options of NumPy's functions that no rule has
OPTIONS = {
    "where": "np.where(mask, x, …) in its place, with a number that changes nothing",
    "out": "y = … of what it returns, without out=",
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

# where=mask of single functions
WHERE = {
    "np.sum": "np.sum(np.where(mask, x, 0))",
    "np.add.reduce": "np.sum(np.where(mask, x, 0))",
    "np.prod": "np.prod(np.where(mask, x, 1))",
    "np.max": "np.max(np.where(mask, x, -np.inf))",
    "np.min": "np.min(np.where(mask, x, np.inf))",
    "np.any": "np.any(mask & x)",
    "np.all": "np.all(~mask | x)",
    "np.mean": "np.sum(np.where(mask, x, 0)) / np.sum(mask)",
}


def about_attribute(name: str) -> Exception:
    """Return the error for an attribute that a traced value does not have."""
    if name.startswith("__") or not (name in ATTRIBUTES or hasattr(np.ndarray, name)):
        return AttributeError(f"a traced value has no attribute {name!r}")
    advice = ATTRIBUTES.get(name, f"write np.{name}(x, …), if the table of functions has it")
    return TraceError(f"x.{name} of a traced value cannot be followed; {advice}")


def about_option(function: str, option: str) -> TraceError:
    """Return the error for an option that the rule of `function` does not have."""
    instead = WHERE.get(function) if option == "where" else None
    instead = instead or OPTIONS.get(option)
    advice = f"write {instead}" if instead else "leave it out, or write its formula"
    return TraceError(f"{function}(…, {option}=…) cannot be followed; {advice}")
