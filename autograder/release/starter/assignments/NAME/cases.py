"""The inputs of each question: for every mistake in submissions/wrong/ one in which it shows.

`autograder audit NAME` says which case is missing, and which one nothing needs.
"""

from collections.abc import Iterator

import numpy as np

from autograder.spec import Case, Draw, case

PROBABILITIES = ("probabilities",)

EIGHTHS = np.log([[1.0, 2.0, 5.0], [4.0, 1.0, 3.0]])
"""Scores whose probabilities are known: 1/8, 2/8 and 5/8; 4/8, 1/8 and 3/8."""

EQUAL = np.array([[1000.0, 1000.0, 1000.0, 1000.0], [1001.0, 1001.0, 1001.0, 1001.0]])
"""A quarter each, however large the scores are."""


def softmax(draw: Draw) -> Iterator[Case]:
    """Plain batches first; then one group for each thing that goes wrong by itself."""
    # Students hold the public cases: small ones, which can be checked by hand.
    yield case("by hand", public=True, outputs=PROBABILITIES, scores=EIGHTHS)
    # Hidden ones are drawn anew for each hand-in. N and C differ, and no other size is foreseen.
    scores = draw.normal(draw.whole(5, 7), draw.whole(9, 12), std=2.0)
    yield case("a random batch", outputs=PROBABILITIES, scores=scores)

    group = "stability"
    yield case("large and equal", public=True, group=group, outputs=PROBABILITIES, scores=EQUAL)
    scores = draw.normal(6, 9) - draw.uniform(6, 1, low=800, high=1000)
    yield case("very negative scores", group=group, outputs=PROBABILITIES, scores=scores)
    scores = draw.normal(6, 9) + np.linspace(0, 1000, 6)[:, np.newaxis]
    yield case("rows far apart", group=group, outputs=PROBABILITIES, scores=scores)
    scores = draw.normal(6, 9) + 1000 * np.eye(6, 9)
    yield case("far apart in a row", group=group, outputs=PROBABILITIES, scores=scores)

    group = "shapes"
    yield case("one sample", group=group, outputs=PROBABILITIES, scores=draw.normal(1, 7))
    yield case("no sample", group=group, outputs=PROBABILITIES, scores=np.zeros((0, 5)))

    scores = draw.normal(6, 9)
    outputs = ("scores afterwards",)
    yield case("scores are left alone", group="side effects", outputs=outputs, scores=scores)
