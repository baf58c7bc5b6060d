"""A network as a file: NumPy's npz format, arrays and names only, no pickle.

`read` trusts nothing in the file. Of each member the size, the type and the number of dimensions
are looked at before its numbers are, and the number of parameters before a network is made.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from math import prod
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

import numpy as np
from numpy.lib import format as npy

from nnlib.checks import finite_array, plural

FORMAT = "nnlib network 1"
# Member -> (kind of its dtype, number of dimensions)
MEMBERS = {
    "format": ("U", 0),
    "sizes": ("i", 1),
    "activations": ("U", 1),
    "loss": ("U", 0),
    "l1": ("f", 0),
    "l2": ("f", 0),
    "theta": ("f", 1),
}


def write(path: str | os.PathLike[str], network: Any) -> None:
    """Write `network` to the file `path`, whole or not at all.

    Raises
    ------
    ValueError
        If a parameter is not finite: `read` would refuse the file.
    OSError
        If the file cannot be written.
    """
    content = {
        "format": FORMAT,
        "sizes": network.sizes,
        "activations": network.activations,
        "loss": network.loss,
        "l1": network.l1,
        "l2": network.l2,
        "theta": finite_array("theta", network.theta),
    }
    unfinished = f"{os.fsdecode(path)}.unfinished"
    try:
        with open(unfinished, "wb") as file:
            np.savez(file, allow_pickle=False, **content)
        os.replace(unfinished, path)
    except BaseException:
        with suppress(OSError):
            os.remove(unfinished)
        raise


def read(path: str | os.PathLike[str], make: Any) -> Any:
    """Return the network in the file `path`; `make` is its class.

    Raises
    ------
    ValueError
        If `path` holds something else, or a file that was damaged.
    OSError
        If there is no such file, or it cannot be opened.
    """
    name = os.fsdecode(path)  # a number would be a file that is open already
    wrong = f"path {name!r} does not hold a network saved by nnlib: "
    if not stat.S_ISREG(os.stat(name).st_mode):  # to open a pipe would wait for a writer
        raise ValueError(f"{wrong}it is a {'directory' if os.path.isdir(name) else 'device'}")
    with open(name, "rb") as file:
        try:
            return _network(_members(file), make)
        except Exception as error:  # of many kinds, where zipfile and NumPy read a damaged file
            raise ValueError(f"{wrong}{error or type(error).__name__}") from error


def _members(file: BinaryIO) -> dict[str, np.ndarray]:
    """Return the arrays in the archive `file`, which are those of `MEMBERS` and no others."""
    with ZipFile(file) as archive:
        names = sorted(info.filename for info in archive.infolist())
        expected = sorted(f"{name}.npy" for name in MEMBERS)
        if names != expected:
            missing, wrong = sorted({*expected} - {*names}), sorted({*names} - {*expected})
            also = repr(wrong[0]) if wrong else "a member twice"
            raise ValueError(f"it lacks {missing[0]!r}" if missing else f"it also holds {also}")
        content = {}
        for info in archive.infolist():
            # Stored as they are, all members together are no larger than the file.
            if info.compress_type != ZIP_STORED or info.file_size != info.compress_size:
                raise ValueError(f"its member {info.filename!r} is compressed")
            if info.flag_bits & 1:
                raise ValueError(f"its member {info.filename!r} is encrypted")
            name = info.filename.removesuffix(".npy")
            content[name] = _array(info.filename, archive.read(info), *MEMBERS[name])
    return content


def _array(name: str, data: bytes, kind: str, ndim: int) -> np.ndarray:
    """Return the array in the npy file `data` if its header says what its numbers are."""
    stream = BytesIO(data)
    try:
        version = npy.read_magic(stream)
        if version != (1, 0):
            raise ValueError(f"version {version} of NumPy's format")
        shape, _, dtype = npy.read_array_header_1_0(stream)
    except Exception as error:
        raise ValueError(
            f"its member {name!r} has a header that nnlib does not write: {error}"
        ) from error
    if dtype.kind != kind or len(shape) != ndim:
        found = "Python objects (pickle)" if dtype.hasobject else f"dtype {dtype}"
        raise ValueError(
            f"its member {name!r} holds {found} of shape {shape}, "
            f"expected dtype kind {kind!r} and {plural(ndim, 'dimension')}"
        )
    numbers = data[stream.tell() :]
    if prod(shape) * dtype.itemsize != len(numbers):
        raise ValueError(
            f"its member {name!r} should hold shape {shape} of {dtype}, "
            f"but has {plural(len(numbers), 'byte')}"
        )
    return np.frombuffer(numbers, dtype).reshape(shape)


def _network(content: dict[str, np.ndarray], make: Any) -> Any:
    """Return the network that the arrays describe."""
    if content["format"] != FORMAT:
        raise ValueError(f"its format is {str(content['format'])!r}, expected {FORMAT!r}")
    sizes, theta = content["sizes"].tolist(), content["theta"]
    n_params = sum((n_in + 1) * n_out for n_in, n_out in pairwise(sizes))
    if min(sizes, default=0) > 0 and theta.shape != (n_params,):
        raise ValueError(f"params has shape {theta.shape}, expected a vector of {n_params}")
    *hidden, output = content["activations"].tolist()
    return make(
        sizes,
        hidden,
        output,
        content["loss"].item(),
        init="zero",
        l1=content["l1"].item(),
        l2=content["l2"].item(),
        dtype=theta.dtype,
    ).with_params(theta)
