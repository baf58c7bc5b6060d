"""Figures for the tests."""

import matplotlib.pyplot as plt
import pytest


@pytest.fixture
def fig():
    """Return an empty figure, closed after the test."""
    figure = plt.figure(figsize=(4, 3))
    yield figure
    plt.close(figure)


@pytest.fixture
def ax(fig):
    """Return the axes of the figure."""
    return fig.add_subplot()
