"""The HTML of the built pages: links lead somewhere, and nothing is loaded from another host."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import Tag
from contents import PAGES, parsed

# Elements that load what they name as soon as the page opens. Links (<a>) may lead anywhere.
LOADING = "script, link, img, iframe, source, video, audio, object, embed, track, use, image, input"
REMOTE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
REMOTE_IN_CSS = re.compile(r"""(url\(\s*|@import\s+)["']?\s*(https?:)?//[^"')]*""", re.IGNORECASE)


def resources(element: Tag) -> list[str]:
    """Return everything that an element loads."""
    sets = [part.split()[0] for part in str(element.get("srcset", "")).split(",") if part.strip()]
    names = ("src", "href", "data", "poster", "xlink:href")
    return [str(element[name]) for name in names if element.has_attr(name)] + sets


@pytest.mark.parametrize("path", PAGES)
def test_loads_nothing_from_another_host(book: Path, path: str):
    page = parsed(book / path)
    loaded = [value for element in page.select(LOADING) for value in resources(element)]
    assert [value for value in loaded if REMOTE.match(value)] == []
    styles = [str(e.string) for e in page.select("style")] + [
        str(e["style"]) for e in page.select("[style]")
    ]
    assert [match[0] for text in styles for match in REMOTE_IN_CSS.finditer(text)] == []


def test_style_sheets_load_nothing_from_another_host(book: Path):
    sheets = list((book / "_static").rglob("*.css"))
    assert len(sheets) > 5
    found = {s.name: [m[0] for m in REMOTE_IN_CSS.finditer(s.read_text("utf-8"))] for s in sheets}
    assert not any(found.values()), found


@pytest.mark.parametrize("path", PAGES)
def test_internal_links_resolve(book: Path, path: str):
    broken = []
    links = [str(a["href"]) for a in parsed(book / path).select("a[href]")]
    for link in links:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (book / path).parent / unquote(parts.path) if parts.path else book / path
        if not target.is_file():
            broken.append(f"{link}: no such file")
        elif parts.fragment and target.suffix == ".html" and not has_anchor(target, parts.fragment):
            broken.append(f"{link}: no such place")
    assert len(links) > 0
    assert broken == []


def has_anchor(page: Path, fragment: str) -> bool:
    """Tell whether a page has the place that a link names; `#figure?w=1` is a figure's state."""
    name = unquote(fragment).split("?")[0]
    return not name or parsed(page).find(attrs={"id": name}) is not None


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique(book: Path, path: str):
    ids = [str(element["id"]) for element in parsed(book / path).select("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_pictures_have_alternative_texts(book: Path, path: str):
    """The text of a cell's picture is its path, unless the cell has `mystnb: {image: {alt: …}}`."""
    pictures = parsed(book / path).select("article img")
    without = [str(img)[:200] for img in pictures if "_images/" in str(img.get("alt", "_images/"))]
    assert without == []


def test_first_chapter_has_live_figures(book: Path):
    """The tests of figures look at what is there: here it is certain that there are some."""
    figures = parsed(book / "chapters" / "neurons.html").select("figure.live-figure svg")
    assert len(figures) >= 3
