"""The wrong examples of an assignment, run on the inputs of a case: which of them agree.

Two wrong answers are one mistake when they differ by far less than the mistake is large, in every
output that is judged. Only trusted code runs here; a student's answer is an array.
"""

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from autograder.checking.distribution import find_fault
from autograder.checking.graph import GraphError
from autograder.checking.judgement import (
    Expected,
    graph_outputs,
    judge_form,
    judge_values,
    judged,
    raised,
)
from autograder.checking.tolerance import Tolerances, deviation
from autograder.checking.trial import Outcome, Trial
from autograder.judge.chance import LOOKS, RUNS, differing, has_form_of, may_be_one_of
from autograder.judge.reference import (
    Example,
    Reference,
    load_solution,
    run_exercise,
    undisturbed,
)
from autograder.judge.shared import KnownOutputs, SharedCases
from autograder.worker.arrays import Output
from autograder.worker.dtypes import Array, is_float
from autograder.worker.forbidden import solution_for

LOOSENESS = 1e3
"""Units within which two wrong answers may count as the same mistake, however large it is."""

SAME = 1e-2
"""The part of a mistake's size by which two answers that make it may differ: rounding adds up."""

CLEAR = 10
"""Times further from the right answer than from each other two wrong ones have to be."""

TRIES = 4
"""Runs of an example whose random outputs differ from their distribution: not each time alike."""

FORBIDDEN = "Forbidden"
"""The error of who calls what a question is to be solved without."""


class Mistakes:
    """The known mistakes of an assignment, loaded when they are needed."""

    def __init__(
        self,
        reference: Reference,
        module: str,
        examples: list[Example],
        tolerances: Tolerances | None = None,
        shared: SharedCases | None = None,
    ) -> None:
        self.reference = reference
        self.tolerances = tolerances or Tolerances()
        self._shared = shared or SharedCases()
        self._module = module
        self._examples = examples
        self._loaded: dict[str, ModuleType] = {}
        self._public = KnownOutputs()

    def of(self, question: str, device: str = "cpu") -> list[Example]:
        """The examples that fail a question on a device."""
        return [example for example in self._examples if question in example.fails_on(device)]

    def agreeing(
        self, examples: list[Example], trial: Trial, actual: Expected, right: Expected
    ) -> list[Example]:
        """Those of the examples that give a student's outputs where these are right."""
        mine, right = computed(trial, actual), computed(trial, right)
        as_graded = is_forbidden(mine)
        tries = TRIES if trial.distributions else 1
        return [
            example
            for example in examples
            if any(
                self._is_one(trial, mine, self.outputs(example, trial, as_graded, number), right)
                for number in range(tries)
            )
        ]

    def varies(self, example: Example, trial: Trial, asked_for: Expected) -> bool:
        """Whether an example answers by chance: otherwise when it is run again."""
        first, *others = (
            self._run_again(example, trial, asked_for) for _ in range(LOOKS[trial.library])
        )
        return any(differing(trial, first, other, self.tolerances) for other in others)

    def may_answer(self, example: Example, trial: Trial, answers: Sequence[Expected]) -> bool:
        """Whether an example that answers by chance may have given all of the answers."""
        known = [self._run_again(example, trial, answers[0]) for _ in range(RUNS[trial.library])]
        return all(may_be_one_of(trial, answer, known, self.tolerances) for answer in answers)

    def _run_again(self, example: Example, trial: Trial, asked_for: Expected) -> Expected:
        run = computed(trial, self._computed(example, trial, as_graded=False))
        return {name: output for name, output in run.items() if name in asked_for}

    def passes(self, example: Example, trial: Trial, right: Expected) -> bool:
        """Whether an example's outputs are right on a case."""
        expected = judged(trial, right)
        actual = self.outputs(example, trial)
        verdict = judge_form(trial, actual, expected)
        verdict = verdict or judge_values(trial, actual, expected, self.tolerances)
        return verdict.outcome is Outcome.PASSED

    def _is_one(self, trial: Trial, mine: Expected, example: Expected, right: Expected) -> bool:
        """Whether a student's outputs and an example's are one mistake."""
        asked_for = {*right, *raised("", "")}
        theirs = {n: output for n, output in computed(trial, example).items() if n in asked_for}
        return mine.keys() == theirs.keys() and all(
            _same_form(mine[name], theirs[name])
            and (
                mine[name].values is None  # the form was wrong: no values were sent
                or theirs[name].values is None
                or self._same_values(trial, name, mine[name], theirs[name], right[name])
            )
            for name in mine
        )

    def _same_values(
        self, trial: Trial, name: str, mine: Output, theirs: Output, right: Output
    ) -> bool:
        """Whether two outputs of one form are one mistake; NaN has to be in the same places.

        Random ones are, if they differ from their distribution in the same way or both not at all.
        """
        assert mine.values is not None
        assert theirs.values is not None
        if name in trial.distributions:
            fault = find_fault(mine.values, trial.distributions[name])
            known = find_fault(theirs.values, trial.distributions[name])
            return fault.like(known) if fault and known else fault is known
        if not is_float(theirs.dtype):
            return np.array_equal(mine.values, theirs.values)
        allowed = self.tolerances.of(trial.question, name, trial.device, trial.precision)
        return _one_mistake(mine.values, theirs.values, right.values, trial.precision, allowed)

    def outputs(
        self, example: Example, trial: Trial, as_graded: bool = False, number: int = 0
    ) -> Expected:
        """An example's outputs as far as they are judged, or its error: of one of its runs.

        They are kept where others have the case too: a public one, or a hidden one that is shared.
        `as_graded`: without what the question is to be solved without, which takes a while.
        """
        if as_graded or not (trial.public or self._shared.has(trial)):
            return self._computed(example, trial, as_graded)
        kept = self._public if trial.public else self._shared.mistakes
        run = f"{example.name}, {number}"
        return kept.of(run, trial, lambda: self._computed(example, trial, as_graded))

    def _computed(self, example: Example, trial: Trial, as_graded: bool) -> Expected:
        try:
            with undisturbed():
                ran = self._run(example, trial, as_graded)
            return {n: output for n, output in ran.items() if n in (trial.outputs or ran)}
        except Exception as error:  # a wrong example may fail in any way
            return raised(type(error).__name__, str(error))

    def _run(self, example: Example, trial: Trial, as_graded: bool) -> Expected:
        """On the CPU, but for a mistake that shows elsewhere alone: that is run where it does."""
        exercises = self.reference.exercises
        device = "cpu" if "cpu" in example.devices else trial.device
        if not as_graded:
            return run_exercise(exercises, self._solution(example), trial, trial.dtype, device)
        with solution_for(
            trial.forbidden, exercises, lambda: load_solution(example.source, self._module)
        ) as solution:
            return run_exercise(exercises, solution, trial, trial.dtype, device)

    def _solution(self, example: Example) -> ModuleType:
        if example.name not in self._loaded:
            self._loaded[example.name] = load_solution(example.source, self._module)
        return self._loaded[example.name]


