"""What an author writes becomes controls, or an error that says what is wrong."""

import math

import ipywidgets
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livefig.controls.helpers import checkbox, choice, pad, points, slider
from livefig.controls.kinds import Choice, Pad, Points, Range
from livefig.controls.presets import read_presets
from livefig.controls.reading import n_combinations, read_controls
from livefig.controls.widgets import to_widget

AXES = object()


def one(control, **default):
    """Return the control for a parameter `w`, with a default where one is given."""

    def update(w): ...

    update.__defaults__ = tuple(default.values())
    return read_controls(update, {"w": control}, [AXES].index)[0]


def spec_of(control, *names):
    spec = one(control).to_spec()
    return tuple(spec[name] for name in names)


# Sliders


def test_order_is_that_of_the_parameters():
    def update(a, b=1, *, c=True): ...

    controls = read_controls(update, {"c": True, "a": (0, 1), "b": (0, 2)}, [AXES].index)
    assert [control.name for control in controls] == ["a", "b", "c"]


def test_first_parameters_can_be_left_to_the_state():
    def step(state, lr=0.1): ...

    controls = read_controls(step, {"lr": (0.0, 1.0)}, [AXES].index, skip_first=1)
    assert [control.name for control in controls] == ["lr"]


@pytest.mark.parametrize(
    ("given_ends", "expected"),
    [
        ((-4, 4, 0.1), (-4, 4, 0.1, False)),
        ((-4.0, 4.0), (-4.0, 4.0, 0.1, False)),
        ((0, 10), (0, 10, 1, True)),
        ((0, 10, 2), (0, 10, 2, True)),
        ((0.0, 0.01), (0.0, 0.01, 1e-4, False)),
        ((np.float64(0), np.float64(5)), (0, 5, 0.1, False)),
        ((np.int64(0), np.int64(5)), (0, 5, 1, True)),
    ],
)
def test_range(given_ends, expected):
    low, high, step, integer = spec_of(given_ends, "min", "max", "step", "integer")
    assert (low, high, integer) == (expected[0], expected[1], expected[3])
    assert step == pytest.approx(expected[2])


@pytest.mark.parametrize("step", [np.float64(0.25), np.float32(0.25), np.int64(1)])
def test_numpy_numbers_become_plain_ones(step):
    """The page would get "np.float64(0.25)" for a step, and the slider would stand still."""
    ends = spec_of(slider(np.float64(0), np.float64(2), step), "min", "max", "step")
    assert ends == (0, 2, step)
    assert {type(number) for number in ends} <= {int, float}


@pytest.mark.parametrize("ends", [(0, 10), (1, 4), (0.0, 1.0), (-3.0, 5.0), (-5, -2, 1)])
def test_initial_value_without_default_is_that_of_interact(ends):
    theirs = ipywidgets.interactive(lambda w: None, w=ends).kwargs_widgets[0]
    assert one(ends).initial == theirs.value


@pytest.mark.parametrize("number", [3, -3, 0, 2.5, -2.5, 0.0])
def test_number_alone_gives_the_range_of_interact(number):
    theirs = ipywidgets.interactive(lambda w: None, w=number).kwargs_widgets[0]
    ours = one(number)
    assert (ours.min, ours.max, ours.initial) == (theirs.min, theirs.max, theirs.value)
    assert ours.integer == isinstance(theirs, ipywidgets.IntSlider)


def test_default_of_the_parameter_comes_first():
    assert one((0, 10), w=7).initial == 7
    assert one(["a", "b"], w="b").initial == 1


def test_integer_slider_hands_over_whole_numbers():
    control = one((0, 10), w=3.0)
    assert control.initial == 3
    assert isinstance(control.initial, int)
    assert isinstance(control.to_python(4.0), int)
    assert control.traced


def test_fractional_default_makes_a_slider_of_numbers():
    control = one((0, 1), w=0.25)
    assert not control.integer
    assert control.initial == 0.25


@pytest.mark.parametrize(
    ("control", "format"),
    [
        ((0, 10), "d"),
        ((-4, 4, 0.1), ".1f"),
        ((0.0, 1.0, 0.25), ".2f"),
        ((0.0, 1.0, 1.0), ".1f"),
        ((0.0, 1e-6), ".3g"),
        (slider(1e-3, 1, log=True), ".3g"),
        (slider(0, 1, 0.1, format="+.4f"), "+.4f"),
    ],
)
def test_number_format_shows_what_the_steps_need(control, format):
    assert spec_of(control, "format") == (format,)


