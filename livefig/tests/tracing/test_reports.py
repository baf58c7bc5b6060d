"""What a learner sees in a notebook after a slip: her own line, marked, and what to write."""

import json
import re
import subprocess
import sys

import pytest

SETUP = """
import math
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
import numpy as np
from livefig import animate, compile_js, explore, text
x = np.linspace(-2, 2, 5)
fig, ax = plt.subplots()
(curve,) = ax.plot(x, x)
about = dict(name="a", alt="A.", w=(-1.0, 1.0))
"""
UPDATE = "def update(w=1.0):\n    {}\n\nexplore(fig, update, **about)"
RETURN = "explore(fig, lambda w=1.0: {}, **about)"

# the cell, the line that is marked, what the message says
SLIPS = {
    "if": (
        UPDATE.format("y = w * x\n    if w > 0:\n        y = -y\n    return {curve: y}"),
        "if w > 0:",
        "np.where(condition, a, b)",
    ),
    "no comma": (
        "line = ax.plot(x, x)\n" + UPDATE.format("return {line: w * x}"),
        "return {line: w * x}",
        r"write (line,) = ax.plot(…), with the comma",
    ),
    "swapped": (
        "explore(lambda w=1.0: {curve: w * x}, fig, **about)",
        "explore(lambda",
        "write the figure first",
    ),
    "axes": (
        "explore(ax, lambda w=1.0: {curve: w * x}, **about)",
        "explore(ax",
        "must be the whole figure",
    ),
    "axes as key": (RETURN.format("{ax: w * x}"), "{ax: w * x}", "an array of shape (5,)"),
    "drawing": (UPDATE.format("ax.plot(x, w * x)"), "ax.plot(x, w * x)", "drawn before it"),
    "return": (UPDATE.format("{curve: w * x}"), "explore(fig", "is its return missing?"),
    "length": (UPDATE.format("return {curve: w * x[:3]}"), "explore(fig", "xdata has 5 entries"),
    "range": (UPDATE.replace("1.0", "3.0").format("return {curve: w * x}"), "explore", "-1 to 1"),
    "math": (UPDATE.format("return {curve: math.exp(w) * x}"), "math.exp(w)", "np.exp(…)"),
    "unknown": (UPDATE.format("return {curve: np.unique(w * x)}"), "np.unique(w", "np.bincount"),
    "SciPy": (
        "from scipy.ndimage import gaussian_filter\n"
        + UPDATE.format("return {curve: gaussian_filter(w * x, 1)}"),
        "gaussian_filter(w",
        "f = livefig.tabulate(lambda a: ",
    ),
    "repr": (RETURN.format("{ax.title: 'w = ' + repr(w)}"), "repr(w)", "f'a = {a:.2f}'"),
    "cut text": (RETURN.format("{ax.title: f'w = {w}'[:5]}"), "f'w = {w}'[:5]", "was cut"),
    "their own mistake": (UPDATE.format("return {curve: w * y}"), "w * y", "name 'y' is not"),
    "bad format": (UPDATE.format("return {ax.title: f'{w:q}'}"), "f'{w:q}'", "'q'"),
    "bad name": (
        "explore(fig, lambda w=1.0: {curve: w * x}, name='a b', alt='A.', w=(-1.0, 1.0))",
        "name='a b'",
        "'one-neuron'",
    ),
    "of a library": (
        "def helper(y):\n    return np.linalg.solve(np.zeros((2, 2)), np.ones(2))\n"
        + UPDATE.format("return {curve: w * helper(x)}"),
        "np.linalg.solve",
        "Singular matrix",
    ),
    "a step": (
        "def step(n, w=1.0):\n    return n + 1\n\nanimate(fig, step, 0, **about)",
        "animate(fig, step",
        "must return a tuple",
    ),
    "compiled": ("compile_js(lambda x: float(x), 1.0)", "float(x)", "NumPy's functions"),
}
SHELL = """
import contextlib, io, json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
setup, cells = json.load(sys.stdin)
shown = {}
for name, cell in cells.items():
    shell.run_cell(setup)
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        if name == "verbose":
            shell.run_line_magic("xmode", "Verbose")
        shell.run_cell(cell)
    shown[name] = out.getvalue()
json.dump(shown, sys.__stdout__)
"""


@pytest.fixture(scope="module")
def shown():
    """Run every cell in one IPython shell; return what it shows."""
    cells = {name: cell for name, (cell, _, _) in SLIPS.items()}
    cells["warning"] = UPDATE.format("y = x / (w - 1)\n    return {curve: y}")
    cells["verbose"] = SLIPS["if"][0]
    command = [sys.executable, "-c", SHELL]
    done = subprocess.run(
        command, input=json.dumps([SETUP, cells]), capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    return {name: re.sub(r"\x1b\[[0-9;]*m", "", text).strip() for name, text in found.items()}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_in_twelve_lines_with_the_authors_own_marked(shown, name):
    _, line, message = SLIPS[name]
    lines = shown[name].splitlines()
    assert len(lines) <= 12
    (marked,) = (text for text in lines if text.startswith("---->"))
    assert line in marked
    assert message in shown[name].partition("Line ")[0]
    assert "livefig/" not in shown[name]


def test_a_division_by_zero_is_a_warning_of_the_authors_line(shown):
    assert (
        "RuntimeWarning: divide by zero with the values that the controls have at first"
        in (shown["warning"])
    )
    assert "y = x / (w - 1)" in shown["warning"]
    assert "livefig/" not in shown["warning"]


def test_who_wants_to_see_everything_does(shown):
    assert "recording.py" in shown["verbose"]
    assert len(shown["verbose"].splitlines()) > 30
