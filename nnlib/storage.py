"""A network as a file: NumPy's npz format, arrays and names only, no pickle."""

from __future__ import annotations

import os
from typing import Any
from zipfile import BadZipFile

import numpy as np

FORMAT = "nnlib network 1"


def write(path: str | os.PathLike[str], network: Any) -> None:
    """Write `network` to the file `path`, whole or not at all."""
    content = {
        "format": FORMAT,
        "sizes": network.sizes,
        "activations": network.activations,
        "loss": network.loss,
        "l1": network.l1,
        "l2": network.l2,
        "theta": network.theta,
    }
    unfinished = f"{os.fspath(path)}.unfinished"
    with open(unfinished, "wb") as file:
        np.savez(file, allow_pickle=False, **content)
    os.replace(unfinished, path)


def read(path: str | os.PathLike[str], make: Any) -> Any:
    """Return the network in the file `path`; `make` is its class.

    Raises
    ------
    ValueError
        If the file holds something else.
    OSError
        If there is no such file, or it cannot be read.
    """
    with open(path, "rb") as file:
        try:
            with np.load(file, allow_pickle=False) as archive:
                content = dict(archive)
            if content["format"] != FORMAT:
                raise ValueError(f"its format is {content['format']}, expected {FORMAT}")
            *hidden, output = content["activations"].tolist()
            network = make(
                content["sizes"].tolist(),
                hidden,
                output,
                content["loss"].item(),
                init="zero",
                l1=content["l1"].item(),
                l2=content["l2"].item(),
                dtype=content["theta"].dtype,
            )
            return network.with_params(content["theta"])
        except (ValueError, TypeError, KeyError, AttributeError, EOFError, BadZipFile) as error:
            raise ValueError(
                f"path {os.fspath(path)!r} does not hold a network saved by nnlib: {error}"
            ) from error
