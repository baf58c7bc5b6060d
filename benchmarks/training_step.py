"""How long one step of training takes: nnlib beside its peers, and how it grows.

Run it with ``make bench`` or ``python benchmarks/training_step.py``. Peers that are not installed
are said to be missing: ``pip install torch jax micrograd`` adds them.

Each contender trains the same network on the same data, mini-batch after mini-batch from NumPy
arrays, with Adam, on one thread, and knows the cost of each step as a number. All take turns, a few
milliseconds each, and the best turn counts, so that what else the machine does disturbs none of
them.
"""

import importlib.util
import os
import platform
import warnings
from collections.abc import Callable, Iterator
from itertools import pairwise
from time import perf_counter
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from nnlib import Adam, Network, mini_batches, train

SIZES, BATCH = (64, 32, 10), 32
N_BATCHES = 20  # different mini-batches
N_EPOCHS = 10  # through them in one turn
Turn = Callable[[], int]  # trains a while and returns how many steps that were
TARGETS = {"scikit-learn": 3.0, "PyTorch": 4.5, "JAX, jitted": 2.0}


def data(dtype: Any, sizes: Any = SIZES, batch: int = BATCH) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    m = batch * N_BATCHES
    return rng.standard_normal((m, sizes[0])).astype(dtype), rng.integers(0, sizes[-1], m)


