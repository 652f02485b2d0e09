"""Hand in a graph, which the judge itself executes, of as many nodes and as long expressions as it
takes, with numbers that grow.
"""

ASSIGNMENT = "batchnorm"
SURFACE = "result channel"
EARNS = {}


def batchnorm_graph():
    nodes = []
    before = "x"
    for number in range(64):
        name = "out" if number == 63 else f"node{number}"
        gradient = "*".join(["g"] * 100 + [before] * 20) + "**4**4" + "/N" * 20
        nodes.append(
            {
                "name": name,
                "operation": "square",
                "inputs": [before],
                "gradients": {before: gradient},
            }
        )
        before = name
    return nodes
