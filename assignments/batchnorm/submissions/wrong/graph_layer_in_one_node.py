"""The whole layer as one operation."""

FAILS = ["batchnorm_graph"]
HINT = (
    "Your graph has the whole layer in one node, which is the picture we start from. The question "
    "is what is inside: take it apart until every node is one of the operations that the "
    "docstring lists, so that each local gradient is one you know by heart."
)


def batchnorm_graph():
    gradients = {"x": "g * gamma", "gamma": "sum(g * out)", "beta": "sum(g)"}
    inputs = ["x", "gamma", "beta", "eps"]
    return [{"name": "out", "operation": "batchnorm", "inputs": inputs, "gradients": gradients}]
