"""The verdict on an exercise's outputs: first every form, then every value."""

from collections.abc import Mapping

from autograder.checking.compare import Mismatch, form_mismatch, value_mismatch
from autograder.checking.distribution import find_fault, in_words
from autograder.checking.graph import GraphError, run_graph
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output

Expected = Mapping[str, Output]
"""An exercise's outputs by name."""


def judged(trial: Trial, expected: Expected) -> Expected:
    """The expected outputs that a trial judges: those it names, or all."""
    return {name: expected[name] for name in trial.outputs or expected}


def raised(error: str, message: str) -> Expected:
    """What stands for the outputs of an exercise that raised: the error, as an output's form."""
    return {"": Output("raised", error, text=message)}


def judge_form(trial: Trial, actual: Expected, expected: Expected) -> Verdict | None:
    """The verdict on outputs of which one is missing or has a wrong form; None if none has."""
    for name, truth in expected.items():
        if name not in actual:
            return _failed(trial, Mismatch(name, f"{name} is missing from the outputs"))
        mismatch = form_mismatch(trial, name, actual[name], truth)
        if mismatch is not None:
            return _failed(trial, mismatch)
    return None


def judge_values(
    trial: Trial, actual: Expected, expected: Expected, tolerances: Tolerances
) -> Verdict:
    """The verdict on outputs whose forms are right."""
    if trial.check == "graph":
        try:
            actual = graph_outputs(trial, actual)
        except GraphError as error:
            hidden = "the graph can't be executed: the public cases tell where"
            return Verdict(trial, Outcome.FAILED, str(error) if trial.public else hidden)
        expected = graph_outputs(trial, expected)
    for name, truth in expected.items():
        if name in trial.distributions:
            mismatch = _random_mismatch(trial, name, actual[name])
            if mismatch is not None:
                return _failed(trial, mismatch)
            continue
        allowed = tolerances.of(trial.question, name, trial.device, trial.precision)
        mismatch = value_mismatch(trial, name, actual[name], truth, allowed)
        if mismatch is not None:
            return _failed(trial, mismatch)
    return Verdict(trial, Outcome.PASSED)


def _random_mismatch(trial: Trial, name: str, actual: Output) -> Mismatch | None:
    """What is wrong with a random output of the right form: its distribution."""
    assert actual.values is not None
    fault = find_fault(actual.values, trial.distributions[name])
    return Mismatch(name, in_words(name, fault, public=trial.public)) if fault else None


def graph_outputs(trial: Trial, outputs: Expected) -> dict[str, Output]:
    """What a computational graph, given as data, computes on the trial's inputs."""
    leaves = {name: value for name, value in trial.inputs.items() if name != "dout"}
    results = run_graph(outputs["graph"].text, leaves, trial.inputs["dout"])
    return {
        name: Output("array", "float64", values.shape, "cpu", values)
        for name, values in results.items()
    }


def _failed(trial: Trial, mismatch: Mismatch) -> Verdict:
    return Verdict(
        trial,
        Outcome.FAILED,
        mismatch.message,
        output=mismatch.output,
        measured=mismatch.measured,
        allowed=mismatch.allowed,
    )
