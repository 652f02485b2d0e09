"""Tell of shapes, sizes and kinds that can't be: negative ones, enormous ones, objects."""

import sys

import numpy as np

ASSIGNMENT = "relu"
SURFACE = "result channel"
EARNS = {}


def channel():
    """The worker's own end of the wire, found in the frames above."""
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("channel")
        if hasattr(found, "connection"):
            return found
        frame = frame.f_back
    raise LookupError


class Lies:
    """Stands in for the wire and changes what the worker tells, in another way for each case."""

    def __init__(self, honest):
        self.honest, self.count = honest, 0

    def __call__(self, message, payload=()):
        wire = sys.modules["autograder.worker.wire"]
        name = next(iter(getattr(message, "outputs", {"out": None})))
        shape = message.outputs[name].shape
        told = [
            ("array", "float64", (-2, -3), "cpu", "", 48),
            ("array", "float64", (2**62, 2**62), "cpu", "", 48),
            ("array", "float64", tuple([1] * 5_000), "cpu", "", 48),
            ("array", "V1024", shape, "cpu", "", 48),
            ("array", "object", shape, "cpu", "", 48),
            ("array", "x" * 60_000, shape, "cpu", "", 48),
            ("number", "float64", (), "", "", 8),
            ("number", "float64", shape, "", "", 48),
            ("text", "float64", shape, "", "passed", None),
            ("tensor", "bfloat16", shape, "cuda:0", "", 256),
            ("\x1b[2J\0</script>", "float64", (), "", "", None),
            ("퟿" * 20_000, "", (), "", "", None),
            ("array", "float64", shape, "x" * 60_000, "", None),
            ("array", "float64", shape, "cpu", "", -8),
            ("array", "float64", shape, "cpu", "", 2**62),
        ]
        header = wire.OutputHeader(*told[min(self.count, len(told) - 1)])
        self.count += 1
        self.honest(wire.Outputs({name: header}))


def relu_forward(x):
    wire = channel()
    if not isinstance(wire.send, Lies):
        wire.send = Lies(wire.send)
    return np.zeros_like(x), x


def relu_backward(dout, cache):
    return np.zeros_like(dout)
