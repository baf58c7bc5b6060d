import matplotlib.pyplot as plt
import numpy as np
import pytest

from livefig import animate, explore

NAMED = {"name": "figure-one", "alt": "A line."}


@pytest.fixture
def plot():
    fig, ax = plt.subplots()
    (curve,) = ax.plot([0, 1], [0, 1])
    yield fig, curve
    plt.close(fig)


@pytest.mark.parametrize("own", ["name", "alt", "hover", "presets", "fig", "update"])
def test_a_parameter_called_like_an_argument_of_explore(plot, own):
    fig, curve = plot
    names = {"curve": curve}
    update = eval(f"lambda {own}=1.0: {{curve: ({own}, {own})}}", names)
    for given in ({}, {own: (0.0, 2.0)}):
        with pytest.raises(ValueError, match=f"called {own}, .*explore itself: rename"):
            explore(fig, update, **NAMED | given)


@pytest.mark.parametrize("own", ["n_steps", "steps_per_frame", "step", "state", "fig"])
def test_a_parameter_called_like_an_argument_of_animate(plot, own):
    fig, curve = plot
    step = eval(f"lambda w, {own}=1.0: (w, {{curve: ({own}, w)}})", {"curve": curve})
    with pytest.raises(ValueError, match=f"called {own}, .*animate itself: rename"):
        animate(fig, step, 1.0, **NAMED | {own: (0.0, 2.0)})


def test_the_state_is_called_as_the_author_likes(plot):
    fig, curve = plot

    def step(state, lr=0.5):
        return state * lr, {curve: (state * np.ones(2), state * np.ones(2))}

    animate(fig, step=step, state=1.0, lr=(0.0, 1.0), **NAMED)


def test_what_is_no_function_is_left_to_others(plot):
    fig, _ = plot
    with pytest.raises(TypeError):
        explore(fig, 3, **NAMED)
    with pytest.raises(TypeError, match="update"):
        explore(fig, **NAMED)
