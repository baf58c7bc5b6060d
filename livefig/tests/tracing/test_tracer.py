import copy
import functools
import linecache
import logging
import math
import numbers
import pickle
import pprint

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy import special, stats
from v8 import Engine

from livefig import compile_js
from livefig.tracing.rules import RULES
from livefig.tracing.tracer import (
    MAX_NODES,
    Trace,
    TraceError,
    Tracer,
    concrete,
)

X = np.array([1.0, -2.0, 0.5])


@pytest.fixture(scope="module")
def engine():
    return Engine()


@pytest.fixture
def run():
    return Trace(RULES)


@pytest.fixture
def w(run):
    return run.input(0, 2.0)


@pytest.fixture
def x(run):
    return run.input(1, np.arange(6.0).reshape(2, 3))


def test_a_tracer_computes_as_numpy_does(w, x):
    result = np.tanh(w * x + 1).sum(axis=0)
    assert isinstance(result, Tracer)
    np.testing.assert_array_equal(result.value, np.tanh(2.0 * x.value + 1).sum(axis=0))
    assert (result.shape, result.ndim, result.size, len(result)) == ((3,), 1, 3, 3)


def test_arrays_answer_from_both_sides(w, x):
    ones = np.ones((2, 3))
    for value in (ones * x, x * ones, ones @ x.T, np.float64(3) * w, 3 - w, ones[0] @ x.T):
        assert isinstance(value, Tracer)


def test_iterating_gives_traced_rows(x):
    first, second = x
    np.testing.assert_array_equal((first - second).value, [-3.0, -3.0, -3.0])


FROZEN = {
    "if": (lambda w, x: 1 if w > 0 else 0, "np.where"),
    "and": (lambda w, x: w > 0 and w < 1, "np.where"),
    "max": (lambda w, x: max(w, 1), "np.minimum"),
    "float": (lambda w, x: float(w), "NumPy's functions"),
    "math": (lambda w, x: math.exp(w), "NumPy's functions"),
    "int": (lambda w, x: int(w), "astype"),
    "range": (lambda w, x: list(range(w)), "fixed number"),
    "list index": (lambda w, x: [1, 2, 3][w], "lookup"),
    "index of a fixed array": (lambda w, x: np.arange(3)[w.astype(int)], "lookup"),
    "taking from a fixed array": (lambda w, x: np.take(np.arange(3), w.astype(int)), "lookup"),
    "complex": (lambda w, x: complex(w), "real"),
    "np.array": (lambda w, x: np.array([w, 1]), "np.stack"),
    "np.asarray": (lambda w, x: np.asarray(x), "np.stack"),
    "np.full": (lambda w, x: np.full(3, w), "np.broadcast_to"),
    "np.arange": (lambda w, x: np.arange(w), "with a fixed n"),
    "into array": (lambda w, x: np.zeros(3).__setitem__(0, w), "np.copy"),
    "into a number": (lambda w, x: w.__setitem__((), 1), "y = v"),
    "format of an array": (lambda w, x: f"{x}", "livefig.text"),
    "str of an array": (lambda w, x: str(x), "livefig.text"),
    "item": (lambda w, x: w.item(), "the value itself"),
    "tolist": (lambda w, x: x.tolist(), "the value itself"),
    "in place": (lambda w, x: np.ones((2, 3)).__iadd__(x), r"a = a \+ b"),
    "out": (lambda w, x: np.add(x, 1, out=np.zeros((2, 3))), r"a = a \+ b"),
    "out of a function": (lambda w, x: np.sum(x, out=np.zeros(())), "out="),
    "ufunc where": (lambda w, x: np.add(x, 1, where=x.value > 0), "np.where"),
    "unknown function": (lambda w, x: np.partition(x, 1), "np.partition"),
    "unknown in a module": (lambda w, x: np.linalg.eigvals(x), "eigvalsh"),
    "unknown method of a ufunc": (lambda w, x: np.add.reduceat(x, [0, 1]), "reduceat"),
    "ufunc option": (lambda w, x: np.add(x, 1, dtype=float), "dtype"),
    "where with one argument": (lambda w, x: np.where(x > 1), "three arguments"),
    "mask": (lambda w, x: x[x > 2], "np.where"),
    "index that is not whole": (lambda w, x: x[w], "astype"),
    "axis": (lambda w, x: np.roll(x, w.astype(int)), "np.roll"),
    "pad mode": (lambda w, x: np.pad(x, 1, mode="mean"), "mode"),
    "three operands": (lambda w, x: np.einsum("ij,ij,ij", x, x, x), "one or two"),
    "joining": (lambda w, x: np.r_[0, w], r"np\.concatenate"),
    "complex number": (lambda w, x: np.sort(w * 1j + x), r"np\.abs\(z\)"),
    "string": (lambda w, x: np.add(w, "a"), "real numbers"),
}


