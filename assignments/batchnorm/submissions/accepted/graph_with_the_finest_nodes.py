"""Means as sums divided by N, the square as a product, the division as a reciprocal times."""


def batchnorm_graph():
    def node(name, operation, inputs, **gradients):
        return {"name": name, "operation": operation, "inputs": inputs, "gradients": gradients}

    return [
        node("total", "sum", ["x"], x="g"),
        node("mu", "divide", ["total", "N"], total="g / N"),
        node("minus_mu", "negate", ["mu"], mu="-g"),
        node("xc", "add", ["x", "minus_mu"], x="g", minus_mu="sum(g)"),
        node("sq", "multiply", ["xc", "xc"], xc="2 * g * xc"),
        node("sq_total", "sum", ["sq"], sq="g"),
        node("one_over_n", "reciprocal", ["N"]),
        node("var", "multiply", ["sq_total", "one_over_n"], sq_total="g * one_over_n"),
        node("var_eps", "add", ["eps", "var"], var="g"),
        node("std", "sqrt", ["var_eps"], var_eps="0.5 * g * var_eps ** (-1/2)"),
        node("istd", "reciprocal", ["std"], std="-g * istd ** 2"),
        node("xhat", "multiply", ["xc", "istd"], xc="g * istd", istd="sum(g * xc)"),
        node("gx", "multiply", ["xhat", "gamma"], xhat="g * gamma", gamma="sum(g * xhat)"),
        node("out", "add", ["beta", "gx"], beta="sum(g)", gx="g"),
    ]
