"""A notebook of 18 MB of empty cells, each of which becomes an object of its own."""

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}


def hand_in(folder):
    path = folder / "relu.ipynb"
    path.write_text('{"cells": [' + "{}," * 6_000_000 + "{}]}")
    return path
