"""The types that the runtime is checked against are those of the spec."""

import re
from pathlib import Path

import pytest

import livefig
from livefig import spec

TYPES = Path(livefig.__file__).parent / "page" / "runtime" / "types.d.ts"
INTERFACE = re.compile(r"^interface (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^  (\w+)(\??):", re.MULTILINE)

DICTS = {name: value for name, value in vars(spec).items() if hasattr(value, "__required_keys__")}
INTERFACES = {
    name: dict(FIELD.findall(body)) for name, body in INTERFACE.findall(TYPES.read_text("utf-8"))
}


def test_there_are_dicts_to_compare():
    assert {"FigureSpec", "ArtistSpec", "ControlSpec", "AnimationSpec"} <= set(DICTS)


@pytest.mark.parametrize("name", DICTS)
def test_python_and_javascript_name_the_same_fields(name: str):
    fields = {field: "" for field in DICTS[name].__required_keys__}
    fields |= {field: "?" for field in DICTS[name].__optional_keys__}
    assert INTERFACES[name] == fields
