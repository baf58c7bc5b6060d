"""A live figure in a notebook: the HTML of the book, in step with Python where somebody works.

The output of a cell is HTML that is live by itself, so that a saved notebook needs no kernel. Where
somebody works in the notebook there is a model beside it, an anywidget without a view: its module
finds the figure in the page, keeps it in step with Python and shows real ipywidgets controls in
place of the figure's own. A notebook that is only executed (a book's build, `nbconvert --execute`)
gets HTML alone, so that no state of widgets ends up in its pages.

VS Code and Colab load widgets in the frame of an output, and only for outputs that are widgets.
There the anywidget itself is shown, and HTML remains for other readers of the file.
"""

import math
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, NoReturn

import numpy as np

from livefig.controls.kinds import Choice, Control
from livefig.controls.widgets import to_widget
from livefig.page.assets import style_source, widget_source
from livefig.page.cell import figure_cell
from livefig.page.html import figure_html, figure_width
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

    def __init__(
        self, spec: FigureSpec, svg: str, still: Callable[[str], bytes], controls: Sequence[Control]
    ) -> None:
        self._spec = spec
        self._still = still
        self._controls = controls
        self._svg = svg
        self._figure: Any = None  # the anywidget, made when it is first shown
        self._rows: Any = None  # its controls
        self._box: Any = None
        self._single: Any = None

    def mimebundle(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the figure in every form that the notebook may choose from, and metadata.

        The pictures are for what shows no HTML: paper, a terminal with graphics. nbconvert wants
        the PDF wherever there is an SVG, and would make it with a program that few have.
        """
        rows, metadata, widget = "", {}, {}
        if somebody_listens() and find_spec("anywidget"):
            figure = self._own_figure()
            rows = figure.controls
            if shows_widgets_in_frames():
                widget = {WIDGET: _parts_of(self.widget())[0][WIDGET]}
                # anywidget's own metadata tells Colab where the manager of its widgets is
                metadata = _parts_of(figure)[1]
        png, alt = self._still("png"), self._spec["alt"]
        bundle: dict[str, Any] = {
            "text/html": figure_cell(figure_html(self._spec, self._svg), png, alt, rows),
            "image/svg+xml": self._still("svg").decode(),
            "application/pdf": b64encode(self._still("pdf")).decode(),
            "image/png": b64encode(png).decode(),
            "text/plain": f"Live figure {self._spec['name']}: {alt}",
        }
        return bundle | widget, metadata

    def widget(self) -> Any:
        """Return the figure with ipywidgets controls below it as one object."""
        if self._box is None:
            import ipywidgets

            figure = self._own_figure()
            self._box = ipywidgets.VBox([figure, self._rows])
        return self._box

    def single_widget(self) -> Any:
        """Return the figure as one anywidget with the page's own controls, in step with others."""
        import traitlets

        if self._single is None:
            figure = self._own_figure()
            self._single = self._make_widget("")
            for name in self._traits():
                traitlets.link((figure, name), (self._single, name))
        return self._single

    def _own_figure(self) -> Any:
        if self._figure is None:
            import_anywidget()
            self._rows, widgets = make_rows(self._spec, self._controls)
            self._figure = self._make_widget(self._rows.model_id)
            link(self._figure, widgets, self._controls)
        return self._figure

    def _make_widget(self, controls: str) -> Any:
        html = figure_html(self._spec, self._svg)
        return make_widget(self._spec, html, self._controls, controls)

    def _traits(self) -> list[str]:
        return [trait_of(control) for control in self._controls]

    def set(self, values: Mapping[str, Any]) -> None:
        """Move controls; all of them or, where a value cannot be, none."""
        by_name = {control.name: control for control in self._controls}
        for name in values:
            if name not in by_name:
                raise ValueError(
                    f"figure {self._spec['name']!r} has no control {name!r}; it has "
                    f"{', '.join(by_name) or 'none'}"
                )
        if self._figure is None and not somebody_listens():
            raise RuntimeError(
                f"figure {self._spec['name']!r}: set moves the controls of an open notebook, but "
                "nobody has this one open; for another start give the parameter another default"
            )
        page = {name: by_name[name].to_page(value) for name, value in values.items()}
        figure = self._own_figure()
        with figure.hold_sync():
            for name, value in page.items():
                figure.set_trait(trait_of(by_name[name]), _widget_value(by_name[name], value))

    def observe(self, callback: Callable[[Mapping[str, Any]], None]) -> Callable[[], None]:
        """Call `callback(values)` whenever a control has moved; return what ends it."""

        def changed(change: Any) -> None:
            callback(self.values)

        figure = self._own_figure()
        figure.observe(changed, self._traits())
        return lambda: figure.unobserve(changed, self._traits())

    @property
    def values(self) -> "Values":
        """Values of the controls as the reader has set them."""
        return Values({control.name: self._value(control) for control in self._controls})

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


class Values(dict[str, Any]):
    """Names and values of a figure's controls: a dict that is there to be read."""

    def _refuse(self, *args: Any, **named: Any) -> NoReturn:
        raise TypeError("values are there to be read; figure.set(name=value) moves a control")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse


def import_anywidget() -> Any:
    """Return the package anywidget, which authors of pages alone need not have."""
    try:
        import anywidget
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "Python and a figure talk to each other by two packages that are not installed; write "
            "pip install anywidget ipywidgets"
        ) from error
    return anywidget


