"""A block put together from linear and ReLU layers, each with a cache of its own."""

import numpy as np


def linear_forward(x, w, b):
    return x.dot(w) + b, {"x": x, "w": w}


def linear_backward(dout, cache):
    return dout.dot(cache["w"].T), cache["x"].T.dot(dout), np.sum(dout, axis=0)


def relu_forward(x):
    return np.where(x > 0, x, 0), x


def relu_backward(dout, cache):
    return np.where(cache > 0, dout, 0)


def residual_forward(x, w1, b1, w2, b2):
    a, first = linear_forward(x, w1, b1)
    a, relu1 = relu_forward(a)
    a, second = linear_forward(a, w2, b2)
    out, relu2 = relu_forward(a + x)
    return out, (first, relu1, second, relu2)


def residual_backward(dout, cache):
    first, relu1, second, relu2 = cache
    skip = relu_backward(dout, relu2)
    through, dw2, db2 = linear_backward(skip, second)
    through = relu_backward(through, relu1)
    through, dw1, db1 = linear_backward(through, first)
    return through + skip, dw1, db1, dw2, db2
