"""The chapter on frameworks shows this file; tests/test_frameworks.py runs it with PyTorch."""

import torch
from torch import nn


def train(params, X, y, lr, n_steps):
    """Train 2-3-1 from the given parameters; return the cost at each step."""
    torch.set_default_dtype(torch.float64)  # PyTorch's own default is float32
    network = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
    with torch.no_grad():
        for layer, (W, b) in zip([network[0], network[2]], params, strict=True):
            layer.weight.copy_(torch.tensor(W.T))  # (n_out, n_in): transposed
            layer.bias.copy_(torch.tensor(b))
    X, y = torch.tensor(X), torch.tensor(y)[:, None]  # y: (4, 1), like the output
    cost = nn.BCEWithLogitsLoss()  # sigmoid and cross-entropy in one
    optimizer = torch.optim.SGD(network.parameters(), lr=lr)
    costs = []
    for _ in range(n_steps):
        optimizer.zero_grad()  # gradients add up unless they are reset
        J = cost(network(X), y)  # forward
        J.backward()  # backpropagation: gradients, nothing else
        optimizer.step()  # gradient descent: the update
        costs.append(J.item())
    return costs