def make_widget(spec: FigureSpec, html: str, controls: Sequence[Control], rows: str) -> Any:
    """Return the figure's anywidget.

    It leaves its controls to the ipywidgets box whose model has the id `rows`, or to none: "".
    """
    anywidget = import_anywidget()
    import traitlets

    pages = {about["name"]: about["value"] for about in spec["controls"]}
    traits: dict[str, Any] = {
        trait_of(control): traitlets.Any(_widget_value(control, pages[control.name])).tag(sync=True)
        for control in controls
    }
    traits["html"] = traitlets.Unicode(html).tag(sync=True)
    traits["controls"] = traitlets.Unicode(rows).tag(sync=True)
    traits["state"] = traitlets.Any(None, allow_none=True).tag(sync=True)
    source = {"_esm": widget_source(spec), "_css": style_source()}
    cls = type("LiveFigureWidget", (anywidget.AnyWidget,), traits | source)
    return cls(layout={"width": "100%"})


def make_rows(spec: FigureSpec, controls: Sequence[Control]) -> tuple[Any, list[Any]]:
    """Return a box with the ipywidgets controls, and the control or None for each of `controls`."""
    import ipywidgets

    widgets = [to_widget(control) for control in controls]
    # They stand below the drawing, as in the page, and as far to the left.
    layout = {"width": "100%", "max_width": f"{figure_width(spec)}px", "margin": "0 auto"}
    return ipywidgets.VBox([widget for widget in widgets if widget], layout=layout), widgets


def link(figure: Any, widgets: Sequence[Any], controls: Sequence[Control]) -> None:
    """Keep a figure's anywidget and its ipywidgets controls in step, in the browser."""
    import ipywidgets

    for widget, control in zip(widgets, controls, strict=True):
        if widget is not None:
            by_value = control.traced or control.kind == "checkbox"  # type: ignore[attr-defined]
            shown = (widget, "value" if by_value else "index")
            ipywidgets.jslink(shown, (figure, trait_of(control)))


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


def shows_widgets_in_frames() -> bool:
    """Return whether the notebook has its widgets only in outputs that are widgets."""
    return "google.colab" in sys.modules or "VSCODE_PID" in os.environ


def show_now(figure: Any) -> None:
    """Show a figure that is not the last expression of its cell; without a notebook, do nothing."""
    ipython = sys.modules.get("IPython")
    if ipython is not None and ipython.get_ipython() is not None:
        ipython.display.display(figure)


def _parts_of(widget: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the forms of a widget and their metadata."""
    shown = widget._repr_mimebundle_()
    return shown if isinstance(shown, tuple) else (shown, {})


def trait_of(control: Control) -> str:
    """Return the name of a control's trait; the prefix keeps it apart from a widget's own."""
    return f"value_{control.name}"


def _widget_value(control: Control, page: Any) -> Any:
    return bool(page) if isinstance(control, Choice) and control.kind == "checkbox" else page