def is_forbidden(outputs: Expected) -> bool:
    """Whether these stand for the error of who calls what is forbidden."""
    return any(output.dtype == FORBIDDEN for output in outputs.values())


def computed(trial: Trial, outputs: Expected) -> Expected:
    """What a graph that is given as data computes, or its error; other outputs as they are."""
    if trial.check != "graph" or any(output.kind != "text" for output in outputs.values()):
        return outputs
    try:
        return graph_outputs(trial, outputs)
    except GraphError as error:
        return raised("GraphError", str(error))


def _same_form(mine: Output, theirs: Output) -> bool:
    return has_form_of(mine, theirs) and _kind_of_device(mine) == _kind_of_device(theirs)


def _kind_of_device(output: Output) -> str:
    """Where it lies, whichever of several such devices that is: "cuda" for "cuda:0"."""
    return output.device.partition(":")[0]


def _one_mistake(
    actual: Array, example: Array, right: Array | None, dtype: str, allowed: float
) -> bool:
    """Whether two wrong answers differ by far less than the mistake is large."""
    mine, theirs = actual.astype(np.float64), example.astype(np.float64)
    nan = np.isnan(mine)
    if not np.array_equal(nan, np.isnan(theirs)):
        return False
    apart = float(deviation(mine[~nan], theirs[~nan], dtype).max(initial=0.0))
    if right is None or right.shape != theirs.shape:
        return apart <= LOOSENESS
    errors = deviation(theirs[~nan], right[~nan], dtype)
    mistake = float(errors[np.isfinite(errors)].max(initial=0.0))
    if mistake <= allowed:  # this output is right, or wrong by its NaN alone
        return apart <= allowed
    return apart <= min(max(allowed, SAME * mistake), LOOSENESS, mistake / CLEAR)
