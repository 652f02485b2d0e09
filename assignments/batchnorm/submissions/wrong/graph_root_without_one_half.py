"""The gradient of the root lacks its 1/2."""

FAILS = ["batchnorm_graph"]
HINT = (
    "Your forward pass is right; look at the node that takes the root. The derivative of the root "
    "of v is 1 / (2 sqrt(v)): one factor is missing in what you send back."
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
        node("root", "sqrt", ["shifted"], {"shifted": "g / root"}),
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
        node("out", "add", ["scaled", "beta"], {"scaled": "g", "beta": "sum(g)"}),
    ]
