"""Claim an error in a thousand lines of a file of millions of lines, each of which the judge looks
up in its copy.
"""

ASSIGNMENT = "relu"
SURFACE = "result channel"
EARNS = {}

LINES = 3_000_000
CLAIMED = 60
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


def relu_forward(x):
    instead(lambda forms: forms.Raised("ValueError", "", True, [line(forms)] * CLAIMED))


def line(forms):
    return forms.Line("l.py", 1, "", "")


def relu_backward(dout, cache):
    return dout
"""


def hand_in(folder):
    folder.joinpath("l.py").write_text("\n" * LINES)
    folder.joinpath("relu.py").write_text(SOURCE.replace("CLAIMED", str(CLAIMED)))
    return folder
