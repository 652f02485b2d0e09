"""Hand in 15 MB of words and raise an error, for which the judge makes a list of all words."""

ASSIGNMENT = "relu"
SURFACE = "result channel"
EARNS = {}

SOURCE = """
def relu_forward(x):
    raise ValueError


def relu_backward(dout, cache):
    return dout
"""


def hand_in(folder):
    folder.joinpath("words.py").write_text("".join(f"{number:x}\n" for number in range(2_000_000)))
    folder.joinpath("relu.py").write_text(SOURCE)
    return folder
