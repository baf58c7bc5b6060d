"""Imports run one way, and importing nnlib is quick."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nnlib

ROOT = Path(__file__).parents[1] / "nnlib"

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
            if node.module == "nnlib":
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
    assert other == set()


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
