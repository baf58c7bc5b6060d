"""Neural networks in NumPy, small enough to read.

The data sets are in `nnlib.datasets`. The pictures, `nnlib.plots`, are imported by those who want
them, as they load Matplotlib.
"""

from nnlib import datasets
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
from nnlib.descent import gradient_descent
from nnlib.gradcheck import check_gradients, numerical_gradient
from nnlib.initializers import normal
from nnlib.losses import binary_cross_entropy, cross_entropy, mean_squared_error
from nnlib.network import Network
from nnlib.neuron import Neuron
from nnlib.optimizers import SGD, Adam, AdamW, Momentum, Nesterov, RMSProp
from nnlib.training import DivergenceError, History, mini_batches, train

__all__ = [
    "SGD",
    "Adam",
    "AdamW",
    "DivergenceError",
    "History",
    "Momentum",
    "Nesterov",
    "Network",
    "Neuron",
    "RMSProp",
    "binary_cross_entropy",
    "check_gradients",
    "cross_entropy",
    "datasets",
    "gradient_descent",
    "identity",
    "identity_prime",
    "leaky_relu",
    "leaky_relu_prime",
    "mean_squared_error",
    "mini_batches",
    "normal",
    "numerical_gradient",
    "relu",
    "relu_prime",
    "sigmoid",
    "sigmoid_prime",
    "softmax",
    "softmax_prime",
    "tanh",
    "tanh_prime",
    "train",
]
