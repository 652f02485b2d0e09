"""The mean sends nothing back to x."""

FAILS = ["batchnorm_graph"]
HINT = (
    "In your graph the node of the mean sends nothing back to x, as if the mean were a constant. "
    "But x decides what the mean is: this is one of the three paths from x to the output, and "
    "each sample's share of it is an N-th. A check: each column of dx has to add up to 0."
)


def batchnorm_graph():
    def node(name, operation, inputs, gradients):
        return {"name": name, "operation": operation, "inputs": inputs, "gradients": gradients}

    return [
        node("mean", "mean", ["x"], {"x": "0 * g"}),
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
        node("out", "add", ["scaled", "beta"], {"scaled": "g", "beta": "sum(g)"}),
    ]
