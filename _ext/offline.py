"""Sphinx extension: no page of the built book asks anything of the network.

MathJax comes from a Python package instead of a CDN, and the scripts that Jupyter Book's extensions
would load from elsewhere are left out. ``tests/book`` opens every page and holds this.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mathjax
from sphinx.application import Sphinx
from sphinx.config import Config

# One file, with its fonts as SVG paths inside: from file://, a page may load no font.
MATHJAX = Path(mathjax.__file__).parent / "static" / "mathjax" / "es5" / "tex-svg-full.js"


def bundle_mathjax(app: Sphinx, config: Config) -> None:
    """Copy MathJax into the book's ``_static`` and let the pages load that copy."""
    config.html_static_path.append(str(MATHJAX))
    config.mathjax_path = MATHJAX.name


def drop_remote_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Leave out scripts from other hosts, and thebe, which would fetch one when it is started."""
    context["script_files"] = [s for s in context["script_files"] if not is_remote(s)]


def is_remote(script: Any) -> bool:
    """Tell whether a script of Sphinx's list is loaded from another host, or is a part of thebe."""
    name = str(script.filename or "")
    body = script.attributes.get("body") or ""
    return "://" in name or "sphinx-thebe.js" in name or "THEBE_JS_URL" in body


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx; late, so that every other extension has added its scripts."""
    app.connect("config-inited", bundle_mathjax, priority=100)
    app.connect("html-page-context", drop_remote_scripts, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
