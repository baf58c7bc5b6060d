"""The pages of the book, by the table of contents and as they were built; how to build them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]


def documents(toc: Any) -> list[str]:
    """Return the names of all documents of a (part of a) table of contents, in its order."""
    if isinstance(toc, list):
        return [name for entry in toc for name in documents(entry)]
    if isinstance(toc, dict):
        own = [str(toc[key]) for key in ("root", "file") if key in toc]
        return own + documents([part for part in toc.values() if isinstance(part, list)])
    return []


PAGES = [f"{name}.html" for name in documents(yaml.safe_load((ROOT / "_toc.yml").read_text()))]


@cache
def parsed(path: Path) -> BeautifulSoup:
    """Return a built page as a tree of elements."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def unnested() -> dict[str, str]:
    """Return the environment for a `make` that is no part of a `make test` around it."""
    return {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
