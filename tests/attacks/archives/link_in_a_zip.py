"""A zip in which the solution is a link to the reference."""

import stat
import zipfile
from pathlib import Path

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}

REFERENCE = Path(__file__).parents[2] / "bench" / "course" / "reference" / "relu.py"


def hand_in(folder):
    path = folder / "mine.zip"
    link = zipfile.ZipInfo("relu.py")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, str(REFERENCE))
    return path
