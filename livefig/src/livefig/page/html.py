"""The HTML of a live figure, and of a page that holds nothing else.

Everything stands in the HTML already, so that the figure is complete without JavaScript; the
runtime only brings it to life.
"""

import json
import re
from html import escape
from typing import Any

from livefig.controls.html import controls_html, goals_html
from livefig.page.assets import kinds_in, runtime_source, style_source
from livefig.spec import FigureSpec

PIXELS_PER_POINT = 1.44  # a figure 5.2 inches wide has 540 pixels
# Taken away as soon as a figure is live.
WAITING = "The controls of this figure need JavaScript, which is switched off or did not run here."
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")


def check_name(name: Any) -> None:
    """Raise unless a name can be an id in a page and a part of an address."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError(
            f"name is {name!r}, expected letters and digits with single hyphens between them,"
            " such as 'one-neuron'"
        )


def figure_html(spec: FigureSpec, svg: str) -> str:
    """Return the `<figure>` of a live figure.

    Parameters
    ----------
    spec : FigureSpec
        What the page needs to know.
    svg : str
        The figure as Matplotlib drew it.
    """
    width = figure_width(spec)
    parts = [
        f'<figure class="live-figure" id="{escape(spec["name"])}" style="--live-width: {width}px;'
        f' --live-ratio: {spec["view"][3] / spec["view"][2]:.3g}">',
        f'<div class="live-drawing">{labelled_svg(svg, spec["alt"])}</div>',
        *controls_html(spec),
        *goals_html(spec),
        '<p class="live-status" role="status"></p>',
        f'<p class="live-waiting">{WAITING}</p>' if spec["controls"] or spec["animation"] else "",
        f'<script type="application/json" class="live-spec">{json_text(spec)}</script>',
        "</figure>",
    ]
    return "\n".join(part for part in parts if part)


def figure_width(spec: FigureSpec) -> int:
    """Return the width that a figure has where there is room, in pixels."""
    return round(spec["view"][2] * PIXELS_PER_POINT)


def single_page(html: str, title: str) -> str:
    """Return a page of its own that needs no other file, with a figure (or several) in it."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<style>{style_source()}</style>
<style>
:root {{ color-scheme: light dark; }}
body {{
  margin: 1rem;
  background: Canvas;
  color: CanvasText;
  font: 1rem/1.5 system-ui, sans-serif;
}}
</style>
</head>
<body>
<main>
<h1 class="live-hidden">{escape(title)}</h1>
{html}
</main>
<script>{runtime_source(kinds_in(html))}</script>
</body>
</html>
"""


def json_text(spec: Any) -> str:
    """Return JSON that can stand in a `<script>` element."""
    text = json.dumps(spec, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def labelled_svg(svg: str, alt: str) -> str:
    """Return the `<svg>` element as an image with an alternative text, as wide as there is room."""
    svg = svg[svg.index("<svg") :].strip()
    opening, _, rest = svg.removeprefix("<svg").partition(">")
    opening = re.sub(r'\s(width|height|role|aria-label|version)="[^"]*"', "", opening)
    return f'<svg role="img" aria-label="{escape(alt)}"{opening}>{rest}'
