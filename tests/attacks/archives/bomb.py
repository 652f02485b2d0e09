"""A zip of 100 KB that unpacks to 100 MB."""

import zipfile

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}


def hand_in(folder):
    path = folder / "mine.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("relu.py", bytes(100 << 20))
    return path
