"""Imports run one way, and importing nnlib is quick."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import nnlib

ROOT = Path(__file__).parents[1] / "nnlib"
LIVE = ROOT / "live"

# What each module of nnlib may import of nnlib; what is not named here may import nothing of it.
ALLOWED = {
    "losses": {"checks"},
    "neuron": {"activations", "checks"},
    "initializers": {"checks"},
    "optimizers": {"checks", "parameters"},
    "descent": {"checks", "optimizers"},
    "datasets": {"checks"},
    "gradcheck": {"checks", "parameters"},
    "layer": {"border", "checks"},
    "storage": {"checks"},
    "parameters": {"checks"},
    "border": {"activations", "checks", "initializers", "parameters"},
    "propagation": {"activations"},
    "output": {"activations", "checks", "losses"},
    "network": {
        "activations",
        "border",
        "checks",
        "initializers",
        "layer",
        "losses",
        "output",
        "parameters",
        "penalties",
        "propagation",
        "storage",
    },
    "training": {"checks", "parameters", "plots"},  # plots only to draw a History
    "diagrams": {"checks"},
    "images": {"checks", "diagrams"},
    "plots": {"checks", "diagrams", "images"},
}
# Of other packages, beside NumPy and Python's own.
OTHERS = {
    "datasets": {"sklearn"},
    "training": {"tqdm"},
    "diagrams": {"matplotlib"},
    "images": {"matplotlib"},
    "plots": {"matplotlib"},
}


def imports(path):
    """Return the full names of the modules that the file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names.add(node.module)
            if node.module in ("nnlib", "livefig"):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names - {"nnlib"}


def parts(names):
    """Return the modules of nnlib among `names`, and the other packages but NumPy."""
    own = {name.removeprefix("nnlib.") for name in names if name.startswith("nnlib.")}
    other = {name.partition(".")[0] for name in names if not name.startswith("nnlib.")}
    return own, other - sys.stdlib_module_names - {"numpy", "__future__"}


MODULES = sorted(path for path in ROOT.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nnlib_imports_one_way(path):
    own, other = parts(imports(path))
    assert own <= ALLOWED.get(path.stem, set())
    assert other <= OTHERS.get(path.stem, set())


def test_the_table_has_no_cycle_and_no_stale_name():
    modules = {path.stem for path in MODULES}
    assert set(ALLOWED) | set().union(*ALLOWED.values()) <= modules
    done: set[str] = set()
    while ready := {m for m in modules - done if ALLOWED.get(m, set()) <= done}:
        done |= ready
    assert done == modules


def test_the_package_joins_the_numpy_part_only():
    own, other = parts(imports(ROOT / "__init__.py"))
    assert "plots" not in own
    assert not any(name.startswith("live") for name in own)
    assert other == set()


def knows_matplotlib(module):
    """Inside live, artists and how they are drawn; nothing else knows Matplotlib."""
    return module.startswith("artist") or module in {"colors", "drawing", "surroundings", "svg"}


# Inside live, only these know JavaScript, and only these two ask them for it.
JAVASCRIPT = {"javascript", "javascript_table", "emitter", "emit_arrays", "emit_loops"}
ASKS_FOR_JAVASCRIPT = {"compile", "figure"}
TRACING = {"graph", "tracer", "primitives", "composites", "contraction", "rearrange", "repeat"}
LIVE_MODULES = {path.stem: path for path in LIVE.glob("*.py") if path.stem != "__init__"}


def live_imports(path):
    own, _ = parts(imports(path))
    return {name.removeprefix("live.") for name in own} & set(LIVE_MODULES)


@pytest.mark.parametrize("module", sorted(LIVE_MODULES))
def test_live_imports_nothing_of_nnlib_and_keeps_its_sides_apart(module):
    own, other = parts(imports(LIVE_MODULES[module]))
    inside = live_imports(LIVE_MODULES[module])
    assert all(name.startswith("live") for name in own)
    assert "matplotlib" not in other or knows_matplotlib(module)
    assert not inside & JAVASCRIPT or module in JAVASCRIPT | ASKS_FOR_JAVASCRIPT
    if module in TRACING or module in JAVASCRIPT:
        assert not any(map(knows_matplotlib, inside))
    if knows_matplotlib(module):
        assert not inside & (TRACING | JAVASCRIPT)


def test_live_has_no_cycle_and_the_names_above_exist():
    assert set(LIVE_MODULES) >= JAVASCRIPT | ASKS_FOR_JAVASCRIPT | TRACING
    waiting = {module: live_imports(path) for module, path in LIVE_MODULES.items()}
    while ready := {module for module, needs in waiting.items() if not needs & set(waiting)}:
        for module in ready:
            del waiting[module]
    assert not waiting


def test_importing_nnlib_is_light():
    """Matplotlib, scikit-learn, tqdm and widgets are loaded where they are needed, not before."""
    heavy = "matplotlib sklearn scipy tqdm ipywidgets anywidget IPython livefig"
    code = f"import sys, nnlib; print(*set('{heavy}'.split()) & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_everything_exported_is_there_once_and_in_order():
    names = nnlib.__all__
    assert len(set(names)) == len(names)
    assert all(hasattr(nnlib, name) for name in names)
    contract = (
        "sigmoid tanh relu leaky_relu identity softmax sigmoid_prime tanh_prime relu_prime "
        "leaky_relu_prime identity_prime softmax_prime mean_squared_error binary_cross_entropy "
        "cross_entropy Neuron Network SGD Momentum RMSProp Adam train check_gradients"
    )
    assert set(contract.split()) <= set(names)


def test_the_table_of_contents_names_every_file():
    contents = ast.get_docstring(ast.parse((LIVE / "__init__.py").read_text(encoding="utf-8")))
    named = set(re.findall(r"`([a-z_]+)`", contents))
    assert named == {m for m in LIVE_MODULES if m == "artist_table" or not m.startswith("artist_")}
