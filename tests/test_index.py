"""The first page maps the book: every chapter by its title, in the order of the contents."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PARTS = yaml.safe_load((ROOT / "_toc.yml").read_text())["parts"]
INDEX = (ROOT / "index.md").read_text()


def test_the_map_names_each_chapter_in_order():
    mapped = re.findall(r"^\d+\. \[(.+)\]\((.+)\.md\): \w", INDEX, re.MULTILINE)
    assert [name for _, name in mapped] == [entry["file"] for entry in PARTS[0]["chapters"]]
    for title, name in mapped:
        assert f"\n# {title}\n" in (ROOT / f"{name}.md").read_text()


def test_every_appendix_is_mentioned():
    assert all(f"({entry['file']}.md)" in INDEX for entry in PARTS[1]["chapters"])
