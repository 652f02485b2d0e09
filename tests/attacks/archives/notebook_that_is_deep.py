"""A notebook whose JSON is nested deeper than a parser's stack."""

ASSIGNMENT = "relu"
SURFACE = "archives"
EARNS = {}


def hand_in(folder):
    path = folder / "relu.ipynb"
    path.write_text('{"cells": ' + "[" * 500_000)
    return path
