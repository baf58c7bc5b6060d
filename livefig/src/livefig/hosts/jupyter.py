"""A live figure in a notebook: the HTML of the book, and real widgets where somebody works in it.

A notebook that somebody works in gets an anywidget that runs the page's own runtime, beside
ipywidgets controls that are linked to it in the browser. A notebook that is only executed (a book's
build, `nbconvert --execute`) gets HTML alone, so that no state of widgets ends up in its pages.
"""

import math
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from livefig.controls.kinds import Choice, Control
from livefig.controls.widgets import to_widget
from livefig.page.assets import style_source, widget_source
from livefig.page.html import cell_html, figure_html, figure_width
from livefig.spec import FigureSpec

WIDGET = "application/vnd.jupyter.widget-view+json"


class NotebookView:
    """What a notebook shows of one figure, and what it tells Python.

    Attributes
    ----------
    values : dict
        Parameter to value, as the author's function gets it: the initial ones until the reader
        moves a control in a notebook that is connected to this kernel.
    state : list of ndarray or None
        The state's arrays of an animation, None as long as the page has not stepped.
    """

    def __init__(self, spec: FigureSpec, svg: str, controls: Sequence[Control]) -> None:
        self._spec = spec
        self._controls = controls
        self._html = figure_html(spec, svg)
        self._figure: Any = None  # the anywidget, made when it is first shown
        self._box: Any = None

    def mimebundle(self) -> dict[str, Any]:
        """Return the figure in every form that the notebook may choose from."""
        bundle: dict[str, Any] = {
            "text/html": cell_html(self._html),
            "text/plain": f"Live figure {self._spec['name']}: {self._spec['alt']}",
        }
        if somebody_listens():
            bundle[WIDGET] = self.widget()._repr_mimebundle_()[WIDGET]
        return bundle

    def widget(self) -> Any:
        """Return the figure with its controls as one ipywidgets object."""
        if self._box is None:
            self._figure, self._box = make_widget(self._spec, self._html, self._controls)
        return self._box

    @property
    def values(self) -> dict[str, Any]:
        """Values of the controls as the reader has set them."""
        return {control.name: self._value(control) for control in self._controls}

    def _value(self, control: Control) -> Any:
        return control.to_python(self._page_value(control))

    def _page_value(self, control: Control) -> Any:
        if self._figure is None:
            return next(c["value"] for c in self._spec["controls"] if c["name"] == control.name)
        return getattr(self._figure, trait_of(control))

    @property
    def state(self) -> list[np.ndarray] | None:
        """The animation's state as the page last had it."""
        if self._figure is None or self._figure.state is None or not self._spec["animation"]:
            return None
        shapes = self._spec["animation"]["shapes"][self._combination()]
        sent = [
            np.array([np.nan if x is None else x for x in np.ravel(flat)], float)
            for flat in self._figure.state
        ]
        if [flat.size for flat in sent] != [math.prod(shape) for shape in shapes]:
            return None  # a choice was made, and the state that goes with it is on its way
        return [flat.reshape(shape) for flat, shape in zip(sent, shapes, strict=True)]

    def _combination(self) -> int:
        """Return the number of the combination of choices that the reader has made."""
        number = 0
        for control in self._controls:
            if not control.traced:
                number = number * len(control.choices) + int(self._page_value(control))
        return number


def make_widget(spec: FigureSpec, html: str, controls: Sequence[Control]) -> tuple[Any, Any]:
    """Return the figure's anywidget and a box with it and its controls, linked in the browser."""
    import anywidget
    import ipywidgets
    import traitlets

    pages = {about["name"]: about["value"] for about in spec["controls"]}
    traits: dict[str, Any] = {
        trait_of(control): traitlets.Any(_widget_value(control, pages[control.name])).tag(sync=True)
        for control in controls
    }
    traits["html"] = traitlets.Unicode(html).tag(sync=True)
    traits["state"] = traitlets.Any(None, allow_none=True).tag(sync=True)
    source = {"_esm": widget_source(spec), "_css": style_source()}
    cls = type("LiveFigureWidget", (anywidget.AnyWidget,), traits | source)
    figure = cls(layout={"width": "100%"})
    rows = []
    for control in controls:
        widget = to_widget(control)
        if widget is None:
            continue
        shown = "value" if control.traced or control.kind == "checkbox" else "index"  # type: ignore[attr-defined]
        ipywidgets.jslink((widget, shown), (figure, trait_of(control)))
        rows.append(widget)
    # The controls stand below the figure, as in the page, and as far to the left.
    width = f"{figure_width(spec)}px"
    layout = {"width": "100%", "max_width": width, "margin": "0 auto"}
    return figure, ipywidgets.VBox([figure, ipywidgets.VBox(rows, layout=layout)])


def somebody_listens() -> bool:
    """Return whether the running cell belongs to a notebook that somebody has open.

    Who runs a notebook without a reader cannot answer `input()` and says so with the request.
    """
    if sys.platform == "emscripten":  # JupyterLite: the kernel lives in the reader's page
        return True
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    kernel = getattr(shell, "kernel", None)
    if kernel is None or not hasattr(kernel, "get_parent"):
        return False
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin"))


def show_now(figure: Any) -> None:
    """Show a figure that is not the last expression of its cell; without a notebook, do nothing."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(figure)


def trait_of(control: Control) -> str:
    """Return the name of a control's trait; the prefix keeps it apart from a widget's own."""
    return f"value_{control.name}"


def _widget_value(control: Control, page: Any) -> Any:
    return bool(page) if isinstance(control, Choice) and control.kind == "checkbox" else page
