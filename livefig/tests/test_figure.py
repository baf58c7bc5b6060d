import json
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pytest
from v8 import Engine

from livefig import LiveFigure, TraceError, animate, explore, points, text


@pytest.fixture
def plot():
    x = np.linspace(-1, 1, 5)
    fig, ax = plt.subplots()
    (curve,) = ax.plot(x, x)
    yield fig, ax, curve, x
    plt.close(fig)


def outputs(figure, function, *args, combination=0):
    """Run the program of a figure as the page does."""
    source = f"(...args) => ({figure.spec['program']}).{function}[{combination}](args)"
    return Engine().call(source, args)


def named(**options):
    return {"name": "figure-one", "alt": "A line."} | options


def test_explore_compiles_what_the_artists_follow(plot):
    fig, ax, curve, x = plot
    caption = ax.set_title("")

    def update(w=2.0, b=0.5):
        a = np.tanh(w * x + b)
        return {curve: a, caption: text("mean {:.3f}", a.mean()), "goals": {"high": a.mean() > 0}}

    figure = explore(fig, update, w=(-4, 4, 0.1), b=(-2, 2, 0.1), **named())
    ys, mean, goal = outputs(figure, "draw", -1.0, 0.25)
    np.testing.assert_allclose(ys, np.tanh(-x + 0.25))
    np.testing.assert_allclose(mean, np.tanh(-x + 0.25).mean())
    assert goal == 1
    assert [goal["label"] for goal in figure.spec["goals"]] == ["high"]
    np.testing.assert_array_equal(curve.get_ydata(), np.tanh(2 * x + 0.5))  # the first state


def test_every_combination_of_choices_has_its_program(plot):
    fig, _, curve, x = plot
    functions = {"sin": np.sin, "cos": np.cos}

    def update(kind="cos", turned=True, w=1.0):
        return {curve: functions[kind](w * x) * (-1 if turned else 1)}

    figure = explore(fig, update, kind=["sin", "cos"], turned=False, w=(0.0, 2.0, 0.1), **named())
    expected = [np.sin(x), -np.sin(x), np.cos(x), -np.cos(x)]
    for i, ys in enumerate(expected):
        np.testing.assert_allclose(outputs(figure, "draw", 1.0, combination=i)[0], ys)
    shown = {c["name"]: c["value"] for c in figure.spec["controls"]}
    assert shown["kind"] == 1
    assert shown["turned"] == 0  # False in the call: the control's own start, as interact does


def test_values_start_as_the_controls_do(plot):
    fig, _, curve, x = plot
    figure = explore(
        fig, lambda n=3, kind="b": {curve: n * x}, n=(0, 9), kind=["a", "b"], **named()
    )
    assert figure.values == {"n": 3, "kind": "b"}
    assert figure.state is None


def test_animate_separates_start_step_and_draw(plot):
    fig, _, curve, x = plot

    def step(state, lr=0.5):
        return {"w": state["w"] * (1 - lr), "n": state["n"] + 1}, {curve: state["w"] * x}

    figure = animate(fig, step, {"w": 4.0, "n": 0}, lr=(0.0, 1.0), n_steps=9, **named())
    start = [float(v[0]) for v in outputs(figure, "start", 0.5)]
    assert start == [4.0, 0.0]
    assert [float(v[0]) for v in outputs(figure, "step", 0.25, *start)] == [3.0, 1.0]
    np.testing.assert_allclose(outputs(figure, "draw", 0.25, *start)[0], 4 * x)
    assert figure.spec["animation"] == {
        "shapes": [[[], []]],
        "restarts": [],
        "steps_per_frame": 1,
        "n_steps": 9,
    }


def test_the_start_may_depend_on_controls(plot):
    fig, _, curve, x = plot
    figure = animate(
        fig,
        lambda w, scale=2.0, lr=0.1: (w * (1 - lr), {curve: w * x}),
        lambda scale: scale * np.ones(2)[0],
        scale=(0.0, 4.0),
        lr=(0.0, 1.0),
        **named(),
    )
    assert outputs(figure, "start", 3.0, 0.1)[0] == 3.0


def test_points_come_as_an_array(plot):
    fig, ax, curve, x = plot

    def update(P):
        return {curve: np.polyval(np.stack([1.0, P[:, 1].mean()]), x)}

    figure = explore(fig, update, P=points(ax, [[0, 1], [1, 3]]), **named())
    np.testing.assert_allclose(outputs(figure, "draw", np.array([0, 4, 1, 6]))[0], x + 5)


