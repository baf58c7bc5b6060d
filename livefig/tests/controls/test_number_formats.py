import ipywidgets
import pytest

from livefig.controls.number_formats import from_d3, to_d3
from livefig.controls.widgets import from_widget, to_widget

# What d3-format's documentation says of a format, and Python's words for it.
SAME = [
    (".2f", 1234.5, "1234.50"),
    (",.2f", 1234.5, "1,234.50"),
    ("+.1f", 2.0, "+2.0"),
    ("08.3f", 1.5, "0001.500"),
    ("*>8.1f", 1.5, "*****1.5"),
    (".1%", 0.125, "12.5%"),
    (".3g", 0.5, "0.500"),  # d3 keeps the zeros
    (".3", 0.5, "0.5"),  # and drops them where there is no type
    ("", 0.5, "0.5"),
    ("d", 2.0, "2"),
    (",d", 12345.0, "12,345"),
    (".1e", 1234.5, "1.2e+03"),
]


@pytest.mark.parametrize(("spec", "value", "text"), SAME)
def test_formats_of_widgets_are_shown_by_python(spec, value, text):
    widget = ipywidgets.FloatSlider(value, min=0, max=20000, readout_format=spec)
    assert format(value, from_widget("w", widget).format) == text


def test_whole_numbers_have_formats_of_their_own():
    widget = ipywidgets.IntSlider(12345, min=0, max=20000, readout_format=",d")
    assert format(12345, from_widget("n", widget).format) == "12,345"
    assert from_d3("", "n", whole=True) == "d"


@pytest.mark.parametrize(
    ("spec", "instead"),
    [
        ("$,.2f", r"unit='\$'"),
        ("(.2f", "parentheses"),
        (".2s", "prefix"),
        (".3r", "significant"),
        (".1p", "'.1%'"),
        ("#x", "decimal"),
        ("x", "type x"),
        ("c", "type c"),
        ("%.2f", "not a number format"),
    ],
)
def test_what_python_cannot_show_is_refused(spec, instead):
    with pytest.raises(ValueError, match=f"control w: .*{instead}"):
        from_d3(spec, "w", whole=False)


@pytest.mark.parametrize(
    "spec", [".2f", "d", ".3g", "#.3g", "_.2f", "z.1f", "+,.1%", "F", ".4", "", "no format"]
)
def test_widgets_take_what_they_get(spec):
    given = ipywidgets.FloatSlider(readout_format=to_d3(spec) if spec != "no format" else ".2f")
    assert to_widget(from_widget("w", given)) is given
    assert to_d3("no format") == "no format"


@pytest.mark.parametrize("spec", [".2f", "#.3g", ".3g", ",.1f", ".1%", "d"])
def test_the_way_to_widgets_and_back_changes_nothing(spec):
    assert from_d3(to_d3(spec), "w", whole=True) == spec
