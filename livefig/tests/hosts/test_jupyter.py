"""Notebooks: HTML for those that are only executed, widgets for those that somebody works in."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import ipywidgets
import matplotlib.image as mpimg
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import start_new_kernel

from livefig import LiveFigure, animate, choice, explore, pad, points, slider
from livefig.hosts import jupyter

WIDGET = "application/vnd.jupyter.widget-view+json"
FORMS = {"text/html", "image/svg+xml", "application/pdf", "image/png", "text/plain"}

FIGURE = """
import matplotlib.pyplot as plt
import numpy as np
from livefig import explore
fig, ax = plt.subplots()
(line,) = ax.plot([0, 1], [0, 1])
def update(w=1.0):
    return {line: w * np.array([0, 1])}
figure = explore(fig, update, name="one", alt="A line.", w=(-1.0, 1.0))
figure
"""


def everything(author: Any = None) -> LiveFigure:
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])

    def update(w=1.0, lr=0.1, kind="b", sign=-1, on=True, xy=None, image=None, given=2):
        number = w + lr + len(kind) + sign + on + np.nansum(xy) + np.sum(image) + given
        return {line: number * np.array([0, 1])}

    return explore(
        fig,
        update,
        name="all",
        alt="A line.",
        w=(-2.0, 2.0),
        lr=slider(0.001, 1, log=True),
        kind=["a", "b"],
        sign=choice({"+": 1, "−": -1}, toggle=True),
        on=True,
        xy=points(ax, [(0.5, 0.5)], editable=True, capacity=2),
        image=pad((2, 2)),
        given=author or ipywidgets.IntSlider(value=2, min=0, max=5),
    )


INITIAL = {"w": 1.0, "lr": 0.1, "kind": "b", "sign": -1, "on": True, "given": 2}


def plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if not isinstance(value, np.ndarray)}


def test_values_are_the_initial_ones_until_somebody_moves_a_control():
    values = everything().values
    assert plain(values) == INITIAL
    np.testing.assert_array_equal(values["xy"], [[0.5, 0.5], [np.nan, np.nan]])
    np.testing.assert_array_equal(values["image"], np.zeros((2, 2)))


def test_without_a_kernel_there_is_html_alone():
    bundle, metadata = everything()._repr_mimebundle_()
    assert set(bundle) == FORMS
    assert bundle["text/plain"] == "Live figure all: A line."
    assert metadata == {}


def test_pictures_are_matplotlibs_of_the_first_state():
    figure = everything()
    bundle, _ = figure._repr_mimebundle_()
    shown = mpimg.imread(BytesIO(b64decode(bundle["image/png"])), format="png")
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])
    line.set_ydata([0, 1.0 + 0.1 + 1 - 1 + 1 + 1.0 + 0 + 2])  # the limits stay, as in `everything`
    file = BytesIO()
    fig.savefig(file, format="png")
    plt.close(fig)
    np.testing.assert_array_equal(shown, mpimg.imread(BytesIO(file.getvalue()), format="png"))
    assert ET.fromstring(bundle["image/svg+xml"]).tag.endswith("svg")
    assert b64decode(bundle["application/pdf"]).startswith(b"%PDF")
    assert figure._repr_mimebundle_() == (bundle, {}), "the same bytes each time"


def test_a_notebook_that_is_not_trusted_still_has_a_picture():
    bundle, _ = everything()._repr_mimebundle_()
    kept = re.sub("<script.*?</script>", "", bundle["text/html"], flags=re.DOTALL)
    picture = ET.fromstring(kept.replace(">", "/>"))
    assert picture.get("alt") == "A line."
    assert picture.get("src") == f"data:image/png;base64,{bundle['image/png']}"


def test_python_moves_controls_all_or_none():
    figure = everything()
    widget, _ = linked(figure)
    heard = []
    end = figure.observe(lambda values: heard.append(values["w"]))
    figure.set(w=-2, kind="a", on=False)
    assert plain(figure.values) == {**INITIAL, **{"w": -2, "kind": "a", "on": False}}
    assert (widget.value_w, widget.value_kind, widget.value_on) == (-2, 0, False)
    assert set(heard) == {-2}
    end()
    figure.set(w=1)
    assert set(heard) == {-2}
    for bad, message in [
        ({"w": 1.5, "nope": 1}, "no control 'nope'; it has w, lr"),
        ({"w": 1.5, "kind": "z"}, "kind"),
        ({"kind": "b", "w": 7}, "w"),
    ]:
        with pytest.raises(ValueError, match=message):
            figure.set(**bad)
        assert figure.values["w"] == 1
        assert figure.values["kind"] == "a"


def test_values_are_there_to_be_read():
    figure = everything()
    with pytest.raises(TypeError, match=r"figure\.set\(name=value\)"):
        figure.values["w"] = 3
    with pytest.raises(TypeError, match="to be read"):
        figure.values.update(w=3)
    assert (figure.values | {"w": 3})["w"] == 3
    with pytest.raises(RuntimeError, match="nobody has this one open"):
        figure.set(w=1.5)


def test_one_widget_with_its_own_controls_is_in_step_with_the_notebooks():
    figure = everything()
    single = figure.widget
    assert single is figure.widget
    assert not single.controls
    widget, _ = linked(figure)
    assert widget.controls == figure._view.widget().children[1].model_id
    single.set_state({"value_w": -1.5})
    assert figure.values["w"] == widget.value_w == -1.5
    figure.set(w=2)
    assert single.value_w == 2


def linked(figure: LiveFigure) -> tuple[Any, list[Any]]:
    """Return the figure's anywidget and the controls beside it."""
    box = figure._view.widget()
    widget, controls = box.children
    return widget, list(controls.children)


