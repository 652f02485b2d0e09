"""A trial passes when every judged output is right in form and value."""

import json
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checking.judgement import Expected, graph_outputs, judge_form, judge_values
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output, output_of

TRIAL = Trial("layer_backward", "typical batch", True, "values", "numpy", "cpu", "float64")
RIGHT = {"dx": np.arange(4.0), "dgamma": np.array([2.0])}
DOUBLED = Tolerances({("layer_backward.dgamma", "cpu-float64"): 10.0})


def outputs(**values: Any) -> dict[str, Output]:
    return {name: output_of(value) for name, value in values.items()}


def judged(actual: Expected, trial: Trial = TRIAL, tolerances: Tolerances | None = None) -> Verdict:
    """The verdict as the grader comes to it: forms first, then values."""
    expected = outputs(**RIGHT)
    return judge_form(trial, actual, expected) or judge_values(
        trial, actual, expected, tolerances or Tolerances()
    )


def test_right_outputs_pass() -> None:
    verdict = judged(outputs(**RIGHT))
    assert (verdict.outcome, verdict.message, verdict.trial) == (Outcome.PASSED, "", TRIAL)


def test_outputs_that_nobody_judges_are_left_alone() -> None:
    assert judged(outputs(**RIGHT, more=None)).outcome is Outcome.PASSED


def test_a_missing_output_fails_by_name() -> None:
    verdict = judged(outputs(dx=RIGHT["dx"]))
    assert (verdict.outcome, verdict.output) == (Outcome.FAILED, "dgamma")
    assert "dgamma" in verdict.message


def test_a_wrong_form_is_told_before_any_wrong_value() -> None:
    verdict = judged(outputs(dx=RIGHT["dx"] + 1, dgamma=None))
    assert (verdict.outcome, verdict.output) == (Outcome.FAILED, "dgamma")
    assert verdict.measured is None


def test_the_first_output_with_a_wrong_value_is_told_with_its_measurement() -> None:
    verdict = judged(outputs(dx=RIGHT["dx"], dgamma=np.array([2.0 + 6e-7])))
    assert (verdict.outcome, verdict.output) == (Outcome.FAILED, "dgamma")
    # A unit at 2 is 1e-7 + 2e-7.
    assert verdict.measured is not None
    assert abs(verdict.measured - 2) < 1e-6
    assert verdict.allowed == 1


def test_each_output_has_a_tolerance_of_its_own() -> None:
    off = outputs(dx=RIGHT["dx"], dgamma=np.array([2.0 + 6e-7]))
    assert judged(off, tolerances=DOUBLED).outcome is Outcome.PASSED
    off = outputs(dx=RIGHT["dx"] + 6e-7, dgamma=RIGHT["dgamma"])
    assert judged(off, tolerances=DOUBLED).outcome is Outcome.FAILED


def test_float32_outputs_are_judged_against_the_truth_in_float64() -> None:
    trial = replace(TRIAL, dtype="float32")
    off = {name: value.astype(np.float32) * np.float32(1 + 1e-6) for name, value in RIGHT.items()}
    assert judged(outputs(**off), trial).outcome is Outcome.PASSED
    assert judged(outputs(**RIGHT), trial).outcome is Outcome.FAILED


def test_under_autocast_a_deviation_is_measured_in_units_of_its_dtype() -> None:
    """float32 outputs, one in a hundred off: bfloat16 rounds so, float32 never does."""
    trial = replace(TRIAL, dtype="float32")
    off = outputs(**{n: (v * 1.01).astype(np.float32) for n, v in RIGHT.items()})
    assert judged(off, trial).outcome is Outcome.FAILED
    amp = replace(trial, autocast="bfloat16")
    assert judged(off, amp).outcome is Outcome.PASSED
    tight = Tolerances({("layer_backward.dgamma", "cpu-autocast-bfloat16"): 0.5})
    verdict = judged(off, amp, tight)
    assert verdict.outcome is Outcome.FAILED
    assert verdict.measured is not None
    assert abs(verdict.measured - 0.02 / (1e-5 + 2 * 1.6e-2)) < 1e-3
    assert judged(outputs(**RIGHT), amp).outcome is Outcome.FAILED


# ---- graphs ------------------------------------------------------------------------------------

X = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])
DOUT = np.array([[1.0, 0.0], [0.5, -1.0], [2.0, 3.0]])
GRAPH_TRIAL = replace(TRIAL, check="graph", inputs={"x": X, "dout": DOUT})


def square(gradient: str) -> dict[str, Output]:
    """The layer y = x ** 2 as a graph, with this gradient for x."""
    node = {"name": "out", "operation": "square", "inputs": ["x"], "gradients": {"x": gradient}}
    return outputs(graph=json.dumps([node]))


def test_a_graph_is_executed_on_the_trial_s_inputs() -> None:
    results = graph_outputs(GRAPH_TRIAL, square("2 * g * x"))
    assert sorted(results) == ["dx", "out"]
    assert np.array_equal(results["out"].values, X**2)  # type: ignore[arg-type]
    assert np.array_equal(results["dx"].values, 2 * DOUT * X)  # type: ignore[arg-type]


def test_graphs_are_judged_by_what_they_compute() -> None:
    expected = square("2 * g * x")
    same = judge_values(GRAPH_TRIAL, square("g * x + x * g"), expected, Tolerances())
    assert same.outcome is Outcome.PASSED
    wrong = judge_values(GRAPH_TRIAL, square("g * x"), expected, Tolerances())
    assert (wrong.outcome, wrong.output) == (Outcome.FAILED, "dx")


def test_a_graph_that_breaks_the_form_fails_and_names_nothing_made_up_in_a_hidden_case() -> None:
    expected, broken = square("2 * g * x"), square("secret_1_25")
    for public in (True, False):
        trial = replace(GRAPH_TRIAL, public=public)
        verdict = judge_values(trial, broken, expected, Tolerances())
        assert verdict.outcome is Outcome.FAILED
        assert ("secret_1_25" in verdict.message) == public
