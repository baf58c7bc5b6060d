"""Mathematical notation in live texts."""

import pytest

from livefig.notation.mathtext import typeset
from livefig.notation.text import Slot, text


def plain(template, *values):
    """Return the words of a template's lines, numbers as #."""
    lines = typeset(text(template, *values).parts)
    return ["".join("#" if isinstance(r.content, Slot) else r.content for r in ln) for ln in lines]


def test_notation_is_set_in_letters_and_scripts():
    (line,) = typeset(text(r"$\hat y = w_{{12}} x^2 + b$: {:.1f}", 1.0).parts)
    styles = [(run.content, run.italic, run.script) for run in line if isinstance(run.content, str)]
    assert styles == [
        ("ŷ", True, 0),
        ("\u00a0=\u00a0", False, 0),
        ("w", True, 0),
        ("12", False, -1),
        ("x", True, 0),
        ("2", False, 1),
        ("\u00a0+\u00a0", False, 0),
        ("b", True, 0),
        (": ", False, 0),
    ]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (r"$-{:.1f}$", ["−#"]),
        (r"$a - -b$", ["a\u00a0−\u00a0−b"]),
        (r"$\partial J / \partial w$", ["∂J/∂w"]),
        (r"$\sigma(z) \leq \mathbf{{W}}^T$", ["σ(z)\u00a0≤\u00a0WT"]),
        (r"cost \$ {:.1f} and $a$", ["cost $ # and a"]),
        ("price $ {:.1f}", ["price $ #"]),
        ("two\n$z$ lines", ["two", "z lines"]),
        (r"$\log x$", ["log\u2009x"]),
    ],
)
def test_notation_is_read_as_matplotlib_reads_it(template, expected):
    values = (1.0,) * template.count("{:")
    assert plain(template, *values) == expected


@pytest.mark.parametrize(
    ("formula", "what"),
    [
        (r"$\frac{{a}}{{b}}$", r"'\\frac'"),
        (r"$\sqrt x$", r"'\\sqrt'"),
        (r"$x^{{a_b}}$", "a script within a script"),
        (r"$x_$", "nothing after it"),
        (r"$x_{{1$", "not closed"),
        (r"$x}}$", "closing brace"),
        (r"$\hat{{xy}}$", "more than one letter"),
    ],
)
def test_notation_beyond_the_subset_is_named(formula, what):
    with pytest.raises(ValueError, match=what):
        plain(formula)
