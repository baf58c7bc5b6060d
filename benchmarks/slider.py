"""One slider, one curve of 241 points: from the event to the SVG written, beside a page by hand.

Both pages are open in one Chromium and take turns. Also measured: tracing and compiling the figure,
the weight of the page and of the runtime, and how soon after its first paint the page is live.
"""

import gzip
import tempfile
import time
from pathlib import Path
from statistics import median

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from support.chromium import browser

from livefig import LiveFigure, explore, text
from livefig.page.assets import runtime_source
from nnlib import sigmoid

ROUNDS, EVENTS = 40, 25

MEASURE = """([rounds, events]) => {
  const input = document.querySelector("input[name=w]");
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < events; i++) {
      input.value = -4 + 0.1 * ((round * 31 + i * 7) % 81);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    times.push((performance.now() - start) / events);
  }
  return times;
}"""

LIVE_AFTER = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName("first-paint")[0];
    if (paint) resolve(performance.getEntriesByName("live")[0].startTime - paint.startTime);
  }).observe({ type: "paint", buffered: true });
})"""


def one_slider(name: str = "one-input-neuron") -> LiveFigure:
    """Make the figure of the design document."""
    x = np.linspace(-6, 6, 241)
    fig, ax = plt.subplots()
    (curve,) = ax.plot(x, sigmoid(x))
    caption = ax.set_title("")

    def update(w: float = 1.0):
        return {curve: sigmoid(w * x), caption: text("a(1) = {:.2f}", sigmoid(w))}

    return explore(fig, update, w=(-4, 4, 0.1), name=name, alt="A sigmoid neuron.")


def gzipped(content: str) -> float:
    """Return the size after gzip, in kB."""
    return len(gzip.compress(content.encode(), 9)) / 1000


def main() -> None:
    """Print a table."""
    one_slider()
    compile_times = []
    for _ in range(9):
        start = time.perf_counter()
        figure = one_slider()
        compile_times.append(time.perf_counter() - start)

    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        page_file = Path(folder) / "live.html"
        figure.save(page_file)
        mark = "<script>performance.mark('live')</script></body>"
        page_file.write_text(page_file.read_text().replace("</body>", mark))
        live, hand = chromium.new_page(), chromium.new_page()
        live.goto(page_file.as_uri())
        hand.goto((Path(__file__).parent / "hand_written.html").resolve().as_uri())
        after_paint = live.evaluate(LIVE_AFTER)
        times: dict[str, list[float]] = {"live": [], "hand": []}
        for _ in range(5):
            times["live"] += live.evaluate(MEASURE, [ROUNDS // 5, EVENTS])
            times["hand"] += hand.evaluate(MEASURE, [ROUNDS // 5, EVENTS])

    ours, theirs = median(times["live"]), median(times["hand"])
    three = "".join(one_slider(f"figure-{i}").html for i in range(3)) + runtime_source(())
    print("| what | livefig | by hand or limit | ratio |")
    print("| --- | ---: | ---: | ---: |")
    print(f"| event to SVG, median | {ours:.3f} ms | {theirs:.3f} ms | {ours / theirs:.2f} (< 2) |")
    p95 = [float(np.percentile(times[key], 95)) for key in ("live", "hand")]
    print(f"| event to SVG, 95 % | {p95[0]:.3f} ms | {p95[1]:.3f} ms | {p95[0] / p95[1]:.2f} |")
    for what, value, limit, unit in [
        ("draw, trace and compile", 1000 * median(compile_times), 50, "ms"),
        ("live after first paint", max(after_paint, 0.0), 150, "ms"),
        ("runtime of such a page, gzipped", gzipped(runtime_source(())), 15, "kB"),
        ("three figures and runtime, gzipped", gzipped(three), 150, "kB"),
    ]:
        print(f"| {what} | {value:.1f} {unit} | {limit} {unit} | {value / limit:.2f} |")


if __name__ == "__main__":
    main()
