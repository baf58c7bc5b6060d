"""What `explore` and `animate` return: a figure that shows itself, saves itself, and tells."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from livefig.controls.kinds import Control
from livefig.hosts.jupyter import NotebookView
from livefig.page.html import figure_html, single_page
from livefig.spec import FigureSpec


class LiveFigure:
    """A figure that follows its controls, in the page and in Jupyter.

    As the last expression of a cell it shows itself.

    Attributes
    ----------
    name : str
        Its id in the page.
    spec : FigureSpec
        Everything the page needs beside the drawing.
    svg : str
        The figure as Matplotlib drew it, in its first state.
    """

    def __init__(
        self, spec: FigureSpec, svg: str, still: Callable[[str], bytes], controls: Sequence[Control]
    ):
        self.name = spec["name"]
        self.spec = spec
        self.svg = svg
        self._view = NotebookView(spec, svg, still, controls)

    @property
    def values(self) -> Mapping[str, Any]:
        """Values of the controls as the reader has set them (in Jupyter; else the first ones)."""
        return self._view.values

    def set(self, **values: Any) -> None:
        """Move controls of the figure in an open notebook: `figure.set(w=-2)`.

        Raises
        ------
        ValueError
            If there is no such control, or it cannot have such a value. Nothing is moved then.
        RuntimeError
            If nobody has the notebook open: a page that is only built starts where it starts.
        """
        self._view.set(values)

    def observe(self, callback: Callable[[Mapping[str, Any]], None]) -> Callable[[], None]:
        """Call `callback(values)` whenever a control has moved in an open notebook.

        Returns
        -------
        callable
            Ends it.
        """
        return self._view.observe(callback)

    @property
    def widget(self) -> Any:
        """The figure and its controls as one anywidget, for marimo, Shiny, Panel and Voila."""
        return self._view.single_widget()

    @property
    def state(self) -> list[Any] | None:
        """Arrays of an animation's state, as the page last had them (in Jupyter)."""
        return self._view.state

    @property
    def html(self) -> str:
        """The `<figure>` element; it needs the runtime in its page (see `save`)."""
        return figure_html(self.spec, self.svg)

    def save(self, path: str | Path, title: str | None = None) -> None:
        """Write one page that needs no other file, network or Python.

        Parameters
        ----------
        path : str or Path
            Where to write it; what is there is replaced.
        title : str, optional
            The page's title; the figure's name if left out.
        """
        text = single_page(self.html, self.name if title is None else title)
        Path(path).write_text(text, encoding="utf-8")

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return self._view.mimebundle()

    def __repr__(self) -> str:
        names = ", ".join(control["name"] for control in self.spec["controls"])
        return f"LiveFigure({self.name!r}, controls: {names})"
