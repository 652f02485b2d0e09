"""The reciprocal sends back a gradient of the wrong sign."""

FAILS = ["batchnorm_graph"]
HINT = (
    "Your forward pass is right; look at the node that divides. When the denominator grows, its "
    "reciprocal shrinks, so the local gradient is negative: d(1/a)/da is minus the square of 1/a."
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
        node("inverse", "reciprocal", ["root"], {"root": "g * inverse ** 2"}),
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
