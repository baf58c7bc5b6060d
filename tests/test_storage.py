"""Saved networks come back to the last bit; a file that lies is a ValueError and costs nothing."""

import io
import os
import pickle
import re
import tracemalloc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from nnlib import Network, storage

SETTINGS = {"hidden": ["relu", "tanh"], "output": "softmax", "loss": "cross_entropy"}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_what_was_saved_comes_back(tmp_path, dtype):
    path = tmp_path / "network.npz"
    network = Network([2, 3, 2, 2], **SETTINGS, l1=0.1, l2=0.2, dtype=dtype)
    network.save(path)
    loaded = Network.load(path)
    assert np.array_equal(loaded.theta, network.theta)
    assert loaded.theta.dtype == dtype
    assert repr(loaded) == repr(network)
    assert (loaded.l1, loaded.l2) == (0.1, 0.2)
    X, y = np.ones((3, 2)), [0, 1, 1]
    assert loaded.cost(X, y) == network.cost(X, y)
    loaded.theta[:] = 0  # its arrays can be written into, and are one
    assert not loaded.layers[0].W.any()
    assert os.listdir(tmp_path) == ["network.npz"]


@pytest.mark.parametrize("form", [str, Path, os.fsencode])
def test_a_path_in_any_form(tmp_path, form):
    network = Network([2, 1])
    network.save(form(tmp_path / "network"))
    assert os.listdir(tmp_path) == ["network"]
    assert np.array_equal(Network.load(form(tmp_path / "network")).theta, network.theta)


@pytest.mark.parametrize("path", [None, 0, ["network.npz"]])
def test_what_is_no_path(path):
    with pytest.raises(TypeError, match="expected str, bytes or os"):
        Network([2, 1]).save(path)
    with pytest.raises(TypeError, match="expected str, bytes or os"):
        Network.load(path)


def parts(path):
    """Return the members of a file, name -> bytes."""
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def archived(members, method=zipfile.ZIP_STORED):
    """Return what writes a file with the given members, (name, bytes)."""

    def write(path):
        content = members(path)
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, data in content:
                archive.writestr(name, data)

    return write


def npy(value):
    file = io.BytesIO()
    np.save(file, value, allow_pickle=True)
    return file.getvalue()


def members(path, **changes):
    """Return the members of a saved network, but for `changes`: bytes, a value, or None."""
    Network([2, 1]).save(path)
    changed = parts(path)
    for name, value in changes.items():
        changed[f"{name}.npy"] = value if isinstance(value, bytes) else npy(value)
    return [
        (name, data) for name, data in changed.items() if changes.get(name[:-4], "") is not None
    ]


def saved(method=zipfile.ZIP_STORED, **changes):
    return archived(lambda path: members(path, **changes), method)


def header(shape, descr="<f8", version=b"\x01\x00", more=""):
    text = f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape}, {more}}}\n".encode()
    return b"\x93NUMPY" + version + len(text).to_bytes(2, "little") + text


def added(*more):
    return archived(lambda path: [*members(path), *more])