def test_widgets_are_those_of_the_author_or_like_them():
    author = ipywidgets.IntSlider(value=3, min=0, max=5, description="Given")
    _, controls = linked(everything(author))
    assert [type(control).__name__ for control in controls] == [
        *("FloatSlider", "FloatLogSlider", "Dropdown", "ToggleButtons", "Checkbox", "IntSlider")
    ]
    assert controls[-1] is author


def test_figure_and_controls_start_with_the_same_values():
    widget, controls = linked(everything())
    assert widget.value_w == controls[0].value == 1.0
    assert widget.value_kind == controls[2].index == 1
    assert widget.value_on is controls[4].value is True


def test_what_the_page_sends_comes_back_as_values():
    figure = everything()
    widget, _ = linked(figure)
    widget.set_state({"value_w": -0.5, "value_kind": 0, "value_sign": 0, "value_on": False})
    widget.set_state({"value_xy": [[1, 2], [3, 4]], "value_image": [[0, 0.5], [1, 0]]})
    assert plain(figure.values) == {
        **INITIAL,
        **{"w": -0.5, "kind": "a", "sign": 1, "on": False},
    }
    np.testing.assert_array_equal(figure.values["xy"], [[1, 2], [3, 4]])
    np.testing.assert_array_equal(figure.values["image"], [[0, 0.5], [1, 0]])


def test_state_of_an_animation_comes_back_in_its_shapes():
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])

    def step(state, lr=0.1):
        weights, bias = state
        return (weights * (1 - lr), bias - lr), {line: weights[0] + bias}

    start = (np.ones((2, 2)), 0.5)
    figure = animate(fig, step, start, name="run", alt="A line.", lr=(0.0, 1.0))
    assert figure.state is None
    widget, _ = linked(figure)
    assert figure.state is None
    widget.set_state({"state": [[1, 2, 3, None], 0.25]})
    weights, bias = figure.state
    np.testing.assert_array_equal(weights, [[1, 2], [3, np.nan]])
    assert bias == 0.25
    assert bias.shape == ()


def test_state_has_the_shapes_that_go_with_the_choices():
    fig, ax = plt.subplots()
    (line,) = ax.plot([0, 1], [0, 1])

    def step(state, n=3, deep=False, lr=0.1):
        return [part * (1 - lr) for part in state], {line: state[0][:2] + deep}

    figure = animate(
        fig,
        step,
        lambda n, deep: [np.ones(n), np.ones((n, n))] if deep else [np.ones(n)],
        n=[2, 3],
        deep=True,
        lr=(0.0, 1.0),
        name="run",
        alt="A line.",
    )
    widget, _ = linked(figure)
    widget.set_state({"state": [[1, 2], [1, 2, 3, 4]], "value_n": 0})
    assert [part.shape for part in figure.state] == [(2,), (2, 2)]
    widget.set_state({"value_deep": False})
    assert figure.state is None  # the state of the new choice is on its way
    widget.set_state({"state": [[1, 2, 3]], "value_n": 1})
    np.testing.assert_array_equal(figure.state[0], [1, 2, 3])


def test_module_of_the_widget_holds_the_runtime():
    widget, _ = linked(everything())
    assert widget._esm.rstrip().endswith("render: livefig.renderWidget };")
    assert "function renderWidget" in widget._esm
    assert ".live-figure" in widget._css
    assert '<figure class="live-figure" id="all"' in widget.html
    assert "<script data-livefig>" not in widget.html


