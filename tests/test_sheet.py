"""The worked example of the discussion sheet is a public case, number for number."""

from pathlib import Path

import numpy as np

from autograder.checking.stored import read_stored

TEMPLATE = Path(__file__).parents[1] / "student_template" / "activations"
CASE = "the example of the sheet"
X = [[1.5, 2.2, 1.3, 6.7], [4.3, -0.3, -0.2, 4.9], [-4.5, 1.4, 5.5, 1.8], [0.1, -0.5, -0.1, 2.2]]
DOUT = [
    [4.5, 1.2, 2.3, 1.3],
    [-1.3, -6.3, 4.1, -2.9],
    [-0.5, 1.2, 3.5, 1.2],
    [-6.1, 0.5, -4.1, -3.2],
]
OUT = [[1.5, 2.2, 1.3, 6.7], [4.3, 0, 0, 4.9], [0, 1.4, 5.5, 1.8], [0.1, 0, 0, 2.2]]
DX = [[4.5, 1.2, 2.3, 1.3], [-1.3, 0, 0, -2.9], [0, 1.2, 3.5, 1.2], [-6.1, 0, 0, -3.2]]


def test_the_sheets_relu_example_is_a_public_case_of_both_passes() -> None:
    stored = read_stored(TEMPLATE)
    found = {
        trial.question: (trial.inputs, expected)
        for trial, expected in zip(stored.trials, stored.expected, strict=True)
        if trial.case == CASE and trial.dtype == "float64"
    }
    forward, outputs = found["relu_forward"]
    np.testing.assert_array_equal(forward["x"], X)
    np.testing.assert_array_equal(outputs["out"].values, OUT)
    backward, gradients = found["relu_backward"]
    np.testing.assert_array_equal(backward["x"], X)
    np.testing.assert_array_equal(backward["dout"], DOUT)
    np.testing.assert_array_equal(gradients["dx"].values, DX)
