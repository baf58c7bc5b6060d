"""What outputs and pages are made of, so that nothing in the book is older than its sources.

Three things are made, each again when one of its own sources has changed, and only then:

* the outputs of a chapter: from its cells, from the files of ours that its kernel imported, and
  from the packages that are installed (`outputs_digest`; `execute` keeps it beside the outputs)
* the tree of a page, as Sphinx reads it: from all extensions, `livefig.sphinx` among them
* the page as it is written: from the styles and scripts too, whose versions stand in its addresses

This file is the Sphinx extension for the last two.
"""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

LIBRARIES = ("nnlib", "livefig")

# The page loads what else is in this folder of livefig, style and runtime, as files of the build:
# livefig.sphinx takes them out of each output again.
LOADED_BY_THE_PAGE = "page"

# Run in a kernel after a chapter's last cell, whatever names that uses: the files of all modules,
# in short lines, as nbclient looks for carriage returns in the square of a line's length.
MODULES = """
import json, sys, types
modules = {n: m for n, m in list(sys.modules.items()) if isinstance(m, types.ModuleType)}
print(json.dumps({n: str(vars(m).get("__file__") or "") for n, m in modules.items()}, indent=0))
"""
ASK_FOR_MODULES = f"exec({MODULES!r}, {{}})"


def own_modules(answer: str) -> list[Path]:
    """Return those files in a kernel's answer that are not told by the version of a package.

    They are the files of `nnlib` and `livefig`, wherever they are, and modules beside the chapters.
    """
    paths = sysconfig.get_paths()
    installed = tuple(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    own = {
        Path(file).resolve()
        for name, file in json.loads(answer).items()
        if name.partition(".")[0] in LIBRARIES or not file.startswith(installed)
    }
    return sorted(path for path in own if path.is_file())


def package_folder(module: Path) -> Path:
    """Return the folder of the outermost package around a module."""
    folder = module.parent
    while (folder.parent / "__init__.py").exists():
        folder = folder.parent
    return folder


def outputs_digest(modules: Iterable[Path]) -> str:
    """Return a hash of what the outputs of a chapter depend on besides its cells.

    That is the text of the modules that it imported; in their packages, the names of all modules,
    as a new one may stand before another, and the text of data files; and what is installed.
    """
    sources = set(modules)
    names: set[Path] = set()
    for folder in {package_folder(m) for m in sources if (m.parent / "__init__.py").exists()}:
        for path in files_in(folder):
            if path.suffix == ".py":
                names.add(path)
            elif path.relative_to(folder).parts[0] != LOADED_BY_THE_PAGE:
                sources.add(path)
    return digest(sources, [*sorted(map(str, names)), *installed()])


def installed() -> list[str]:
    """Return Python's version, and the names and versions of all installed packages."""
    folders = {Path(folder) for folder in sys.path if folder}
    found = {path.name for folder in folders for path in folder.glob("*.dist-info")}
    return [sys.version, *sorted(found)]


def files_in(folder: Path) -> list[Path]:
    """Return all files below a folder, but for those that Python writes."""
    return [p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts]


def digest(paths: Iterable[Path], words: Iterable[str] = ()) -> str:
    """Return one hash of files, names included, and of words."""
    total = sha256()
    for path in sorted(paths):
        text = path.read_bytes() if path.exists() else b""
        total.update(str(path).encode() + b"\0" + sha256(text).digest())
    for word in words:
        total.update(word.encode() + b"\0")
    return total.hexdigest()


def tell_sphinx(app: Sphinx, config: Config) -> None:
    """Let Sphinx compare what pages are read with and written with to the last build's."""
    spec = find_spec("livefig")
    assert spec is not None
    livefig = files_in(Path(str(spec.origin)).parent)
    extensions = [*Path(__file__).parent.glob("*.py"), *(p for p in livefig if p.suffix == ".py")]
    config.read_with = digest(extensions, installed())
    static = [path for name in config.html_static_path for path in files_in(Path(app.srcdir, name))]
    config.written_with = digest([*static, *(p for p in livefig if p.suffix != ".py")])


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx: another "env" value has all pages read again, "html" all written again."""
    app.add_config_value("read_with", "", "env", str)
    app.add_config_value("written_with", "", "html", str)
    app.connect("config-inited", tell_sphinx, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