def with_flag(bit):
    """Set a bit of the flags in each entry of the archive's directory."""

    def write(path):
        Network([2, 1]).save(path)
        data = bytearray(path.read_bytes())
        for entry in re.finditer(b"PK\x01\x02", bytes(data)):
            data[entry.start() + 8] |= bit
        path.write_bytes(data)

    return write


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda path: path.write_text("not a network"), "not a zip file"),
        (lambda path: path.write_bytes(b""), "not a zip file"),
        (lambda path: path.write_bytes(b"PK\x03\x04 broken"), "not a zip file"),
        (lambda path: path.write_bytes(pickle.dumps({"theta": 1})), "not a zip file"),
        (lambda path: path.write_bytes(npy(np.zeros(3))), "not a zip file"),
        (lambda path: path.mkdir(), "it is a directory"),
        (lambda path: path.symlink_to("/dev/zero"), "it is a device"),
        (lambda path: os.mkfifo(path), "it is a device"),
        (archived(lambda path: []), "it lacks 'activations.npy'"),
        (saved(theta=None), "it lacks 'theta.npy'"),
        (added(("bomb.npy", b"0")), "it also holds 'bomb.npy'"),
        (added(("folder/", b"")), "it also holds 'folder/'"),
        (added(("../theta.npy", b"")), "it also holds '../theta.npy'"),
        (added(("/theta.npy", b"")), "it also holds '/theta.npy'"),
        (saved(zipfile.ZIP_DEFLATED), "its member '.*' is compressed"),
        (saved(zipfile.ZIP_LZMA), "its member '.*' is compressed"),
        (with_flag(1), "its member '.*' is encrypted"),
        (with_flag(0x20), "patch"),
        (with_flag(0x40), "encryption"),
        (saved(format=np.array("nnlib network 99")), "its format is 'nnlib network 99', expected"),
        (saved(theta=np.zeros(7)), r"params has shape \(7,\), expected a vector of 3"),
        (saved(theta=np.array([0, np.nan, 0])), "holds nan"),
        (saved(theta=np.zeros(3, int)), r"'theta.npy' holds dtype int64 of shape \(3,\)"),
        (saved(theta=np.zeros((3, 1))), r"'theta.npy' holds dtype float64 of shape \(3, 1\)"),
        (saved(theta=np.zeros(3, np.float16)), "dtype is dtype\\('float16'\\), expected float64"),
        (saved(theta=np.zeros(3, ">f8")), "dtype is dtype\\('>f8'\\), expected float64"),
        (saved(theta=np.zeros(3, complex)), "holds dtype complex128"),
        (saved(sizes=np.array([2, -1])), r"sizes\[1\] is -1"),
        (saved(sizes=np.array([], int)), r"sizes is \[\], expected"),
        (saved(sizes=np.array([10**6, 10**6])), "expected a vector of 1000001000000"),
        (saved(sizes=np.array([2**62, 2**62])), "expected a vector of 2126"),
        (saved(activations=np.array(["magic"])), "magic"),
        (saved(activations=np.array(["tanh", "sigmoid"])), "hidden holds 1 activation"),
        (saved(activations=np.zeros(0, "U1")), "not enough values"),
        (saved(loss=np.array("unknown")), "unknown"),
        (saved(loss=np.array([{}], dtype=object)), r"holds Python objects \(pickle\)"),
        (saved(theta=np.array([0.0, 1, 2], dtype=object)), r"holds Python objects \(pickle\)"),
        (saved(l1=np.array(-1.0)), "l1 is -1.0, expected a finite number from 0 up"),
        (saved(l2=np.array(np.nan)), "l2 is nan, expected a finite number from 0 up"),
        (saved(theta=header("(10**12,)")), "'theta.npy' has a header"),
        (
            saved(theta=header("(1000000000000,)")),
            r"should hold shape \(1000000000000,\) of float64",
        ),
        (saved(theta=header("(3,)") + bytes(25)), "should hold .*, but has 25 bytes"),
        (saved(theta=header("(-3,)")), "should hold shape"),
        (saved(theta=header("(3,)", version=b"\x03\x00")), r"version \(3, 0\) of NumPy's format"),
        (saved(theta=header("(3,)", descr="nonsense")), "'theta.npy' has a header .*descr"),
        (saved(theta=header("(3,)", more="'x': " + "(" * 3000)), "'theta.npy' has a header"),
        (saved(theta=b"\x93NUMPY"), "'theta.npy' has a header"),
        (saved(theta=b"pickle"), "'theta.npy' has a header that nnlib does not write: .*magic"),
    ],
)
def test_a_file_that_lies(tmp_path, write, message):
    path = tmp_path / "wrong.npz"
    write(path)
    begins = "path '.*wrong.npz' does not hold a network saved by nnlib: .*"
    with pytest.raises(ValueError, match=f"{begins}(?:{message})"):
        Network.load(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_twice(tmp_path):
    path = tmp_path / "wrong.npz"
    added(("theta.npy", npy(np.zeros(3))))(path)
    with pytest.raises(ValueError, match="it also holds a member twice"):
        Network.load(path)


def test_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        Network.load(tmp_path / "none.npz")


@pytest.mark.parametrize(
    "write",
    [
        added(("extra.npy", b"\0" * 10**8)),
        archived(lambda path: [*members(path), ("x.npy", b"\0" * 10**8)], zipfile.ZIP_DEFLATED),
        archived(lambda path: members(path, theta=npy(np.zeros(10**7))), zipfile.ZIP_DEFLATED),
        saved(sizes=np.array([10**5, 10**5])),
        saved(sizes=np.array([10**7, 1])),
        saved(theta=header("(1000000000000,)")),
    ],
)
def test_a_refused_file_takes_no_memory(tmp_path, write):
    path = tmp_path / "large.npz"
    write(path)
    tracemalloc.start()
    with pytest.raises(ValueError, match=r"large.npz' does not hold a network"):
        Network.load(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2_000_000


def outcome(path, data):
    """Write `data`, and return the network in it, or None if it is refused as it should be."""
    path.write_bytes(data)
    try:
        return Network.load(path)
    except ValueError as error:
        message = str(error)
    assert message.startswith(f"path '{path}' does not hold a network saved by nnlib: ")
    return None


def test_a_damaged_file_is_refused_or_still_holds_the_same(tmp_path):
    """A time stamp may change without harm, but no number, and no other error may come out."""
    path = tmp_path / "damaged.npz"
    network = Network([3, 4, 2], "relu", "softmax", "cross_entropy", l2=0.1, rng=5)
    network.save(path)
    whole, rng, refused = path.read_bytes(), np.random.default_rng(0), 0
    for place in rng.permutation(len(whole)):
        data = bytearray(whole)
        data[place] ^= 1 << rng.integers(8)
        loaded = outcome(path, bytes(data))
        refused += loaded is None
        if loaded is not None:
            assert np.array_equal(loaded.theta, network.theta)
            assert repr(loaded) == repr(network)
    assert refused > len(whole) / 2
    for length in rng.integers(0, len(whole), 100):
        assert outcome(path, whole[:length]) is None
    for _ in range(300):
        data = bytearray(whole)
        for place in rng.integers(0, len(whole), rng.integers(2, 30)):
            data[place] = rng.integers(256)
        outcome(path, bytes(data))


def test_saving_keeps_the_old_file_if_it_fails(tmp_path):
    path = tmp_path / "network.npz"
    network = Network([2, 1])
    network.save(path)
    network.loss = object()  # cannot be written
    with pytest.raises(ValueError, match="pickle"):
        network.save(path)
    assert np.array_equal(Network.load(path).theta, network.theta)
    assert os.listdir(tmp_path) == ["network.npz"]
    with pytest.raises(OSError, match="directory"):
        Network([2, 1]).save(tmp_path)
    assert not os.path.exists(f"{tmp_path}.unfinished")
    with pytest.raises(FileNotFoundError):
        network.save(tmp_path / "no" / "folder.npz")


def test_what_could_not_be_loaded_is_not_saved(tmp_path):
    network = Network([2, 1])
    network.save(tmp_path / "network.npz")
    good = network.theta.copy()
    network.theta[1] = np.nan
    with pytest.raises(ValueError, match="theta holds nan at index 1, expected finite numbers"):
        network.save(tmp_path / "network.npz")
    assert np.array_equal(Network.load(tmp_path / "network.npz").theta, good)


def test_the_table_of_members_is_what_is_written(tmp_path):
    Network([2, 1]).save(tmp_path / "network.npz")
    assert sorted(parts(tmp_path / "network.npz")) == sorted(f"{n}.npy" for n in storage.MEMBERS)