def assertion(w, x):
    assert w > 0


def matched(w, x):
    match w:
        case 2.0:
            return 1
    return 0


@functools.lru_cache
def cached(w):
    return w


FROZEN |= {
    "percent float": (lambda w, x: "%.2f" % w, "livefig.text"),  # noqa: UP031
    "percent whole": (lambda w, x: "%d" % w, "livefig.text"),  # noqa: UP031
    "repeated list": (lambda w, x: [1, 2] * w.astype(int), r"np.array\(…\) \* n"),
    "repeated tuple": (lambda w, x: w * (1, 2), "fixed number"),
    "repeated text": (lambda w, x: w.astype(int) * "ab", "fixed number"),
    "min": (lambda w, x: min(w, 1), "np.minimum"),
    "sorted": (lambda w, x: sorted([w, 1.0]), "order"),
    "all": (lambda w, x: all([w > 0, w < 1]), "np.all"),
    "any": (lambda w, x: any(x > 0), "np.any"),
    "not": (lambda w, x: not w, "np.where"),
    "chained": (lambda w, x: 0 < w < 1, "&"),
    "comprehension": (lambda w, x: [i for i in range(3) if i < w], "np.where"),
    "assert": (assertion, "range of the control"),
    "match": (matched, "np.where"),
    "in": (lambda w, x: w in [1, 2], "np.equal"),
    "in an array": (lambda w, x: 3 in x, "np.equal"),
    "math by another name": (lambda w, x: math.pow(w, 2), r"np\.power"),
    "math without a like": (lambda w, x: math.ulp(w), r"np\.interp"),
    "math that SciPy has": (lambda w, x: math.erf(w), r"scipy\.special\.erf"),
    "key": (lambda w, x: {2.0: 1}[w], "lookup"),
    "key by get": (lambda w, x: {2.0: 1}.get(w), "choice"),
    "set": (lambda w, x: {w}, "choice"),
    "cache": (lambda w, x: cached(w), "without its cache"),
    "pickle": (lambda w, x: pickle.dumps(w), "inside the function"),
    "zeros": (lambda w, x: np.zeros(w.astype(int)), "largest"),
    "zeros in a shape": (lambda w, x: np.zeros((2, w.astype(int))), "largest"),
    "eye": (lambda w, x: np.eye(w.astype(int)), "largest"),
    "linspace": (lambda w, x: np.linspace(0, 1, w.astype(int)), "np.linspace"),
    "full_like": (lambda w, x: np.full_like(np.ones(3), w), r"np\.broadcast_to\(value, x\.shape\)"),
    "pad": (lambda w, x: np.pad(np.ones(3), 1, constant_values=w), r"np\.pad\(np\.ones"),
    "repeat": (lambda w, x: np.repeat(np.ones(3), w.astype(int)), "largest"),
    "reshape": (lambda w, x: np.ones(2).reshape(w.astype(int), 1), "fixed shape"),
    "float64": (lambda w, x: np.float64(w), "the value itself"),
    "float32": (lambda w, x: np.float32(w), r"x\.astype\(float\)"),
    "seed": (lambda w, x: np.random.default_rng(w.astype(int)), r"livefig\.random\(seed\)"),
    "mean of noise": (lambda w, x: np.random.default_rng(0).normal(w), r"rng\.normal\(size=n\)"),
    "slice": (lambda w, x: np.ones(3)[: w.astype(int)], "lookup"),
    "mask of a fixed array": (lambda w, x: np.ones(3)[w > np.ones(3)], r"np\.where\(mask, x, 0\)"),
    "into a fixed array": (lambda w, x: np.add(x, 1, out=np.ones((2, 3))), r"a = a \+ b"),
    "vectorize": (lambda w, x: np.vectorize(lambda t: t + 1)(w), "whole arrays"),
    "copyto": (lambda w, x: np.copyto(np.ones((2, 3)), x), r"np\.zeros\(n\)"),
    "masked array": (lambda w, x: w + np.ma.masked_array([1.0], [True]), "filled"),
    "rounding an array": (lambda w, x: round(x), r"np\.round"),
    "ufunc of SciPy": (lambda w, x: special.airy(w), r"livefig\.tabulate\(lambda a: scip"),
    "another one": (lambda w, x: special.fresnel(w), r"scipy\.special\.fresnel\(…\)\) before"),
    "a distribution": (lambda w, x: stats.norm.cdf(x, w), r"scipy\.special\.ndtr"),
    "function of SciPy": (lambda w, x: special.softmax(x), r"np\.exp\(z - z\.max\(\)\)"),
    "drawing": (lambda w, x: Figure().add_subplot().plot(x[0], x[1]), "livefig.interact"),
}  # fmt: skip


