"""Sphinx extension: no launch button as long as the book has no address to launch from.

The theme builds Binder's address from ``repository: url`` in ``_config.yml`` and fails without it.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config


def hide_buttons_without_address(app: Sphinx, config: Config) -> None:
    """Switch the launch buttons off where ``repository: url`` is empty."""
    if not config.html_theme_options.get("repository_url"):
        config.html_theme_options["launch_buttons"] = {}


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx before the theme reads its options."""
    app.connect("config-inited", hide_buttons_without_address, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