def test_the_spec_is_json_and_the_page_stands_alone(plot, tmp_path):
    fig, _, curve, x = plot
    figure = explore(
        fig, lambda w=1.0: {curve: w * np.where(x > 0, np.inf, x)}, w=(0.0, 1.0), **named()
    )
    json.dumps(figure.spec, allow_nan=False)
    figure.save(tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    assert 'id="figure-one"' in page
    assert "http:" not in page.replace("http://www.w3.org", "")
    assert "https:" not in page
    assert isinstance(figure, LiveFigure)
    assert "figure-one" in repr(figure)


def test_the_figure_is_closed_so_that_it_is_shown_once(plot):
    fig, _, curve, x = plot
    explore(fig, lambda w=1.0: {curve: w * x}, w=(0.0, 1.0), **named())
    assert fig.number not in plt.get_fignums()


def test_errors_name_the_figure(plot):
    fig, _, curve, x = plot
    with pytest.raises(TraceError, match=r"figure 'figure-one'.*np\.where"):
        explore(fig, lambda w=1.0: {curve: x if w > 0 else -x}, w=(-1.0, 1.0), **named())


def test_an_assignment_into_an_array_is_seen_through(plot):
    fig, _, curve, x = plot

    def update(w=1.0):
        y = x.copy()
        y[0] = w
        return {curve: y}

    with pytest.raises(TraceError, match=r"figure 'figure-one'.*np\.copy\(x\)"):
        explore(fig, update, w=(-1.0, 1.0), **named())

    def copied(w=1.0):
        y = np.copy(x)
        y[0] = w
        return {curve: y}

    assert "figure-one" in explore(fig, copied, w=(-1.0, 1.0), **named()).html


def test_the_authors_own_errors_pass_with_a_note(plot):
    fig, _, curve, _ = plot
    with pytest.raises(KeyError) as caught:
        explore(fig, lambda w=1.0: {curve: {}["missing"]}, w=(-1.0, 1.0), **named())
    assert "figure-one" in caught.value.__notes__[0]


BAD = {
    "no alt": (dict(alt=" "), {}, ValueError, "alt"),
    "bad name": (dict(name="one figure"), {}, ValueError, "name"),
    "control without a parameter": ({}, {"c": (0, 1)}, ValueError, "c has no parameter"),
    "empty range": ({}, {"w": (1.0, 1.0)}, ValueError, "min < max"),
    "default out of range": ({}, {"w": (2.0, 3.0)}, ValueError, "outside"),
    "too many choices": ({}, {"w": list(range(300))}, ValueError, "256"),
    "foreign hover": (dict(hover=["nothing"]), {}, ValueError, "hover"),
}


@pytest.mark.parametrize(("options", "controls", "error", "message"), BAD.values(), ids=BAD.keys())
def test_bad_arguments(plot, options, controls, error, message):
    fig, _, curve, x = plot
    with pytest.raises(error, match=message):
        explore(fig, lambda w=1: {curve: w * x}, **({"w": (0, 2)} | controls), **named(**options))


def test_a_parameter_without_a_control(plot):
    fig, _, curve, x = plot
    with pytest.raises(ValueError, match="no control"):
        explore(fig, lambda w=1.0, b=0.0: {curve: w * x + b}, w=(0.0, 1.0), **named())


def test_a_default_that_is_not_finite(plot):
    fig, _, curve, x = plot
    with pytest.raises(ValueError, match="finite"):
        explore(fig, lambda w=np.nan: {curve: w * x}, w=(0.0, 1.0), **named())


def test_wrong_results(plot):
    fig, _, curve, x = plot
    other, ax = plt.subplots()
    (foreign,) = ax.plot(x, x)
    plt.close(other)
    control = {"w": (0.0, 1.0)}
    for function, error, message in [
        (lambda w=1.0: [curve], TypeError, "dict"),
        (lambda w=1.0: {foreign: w * x}, ValueError, "not in this figure"),
        (lambda w=1.0: {curve: w * x[:3]}, ValueError, "shape"),
        (lambda w=1.0: {fig: w}, TypeError, "cannot follow"),
        (lambda w=1.0: {curve: x * w, "goals": w > 1}, TypeError, "goals"),
        (lambda w=1.0: {curve: x * w, "goals": {"all": w * x > 1}}, ValueError, "one condition"),
    ]:
        with pytest.raises(error, match=message):
            explore(fig, function, **control, **named())


def test_steps_that_change_the_state(plot):
    fig, _, curve, x = plot
    for step, error, message in [
        (lambda w, lr=0.5: w * lr, TypeError, "tuple"),
        (lambda w, lr=0.5: (np.stack([w, lr]), {curve: w * x}), ValueError, "shape"),
        (lambda w, lr=0.5: ([w, lr], {curve: w * x}), ValueError, "form"),
    ]:
        with pytest.raises(error, match=message):
            animate(fig, step, 1.0, lr=(0.0, 1.0), **named())
    with pytest.raises(ValueError, match="n_steps"):
        animate(fig, lambda w: (w, {curve: w * x}), 1.0, n_steps=0, **named())


def test_a_control_that_nothing_depends_on_is_reported(plot):
    fig, _, curve, x = plot
    with pytest.warns(UserWarning, match="nothing depends on b") as caught:
        explore(fig, lambda w=1.0, b=0.0: {curve: w * x}, w=(0.0, 1.0), b=(0.0, 1.0), **named())
    assert caught[0].filename == __file__, "the author's line"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explore(fig, lambda w=1.0: {curve: w * x}, w=(0.0, 1.0), **named())


def test_bare_whole_numbers_and_truths_are_written_out():
    fig, ax = plt.subplots()
    whole, truth = ax.text(0, 0, ""), ax.text(0, 1, "")

    def update(n=1234, w=1.0):
        return {whole: n, truth: text("{}", w > n)}

    figure = explore(fig, update, n=(0, 2000), w=(0.0, 1.0), name="words", alt="Two texts.")
    assert ">1234<" in figure.svg
    assert ">False<" in figure.svg