@pytest.mark.parametrize(("function", "advice"), FROZEN.values(), ids=FROZEN.keys())
def test_what_cannot_be_followed_says_what_to_write(run, w, x, function, advice):
    with pytest.raises(TraceError, match=advice), run.following():
        function(w, x)


SHOWN_ONLY_TO_THE_AUTHOR = {
    "repr": lambda w: len(repr(w)),
    "conversion": lambda w: len(f"{w!r}"),
    "in a list": lambda w: len(str([w])),
    "value": lambda w: w.value,
}


@pytest.mark.parametrize(
    "function", SHOWN_ONLY_TO_THE_AUTHOR.values(), ids=SHOWN_ONLY_TO_THE_AUTHOR.keys()
)
def test_the_functions_own_code_cannot_see_the_value(function):
    with pytest.raises(TraceError, match="traced value cannot"):
        compile_js(function, 1.0)


def test_a_value_can_be_printed_and_logged(capsys, caplog):
    def function(w):
        print(w, [w])
        pprint.pprint({"w": w})
        logging.getLogger("figure").warning("w is %s", w)
        return w

    assert compile_js(function, 0.25) == compile_js(lambda w: w, 0.25)
    assert capsys.readouterr().out.count("0.25") == 6  # the function runs twice
    assert "w is Tracer(np.float64(0.25)" in caplog.text


def test_a_debugger_may_look_at_a_value(w):
    assert "2.0" in repr(w)


def refused(call):
    """Return a function that goes on with 5 where `call` is refused."""

    def function(w):
        try:
            return call(w)
        except Exception:
            return 5.0

    return function


@pytest.mark.parametrize(
    "call",
    [
        lambda w: math.sin(w),
        lambda w: float(w),
        lambda w: 1.0 if w else 0.0,
        lambda w: np.zeros(w).sum(),
        lambda w: np.linalg.eigvals(np.diag(w * np.ones(2))).sum(),
        lambda w: {1.0: 2.0}[w],
        lambda w: w * np.ma.masked_array([1.0], [True]),
        lambda w: np.add(w, 1, where=False),
    ],
)
def test_a_refusal_that_was_caught_is_raised_at_the_end(call):
    with pytest.raises(TraceError) as directly:
        compile_js(call, 1.0)
    with pytest.raises(TraceError) as caught:
        compile_js(refused(call), 1.0)
    assert caught.value.message == directly.value.message

    def gives_up(w):
        try:
            return call(w)
        except Exception:
            raise ValueError("no fallback") from None

    with pytest.raises(TraceError) as instead:
        compile_js(gives_up, 1.0)
    assert instead.value.message == directly.value.message


HARMLESS = {
    "another error": refused(lambda w: w + {}["missing"]),
    "hasattr": lambda w: w * hasattr(w, "__array__") + hasattr(w, "real_part"),
    "in without a number": lambda w: w + (w in [None, "auto", b"auto"]),
    "equal to a text": lambda w: w + (w == "auto") + (w != "auto") + (w == None) + (w != None),  # noqa: E711
    "array equal to a text": lambda w: (w * X == "auto") + (w * X != None),  # noqa: E711
    "copy": lambda w: copy.copy(w) * copy.copy(w * X),
    "deepcopy": lambda w: copy.deepcopy({"a": [w, w * X]})["a"][1],
    "isinstance float": lambda w: w if isinstance(w, float) else 0.0,
    "isinstance number": lambda w: w if isinstance(w, numbers.Real) else 0.0,
    "isscalar": lambda w: w * np.isscalar(w),
    "match by class": lambda w: matched_by_class(w),
    "round": lambda w: round(w) + round(w, 1),
    "floor": lambda w: math.floor(w) + 10 * math.ceil(w) + 100 * math.trunc(w),
    "divmod": lambda w: divmod(w, 2)[0] + 10 * divmod(w, 2)[1] + divmod(5, w + 9)[1],
    "abs and pow": lambda w: abs(w) + pow(w, 2) + (+w),
    "sum": lambda w: sum([w, w]) + sum(w * X) + math.prod(w * X),
    "iteration": lambda w: sum(i * v for i, v in enumerate(w * X)),
    "unpacking": lambda w: (lambda a, b, *rest: a - b + rest[0])(*(w * X)),
    "reversed": lambda w: next(reversed(w * X)),
    "times a list of numbers": lambda w: np.multiply([1, 2], w),
}


