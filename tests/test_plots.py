"""Plots: the artists they return show the numbers they were given."""

import io
import warnings

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb, to_rgba

from nnlib import Network, Neuron, datasets, plots

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def style():
    with plt.rc_context():
        plots.use_style()
        yield
    plt.close("all")


def draw(ax):
    """Render the figure of `ax`, any warning an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.savefig(io.BytesIO())


def contrast(colour, background):
    """Return the contrast ratio of WCAG 2."""

    def luminance(colour):
        c = np.array(to_rgb(colour))
        linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
        return linear @ [0.2126, 0.7152, 0.0722]

    bright, dark = sorted([luminance(colour), luminance(background)], reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_style_is_readable_on_light_and_dark():
    cycle = plt.rcParams["axes.prop_cycle"].by_key()["color"]
    assert [to_rgb(colour) for colour in cycle] == [to_rgb(colour) for colour in plots.COLOURS]
    for colour in plots.COLOURS[:-1]:  # the last is black, which a live page replaces
        assert contrast(colour, "white") >= 3
        assert contrast(colour, "#121212") >= 3
    for name in ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color"):
        assert to_rgb(plt.rcParams[name]) == (0, 0, 0)
    assert to_rgba(plt.rcParams["figure.facecolor"])[3] == 0
    assert plt.rcParams["figure.figsize"] == [5.2, 3.4]


def test_the_maps_let_the_page_through_where_nothing_is():
    for cmap in (plots.DIVERGING, plots.PALE):
        low, high = cmap(0.0), cmap(1.0)
        assert low[:3] == pytest.approx(to_rgb(plots.COLOURS[0]), abs=0.01)
        assert high[:3] == pytest.approx(to_rgb(plots.COLOURS[1]), abs=0.01)
        assert cmap(0.5)[3] <= 0.11
        alpha = cmap(np.linspace(0, 1, 101))[:, 3]
        assert alpha == pytest.approx(alpha[::-1], abs=0.02)  # symmetric
    assert plots.INK(0.0)[3] == 0
    assert plots.INK(1.0)[3] == 1


def test_network_diagram():
    rng = np.random.default_rng(0)
    network = Network([2, 3, 1])
    X = rng.normal(size=(1, 2))
    steps = network.steps(X, [1])
    values = [X[0], *(step.A[0] for step in steps)]
    weights = [layer.W for layer in network.layers]
    diagram = plots.network_diagram([2, 3, 1], weights, values, names=["in", "hidden", "out"])
    draw(diagram.ax)
    for edges, W in zip(diagram.edges, weights, strict=True):
        assert edges.get_array().data == pytest.approx(W.ravel())
        assert edges.get_linewidths() == pytest.approx(plots.edge_width(W.ravel()))
    paths = [path.vertices for path in diagram.edges[0].get_paths()]
    for (start, end), (i, j) in zip(paths, np.ndindex(2, 3), strict=True):
        assert start == pytest.approx(diagram.neurons[0].get_offsets().data[i])
        assert end == pytest.approx(diagram.neurons[1].get_offsets().data[j])
    for neurons, texts, a in zip(diagram.neurons, diagram.values, values, strict=True):
        assert neurons.get_array().data == pytest.approx(a)
        assert [text.get_text() for text in texts] == [f"{v:.2f}" for v in a]


def test_large_layers_are_cut_short():
    diagram = plots.network_diagram([784, 16, 10], max_neurons=8)
    draw(diagram.ax)
    assert [len(neurons.get_offsets()) for neurons in diagram.neurons] == [6, 6, 6]
    assert [text.get_text() for text in diagram.ax.texts] == ["⋮"] * 3
    weights = [np.arange(784 * 4.0).reshape(784, 4)]
    diagram = plots.network_diagram([784, 4], weights, max_neurons=8)
    shown = [0, 1, 2, 781, 782, 783]
    assert diagram.edges[0].get_array().data == pytest.approx(weights[0][shown].ravel())
    assert plots.network_diagram([3, 2], ax=diagram.ax).ax is diagram.ax


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"weights": [np.ones((2, 3))]}, "weights holds 1 array, expected 2"),
        (
            {"weights": [np.ones((3, 2)), np.ones((3, 1))]},
            r"weights\[0\] has shape \(3, 2\), expec",
        ),
        ({"values": [[1, 2], [1, 2, 3], [np.nan]]}, r"values\[2\] holds nan"),
        ({"names": ["in", "out"]}, "names holds 2, but there are 3 layers"),
    ],
)
def test_bad_network_diagrams(arguments, message):
    with pytest.raises(ValueError, match=message):
        plots.network_diagram([2, 3, 1], **arguments)


@pytest.mark.parametrize("n", [1, 2, 3, 8])
def test_neuron_diagram(n):
    rng = np.random.default_rng(n)
    neuron, x = Neuron(rng.normal(size=n), 0.25), rng.normal(size=n)
    diagram = plots.neuron_diagram(x, neuron.weights, neuron.bias, neuron.z(x), neuron(x))
    draw(diagram.ax)
    assert diagram.edges.get_array().data == pytest.approx(neuron.weights)
    assert [text.get_text() for text in diagram.x] == [f"{v:.2f}" for v in x]
    assert [text.get_text() for text in diagram.weights] == [f"w = {w:.2f}" for w in neuron.weights]
    assert diagram.bias.get_text() == "b = 0.25"
    assert diagram.z.get_text() == f"z = {neuron.z(x):.2f}"
    assert diagram.a.get_text() == f"a = {neuron(x):.2f}"
    assert len(diagram.nodes.get_offsets()) == n + 2
    # No label runs over another.
    renderer = diagram.ax.figure.canvas.get_renderer()
    boxes = [text.get_window_extent(renderer) for text in (*diagram.weights, diagram.z, diagram.a)]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_bad_neuron_diagrams():
    for x, w in (([1, 2], [1]), ([[1]], [[1]]), ([], [])):
        with pytest.raises(ValueError, match=r"expected \(n_in,\) for both"):
            plots.neuron_diagram(x, w, 0, 0, 0)


def test_decision_boundary_of_one_output():
    X, y = datasets.moons(40)
    plot = plots.decision_boundary(lambda p: 1 / (1 + np.exp(-p[:, :1])), X, y, n=20)
    draw(plot.ax)
    field = plot.field.get_array().data
    assert field.shape == (20, 20)
    assert field.ravel() == pytest.approx(1 / (1 + np.exp(-plot.grid[:, 0])))
    assert (np.diff(field, axis=1) > 0).all()  # x runs along the rows
    assert plot.field.origin == "lower"
    assert plot.field.get_interpolation() == "bilinear"
    left, right, bottom, top = plot.field.get_extent()
    assert (left, right) == plot.ax.get_xlim()
    assert (bottom, top) == plot.ax.get_ylim()
    assert ((left, bottom) < X.min(axis=0)).all()
    assert ((right, top) > X.max(axis=0)).all()
    for k, points in enumerate(plot.points):
        assert points.get_offsets().data == pytest.approx(X[y == k])
    assert any(isinstance(c, matplotlib.contour.QuadContourSet) for c in plot.ax.collections)


@pytest.mark.parametrize("arguments", [{"line": False}, {"limits": (5, 6)}])
def test_decision_boundary_without_a_line(arguments):
    X, y = datasets.moons(40)
    plot = plots.decision_boundary(
        lambda p: p[:, 0], X, y, n=20, ax=plt.figure().gca(), **arguments
    )
    draw(plot.ax)
    assert len(plot.ax.collections) == 2


def test_decision_boundary_of_several_classes():
    X, y = datasets.clouds(30, [[0, 0], [5, 0], [0, 5]])
    centres = np.array([[0, 0], [5, 0], [0, 5]])

    def score(points):
        return -((points[:, None] - centres) ** 2).sum(axis=-1)

    plot = plots.decision_boundary(score, X, y, extent=(-2, 7, -2, 7), n=30)
    draw(plot.ax)
    assert plot.field.get_array().ravel().tolist() == score(plot.grid).argmax(axis=1).tolist()
    assert plot.field.get_interpolation() == "nearest"  # no class 1 on the way from 0 to 2
    colours = plot.field.cmap(plot.field.norm([0, 1, 2]))
    for colour, expected in zip(colours, plots.COLOURS, strict=False):
        assert colour[:3] == pytest.approx(to_rgb(expected))
    assert len({points.get_paths()[0].vertices.tobytes() for points in plot.points}) == 3


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.ones((3, 3)), [0, 1, 0], r"X has shape \(3, 3\) and y \(3,\), expected \(m, 2\)"),
        (np.ones((3, 2)), [0, 1], r"y \(2,\)"),
        (np.ones((1, 2)), [-1], "y holds -1, expected classes from 0 to 5"),
    ],
)
def test_bad_decision_boundaries(X, y, message):
    with pytest.raises(ValueError, match=message):
        plots.decision_boundary(lambda p: p[:, 0], X, y)


def test_the_plane_is_divided_evenly():
    points = plots.plane((0, 4, 10, 12), 2)
    assert points.tolist() == [[1, 10.5], [3, 10.5], [1, 11.5], [3, 11.5]]
    with pytest.raises(ValueError, match="n is 0, expected a whole number from 1 up"):
        plots.plane((0, 1, 0, 1), 0)


def test_loss_curves():
    plot = plots.loss_curves({"training": [3, 2, 1], "validation": [3, 2.5, 2.4]}, log=True)
    draw(plot.ax)
    assert plot.lines["training"].get_xdata().tolist() == [1, 2, 3]
    assert plot.lines["validation"].get_ydata().tolist() == [3, 2.5, 2.4]
    assert plot.lines["training"].get_linestyle() != plot.lines["validation"].get_linestyle()
    assert [text.get_text() for text in plot.ax.get_legend().get_texts()] == [
        "training",
        "validation",
    ]
    assert plot.ax.get_yscale() == "log"
    one = plots.loss_curves({"training": [1.0]}, ax=plt.figure().gca())
    assert one.ax.get_legend() is None
    assert one.ax.get_yscale() == "linear"


def test_confusion_matrix():
    y, y_hat = [0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 0]
    plot = plots.confusion_matrix(y, y_hat)
    draw(plot.ax)
    assert plot.counts.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 2]]
    assert plot.image.get_array().tolist() == plot.counts.tolist()
    assert [[text.get_text() for text in row] for row in plot.texts] == [
        ["1", "1", ""],
        ["", "1", ""],
        ["1", "", "2"],
    ]
    assert plots.confusion_matrix(y, y_hat, 5, ax=plt.figure().gca()).counts.shape == (5, 5)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0, 1], [0]), r"y has shape \(2,\) and y_hat \(1,\), expected \(m,\) for both"),
        (([], []), r"y has shape \(0,\)"),
        (([0, -1], [0, 1]), "y holds -1, expected classes from 0 to 1"),
        (([0, 1], [0, 5], 3), "y_hat holds 5, expected classes from 0 to 2"),
    ],
)
def test_bad_confusion_matrices(arguments, message):
    with pytest.raises(ValueError, match=message):
        plots.confusion_matrix(*arguments)


def test_image_grid():
    images, labels = datasets.digits()
    plot = plots.image_grid(images[:13], [str(k) for k in labels[:13]], n_columns=5)
    draw(plot.ax)
    assert len(plot.images) == 13
    for image, pixels, title, label in zip(plot.images, images, plot.titles, labels, strict=False):
        assert image.get_array().data == pytest.approx(pixels.reshape(8, 8))
        assert image.get_clim() == (0, 1)
        assert title.get_text() == str(label)
    boxes = [image.get_window_extent() for image in plot.images]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert boxes[0].y0 > boxes[5].y1  # the second row is below the first
    assert boxes[1].x0 > boxes[0].x1
    assert boxes[0].width == pytest.approx(boxes[0].height)


def test_weights_as_images():
    weights = np.random.default_rng(0).normal(size=(3, 4, 6))
    plot = plots.image_grid(weights, limits=None, ax=plt.figure().gca())
    draw(plot.ax)
    largest = np.abs(weights).max()
    assert {image.get_clim() for image in plot.images} == {(-largest, largest)}
    assert plot.titles == []
    draw(plots.image_grid(np.zeros((1, 4)), limits=None).ax)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((np.ones((2, 5)),), "images have 5 pixels, expected a square number"),
        ((np.ones(4),), r"images has shape \(4,\), expected \(n, height, width\)"),
        ((np.ones((0, 4)),), r"images has shape \(0, 2, 2\)"),
        ((np.ones((2, 4)), ["a"]), "titles holds 1, but there are 2 images"),
    ],
)
def test_bad_image_grids(arguments, message):
    with pytest.raises(ValueError, match=message):
        plots.image_grid(*arguments)


def test_no_columns():
    with pytest.raises(ValueError, match="n_columns is 0"):
        plots.image_grid(np.ones((2, 4)), n_columns=0)
