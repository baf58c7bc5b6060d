"""Sphinx extension: say at the end of a build what took the time."""

from __future__ import annotations

import time
from itertools import pairwise

from sphinx.application import Sphinx
from sphinx.util import logging

logger = logging.getLogger(__name__)

# Events of a build, in their order, and what is done from each to the next.
STEPS = {
    "env-get-outdated": "executed",
    "env-before-read-docs": "read",
    "env-updated": "written",
    "build-finished": "",
}


def setup(app: Sphinx) -> dict[str, bool]:
    """Note when each event comes, and report at the last."""
    times: list[float] = []

    def note(app: Sphinx, *args: object) -> list[str]:
        times.append(time.perf_counter())
        if len(times) == len(STEPS):
            done = zip(STEPS.values(), pairwise(times), strict=False)
            spent = ", ".join(f"{what} in {b - a:.1f} s" for what, (a, b) in done)
            logger.info("chapters %s", spent)
        return []  # no page needs anything for it

    for event in STEPS:
        app.connect(event, note, priority=0)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
