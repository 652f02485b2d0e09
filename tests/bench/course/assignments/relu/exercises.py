"""How each question calls a solution."""


def relu_forward(solution, x):
    out, _ = solution.relu_forward(x)
    return {"out": out}


def relu_backward(solution, x, dout):
    _, cache = solution.relu_forward(x)
    return {"dx": solution.relu_backward(dout, cache)}