def test_format_shows_an_initial_value_between_the_steps():
    assert one((0.0, 1.0, 0.1), w=0.25).format == ".2f"


def test_slider_says_what_an_abbreviation_cannot():
    labelled = slider(-2.0, 2.0, 0.5, label="$w_1$", unit="kg")
    assert spec_of(labelled, "label", "unit", "step") == ("$w_1$", "kg", 0.5)


def test_log_slider_counts_in_decades():
    control = slider(1e-3, 10, log=True)
    low, high, step, log = spec_of(control, "min", "max", "step", "log")
    assert (low, high, step, log) == (pytest.approx(-3), pytest.approx(1), 0.1, True)
    assert one(control).initial == pytest.approx(0.1)  # the middle, in decades
    assert one(control, w=0.03).to_spec()["value"] == 0.03


# Choices


@pytest.mark.parametrize(
    ("options", "labels", "values"),
    [
        (["a", "b"], ["a", "b"], ["a", "b"]),
        (("a", "b", "c"), ["a", "b", "c"], ["a", "b", "c"]),
        ([1, 2.5], ["1", "2.5"], [1, 2.5]),
        ([("one", 1), ("two", 2)], ["one", "two"], [1, 2]),
        ({"one": 1, "two": 2}, ["one", "two"], [1, 2]),
        (range(3), ["0", "1", "2"], [0, 1, 2]),
        ([np.tanh], ["<ufunc 'tanh'>"], [np.tanh]),
    ],
)
def test_choice(options, labels, values):
    control = one(options)
    spec = control.to_spec()
    assert (spec["kind"], spec["options"], spec["value"]) == ("select", labels, 0)
    assert control.choices == values
    assert not control.traced


def test_choice_can_be_a_row_of_buttons():
    assert spec_of(choice(["a", "b"], toggle=True, label="Which"), "kind", "label") == (
        "toggle",
        "Which",
    )


@pytest.mark.parametrize(("control", "value"), [(True, 1), (False, 0), (checkbox(value=True), 1)])
def test_checkbox(control, value):
    ours = one(control)
    assert (ours.to_spec()["kind"], ours.initial) == ("checkbox", value)
    assert ours.choices == [False, True]
    assert ours.to_python(ours.initial) is bool(value)


def test_choices_of_arrays_are_found():
    first, second = np.zeros(2), np.ones(2)
    assert one({"a": first, "b": second}, w=second).initial == 1


def test_true_and_one_are_different_options():
    assert one([1, True], w=True).initial == 1


def test_combinations_multiply():
    def update(a, b, c, w): ...

    given = {"a": ["x", "y"], "b": True, "c": [1, 2, 3], "w": (0, 1)}
    controls = read_controls(update, given, [AXES].index)
    assert n_combinations(controls) == 12


# Points and pads


def test_points_have_room_for_more_when_they_can_be_edited():
    control = one(points(AXES, [(0, 1), (2, 3)], editable=True, capacity=3))
    assert isinstance(control, Points)
    np.testing.assert_array_equal(control.initial, [[0, 1], [2, 3], [np.nan, np.nan]])
    spec = control.to_spec()
    assert spec["value"] == [[0, 1], [2, 3]]
    assert (spec["shape"], spec["axes"], spec["editable"]) == ([3, 2], 0, True)
    np.testing.assert_array_equal(control.to_python([[5, 6]])[0], [5, 6])
    assert np.isnan(control.to_python([])).all()


def test_points_can_start_with_none():
    assert one(points(AXES, [], editable=True)).initial.shape == (20, 2)


def test_pad():
    control = one(pad((2, 3), label="Digit"))
    assert isinstance(control, Pad)
    assert control.initial.shape == (2, 3)
    assert control.to_spec()["value"] == [[0, 0, 0], [0, 0, 0]]
    assert control.to_python([[0, 0.5, 1], [0, 0, 0]])[0, 1] == 0.5


# ipywidgets


def test_ipywidgets_are_accepted_as_they_are():
    widget = ipywidgets.FloatSlider(value=2, min=1, max=3, step=0.5, description="Weight")
    control = one(widget, w=99)
    assert isinstance(control, Range)
    assert (control.min, control.max, control.step, control.initial) == (1, 3, 0.5, 2)
    assert (control.label, control.format) == ("Weight", ".2f")
    assert to_widget(control) is widget


