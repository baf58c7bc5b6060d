"""Products of arrays: matmul, dot, inner, outer, tensordot and einsum are one primitive.

`contract` is an Einstein sum of two operands: each axis has a label, labels that are missing from
the result are summed over. `Z = X @ W` is "ij,jk->ik".
"""

from string import ascii_letters
from typing import Any

import numpy as np

from livefig.tracing.errors import TraceError
from livefig.tracing.kinds import check_sizes
from livefig.tracing.tracer import Trace, Tracer


def contract(trace: Trace, a: Any, b: Any, labels_a: str, labels_b: str, labels: str) -> Tracer:
    """Record `np.einsum(f"{labels_a},{labels_b}->{labels}", a, b)`."""
    a, labels_a = _without_unit_axes(trace.lift(a), labels_a, labels_b)
    b, labels_b = _without_unit_axes(trace.lift(b), labels_b, labels_a)
    value = np.einsum(f"{labels_a},{labels_b}->{labels}", a.value, b.value)
    if value.dtype == np.int64:
        floats = np.asarray(a.value, float), np.asarray(b.value, float)
        check_sizes(np.einsum(f"{labels_a},{labels_b}->{labels}", *floats))
    if value.dtype != bool:
        return trace.record("contract", (a.node, b.node), (labels_a, labels_b, labels), value)
    # of truth values: is there any pair of which both hold?
    counted = value.astype(np.int64)
    pairs = trace.record("contract", (a.node, b.node), (labels_a, labels_b, labels), counted)
    return pairs != 0


def einsum(trace: Trace, *args: Any, **options: Any) -> Tracer:
    """Rule of `np.einsum` with one or two operands."""
    subscripts, *operands = args
    if not isinstance(subscripts, str) or len(operands) not in (1, 2):
        raise TraceError(
            "np.einsum takes 'ij,jk->ik' and one or two operands here; split a longer product"
        )
    lifted = [trace.lift(operand) for operand in operands]
    inputs, output = _parse(subscripts.replace(" ", ""), [operand.ndim for operand in lifted])
    if len(lifted) == 1:
        lifted.append(trace.lift(lifted[0].value.dtype.type(1)))
        inputs.append("")
    return contract(trace, lifted[0], lifted[1], inputs[0], inputs[1], output)


def matmul(trace: Trace, x1: Any, x2: Any) -> Tracer:
    """Rule of `a @ b`: rows by columns over the last two axes, earlier axes broadcast."""
    a, b = trace.lift(x1), trace.lift(x2)
    n_batch = max(a.ndim, b.ndim, 2) - 2
    batch = ascii_letters[:n_batch]
    labels_a = batch[n_batch - max(a.ndim - 2, 0) :] + "XY"[-min(a.ndim, 2) :]
    labels_b = batch[n_batch - max(b.ndim - 2, 0) :] + ("YZ" if b.ndim > 1 else "Y")
    labels = batch + ("X" if a.ndim > 1 else "") + ("Z" if b.ndim > 1 else "")
    return contract(trace, a, b, labels_a, labels_b, labels)


def dot(trace: Trace, a: Any, b: Any) -> Tracer:
    """Rule of `np.dot`: the last axis of `a` with the last but one of `b`."""
    a, b = trace.lift(a), trace.lift(b)
    if not a.ndim or not b.ndim:
        return a * b
    return tensordot(trace, a, b, ((a.ndim - 1,), (max(b.ndim - 2, 0),)))


def inner(trace: Trace, a: Any, b: Any) -> Tracer:
    """Rule of `np.inner`: the last axes of both."""
    a, b = trace.lift(a), trace.lift(b)
    if not a.ndim or not b.ndim:
        return a * b
    return tensordot(trace, a, b, ((a.ndim - 1,), (b.ndim - 1,)))


def outer(trace: Trace, a: Any, b: Any) -> Tracer:
    """Rule of `np.outer`: every product of an element of `a` with one of `b`."""
    return contract(trace, np.ravel(a), np.ravel(b), "i", "j", "ij")


def vdot(trace: Trace, a: Any, b: Any) -> Tracer:
    """Rule of `np.vdot`: the sum of the products of all elements."""
    return contract(trace, np.ravel(a), np.ravel(b), "i", "i", "")


def tensordot(trace: Trace, a: Any, b: Any, axes: Any = 2) -> Tracer:
    """Rule of `np.tensordot`."""
    a, b = trace.lift(a), trace.lift(b)
    if np.ndim(axes) == 0:
        axes = (range(a.ndim - axes, a.ndim), range(axes))
    axes_a, axes_b = (np.atleast_1d(list(np.atleast_1d(part))) for part in axes)
    labels_a = list(ascii_letters[: a.ndim])
    labels_b = list(ascii_letters[a.ndim : a.ndim + b.ndim])
    for i, j in zip(axes_a, axes_b, strict=True):
        labels_b[j] = labels_a[i]
    summed = {labels_a[i] for i in axes_a}
    labels = [label for label in labels_a + labels_b if label not in summed]
    return contract(trace, a, b, "".join(labels_a), "".join(labels_b), "".join(labels))


def _parse(subscripts: str, ndims: list[int]) -> tuple[list[str], str]:
    """Return the labels of the operands and of the result, with "…" spelled out."""
    left, arrow, output = subscripts.partition("->")
    inputs = left.split(",")
    free = [letter for letter in reversed(ascii_letters) if letter not in subscripts]
    n_dots = max(
        (
            ndim - len(labels) + 3
            for labels, ndim in zip(inputs, ndims, strict=False)
            if "." in labels
        ),
        default=0,
    )
    dots = "".join(free[:n_dots])
    for i, (labels, ndim) in enumerate(zip(inputs, ndims, strict=False)):
        own = ndim - len(labels) + 3
        inputs[i] = labels.replace("...", dots[n_dots - own :] if own else "")
    if not arrow:
        once = sorted(label for label in set(left) - set(",.") if left.count(label) == 1)
        output = "..." + "".join(once)
    return inputs, output.replace("...", dots)


def _without_unit_axes(x: Tracer, labels: str, others: str) -> tuple[Tracer, str]:
    """Drop axes of length 1 that the other operand has too: they are broadcast, not looped over."""
    keep = [
        i
        for i, label in enumerate(labels)
        if x.shape[i] != 1 or label not in others or labels.count(label) > 1
    ]
    if len(keep) == len(labels):
        return x, labels
    x = x.run.lift(x.reshape(tuple(x.shape[i] for i in keep)))
    return x, "".join(labels[i] for i in keep)
