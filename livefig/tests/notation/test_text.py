"""Live text: Python and the page write the same characters."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

import livefig
from livefig.notation.text import checked_spec, format_number, text

RUNTIME = Path(livefig.__file__).parent / "page" / "runtime"


@pytest.fixture(scope="module")
def javascript():
    engine = MiniRacer()
    engine.eval((RUNTIME / "values" / "format.js").read_text())
    engine.eval(
        "const number = (bits) =>"
        " { DOUBLE.setBigUint64(0, BigInt(bits)); return DOUBLE.getFloat64(0); };"
        "const formatAll = (cases) => JSON.stringify(cases.map(([bits, spec]) =>"
        " formatter(spec)(number(bits))))"
    )

    def format_all(cases):
        packed = [[str(np.float64(value).view(np.uint64)), spec] for value, spec in cases]
        return json.loads(engine.eval(f"formatAll({json.dumps(packed)})"))

    return format_all


def specs():
    number = st.integers(0, 25).map(str)
    return st.builds(
        lambda *parts: "".join(parts),
        st.one_of(
            st.just(""),
            st.builds(
                lambda fill, align: fill + align,
                st.sampled_from(["", "*", "0", "é", "<", " ", "😀"]),
                st.sampled_from("<>=^"),
            ),
        ),
        st.sampled_from(["", "+", "-", " "]),
        st.sampled_from(["", "z"]),
        st.sampled_from(["", "#"]),
        st.sampled_from(["", "0"]),
        st.one_of(st.just(""), st.integers(1, 30).map(str)),
        st.sampled_from(["", ",", "_"]),
        st.one_of(st.just(""), number.map(lambda n: "." + n)),
        st.sampled_from(["", *"fFeEgG%"]),
    )


# Short decimals have ties (0.125 to two places) far more often than random doubles.
VALUES = st.one_of(
    st.floats(),
    st.integers(-(10**6), 10**6).map(lambda i: i / 64),
    st.integers(-(10**17), 10**17).map(float),
    st.builds(lambda m, e: m * 10.0**e, st.integers(-9999, 9999), st.integers(-30, 30)),
    # Next to a power of ten, rounding changes the number of digits.
    st.builds(
        lambda e, to: math.nextafter(float(f"1e{e}"), to),
        st.integers(-300, 300),
        st.sampled_from([0.0, 1e308, math.nan]),
    ),
    st.sampled_from(
        [0.0, -0.0, 0.5, 2.5, -2.5, 1e16, 1e21, 1e22, 9.999999999999999e22, 5e-324, 1e300]
    ),
)


@given(st.lists(st.tuples(VALUES, specs()), min_size=1, max_size=40))
@example([(float("inf"), "010,"), (float("nan"), "+012_%"), (1234.5, "012,.1f"), (0.5, ".0f")])
@example([(-0.001, "z.2f"), (1e308, "%"), (1.0, "#"), (1e20, "#.0e"), (100.0, ".3"), (1e15, "")])
@example([(1e23, ".16"), (1e23, ".15e"), (1e23, ".22g"), (1e-7, ".20g")])
def test_page_formats_floats_like_python(javascript, cases):
    assert javascript(cases) == [format(value, spec) for value, spec in cases]


@given(
    st.lists(
        st.tuples(
            st.integers(-(2**53), 2**53),
            st.sampled_from(["d", "5d", "05d", "+,d", "^20_d", "*<9d", " d", "012,d", "é=+12d"]),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_page_formats_integers_like_python(javascript, cases):
    assert javascript(cases) == [format(value, spec) for value, spec in cases]


@given(VALUES, st.sampled_from(["d", "05d", "+,d"]))
def test_python_and_page_agree_on_d_of_any_number(javascript, value, spec):
    assert javascript([(value, spec)]) == [format_number(value, spec)]


def test_text_is_str_format():
    assert str(text("{:.2f} of {name:>5}, {{x}}", 0.125, name=3)) == "0.12 of     3, {x}"
    assert str(text("{1:.1f} {0:.1f}", 1.0, 2.0)) == "2.0 1.0"
    assert str(text("{} and {}", 3, 3.0)) == "3 and 3.0"
    assert str(text("{:d}", np.int64(7))) == "7"
    assert str(text("no number")) == "no number"


@pytest.mark.parametrize(
    ("template", "values", "message"),
    [
        ("{:x}", (1,), "type 'x'"),
        ("{:n}", (1.0,), "type 'n'"),
        ("{:s}", (1.0,), "type 's'"),
        ("{!r}", (1.0,), "'!r'"),
        ("{0.real}", (1.0,), "looks into a value"),
        ("{0[1]}", (1.0,), "looks into a value"),
        ("{} {1}", (1.0, 2.0), "mixes"),
        ("{}", (), "no values"),
        ("{b}", (1.0,), "asks for value 'b'"),
        ("{:{}}", (1.0, 2.0), "not a format specification"),
        ("{:.2f}", ([1.0, 2.0],), r"shape \(2,\)"),
        ("{:d}", (1.5,), "not one"),
        ("{:.2d}", (1,), "no decimals"),
        ("{:.999999f}", (1.0,), "longer than"),
        ("{:5d9}", (1.0,), "not a format specification"),
    ],
)
def test_what_is_not_a_number_format_is_named(template, values, message):
    with pytest.raises(ValueError, match=message):
        text(template, *values)


def test_an_integer_is_written_without_a_point():
    assert checked_spec("", 3) == "d"
    assert checked_spec("", np.float64(3)) == ""
    assert checked_spec(",", np.arange(3)[1]) == ",d"


def test_truth_values_read_as_in_python(javascript):
    for value in (True, np.False_, np.array(True)):
        assert str(text("{}", value)) == f"{bool(value)}"
        assert checked_spec("", value) == "?"
    assert javascript([(1.0, "?"), (0.0, "?")]) == ["True", "False"]
    assert str(text("{:d} {:.1f}", True, True)) == "1 1.0"
    with pytest.raises(ValueError, match=r"'\?'"):
        checked_spec("?", 1.0)