@pytest.mark.parametrize("base", [10, 2, math.e])
def test_ipywidgets_log_slider_of_any_base(base):
    widget = ipywidgets.FloatLogSlider(value=base, base=base, min=-2, max=2, step=0.5)
    spec = one(widget).to_spec()
    assert spec["min"] == pytest.approx(math.log10(base**-2))
    assert spec["max"] == pytest.approx(math.log10(base**2))
    assert spec["step"] == pytest.approx(0.5 * math.log10(base))


@pytest.mark.parametrize(
    ("widget", "kind", "value"),
    [
        (ipywidgets.IntSlider(value=3, min=0, max=9), "range", 3),
        (ipywidgets.Dropdown(options=["a", "b"], value="b"), "select", 1),
        (ipywidgets.Dropdown(options={"A": 1, "B": 2}, value=2), "select", 1),
        (ipywidgets.SelectionSlider(options=[("A", 1), ("B", 2)]), "select", 0),
        (ipywidgets.ToggleButtons(options=["a", "b"]), "toggle", 0),
        (ipywidgets.RadioButtons(options=["a", "b"], index=1), "toggle", 1),
        (ipywidgets.Checkbox(value=True), "checkbox", 1),
        (ipywidgets.ToggleButton(value=False), "checkbox", 0),
    ],
)
def test_ipywidgets_kinds(widget, kind, value):
    control = one(widget)
    spec = control.to_spec()
    assert (spec["kind"], spec["value"]) == (kind, value)
    assert control.to_python(value) == widget.value
    assert spec["label"] == "$w$"


@pytest.mark.parametrize(
    ("control", "widget"),
    [
        ((0, 9), ipywidgets.IntSlider),
        ((0.0, 9.0), ipywidgets.FloatSlider),
        (slider(0.1, 10, log=True), ipywidgets.FloatLogSlider),
        (["a", "b"], ipywidgets.Dropdown),
        (choice(["a", "b"], toggle=True), ipywidgets.ToggleButtons),
        (True, ipywidgets.Checkbox),
    ],
)
def test_controls_become_ipywidgets_with_the_same_value(control, widget):
    ours = one(control)
    made = to_widget(ours)
    assert type(made) is widget
    assert made.value == pytest.approx(ours.to_python(ours.initial))


def test_what_the_page_brings_itself_has_no_ipywidget():
    assert to_widget(one(pad((2, 2)))) is None
    assert to_widget(one(points(AXES, [(0, 0)]))) is None


@given(
    low=st.floats(-1e6, 1e6),
    span=st.floats(1e-3, 1e6),
    at=st.floats(0, 1),
)
def test_value_inside_the_range_is_kept_to_the_last_digit(low, span, at):
    value = min(max(low + at * span, low), low + span)
    control = one((float(low), float(low + span)), w=value)
    assert control.to_spec()["value"] == value
    assert 0 < control.step <= span
    format(value, control.format)


# Bad input


@pytest.mark.parametrize(
    ("control", "default", "message"),
    [
        ((4, -4), None, "needs min < max, got min=4, max=-4"),
        ((1.0, 1.0), None, "needs min < max"),
        ((0, math.inf), None, "max is inf, expected a finite number"),
        ((math.nan, 1.0), None, "min is nan"),
        ((0.0, 1.0, 0.0), None, "step is 0.0, expected a number above 0"),
        ((0.0, 1.0, -0.1), None, "step is -0.1"),
        ((0.0, 1.0), math.nan, "the value is nan, expected a finite number"),
        ((0.0, 1.0), math.inf, "the value is inf, expected a finite number"),
        ((0.0, 1.0), 2.0, "the value 2 is outside its range, 0 to 1"),
        ((0, 10), 11, "the value 11 is outside its range"),
        (slider(0, 1, log=True), None, "a log slider needs min > 0, got min=0"),
        (["a", "b"], "c", "'c' is not one of its options, a, b"),
        ([], None, "there is nothing to choose from"),
        (["a", "a"], None, "two options are labelled 'a'"),
        ([1, "1"], None, "two options are labelled '1'"),
        (ipywidgets.Dropdown(options=["a"], value=None), None, "has no option selected"),
        (points(AXES, [(1, 2, 3)]), None, r"points of shape \(1, 3\), expected \(n, 2\)"),
        (points(AXES, [(1, math.nan)]), None, "a point is not finite"),
        (points(AXES, [(1, 2)], lock="z"), None, "lock is 'z'"),
        (points(AXES, [(1, 2)], capacity=3), None, "stay 1 without editable=True"),
        (points(AXES, [(1, 2)], capacity=0, editable=True), None, "capacity is 0"),
        (points(AXES, []), None, "capacity is 0"),
        (pad((2, 0)), None, r"shape is \(2, 0\)"),
        (pad((2,)), None, r"shape is \(2,\)"),
        (pad((2, 2), [[0, 1]]), None, r"value has shape \(1, 2\), expected \(2, 2\)"),
        (pad((1, 2), [[0, 1.5]]), None, "from 0 to 1"),
    ],
)
def test_value_that_cannot_be(control, default, message):
    with pytest.raises(ValueError, match=message) as caught:
        one(control) if default is None else one(control, w=default)
    assert "control w" in str(caught.value)


