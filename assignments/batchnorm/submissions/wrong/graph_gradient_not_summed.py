"""The gradient for beta keeps the batch axis."""

FAILS = ["batchnorm_graph"]
HINT = (
    "beta has the shape (D,), and it is added to every one of the N samples. So N gradients come "
    "back to it, one from each sample, and they are added up. Wherever an input was broadcast "
    "over the batch, its gradient is a sum over the batch."
)


def batchnorm_graph():
    def node(name, operation, inputs, gradients):
        return {"name": name, "operation": operation, "inputs": inputs, "gradients": gradients}

    return [
        node("mean", "mean", ["x"], {"x": "g / N"}),
        node("centered", "subtract", ["x", "mean"], {"x": "g", "mean": "-sum(g)"}),
        node("squared", "square", ["centered"], {"centered": "2 * g * centered"}),
        node("variance", "mean", ["squared"], {"squared": "g / N"}),
        node("shifted", "add", ["variance", "eps"], {"variance": "g"}),
        node("root", "sqrt", ["shifted"], {"shifted": "g / (2 * root)"}),
        node("inverse", "reciprocal", ["root"], {"root": "-g * inverse ** 2"}),
        node(
            "x_hat",
            "multiply",
            ["centered", "inverse"],
            {"centered": "g * inverse", "inverse": "sum(g * centered)"},
        ),
        node(
            "scaled",
            "multiply",
            ["x_hat", "gamma"],
            {"x_hat": "g * gamma", "gamma": "sum(g * x_hat)"},
        ),
        node("out", "add", ["scaled", "beta"], {"scaled": "g", "beta": "g"}),
    ]
