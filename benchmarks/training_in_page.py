"""Training in the page: steps per second of compiled NumPy beside two ways by hand.

A 2-8-8-1 tanh network on 200 points, full batch, in one Chromium, in turns. The graph of objects
is how a playground is usually written; the loops over typed arrays are what a patient person would
write. Also: how compile time grows with the graph, and a 60×60 heat map of that network's output.
"""

import json
import time
from pathlib import Path
from statistics import median

import numpy as np
from support.chromium import browser

from livefig import compile_js
from nnlib import Network, datasets

SIZES, M, LR, STEPS = [2, 8, 8, 1], 200, 0.1, 200

SETUP = """({ compiled, field, sizes, params, X, y, lr }) => {
  const m = y.length;
  const typed = (array) => Float64Array.from(array);
  const data = [typed(X), typed(y)];
  const graph = objectGraph(sizes, params);
  const arrays = typedArrays(sizes, params, m);
  const step = (0, eval)(compiled).step[0];
  const state = params.flatMap(({ W, b }) => [typed(W), typed(b)]);
  const args = [...state, ...data];
  const draw = (0, eval)(field).draw[0];
  globalThis.ways = {
    graph: () => graph.step(data[0], data[1], lr),
    arrays: () => arrays.step(data[0], data[1], lr),
    compiled: () => {
      const results = step(args);
      for (let i = 0; i < state.length; i++) state[i].set(results[i]);
    },
    field: () => draw(state),
  };
  const compiledWeights = () => state.filter((_, i) => i % 2 === 0).flatMap((w) => [...w]);
  globalThis.weights = () => [graph.weights(), arrays.weights().flat(), compiledWeights()];
}"""

RUN = """([way, steps]) => {
  const start = performance.now();
  for (let i = 0; i < steps; i++) ways[way]();
  return (performance.now() - start) / steps;
}"""


def programs(network: Network, X: np.ndarray, y: np.ndarray) -> tuple[str, str]:
    """Compile one training step, and the network's output on a 60×60 grid."""
    from livefig.javascript.module import module
    from livefig.tracing.rules import RULES
    from livefig.tracing.tracer import Trace
    from nnlib.parameters import flat_list

    run = Trace(RULES)
    state = [run.input(i, array) for i, array in enumerate(flat_list(network.params))]
    points = [run.input(len(state) + i, array) for i, array in enumerate((X, y))]
    _, gradients = network.with_params(state).cost_and_gradients(*points)
    after = [p - LR * g for p, g in zip(state, flat_list(gradients), strict=True)]
    axis = np.linspace(-2, 3, 60)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    field = network.with_params(state).forward(grid)
    return (
        module({"step": [[array.node for array in after]]}),
        module({"draw": [[field.node]]}),
    )


def compile_seconds(n: int) -> float:
    """Return how long a chain of `n` operations takes to trace and emit."""

    def chain(x: float) -> float:
        for i in range(n):
            x = np.tanh(x) if i % 2 else x + 1.0
        return x

    start = time.perf_counter()
    compile_js(chain, 1.0)
    return time.perf_counter() - start


def main() -> None:
    """Print two tables."""
    X, y = datasets.moons(M, rng=0)
    y = np.asarray(y, dtype=float).reshape(-1, 1)
    network = Network(SIZES)
    step, field = programs(network, X, y)
    params = [{"W": W.ravel().tolist(), "b": b.tolist()} for W, b in network.params]
    setting = {
        "compiled": step, "field": field, "sizes": SIZES, "params": params,
        "X": X.ravel().tolist(), "y": y.ravel().tolist(), "lr": LR,
    }  # fmt: skip
    times: dict[str, list[float]] = {"graph": [], "arrays": [], "compiled": [], "field": []}
    with browser() as chromium:
        page = chromium.new_page()
        baselines = (Path(__file__).parent / "training_baselines.js").read_text()
        page.add_script_tag(content=baselines)
        page.evaluate(SETUP, json.loads(json.dumps(setting)))
        for _ in range(12):
            for way, taken in times.items():
                taken.append(page.evaluate(RUN, [way, STEPS]))
        of_graph, of_arrays, ours = page.evaluate("() => weights()")
    for by_hand in (of_graph, of_arrays):  # all three did the same training
        np.testing.assert_allclose(ours, by_hand, rtol=1e-6, atol=1e-9)

    taken = {way: median(values[2:]) for way, values in times.items()}
    print("| a training step, 2-8-8-1, 200 points | time | steps per second | compiled is |")
    print("| --- | ---: | ---: | ---: |")
    for way, name in [
        ("compiled", "compiled from nnlib"),
        ("arrays", "typed arrays by hand"),
        ("graph", "one object a neuron"),
    ]:
        ratio = taken[way] / taken["compiled"]
        print(f"| {name} | {1000 * taken[way]:.0f} µs | {1000 / taken[way]:.0f} | {ratio:.2f}× |")
    print(f"\nA 60×60 field of its output: {taken['field']:.2f} ms (without drawing it)\n")

    print("| operations | trace and compile | a thousand operations |")
    print("| ---: | ---: | ---: |")
    for n in (10, 100, 1000, 10_000):
        seconds = min(compile_seconds(n) for _ in range(3))
        print(f"| {n} | {1000 * seconds:.1f} ms | {1e6 * seconds / n:.1f} ms |")


if __name__ == "__main__":
    main()
