"""Optimizers against the papers' formulas written out for single numbers, and known rates."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livefig.tracing.rules import RULES
from livefig.tracing.tracer import Trace
from nnlib import SGD, Adam, AdamW, Momentum, Nesterov, Network, RMSProp, gradient_descent
from nnlib.optimizers import Optimizer

ALL = [SGD, Momentum, Nesterov, RMSProp, Adam, AdamW]


def sgd(w, grads, lr=0.01):
    for g in grads:
        w -= lr * g
    return w


def momentum(w, grads, lr=0.01, beta=0.9):
    v = 0.0
    for g in grads:
        v = beta * v + g
        w -= lr * v
    return w


def nesterov(w, grads, lr=0.01, beta=0.9):
    v = 0.0
    for g in grads:
        v = beta * v + g
        w -= lr * (g + beta * v)
    return w


def rmsprop(w, grads, lr=0.001, beta=0.9, eps=1e-8):
    s = 0.0
    for g in grads:
        s = beta * s + (1 - beta) * g**2
        w -= lr * g / (math.sqrt(s) + eps)
    return w


def adam(w, grads, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0):
    """Algorithm 1 of Kingma & Ba; with weight decay, algorithm 2 of Loshchilov & Hutter."""
    m = v = 0.0
    for t, g in enumerate(grads, start=1):
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        w -= lr * m_hat / (math.sqrt(v_hat) + eps) + lr * weight_decay * w
    return w


def adamw(w, grads, weight_decay=0.01, **settings):
    return adam(w, grads, weight_decay=weight_decay, **settings)


BY_HAND = [
    (SGD, sgd),
    (Momentum, momentum),
    (Nesterov, nesterov),
    (RMSProp, rmsprop),
    (Adam, adam),
    (AdamW, adamw),
]


@pytest.mark.parametrize(("optimizer", "by_hand"), BY_HAND)
@given(
    start=st.floats(-10, 10),
    grads=st.lists(st.floats(-5, 5), min_size=1, max_size=30),
    lr=st.floats(1e-4, 1),
    eps=st.sampled_from([1e-8, 0.1]),
)
def test_steps_follow_the_formula(optimizer, by_hand, start, grads, lr, eps):
    settings = {"lr": lr} | ({"eps": eps} if optimizer in (RMSProp, Adam, AdamW) else {})
    rule, w = optimizer(**settings), np.array([start])
    for g in grads:
        assert rule.step([w], [np.array([g])])[0] is w
    assert w[0] == pytest.approx(by_hand(start, grads, **settings), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("optimizer", "by_hand"), BY_HAND)
def test_the_usual_settings_are_those_of_the_formulas(optimizer, by_hand):
    rule, w = optimizer(), np.array([2.0])
    for g in (1e-7, 3e-8, -2e-7):  # so small that ε counts
        rule.step([w], [np.array([g])])
    assert w[0] - 2 == pytest.approx(by_hand(2.0, [1e-7, 3e-8, -2e-7]) - 2, rel=1e-9)


@pytest.mark.parametrize("tiny", [1e-300, 1e-6])
def test_settings_are_refused_just_outside_of_their_bounds(tiny):
    for optimizer in ALL:
        assert optimizer(tiny).lr == tiny
    Momentum(beta=0), RMSProp(beta=0), Adam(beta1=0, beta2=0), AdamW(weight_decay=0)
    Momentum(beta=1 - 1e-16), RMSProp(eps=tiny), Adam(eps=tiny)
    for make in (
        lambda: SGD(-tiny),
        lambda: Momentum(beta=-tiny),
        lambda: RMSProp(beta=-tiny),
        lambda: Adam(beta1=-tiny),
        lambda: Adam(beta2=-tiny),
        lambda: RMSProp(eps=-tiny),
        lambda: Adam(eps=0),
        lambda: AdamW(weight_decay=-tiny),
        lambda: Network([2, 1], l1=-tiny),
        lambda: Network([2, 1], l2=-tiny),
    ):
        with pytest.raises(ValueError, match="expected a"):
            make()


@pytest.mark.parametrize("optimizer", ALL)
def test_pairs_flat_lists_and_one_vector_are_the_same(optimizer):
    rng = np.random.default_rng(0)
    networks = [Network([3, 4, 2]) for _ in range(4)]
    rules = [optimizer(0.1) for _ in networks]
    for _ in range(3):
        grads = [
            (rng.normal(size=W.shape), rng.normal(size=b.shape)) for W, b in networks[0].params
        ]
        flat = [array for pair in grads for array in pair]
        vector = np.concatenate([array.ravel() for array in flat])
        rules[0].step(networks[0].params, grads)
        rules[1].step([array for pair in networks[1].params for array in pair], flat)
        rules[2].step([networks[2].theta], [vector])
        rules[3].step([list(pair) for pair in networks[3].params], list(map(list, grads)))
    for network in networks[1:]:
        assert network.theta == pytest.approx(networks[0].theta, rel=1e-14, abs=0)


@pytest.mark.parametrize("optimizer", ALL)
def test_float32_stays(optimizer):
    w = np.ones(3, np.float32)
    optimizer(0.1).step([w], [w.copy()])
    assert w.dtype == np.float32
    delta, state = optimizer(0.1).update(w, optimizer(0.1).init_state(w), w)
    assert delta.dtype == np.float32
    assert all(np.ndim(part) == 0 or part.dtype == np.float32 for part in state)


@pytest.mark.parametrize("optimizer", ALL)
def test_update_is_pure_and_can_be_traced(optimizer):
    run, rule = Trace(RULES), optimizer(0.1)
    w, g = np.array([1.0, -2.0]), np.array([0.5, 0.25])
    traced_rule = optimizer(run.input(0, 0.1))
    traced_w, traced_g = run.input(1, w), run.input(2, g)
    state, traced_state = rule.init_state(w), traced_rule.init_state(traced_w)
    for _ in range(3):
        before = [np.copy(part) for part in state]
        kept = state
        delta, state = rule.update(g, state, w)
        assert all(map(np.array_equal, kept, before))
        traced_delta, traced_state = traced_rule.update(traced_g, traced_state, traced_w)
        assert traced_delta.value == pytest.approx(delta, rel=1e-14)


@settings(max_examples=50)
@given(st.floats(0.01, 100), st.floats(0.05, 1.95))
def test_gradient_descent_on_a_parabola_shrinks_by_its_rate(curvature, alpha_lambda):
    """Stable exactly for 0 < α λ < 2, where each step multiplies x by 1 − α λ."""
    path = gradient_descent(
        lambda x: curvature * x**2 / 2, lambda x: curvature * x, 1.0, alpha_lambda / curvature, 20
    )
    assert path == pytest.approx((1 - alpha_lambda) ** np.arange(21.0), rel=1e-9, abs=1e-12)


def test_the_best_rate_of_momentum():
    """At the best α and β, momentum converges as (√κ−1)/(√κ+1), gradient descent as (κ−1)/(κ+1)."""
    eigenvalues = np.array([1.0, 100.0])
    root = np.sqrt(eigenvalues)
    alpha = (2 / root.sum()) ** 2
    beta = ((root[1] - root[0]) / root.sum()) ** 2
    best, w = Momentum(alpha, beta), np.ones(2)
    sizes = []
    for _ in range(200):
        best.step([w], [eigenvalues * w])
        sizes.append(np.abs(w).max())
    rate = (sizes[199] / sizes[99]) ** (1 / 100)
    assert rate == pytest.approx((root[1] - 1) / (root[1] + 1), rel=0.01)
    path = gradient_descent(
        lambda x: (eigenvalues * x**2).sum() / 2,
        lambda x: eigenvalues * x,
        np.ones(2),
        2 / 101,
        100,
    )
    assert np.abs(path[100] / path[99]) == pytest.approx(99 / 101, rel=1e-6)


def test_adams_first_step_is_the_learning_rate():
    w = np.array([3.0, -2.0])
    Adam(0.1).step([w], [np.array([1e-3, -1e3])])
    assert w == pytest.approx([2.9, -1.9], rel=1e-5)


def test_paths():
    path = gradient_descent(lambda x: x @ x, lambda x: 2 * x, [1, 2], lr=0.5, n_steps=2)
    assert path.tolist() == [[1, 2], [0, 0], [0, 0]]
    assert gradient_descent(abs, np.sign, 1.0, 0.25, 0).tolist() == [1]


def test_a_path_ends_where_it_diverges():
    path = gradient_descent(lambda x: x**2, lambda x: 2 * x, 1.0, 1e200, 4)
    assert path[0] == 1
    assert np.isnan(path[1:]).all()


def test_a_traced_path():
    run = Trace(RULES)
    lr, x0 = run.input(0, 0.1), run.input(1, 1.0)
    path = gradient_descent(lambda x: x**2, lambda x: 2 * x, x0, lr, 3)
    assert path.value == pytest.approx(0.8 ** np.arange(4))


def test_reset_forgets():
    rule, w = Momentum(0.1), np.ones(2)
    rule.step([w], [w])
    rule.reset()
    u = np.ones(3)
    rule.step([u], [np.ones(3)])
    assert u == pytest.approx([0.9] * 3)


def test_a_rule_is_needed():
    with pytest.raises(NotImplementedError):
        Optimizer(0.1).step([np.ones(1)], [np.ones(1)])


def test_repr_shows_the_settings():
    assert repr(Adam(0.5)) == "Adam(lr=0.5, beta1=0.9, beta2=0.999, eps=1e-08)"
    rule = SGD()
    rule.step([np.ones(1)], [np.ones(1)])
    assert repr(rule) == "SGD(lr=0.01)"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: SGD(0), "lr is 0, expected a finite number above 0"),
        (lambda: Adam(-0.1), "lr is -0.1, expected a finite number above 0"),
        (lambda: SGD(np.nan), "lr is nan, expected"),
        (lambda: SGD(np.inf), "lr is inf, expected"),
        (lambda: SGD("fast"), "lr is 'fast', expected"),
        (lambda: SGD(True), "lr is True, expected"),
        (
            lambda: Momentum(0.1, 1),
            "beta is 1, expected a number from 0 up to, but not including, 1",
        ),
        (lambda: Nesterov(0.1, -0.1), "beta is -0.1"),
        (lambda: RMSProp(0.1, 1.5), "beta is 1.5"),
        (lambda: RMSProp(0.1, eps=0), "eps is 0, expected a finite number above 0"),
        (lambda: Adam(beta1=1), "beta1 is 1"),
        (lambda: Adam(beta2=1), "beta2 is 1"),
        (lambda: Adam(eps=-1), "eps is -1"),
        (lambda: AdamW(weight_decay=-1), "weight_decay is -1, expected a finite number from 0 up"),
        (lambda: gradient_descent(abs, np.sign, 1.0, 0, 3), "lr is 0"),
        (
            lambda: gradient_descent(abs, np.sign, 1.0, 1, -1),
            "n_steps is -1, expected a whole numb",
        ),
        (lambda: gradient_descent(abs, np.sign, np.nan, 1, 1), "x0 holds nan"),
        (
            lambda: gradient_descent(abs, lambda x: np.ones(2), 1.0, 1, 1),
            r"grad gives shape \(2,\), but x0 has \(\)",
        ),
    ],
)
def test_bad_settings(make, message):
    with pytest.raises((TypeError, ValueError), match=message):
        make()


@pytest.mark.parametrize(
    ("params", "grads", "message"),
    [
        (
            [np.ones(2)],
            [np.ones(3)],
            r"grads has 1 array of shape \(3,\), but params has 1 array of",
        ),
        ([np.ones(2)], [np.ones(2)] * 2, r"grads has 2 arrays of shape \(2,\), \(2,\), but params"),
        ([np.ones(2, int)], [np.ones(2)], r"params\[0\] holds int64, expected floats"),
        ([1.0], [1.0], "params holds 1 array of shape .*, expected arrays"),
        ([np.ones(2)], [[1.0, 2.0]], "grads holds 1 array of shape .*, expected arrays"),
        ([], [], "params is empty, expected"),
    ],
)
def test_bad_steps_change_nothing(params, grads, message):
    rule = Momentum(0.1)
    before = [np.copy(array) for array in params]
    with pytest.raises((TypeError, ValueError), match=message):
        rule.step(params, grads)
    assert all(map(np.array_equal, params, before))
    assert rule.state is None


def test_other_parameters_need_another_optimizer():
    rule, w = Adam(0.1), np.ones(3)
    rule.step([np.ones(2)], [np.ones(2)])
    with pytest.raises(
        ValueError, match="other than in the steps before; expected a new optimizer"
    ):
        rule.step([w], [w])
    assert w.tolist() == [1, 1, 1]
