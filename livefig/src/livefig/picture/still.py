"""The figure as Matplotlib itself draws it, for whatever shows no HTML."""

from io import BytesIO
from typing import Any

import matplotlib as mpl


def still(fig: Any, form: str) -> bytes:
    """Return the figure in its present state as a file: `form` is "png", "svg" or "pdf".

    The same figure gives the same bytes in every build.
    """
    file = BytesIO()
    about = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(form, {})
    with mpl.rc_context({"svg.hashsalt": "livefig", "savefig.bbox": None}):
        fig.savefig(file, format=form, metadata=about)
    return file.getvalue()
