"""Every figure of the built book: what one move of a slider costs, event to drawing written.

The goal is under 4 ms at the 95th percentile for each figure; animations also show what one step
with its drawing costs. Needs the built book (`make book`).
"""

import sys
from pathlib import Path

import numpy as np
from support.chromium import browser

HTML = Path(__file__).parent.parent / "_build" / "html"
LIMIT = 4.0  # milliseconds
EVENTS = 60

MEASURE = """(events) => [...document.querySelectorAll("figure.live-figure")].map((figure) => {
  const inputs = [...figure.querySelectorAll("input[type=range][name], select[name]")];
  const times = [];
  for (const input of inputs) {
    for (let i = 0; i < events; i++) {
      if (input.type === "range") {
        const [low, high] = [Number(input.min), Number(input.max)];
        input.value = low + ((high - low) * ((i * 37) % events)) / (events - 1);
      } else {
        input.selectedIndex = i % input.options.length;
      }
      const kind = input.type === "range" ? "input" : "change";
      const start = performance.now();
      input.dispatchEvent(new Event(kind, { bubbles: true }));
      times.push(performance.now() - start);
    }
  }
  const steps = [];
  if (figure.live.spec.animation) {
    figure.live.reset();
    for (let i = 0; i < events; i++) {
      const start = performance.now();
      figure.live.step();
      steps.push(performance.now() - start);
    }
  }
  return { name: figure.id, times: times.slice(5), steps: steps.slice(5) };
})"""


def main() -> None:
    """Print a table of all figures, the slowest last."""
    pages = sorted(path for path in HTML.rglob("*.html") if "live-figure" in path.read_text("utf8"))
    if not pages:
        sys.exit(f"There is no built book at {HTML}: call make book first.")
    rows = []
    with browser() as chromium:
        page = chromium.new_page()
        for path in pages:
            page.goto(path.as_uri())
            for figure in page.evaluate(MEASURE, EVENTS):
                p95 = [
                    f"{np.percentile(figure[what], 95):.2f}" if figure[what] else ""
                    for what in ("times", "steps")
                ]
                rows.append((float(p95[0] or 0), path.stem, figure["name"], *p95))
    print("| page | figure | a slider's move, 95 % (ms) | a step, 95 % (ms) |")
    print("| --- | --- | ---: | ---: |")
    for time, chapter, name, move, step in sorted(rows):
        print(f"| {chapter} | {name} | {move}{' too slow' if time > LIMIT else ''} | {step} |")
    slow = sum(row[0] > LIMIT for row in rows)
    print(f"\n{len(rows)} figures, {slow} of them above {LIMIT:g} ms.")


if __name__ == "__main__":
    main()
