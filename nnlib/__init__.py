"""Neural networks in NumPy, small enough to read."""

from nnlib.activations import (
    identity,
    identity_prime,
    leaky_relu,
    leaky_relu_prime,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    softmax,
    softmax_prime,
    tanh,
    tanh_prime,
)
from nnlib.losses import binary_cross_entropy, cross_entropy, mean_squared_error
from nnlib.neuron import Neuron

__all__ = [
    "Neuron",
    "binary_cross_entropy",
    "cross_entropy",
    "identity",
    "identity_prime",
    "leaky_relu",
    "leaky_relu_prime",
    "mean_squared_error",
    "relu",
    "relu_prime",
    "sigmoid",
    "sigmoid_prime",
    "softmax",
    "softmax_prime",
    "tanh",
    "tanh_prime",
]
