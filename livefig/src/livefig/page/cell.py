"""Figures and questions as the HTML output of a cell, which brings style and runtime along.

A figure is packed away in a script behind its picture. Hosts that run no scripts (a notebook that
is not trusted, a site that shows notebooks) throw away drawings, styles and whatever a script
holds, and show the picture. Where scripts run, the runtime puts the figure in the picture's place
(`runtime/page/cell.js`). A book that is built takes `bare` HTML and links the runtime once.
"""

import json
import re
from base64 import b64encode
from html import escape

from livefig.page.assets import kinds_in, runtime_source, style_source
from livefig.page.html import json_text

PACKED = re.compile(
    r'<img class="live-picture"[^>]*>\s*<script type="application/json" class="live-packed"[^>]*>'
    r"(.*?)</script>\s*",
    re.DOTALL,
)
CARRIED = re.compile(r"<script data-livefig>.*?</script>\s*", re.DOTALL)
# A style sheet between the outputs of cells would be read out by whoever shows Markdown.
STYLE = """(() => {{
const css = {css};
const given = document.querySelectorAll("style[data-livefig]");
if ([...given].some((style) => style.textContent === css)) return;
const style = document.createElement("style");
style.dataset.livefig = "";
style.textContent = css;
document.head.append(style);
}})();
"""


def question_cell(html: str) -> str:
    """Return the output of a cell that shows a question."""
    return f"{html}\n{_scripts(kinds_in(html) | {'cell'})}"


def figure_cell(html: str, png: bytes, alt: str, rows: str = "") -> str:
    """Return the output of a cell that shows a figure.

    Parameters
    ----------
    html : str
        The figure's.
    png : bytes
        The picture that is shown where no script runs.
    alt : str
        What the picture shows.
    rows : str
        The id of the model of the notebook's own controls for the figure, or "" for none.
    """
    controls = f' data-controls="{escape(rows)}"' if rows else ""
    # The empty lines keep the scripts whole in Markdown, where an element ends with a paragraph.
    return (
        f'<img class="live-picture" alt="{escape(alt)}"'
        f' src="data:image/png;base64,{b64encode(png).decode()}">\n\n'
        f'<script type="application/json" class="live-packed"{controls}>{json_text(html)}</script>'
        f"\n\n{_scripts(kinds_in(html) | {'cell'})}"
    )


def bare(html: str) -> str:
    """Return the HTML of a cell's output without style and runtime, its figure in its place."""
    return PACKED.sub(lambda found: json.loads(found[1]), CARRIED.sub("", html))


def _scripts(kinds: frozenset[str]) -> str:
    style = STYLE.format(css=json_text(style_source()))
    return f"<script data-livefig>{style}{runtime_source(kinds)}</script>"
