"""The page on misconceptions holds all of them, each linked to the section that clears it up."""

from __future__ import annotations

import re
from pathlib import Path

import jupytext
import pytest
import yaml
from mdit_py_plugins.anchors.index import slugify

ROOT = Path(__file__).parents[1]
CHAPTERS = ROOT / "chapters"
MISCONCEPTIONS = [
    "An artificial neuron is a brain cell.",
    "A neuron has a weight for each observation.",
    "The weight matrix has a column for each row of the data.",
    "More layers make a network more capable, even if they are linear.",
    "A linear function gives a multiple of its input.",
    "Universal approximation means that a network can learn any function exactly.",
    "The hidden neurons of a digit reader look for strokes and loops.",
    "The loss says how wrong a particular pixel is.",
    "Whether the cost is a sum or a mean makes no difference.",
    "The squared error suits an output with a sigmoid.",
    "What counts in the end is the accuracy, so train with the accuracy.",
    "The network with the lowest training cost is the best one.",
    "If the slope is negative, the slope moves to the right.",
    "The learning rate has to be very small.",
    "A larger learning rate is faster.",
    "Gradient descent finds the global minimum.",
    "Gradient descent finds the best-fitting line.",
    "Where the gradient is zero, there is a minimum.",
    "Zero is a fine start for weights and biases.",
    "Momentum is just a ball that rolls downhill.",
    "Adjusting the weights until the network is right is called backpropagation.",
    "The gradient of $W^{[1]}$ is the product of all derivatives, in the order of the chain.",
    "Automatic differentiation is finite differences.",
    "Gradients reset themselves.",
    "With a framework you can ignore backpropagation.",
]


def markdown(name: str) -> str:
    """Return what stands between the code cells of a page."""
    cells = jupytext.read(CHAPTERS / name).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def anchors(name: str) -> set[str]:
    """Return the addresses of a page's headings; a second heading of the same name gets "-1"."""
    found: set[str] = set()
    for heading in re.findall(r"^#{1,3} (.+)$", markdown(name), re.MULTILINE):
        slug, n = slugify(heading), 0
        while (address := f"{slug}-{n}" if n else slug) in found:
            n += 1
        found.add(address)
    return found


def entries() -> dict[str, str]:
    """Return each entry in quotes with what is said about it."""
    return dict(re.findall(r'^"(.+)"\n: ((?:.+\n?)+)', markdown("misconceptions.md"), re.MULTILINE))


def in_the_book() -> set[str]:
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"]
    return {entry["file"] for part in parts for entry in part["chapters"]}


def test_the_page_holds_these_and_no_others():
    assert list(entries()) == MISCONCEPTIONS


@pytest.mark.parametrize("misconception", MISCONCEPTIONS)
def test_it_is_cleared_up_in_a_section_of_the_book(misconception: str):
    links = re.findall(r"\]\(([\w-]+)\.md#([\w-]+)\)", entries()[misconception])
    assert links
    for page, anchor in links:
        assert f"chapters/{page}" in in_the_book()
        assert anchor in anchors(f"{page}.md")
