"""One page with the HTML that a module's fixture `html` gives, opened anew for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers import bench, browser, engine
from playwright.sync_api import Browser, Page
from visit import Origin, visiting, write_page

__all__ = ["bench", "browser", "engine"]  # fixtures


@pytest.fixture(scope="module")
def site(html: str, tmp_path_factory: pytest.TempPathFactory) -> Origin:
    """Return the address of a folder with the module's page in it."""
    return write_page(tmp_path_factory.mktemp("site"), html)


@pytest.fixture
def page(browser: Browser, site: Origin) -> Iterator[Page]:
    """Open the module's page; what it logs or asks for elsewhere is a failure."""
    with visiting(browser, site, "page.html") as page:
        yield page
