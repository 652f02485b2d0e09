"""Claim that a function is missing whose name takes the judge long to compare with the names that
are there.
"""

ASSIGNMENT = "relu"
SURFACE = "result channel"
EARNS = {}

LENGTH = 8_000
SOURCE = """
import sys


def channel():
    frame = sys._getframe()
    while frame is not None:
        found = frame.f_locals.get("channel")
        if hasattr(found, "connection"):
            return found
        frame = frame.f_back
    raise LookupError


def instead(make):
    wire, forms = channel(), sys.modules["autograder.worker.wire"]
    honest = type(wire).send
    wire.send = lambda message, payload=(): honest(wire, make(forms))

NAME = "name that is asked for"
OFFERED = "name that is there"


def first(wire):
    del channel().send
    return wire.Loaded([OFFERED], {})


instead(first)


def relu_forward(x):
    instead(lambda wire: wire.Raised("missing", NAME, True, []))


def relu_backward(dout, cache):
    return dout
"""


def hand_in(folder):
    name = "".join(chr(0x100 + number % 100) for number in range(LENGTH))
    offered = name[::-1]
    source = SOURCE.replace("name that is asked for", name).replace("name that is there", offered)
    folder.joinpath("relu.py").write_text(source, encoding="utf-8")
    return folder