@pytest.fixture(scope="module")
def kernel() -> Iterator[BlockingKernelClient]:
    manager, client = start_new_kernel()
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client: BlockingKernelClient, code: str, allow_stdin: bool) -> tuple[dict, list[str]]:
    """Return what a cell shows, and the kinds of all messages that came with it."""
    kinds, data = [], {}

    def note(message: dict) -> None:
        kinds.append(message["header"]["msg_type"])
        if kinds[-1] == "execute_result":
            data.update(message["content"]["data"])
        assert kinds[-1] != "error", message["content"]["traceback"]

    client.execute_interactive(code, allow_stdin=allow_stdin, output_hook=note, timeout=60)
    return data, kinds


def test_notebook_that_somebody_works_in_gets_a_model_and_no_view(kernel: BlockingKernelClient):
    data, kinds = run(kernel, FIGURE, allow_stdin=True)
    assert set(data) == FORMS, "a view would be empty in the saved notebook"
    assert kinds.count("comm_open") > 1
    rows = re.search(' data-controls="([0-9a-f]+)"', data["text/html"])[1]
    run(kernel, f"assert figure._view.widget().children[1].model_id == {rows!r}", allow_stdin=True)


def test_host_that_has_widgets_in_frames_gets_a_view(monkeypatch):
    monkeypatch.setattr(jupyter, "somebody_listens", lambda: True)
    monkeypatch.setenv("VSCODE_PID", "1")
    figure = everything()
    bundle, metadata = figure._repr_mimebundle_()
    assert set(bundle) == {*FORMS, WIDGET}
    assert bundle[WIDGET]["model_id"] == figure._view.widget().model_id
    assert metadata.keys() <= {WIDGET}


def test_notebook_that_is_only_executed_gets_html(kernel: BlockingKernelClient):
    data, kinds = run(kernel, FIGURE, allow_stdin=False)
    assert set(data) == FORMS
    assert "comm_open" not in kinds
    assert "data-controls" not in data["text/html"]


def test_plain_nbconvert_page_is_live_and_holds_no_widget(tmp_path: Path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(FIGURE)])
    nbformat.write(notebook, tmp_path / "page.ipynb")
    html = convert(tmp_path, "html", "--execute")
    assert html.count('class="live-packed"') == 1
    assert html.count("livefig.start();") == 1
    assert "widget-view" not in html
    assert "widget-state" not in html
    assert "html-manager" not in html


def convert(folder: Path, to: str, *options: str) -> str:
    """Return what nbconvert makes of the notebook of a folder."""
    command = [sys.executable, "-m", "nbconvert", "--to", to, *options, "page.ipynb"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    suffix = {"html": "html", "markdown": "md", "latex": "tex"}[to]
    return (folder / f"page.{suffix}").read_text(encoding="utf-8")


def test_saved_notebook_shows_its_figure_in_every_form(
    kernel: BlockingKernelClient, tmp_path: Path
):
    """A notebook that is converted later, without its kernel."""
    data, _ = run(kernel, FIGURE, allow_stdin=True)
    output = nbformat.v4.new_output("execute_result", data=data, execution_count=1)
    cell = nbformat.v4.new_code_cell(FIGURE, outputs=[output], execution_count=1)
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "page.ipynb")
    html = convert(tmp_path, "html")
    for part in ("packed", "picture"):
        assert html.count(f'class="live-{part}"') == 1
    assert "widget-view" not in html
    markdown = convert(tmp_path, "markdown").replace(FIGURE.strip(), "")
    shown = re.sub("<script.*?</script>|```.*?```", "", markdown, flags=re.DOTALL).strip()
    assert re.fullmatch('<img class="live-picture" [^>]*>', shown)
    latex = convert(tmp_path, "latex")
    assert latex.split("begin{document}")[1].count("adjustimage") == 1
    assert "live-figure" not in latex


def test_without_the_extra_a_notebook_shows_the_page_s_figure_and_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(jupyter, "somebody_listens", lambda: True)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    figure = everything()
    bundle, _ = figure._repr_mimebundle_()
    assert "text/html" in bundle
    assert WIDGET not in bundle
    for ask in (lambda: figure.set(w=1), lambda: figure.observe(print), lambda: figure.widget):
        with pytest.raises(ModuleNotFoundError, match="pip install anywidget ipywidgets"):
            ask()
