"""Hand in a graph whose expressions are Python: calls, attributes, comprehensions, strings, and
brackets without an end.
"""

ASSIGNMENT = "batchnorm"
SURFACE = "result channel"
EARNS = {}

EXPRESSIONS = (
    "__import__(g)",
    "g.__class__",
    "(lambda: g)()",
    "(" * 200 + "g" + ")" * 200,
    "-" * 400 + "g",
    "9" * 400,
    "9**9**9**9",
    "sum(sum)",
)


def batchnorm_graph():
    return [
        {"name": f"node{place}", "operation": "square", "inputs": ["x"], "gradients": {"x": text}}
        for place, text in enumerate(EXPRESSIONS)
    ]
