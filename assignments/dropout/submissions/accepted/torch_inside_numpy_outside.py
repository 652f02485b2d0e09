"""The NumPy questions worked out with torch operations, and handed back as arrays."""

import torch


def dropout_forward(x, dropout_param):
    values = torch.tensor(x)
    if dropout_param["mode"] == "test":
        return x, None
    if dropout_param.get("seed") is not None:
        torch.manual_seed(dropout_param["seed"])
    mask = torch.nn.functional.dropout(torch.ones_like(values), 1 - dropout_param["p"])
    return (values * mask).numpy(), mask


def dropout_backward(dout, cache):
    return dout if cache is None else (torch.tensor(dout) * cache).numpy()


def dropout_train(X, params, p, rng):
    torch.manual_seed(rng.integers(2**62))
    weights = {name: torch.tensor(value) for name, value in params.items()}
    H1 = torch.relu(weights["W1"] @ torch.tensor(X) + weights["b1"])
    H1 = H1 * torch.bernoulli(torch.full_like(H1, p)) / p
    H2 = torch.relu(weights["W2"] @ H1 + weights["b2"])
    H2 = H2 * torch.bernoulli(torch.full_like(H2, p)) / p
    return (weights["W3"] @ H2 + weights["b3"]).numpy()


def predict(X, params):
    weights = {name: torch.tensor(value) for name, value in params.items()}
    H1 = torch.addmm(weights["b1"], weights["W1"], torch.tensor(X)).clamp(min=0)
    H2 = torch.addmm(weights["b2"], weights["W2"], H1).clamp(min=0)
    return torch.addmm(weights["b3"], weights["W3"], H2).numpy()


def mc_dropout_predict(forward, x, n_samples):
    outs = torch.stack([torch.from_numpy(forward(x)) for _ in range(n_samples)])
    deviation, mean = torch.std_mean(outs, dim=0, correction=0)
    return mean.numpy(), deviation.numpy()