@pytest.mark.parametrize(
    ("control", "default", "message"),
    [
        ("abc", None, "control w is 'abc'; expected"),
        (object(), None, "expected"),
        (None, None, "expected"),
        (ipywidgets.Text(), None, "ipywidgets Text; supported are IntSlider"),
        (slider("a", "b"), None, "'a' is not a number"),
        ((0.0, 1.0), "x", "the value is 'x', expected a number"),
        ((0.0, 1.0), True, "the value is True, expected a number"),
        (checkbox(), "yes", "the value is 'yes', expected True or False"),
    ],
)
def test_what_is_no_control(control, default, message):
    with pytest.raises(TypeError, match=message):
        one(control) if default is None else one(control, w=default)


def test_control_without_parameter():
    def update(w=1): ...

    with pytest.raises(ValueError, match="control b has no parameter: update takes w"):
        read_controls(update, {"w": (0, 1), "b": (0, 1)}, [AXES].index)


def test_parameter_without_control():
    def update(w=1, b=1): ...

    with pytest.raises(ValueError, match=r"update has the parameter b, but no control"):
        read_controls(update, {"w": (0, 1)}, [AXES].index)


def test_parameters_must_have_names():
    def starred(*values): ...

    def keywords(**values): ...

    def positional(w, /): ...

    for function in (starred, keywords, positional):
        with pytest.raises(ValueError, match="needs named parameters"):
            read_controls(function, {}, [AXES].index)


def test_too_many_combinations():
    def update(a, b, c): ...

    eight = list(range(8))
    with pytest.raises(ValueError, match="have 512 combinations, at most 256"):
        read_controls(update, {"a": eight, "b": eight, "c": eight}, [AXES].index)


def test_points_of_another_figure():
    with pytest.raises(ValueError, match="not in list"):
        one(points(object(), [(0, 0)]))


# Presets


def controls_for_presets():
    def update(w=1.0, act="tanh", xy=None): ...

    given = {"w": (-4.0, 4.0), "act": ["tanh", "relu"], "xy": points(AXES, [(0, 0)])}
    return read_controls(update, given, [AXES].index)


def test_presets_are_in_the_form_of_the_page():
    presets = {"A": {"w": 2, "act": "relu"}, "B": {"xy": [(1, 2)]}}
    assert read_presets(presets, controls_for_presets()) == [
        {"label": "A", "values": {"w": 2.0, "act": 1}},
        {"label": "B", "values": {"xy": [[1.0, 2.0]]}},
    ]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"b": 1}, "preset 'A' sets b, but the controls are w, act, xy"),
        ({"w": 9}, "preset 'A': control w: the value 9 is outside its range"),
        ({"w": "x"}, "preset 'A': control w: the value is 'x', expected a number"),
        ({"act": "selu"}, "preset 'A': control act: 'selu' is not one of its options"),
        ({"xy": [(1, 2), (3, 4)]}, "preset 'A': control xy: 2 points, expected 1"),
    ],
)
def test_bad_presets(values, message):
    with pytest.raises(ValueError, match=message):
        read_presets({"A": values}, controls_for_presets())


def test_choice_keeps_its_kind():
    assert isinstance(one(["a"]), Choice)
