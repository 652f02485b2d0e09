"""Adds eps after the root."""

FAILS = ["batchnorm_graph"]
HINT = (
    "Already the output of your graph differs: look at where eps joins. It is added to the "
    "variance, and the root is taken of the sum. One formula of the discussion sheet prints eps "
    "after the root, which is a misprint."
)


def batchnorm_graph():
    def node(name, operation, inputs, gradients):
        return {"name": name, "operation": operation, "inputs": inputs, "gradients": gradients}

    return [
        node("mean", "mean", ["x"], {"x": "g / N"}),
        node("centered", "subtract", ["x", "mean"], {"x": "g", "mean": "-sum(g)"}),
        node("squared", "square", ["centered"], {"centered": "2 * g * centered"}),
        node("variance", "mean", ["squared"], {"squared": "g / N"}),
        node("deviation", "sqrt", ["variance"], {"variance": "g / (2 * deviation)"}),
        node("root", "add", ["deviation", "eps"], {"deviation": "g"}),
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
