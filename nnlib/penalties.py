"""Penalties: what large weights cost, so that the network prefers small ones.

L1, l1 Σ|w|, pulls every weight towards 0 with the same force and makes many exactly small. L2,
½ l2 Σw², pulls in proportion to the weight (weight decay). Biases are free.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def penalty(W: Any, l1: Any, l2: Any) -> Any:
    """Return l1 Σ|w| + ½ l2 Σw² of the weights `W`."""
    return l1 * np.abs(W).sum() + l2 / 2 * (W * W).sum()


def penalty_prime(W: Any, l1: Any, l2: Any) -> Any:
    """Return the derivative, l1 sign(w) + l2 w, the shape of `W`; at the kink, w = 0, it is 0."""
    return l1 * np.sign(W) + l2 * W
