"""Comparing a function in NumPy with the same function compiled and run in V8."""

import warnings

import numpy as np
import pytest

from livefig import compile_js
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace


def agree(engine, function, *args, at=None, rtol=1e-12, atol=0.0, zeros=False):
    """Record `function` at `args`; compare values, shapes and types with NumPy's at `at`.

    Returns the page's outputs and NumPy's.
    """
    at = args if at is None else at
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        expected = as_tuple(function(*(np.asarray(arg)[()] for arg in at)))
        source = compile_js(function, *args)
        recorded = as_tuple(record(function, *args))
    got = engine.call(source, at)
    assert len(got) == len(expected) == len(recorded)
    for ours, numpys, tracer in zip(got, expected, recorded, strict=True):
        numpys = np.asarray(numpys)
        assert (tracer.dtype, tracer.shape) == (numpys.dtype, numpys.shape)
        assert tracer.node.kind == numpys.dtype.kind.replace("u", "i")
        if numpys.dtype.kind != "f":
            assert not np.signbit(ours[ours == 0]).any()  # only floats have a -0
            np.testing.assert_array_equal(ours, numpys.ravel().astype(float))
        numpys = numpys.astype(float).ravel()
        assert ours.shape == numpys.shape
        np.testing.assert_allclose(ours, numpys, rtol=rtol, atol=atol, equal_nan=True)
        if zeros:
            both = (ours == 0) & (numpys == 0)
            np.testing.assert_array_equal(np.signbit(ours[both]), np.signbit(numpys[both]))
    return got, expected


def record(function, *args):
    """Return what `function` makes of tracers; constants are lifted, too."""
    run = Trace(RULES)
    result = function(*(run.input(i, arg) for i, arg in enumerate(args)))
    return tuple(run.lift(item) for item in as_tuple(result))


def as_tuple(result):
    """Return one result or several as a tuple."""
    return tuple(result) if isinstance(result, (tuple, list)) else (result,)


def each_case(table):
    """Parametrize a test by the `function` and `args` of a table {key: [(function, *args), …]}."""
    return pytest.mark.parametrize(
        ("function", "args"),
        [(case[0], case[1:]) for cases in table.values() for case in cases],
        ids=[f"{name_of(key)}-{i}" for key, cases in table.items() for i, _ in enumerate(cases)],
    )


def name_of(key):
    """Return the name of a rule's key: of a function, of a method of one, or the key itself."""
    return key if isinstance(key, str) else getattr(key, "__name__", None) or key[0].__name__