def matched_by_class(w):
    match w:
        case int():
            return 0.0
        case float():
            return w
    return 1.0


def test_without_tracing_the_functions_above_do_something():
    assertion(1.0, None)
    assert [matched(w, None) for w in (2.0, 3.0)] == [1, 0]
    assert [matched_by_class(w) for w in (2.0, 3, "text")] == [2.0, 0.0, 1.0]
    assert cached(2.0) == 2.0


@pytest.mark.parametrize("function", HARMLESS.values(), ids=HARMLESS.keys())
def test_python_sees_what_it_sees_in_a_number(engine, function):
    source = compile_js(function, 0.7)
    for w in (-2.5, -0.4, 0.7, 3.25):
        (got,) = engine.call(source, [w])
        np.testing.assert_allclose(got, np.ravel(function(np.float64(w))), rtol=1e-12)


@pytest.mark.parametrize(("example", "cls"), [(3, int), (True, bool), (0.5, float), (X, Tracer)])
def test_a_value_has_the_class_of_its_kind(example, cls):
    seen = []

    def function(w):
        seen.append((isinstance(w, cls), isinstance(w, Tracer), type(w) is Tracer))
        return w

    compile_js(function, example)
    assert set(seen) == {(True, True, True)}


def test_the_message_shows_the_line_of_the_author(run):
    def function(w):
        y = np.sin(w)
        return np.exp(
            y + math.cos(w),
        )

    with pytest.raises(TraceError) as caught:
        compile_js(function, 1.0)
    place = caught.value.place
    assert (place.filename, place.text) == (__file__, "y + math.cos(w),")
    assert place.line == function.__code__.co_firstlineno + 3
    assert str(caught.value).endswith(f"(line {place.line} of test_tracer.py: `y + math.cos(w),`)")


def test_the_line_of_a_library_is_not_the_authors():
    with pytest.raises(TraceError) as caught:
        compile_js(lambda w: np.sum(special.softmax(np.ones(3) * w)), 1.0)
    assert caught.value.place.filename == __file__
    assert caught.value.place.within is None


def test_the_line_of_code_beside_the_authors_is_shown_as_well(tmp_path, monkeypatch):
    (tmp_path / "beside.py").write_text("def half(w):\n    return 1 if w > 0 else 2\n")
    monkeypatch.syspath_prepend(tmp_path)
    import beside

    with pytest.raises(TraceError) as caught:
        compile_js(lambda w: beside.half(w) + 1, 1.0)
    assert caught.value.place.filename == __file__
    assert "line 2 of beside.py: `return 1 if w > 0 else 2`" in str(caught.value)


def test_without_its_source_a_refusal_is_general():
    names = {"math": math}
    exec("def function(w):\n    return math.sin(w)", names)
    with pytest.raises(TraceError, match=r"NumPy's functions.*line 2 of <string>"):
        compile_js(names["function"], 1.0)


def test_a_cell_is_called_a_cell():
    names = {}
    name = "<ipython-input-1-abc>"
    source = "def function(w):\n    return 1 if w > 0 else 0\n"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    exec(compile(source, name, "exec"), names)
    with pytest.raises(TraceError, match="line 2 of the cell: `return 1 if w > 0 else 0`"):
        compile_js(names["function"], 1.0)


def test_a_class_cannot_be_changed(w):
    with pytest.raises(TypeError, match="class"):
        w.__class__ = float


def test_a_traced_number_may_be_rebound_in_place_as_in_numpy(w):
    before = w
    w += 1
    assert (w.value, before.value) == (3.0, 2.0)


def test_values_of_an_earlier_run_are_refused(run, w):
    other = Trace(RULES).input(0, 1.0)
    with pytest.raises(TraceError, match="earlier run"):
        run.lift(other)
    with pytest.raises(TraceError, match="earlier run"):
        w + other


def test_an_unrolled_loop_ends_with_the_advice_to_repeat(run, w):
    def unrolled():
        value = w
        for _ in range(MAX_NODES):
            value = value + 1
        return value

    with pytest.raises(TraceError, match="repeat"):
        unrolled()


def test_paused_recording_computes_plain_values(run, w, x):
    with run.paused():
        n = run.n_nodes
        assert not isinstance(np.exp(w) + x.mean(), Tracer)
        assert run.n_nodes == n
    assert isinstance(np.exp(w), Tracer)


def test_concrete_replaces_tracers_inside_lists(w, x):
    assert concrete([w, (1, w)]) == [2.0, (1, 2.0)]
