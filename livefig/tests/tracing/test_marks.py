"""f-strings of traced numbers: they follow, or they are refused."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from livefig import TraceError, explore, repeat, text

CONTROLS = {"a": (0.0, 2.0, 0.01), "n": (0, 9, 1), "on": True}


@pytest.fixture
def plot():
    fig = Figure()
    ax = fig.add_subplot()
    (curve,) = ax.plot(np.arange(5.0))
    return fig, ax, curve


def titled(make, **controls):
    """Return the spec of a figure whose title is what `make` returns."""
    fig = Figure()
    ax = fig.add_subplot()
    (curve,) = ax.plot(np.arange(5.0))

    def update(a, n, on):
        return {curve: a * n * np.arange(5.0) * on, ax.title: make(a, n, on)}

    return explore(fig, update, name="f", alt="A line.", **(CONTROLS | controls)).spec


def flag(a):
    return a > 1


FORMS = {
    "f-string": (lambda a, n, on: f"a = {a:.2f}, n = {n}", "a = {:.2f}, n = {}", "an"),
    "format": (lambda a, n, on: "{:.1f} of {}".format(a, n), "{:.1f} of {}", "an"),  # noqa: UP032
    "%s": (lambda a, n, on: "%s!" % a, "{}!", "a"),  # noqa: UP031
    "str": (lambda a, n, on: "n: " + str(n), "n: {}", "n"),
    "alone": (lambda a, n, on: f"{a:.3g}", "{:.3g}", "a"),
    "joined": (lambda a, n, on: ", ".join([f"{a:.1f}", f"{n:d}"]), "{:.1f}, {:d}", "an"),
    "mathematics": (lambda a, n, on: rf"$\alpha_{{1}} = {a:.2f}$", r"$\alpha_{{1}} = {:.2f}$", "a"),
    "braces": (lambda a, n, on: f"{{{n}}}", "{{{}}}", "n"),
    "width": (lambda a, n, on: f"[{a:+8.2f}]", "[{:+8.2f}]", "a"),
    "twice": (lambda a, n, on: f"{a:.1f}" * 2, "{0:.1f}{1:.1f}", "aa"),
    "lines": (lambda a, n, on: f"{a:.0f}\n{n}", "{:.0f}\n{}", "an"),
    "in a dict": (lambda a, n, on: {"text": f"{a:.1f}", "color": (1, 0, 0)}, None, "a"),
}


@pytest.mark.parametrize(("make", "template", "names"), FORMS.values(), ids=FORMS)
def test_an_f_string_is_the_live_text_of_its_template(make, template, names):
    def written(a, n, on):
        values = [{"a": a, "n": n}[name] for name in names]
        if template is None:
            return {"text": text("{:.1f}", *values), "color": (1, 0, 0)}
        return text(template, *values)

    assert titled(make) == titled(written)


def test_computed_numbers_and_words_that_a_choice_makes_follow():
    def by_hand(a, n, on):
        if on:
            return text("{:.1f} is large: {}", a * 2, flag(a))
        return text("off")

    def with_f(a, n, on):
        return f"{a * 2:.1f} is large: {flag(a)}" if on else "off"

    assert titled(with_f) == titled(by_hand)


def test_rounded_numbers_and_texts_within_live_texts_follow():
    assert titled(lambda a, n, on: f"{round(a, 1)}") == titled(
        lambda a, n, on: text("{}", np.round(a, 1))
    )
    assert titled(lambda a, n, on: text(f"{a:.1f} of {{}}", n)) == titled(
        lambda a, n, on: text("{1:.1f} of {0}", n, a)
    )


def test_a_loop_may_format_what_it_ends_with(plot):
    fig, ax, curve = plot

    def update(a):
        final, _ = repeat(lambda x: x * a, 1.0 * a, 3)
        return {curve: final * np.ones(5), ax.title: f"{final:.2f}"}

    spec = explore(fig, update, a=(0.0, 2.0), name="f", alt="A line.").spec
    assert spec["artists"][1]["templates"][0][0][0]["spec"] == ".2f"


CHANGED = {
    "cut": lambda a: f"a = {a:.2f}"[:8],
    "decimal comma": lambda a: f"a = {a:.2f}".replace(".", ","),
    "one number cut": lambda a: f"{a:.2f}"[:2],
    "one number changed": lambda a: f"{a:.2f}".rstrip("0"),
    "compared": lambda a: "zero" if f"{a:.2f}" == "0.00" else "more",
    "measured": lambda a: f"{a:.2f}" if len(f"{a:.2f}") < 9 else "large",
    "formatted again": lambda a: f"{f'{a:.2f}':>12}",
    "looked up": lambda a: {"1.00": "one"}.get(f"{a:.2f}", "other"),
    "sign asked": lambda a: "minus" if f"{a:.2f}".startswith("-") else "plus",
}


@pytest.mark.parametrize("make", CHANGED.values(), ids=CHANGED)
def test_a_text_that_would_be_frozen_is_refused(plot, make):
    fig, ax, curve = plot

    def update(a):
        return {curve: a * np.ones(5), ax.title: make(a)}

    with pytest.raises(TraceError, match="a text made of a traced number was"):
        explore(fig, update, a=(0.0, 2.0), name="f", alt="A line.")


def test_a_text_of_another_call_is_refused(plot):
    fig, ax, curve = plot
    kept = []

    def update(a):
        kept.append(f"a = {a + len(kept):.3f}")
        return {curve: a * np.ones(5), ax.title: kept[0]}

    with pytest.raises(TraceError):
        explore(fig, update, a=(0.0, 2.0), name="f", alt="A line.")


def test_a_goal_cannot_hold_a_number(plot):
    fig, _, curve = plot

    def update(a):
        return {curve: a * np.ones(5), "goals": {f"reach {a:.1f}": a > 1}}

    with pytest.raises(TraceError, match="a goal's label holds a traced number"):
        explore(fig, update, a=(0.0, 2.0), name="f", alt="A line.")


@pytest.mark.parametrize(("spec", "message"), [("c", "'c'"), ("q", "'q'"), (".2x", "'x'")])
def test_a_format_that_is_none_is_the_authors_mistake(plot, spec, message):
    fig, ax, curve = plot

    def update(a):
        return {curve: a * np.ones(5), ax.title: format(a, spec)}

    with pytest.raises(ValueError, match=message):
        explore(fig, update, a=(0.0, 2.0), name="f", alt="A line.")


def test_printing_shows_the_number_as_it_is_now(plot, capsys):
    fig, _, curve = plot

    def update(a):
        print(f"a is {a:.2f}")
        return {curve: a * np.ones(5)}

    explore(fig, update, a=(0.0, 2.0), name="f", alt="A line.")
    shown = capsys.readouterr().out.splitlines()[0]
    assert "".join(c for c in shown if c.isprintable()) == "a is 1.00"
