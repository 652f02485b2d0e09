"""out = x * slope + offset, where slope = gamma / root and offset = beta - mean * slope."""

import json

GRAPH = """[
  {"name": "mean", "operation": "mean", "inputs": ["x"], "gradients": {"x": "g / N"}},
  {"name": "difference", "operation": "subtract", "inputs": ["mean", "x"],
   "gradients": {"mean": "sum(g)", "x": "-g"}},
  {"name": "square", "operation": "square", "inputs": ["difference"],
   "gradients": {"difference": "g * 2 * difference"}},
  {"name": "variance", "operation": "mean", "inputs": ["square"],
   "gradients": {"square": "g / N"}},
  {"name": "safe", "operation": "add", "inputs": ["variance", "eps"],
   "gradients": {"variance": "g"}},
  {"name": "sqrt", "operation": "sqrt", "inputs": ["safe"],
   "gradients": {"safe": "g / 2 / sqrt(safe)"}},
  {"name": "slope", "operation": "divide", "inputs": ["gamma", "sqrt"],
   "gradients": {"gamma": "g / sqrt", "sqrt": "-g * gamma * sqrt ** -2"}},
  {"name": "product", "operation": "multiply", "inputs": ["slope", "mean"],
   "gradients": {"slope": "g * mean", "mean": "g * slope"}},
  {"name": "offset", "operation": "subtract", "inputs": ["beta", "product"],
   "gradients": {"beta": "g", "product": "-g"}},
  {"name": "scaled", "operation": "multiply", "inputs": ["x", "slope"],
   "gradients": {"x": "g * slope", "slope": "sum(g * x)"}},
  {"name": "out", "operation": "add", "inputs": ["scaled", "offset"],
   "gradients": {"scaled": "g", "offset": "sum(g)"}}
]"""


def batchnorm_graph():
    return json.loads(GRAPH)
