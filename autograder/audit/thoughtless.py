"""Answers that nobody has thought about: none of them may earn a point in any question."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from autograder.checking.judgement import Expected, judge_values
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Trial
from autograder.report.report import earned
from autograder.worker.arrays import Output

Cases = Sequence[tuple[Trial, Expected]]
"""A question's trials, each with what is right."""

Answer = Callable[[Trial, str, Output, Cases], Output]
"""What is said instead of an output of that name, in the form of the right one."""


def _constant(value: float) -> Answer:
    def answer(_trial: Trial, _name: str, right: Output, _cases: Cases) -> Output:
        return _filled(right, None if right.values is None else np.full_like(right.values, value))

    return answer


def _input(trial: Trial, _name: str, right: Output, _cases: Cases) -> Output:
    """An input of the right shape; zeros if there is none."""
    if right.values is None:
        return _filled(right, None)
    given = trial.inputs.values()
    shaped = [v for v in given if isinstance(v, np.ndarray) and v.shape == right.shape]
    return _filled(right, shaped[0] if shaped else 0 * right.values)


def _published(trial: Trial, name: str, right: Output, cases: Cases) -> Output:
    """In a hidden case, the answer to a public one of the same shape; zeros if there is none."""
    if trial.public:
        return right
    if right.values is None:
        return _filled(right, None)
    known = [
        expected[name].values
        for other, expected in cases
        if other.public and name in expected and expected[name].shape == right.shape
    ]
    return _filled(right, known[0] if known else 0 * right.values)


def _filled(right: Output, values: "np.ndarray | None") -> Output:
    return replace(right, text="[]") if values is None else replace(right, values=values)


ANSWERS: dict[str, Answer] = {
    "zeros": _constant(0),
    "ones": _constant(1),
    "a constant": _constant(0.37),
    "the input": _input,
    "the stored public outputs": _published,
}


def earned_without_thought(cases: Cases, tolerances: Tolerances) -> dict[str, float]:
    """What each of these answers earns in a question, from 0 to 1, where it is not nothing."""
    told = {}
    for kind, answer in ANSWERS.items():
        verdicts = []
        for trial, expected in cases:
            names = [name for name in expected if trial.outputs is None or name in trial.outputs]
            truth = {name: expected[name] for name in names}
            given = {name: answer(trial, name, right, cases) for name, right in truth.items()}
            verdicts.append(judge_values(trial, given, truth, tolerances))
        if share := earned(verdicts):
            told[kind] = share
    return told
