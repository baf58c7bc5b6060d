"""Sphinx extension: run the cells again when the library that they import has changed.

Jupyter Book keeps the outputs of a chapter as long as its cells stay the same. But every cell here
calls ``nnlib``: its source is a part of what a cell computes, so a change of it makes all outputs
stale.
"""

from __future__ import annotations

import shutil
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config


def digest(package: Path) -> str:
    """Return one hash of all files of ``package``, names included."""
    total = sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(package).as_posix().encode() + b"\0")
            total.update(sha256(path.read_bytes()).digest())
    return total.hexdigest()


def library(book: Path) -> Path:
    """Return the folder of ``nnlib``: beside the book, or where it is installed."""
    if (book / "nnlib").is_dir():
        return book / "nnlib"
    spec = find_spec("nnlib")
    if spec is None or spec.origin is None:
        raise ImportError("nnlib is not installed: pip install -r requirements.txt")
    return Path(spec.origin).parent


def forget_stale_outputs(app: Sphinx, config: Config) -> None:
    """Remove the outputs that another state of the library gave."""
    config.nnlib_digest = digest(library(Path(app.srcdir)))
    cache = Path(config.nb_execution_cache_path or Path(app.outdir).parent / ".jupyter_cache")
    stamp = cache / "nnlib_digest"
    if not stamp.exists() or stamp.read_text() != config.nnlib_digest:
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        stamp.write_text(config.nnlib_digest)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx; a value that is registered with "env" has every page read again."""
    app.add_config_value("nnlib_digest", "", "env", str)
    app.connect("config-inited", forget_stale_outputs, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
