"""A folder in which the solution, or the folder around it, is a link to the reference."""

from pathlib import Path

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}

REFERENCE = Path(__file__).parents[2] / "bench" / "course" / "reference" / "relu.py"


def hand_in(folder):
    folder.joinpath("mine").symlink_to(REFERENCE.parent)
    folder.joinpath("relu.py").symlink_to(REFERENCE)
    return folder
