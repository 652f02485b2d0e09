"""A notebook with a line of megabytes that looks like one of IPython's at every place."""

import json

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}


def hand_in(folder):
    path = folder / "relu.ipynb"
    lines = [
        "%" * 3_000_000 + "x",
        "a.?" * 1_000_000 + "x",
        "a" * 3_000_000 + "?" + " " * 3_000_000 + "x",
    ]
    cells = [{"cell_type": "code", "source": ["\n".join(lines)]}]
    path.write_text(json.dumps({"cells": cells}))
    return path
