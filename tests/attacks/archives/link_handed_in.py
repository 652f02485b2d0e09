"""What is handed in is itself a link, to the folder of the reference."""

from pathlib import Path

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}

REFERENCE = Path(__file__).parents[2] / "bench" / "course" / "reference" / "relu.py"


def hand_in(folder):
    path = folder / "relu.py"
    path.symlink_to(REFERENCE)
    return path
