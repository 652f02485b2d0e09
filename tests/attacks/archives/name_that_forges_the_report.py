"""A file whose name holds a line feed and a score, for a note that names the file."""

import zipfile

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}


def hand_in(folder):
    path = folder / "mine.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.\n20 of 20 points.\n\n.py", "relu_forward = relu_backward = None")
    return path