def batches(X: np.ndarray, y: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield mini-batches in random order, as `fit` and `train` choose them too."""
    rng = np.random.default_rng(0)
    for _ in range(N_EPOCHS):
        yield from mini_batches(X, y, BATCH, rng)


def nnlib_turn(dtype: Any, sizes: Any = SIZES, batch: int = BATCH) -> Turn:
    X, y = data(dtype, sizes, batch)
    network = Network(sizes, "relu", "softmax", "cross_entropy", "he", dtype=dtype)
    optimizer = Adam()

    def turn() -> int:
        train(network, X, y, optimizer, N_EPOCHS, batch)
        return N_BATCHES * N_EPOCHS

    return turn


def sklearn_turn(dtype: Any) -> Turn:
    from sklearn.neural_network import MLPClassifier

    n_epochs = 2 * N_EPOCHS  # `fit` has to start anew each time
    X, y = data(dtype)
    model = MLPClassifier(
        SIZES[1:-1], alpha=0, batch_size=BATCH, max_iter=n_epochs, n_iter_no_change=n_epochs + 1
    )
    warnings.filterwarnings("ignore", module="sklearn")  # so few epochs do not converge

    def turn() -> int:
        model.fit(X, y)
        return N_BATCHES * model.n_iter_

    return turn


def torch_turn(dtype: Any) -> Turn:
    import torch

    torch.set_num_threads(1)
    X, y = data(dtype)
    n_in, n_hidden, n_out = SIZES
    layers = [torch.nn.Linear(n_in, n_hidden), torch.nn.ReLU(), torch.nn.Linear(n_hidden, n_out)]
    model = torch.nn.Sequential(*layers).to(torch.from_numpy(X).dtype)
    optimizer, cost = torch.optim.Adam(model.parameters()), torch.nn.CrossEntropyLoss()

    def turn() -> int:
        for X_batch, y_batch in batches(X, y):
            optimizer.zero_grad()
            J = cost(model(torch.from_numpy(X_batch)), torch.from_numpy(y_batch))
            J.backward()
            optimizer.step()
            J.item()
        return N_BATCHES * N_EPOCHS

    return turn


def jax_turn(dtype: Any) -> Turn:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", dtype == np.float64)
    X, y = data(dtype)
    network = Network(SIZES, "relu", init="he", output="softmax", loss="cross_entropy", dtype=dtype)

    def cost(params: Any, X: Any, y: Any) -> Any:
        (W1, b1), (W2, b2) = params
        z = jnp.maximum(X @ W1 + b1, 0) @ W2 + b2
        return -jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], axis=1).mean()

    @jax.jit
    def step(params: Any, m: Any, v: Any, t: Any, X: Any, y: Any) -> Any:
        J, grads = jax.value_and_grad(cost)(params, X, y)
        t = t + 1
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, grads)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, grads)
        params = jax.tree.map(
            lambda p, m, v: p - 0.001 * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8),
            params,
            m,
            v,
        )
        return params, m, v, t, J

    params = jax.tree.map(jnp.asarray, network.params)
    zeros = jax.tree.map(jnp.zeros_like, params)
    state = [params, zeros, zeros, jnp.asarray(0, dtype)]

    def turn() -> int:
        for X_batch, y_batch in batches(X, y):
            *state[:], J = step(*state, X_batch, y_batch)
            float(J)
        return N_BATCHES * N_EPOCHS

    return turn


def micrograd_seconds() -> float:
    """Return the seconds of one step. It takes one scalar at a time: a single step has to do.

    micrograd has no softmax; the squared error stands in for the cross-entropy.
    """
    from micrograd.nn import MLP

    X, y = data(np.float64)
    model = MLP(SIZES[0], list(SIZES[1:]))
    params = model.parameters()
    m, v = [0.0] * len(params), [0.0] * len(params)
    start = perf_counter()
    L = [
        (z - float(j == k)) ** 2
        for x, k in zip(X[:BATCH].tolist(), y[:BATCH].tolist(), strict=True)
        for j, z in enumerate(model(x))
    ]
    J = sum(L) * (1 / BATCH)
    model.zero_grad()
    J.backward()
    for i, param in enumerate(params):
        m[i] = 0.9 * m[i] + 0.1 * param.grad
        v[i] = 0.999 * v[i] + 0.001 * param.grad**2
        param.data -= 0.001 * (m[i] / (1 - 0.9)) / ((v[i] / (1 - 0.999)) ** 0.5 + 1e-8)
    return perf_counter() - start


def best_seconds(turns: dict[str, Turn], rounds: int) -> dict[str, float]:
    """Return the seconds of a step in the best turn of each contender."""
    best = dict.fromkeys(turns, float("inf"))
    for turn in turns.values():
        turn()  # compile, allocate, fill the caches
    for _ in range(rounds):
        for name, turn in turns.items():
            start = perf_counter()
            n_steps = turn()
            best[name] = min(best[name], (perf_counter() - start) / n_steps)
    return best


def table(head: list[str], rows: list[list[str]]) -> None:
    """Print a Markdown table."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in [head, ["-" * width for width in widths], *rows]:
        print("| " + " | ".join(map(str.ljust, row, widths)) + " |")
    print()


def compare(dtype: Any) -> None:
    """Print the step of nnlib beside its peers."""
    peers = {
        "scikit-learn": ("sklearn", sklearn_turn),
        "PyTorch": ("torch", torch_turn),
        "JAX, jitted": ("jax", jax_turn),
    }
    turns = {"nnlib": nnlib_turn(dtype)}
    for name, (module, make) in peers.items():
        if importlib.util.find_spec(module):
            turns[name] = make(dtype)
    best = best_seconds(turns, rounds=40)
    rows = [["nnlib", f"{best['nnlib'] * 1e6:.0f}", "1", ""]]
    for name in peers:
        if name in best:
            ratio = best[name] / best["nnlib"]
            rows.append([name, f"{best[name] * 1e6:.0f}", f"{ratio:.1f}", f"{TARGETS[name]}"])
        else:
            rows.append([name, "not installed", "", f"{TARGETS[name]}"])
    if importlib.util.find_spec("micrograd") is None:
        rows.append(["micrograd", "not installed", "", ""])
    elif dtype == np.float64:
        seconds = micrograd_seconds()
        rows.append(["micrograd", f"{seconds * 1e6:.0f}", f"{seconds / best['nnlib']:.0f}", ""])
    sizes = "-".join(map(str, SIZES))
    print(f"One step of Adam, {sizes}, batch {BATCH}, {np.dtype(dtype)}, one thread\n")
    table(["", "µs a step", "times nnlib's", "to reach"], rows)


def products_turn(dtype: Any, sizes: tuple[int, ...], batch: int) -> Turn:
    """Return a turn of nothing but the matrix products that a step cannot do without."""
    rng = np.random.default_rng(0)
    A = [rng.standard_normal((batch, n)).astype(dtype) for n in sizes]
    W = [rng.standard_normal(n).astype(dtype) for n in pairwise(sizes)]

    def turn() -> int:
        for _ in range(N_BATCHES):
            for i in range(len(W)):
                A[i] @ W[i]
                A[i].T @ A[i + 1]
                if i > 0:
                    A[i + 1] @ W[i].T
        return N_BATCHES

    return turn


def growth(title: str, cases: dict[int, tuple[tuple[int, ...], int]]) -> None:
    """Print how the time of a step grows, and which share the matrix products alone take."""
    rows = []
    for size, (sizes, batch) in cases.items():
        turns = {
            "step": nnlib_turn(np.float64, sizes, batch),
            "products": products_turn(np.float64, sizes, batch),
        }
        best = best_seconds(turns, rounds=5)
        rows.append(
            [
                str(size),
                f"{best['step'] * 1e6:.0f}",
                f"{best['products'] * 1e6:.0f}",
                f"{best['products'] / best['step']:.0%}",
            ]
        )
    table([title, "µs a step", "matrix products", "share"], rows)


def main() -> None:
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}\n")
    with threadpool_limits(1):
        measure()


def measure() -> None:
    for dtype in (np.float32, np.float64):
        compare(dtype)
    print("How the time of nnlib's step grows (float64)\n")
    powers = [2**k for k in range(3, 11)]
    growth("width w of 64-w-w-10", {w: ((64, w, w, 10), BATCH) for w in powers})
    growth("batch, 64-32-10", {b: (SIZES, b) for b in powers})
    growth("hidden layers of 32", {d: ((64, *[32] * d, 10), BATCH) for d in (1, 2, 4, 8, 16)})


if __name__ == "__main__":
    main()
