"""Sphinx extension: run the cells of the chapters side by side, before Sphinx reads the pages.

Jupyter Book runs a chapter when it reads it, one after the other. Here, all chapters whose outputs
are missing from its cache, or older than what they were made from (see `fresh`), run first, each in
a kernel of its own, as many at a time as there are processors. Reading finds them in the cache.
A chapter that fails, or that warns, is not kept: it fails the next build as well.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fresh import ASK_FOR_MODULES, outputs_digest, own_modules
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from myst_nb.core.config import NbParserConfig
from myst_nb.core.nb_to_tokens import nb_node_to_dict
from myst_nb.core.read import create_nb_reader
from myst_nb.sphinx_ import SphinxEnvType
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util import logging

logger = logging.getLogger(__name__)

# Kernels that run side by side get one thread each: more would take turns on the processors.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Loop(asyncio.SelectorEventLoop):
    """An event loop in which Ctrl-C ends all chapters.

    Each of nbclient's clients would take the signal for its own kernel, and the last one gets it.
    """

    def add_signal_handler(self, *args: object) -> None:
        """Refuse, as loops outside the main thread do."""
        raise RuntimeError("this loop takes no signals")


class ChapterFailedError(SphinxError):
    """A cell of at least one chapter raised."""

    category = "A chapter cannot be executed"


@dataclass
class Chapter:
    """A page with cells."""

    docname: str
    path: Path
    notebook: NotebookNode
    settings: NbParserConfig

    @property
    def size(self) -> int:
        """Return how much code there is."""
        return sum(len(c.source) for c in self.notebook.cells if c.cell_type == "code")


def execute_chapters(
    app: Sphinx, env: SphinxEnvType, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Execute what is not in the cache, and return the pages that must be read again for it."""
    cache = get_cache(env.mystnb_config.execution_cache_path)
    pending = [chapter for chapter in chapters(env) if not is_fresh(cache, chapter.notebook)]
    if pending:
        # Where Matplotlib has no list of fonts yet, it is made here once, and not by each kernel.
        importlib.import_module("matplotlib.font_manager")
        pending.sort(key=lambda chapter: chapter.size, reverse=True)  # no long one comes last
        with asyncio.Runner(loop_factory=Loop) as runner:
            runner.run(execute_all(cache, pending))
    return [chapter.docname for chapter in pending]


def chapters(env: SphinxEnvType) -> Iterator[Chapter]:
    """Read the cells of all pages that the cache of outputs is in charge of."""
    for docname in sorted(env.found_docs):
        path = Path(env.doc2path(docname))
        settings = env.mystnb_config
        reader = create_nb_reader(
            str(path), env.myst_config, settings, text := path.read_text("utf-8")
        )
        if reader is None:
            continue
        notebook = reader.read(text)
        own = nb_node_to_dict(notebook.metadata.get(settings.metadata_key, {}))
        settings = settings.copy(**{k: v for k, v in own.items() if k != "output_folder"})
        excluded = map(PurePosixPath(path.as_posix()).match, settings.execution_excludepatterns)
        if settings.execution_mode == "cache" and not any(excluded):
            yield Chapter(docname, path, notebook, settings)


def is_fresh(cache: JupyterCacheAbstract, notebook: NotebookNode) -> bool:
    """Tell whether the cache has outputs of these cells that would be the same today."""
    try:
        data = cache.match_cache_notebook(notebook).data
    except KeyError:
        return False
    return data.get("made_with") == outputs_digest(map(Path, data.get("modules", [])))


async def execute_all(cache: JupyterCacheAbstract, pending: list[Chapter]) -> None:
    """Execute chapters side by side; when all are done, raise an error that shows what failed."""
    at_a_time = min(processors(), len(pending))
    logger.info("executing chapters: %d, %d at a time", len(pending), at_a_time)
    turns = asyncio.Semaphore(at_a_time)
    errors = await asyncio.gather(*(execute(cache, chapter, turns) for chapter in pending))
    failed = [
        f"{chapter.path}:\n{error}"
        for chapter, error in zip(pending, errors, strict=True)
        if error and chapter.settings.execution_raise_on_error  # if not, myst-nb warns of it
    ]
    if failed:
        raise ChapterFailedError("\n".join(failed))


def processors() -> int:
    """Return on how many processors this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


async def execute(
    cache: JupyterCacheAbstract, chapter: Chapter, turns: asyncio.Semaphore
) -> Exception | None:
    """Execute a chapter when there is a processor for it and keep its outputs; return its error."""
    async with turns:
        start = time.time()
        try:
            modules = await run_cells(chapter)
        except Exception as error:
            logger.info("executing %s failed", chapter.docname)
            return error
    seconds = time.time() - start
    logger.info("executed %s in %.1f s", chapter.docname, seconds)
    # Outputs that warn, or whose sources were written meanwhile, are those of this build only.
    lasting = not warned(chapter) and all(m.stat().st_mtime < start for m in modules)
    data = {
        "execution_seconds": seconds,
        "modules": [str(m) for m in modules],
        "made_with": outputs_digest(modules) if lasting else "",
    }
    bundle = CacheBundleIn(chapter.notebook, str(chapter.path), data=data)
    cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    return None


async def run_cells(chapter: Chapter) -> list[Path]:
    """Run the cells in a new kernel and return the files of our modules that it imported."""
    notebook, settings = chapter.notebook, chapter.settings
    own = notebook.metadata.get("execution", {})
    client = NotebookClient(
        notebook,
        resources={"metadata": {"path": str(chapter.path.parent)}},
        timeout=own.get("timeout", settings.execution_timeout),
        allow_errors=own.get("allow_errors", settings.execution_allow_errors),
        coalesce_streams=settings.merge_streams,
        extra_arguments=["--log-level=ERROR"],  # no warning that it talks to us without encryption
        record_timing=False,
    )
    notebook.cells.append(new_code_cell(ASK_FOR_MODULES))
    await client.async_execute(env={**ONE_THREAD, **os.environ})
    answer = notebook.cells.pop()
    return own_modules("".join(output.text for output in answer.outputs))


def warned(chapter: Chapter) -> bool:
    """Tell whether a cell wrote to stderr where that fails the build."""
    if chapter.settings.output_stderr in ("show", "remove"):
        return False
    cells = [c for c in chapter.notebook.cells if c.cell_type == "code"]
    outputs = [
        o for c in cells if "remove-stderr" not in c.metadata.get("tags", []) for o in c.outputs
    ]
    return any(o.output_type == "stream" and o.name == "stderr" for o in outputs)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect to Sphinx, where it asks which pages must be read again."""
    app.connect("env-get-outdated", execute_chapters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
