"""Every wrong example is told by its own hint, first of all, whatever the others do.

The examples are judged in this process as the grader would judge them, as far as it takes until one
known mistake is left. `make hints` takes all seven assignments; without it the quicker ones.
"""

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from autograder.checking.judgement import Expected, judge_form, judge_values, judged
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.diagnosis import BY_FORM, MOST_WORDS, Diagnosis, key_of
from autograder.judge.reference import Example, Reference, reference_source, wrong_examples
from autograder.spec.assignment import Assignment, Cases, Question, read_assignment
from autograder.spec.course import Course

COURSE = Course(Path(__file__).parents[2])
SEED = "2026"
QUICK = ("activations", "batchnorm", "ensembles", "initialization")
ALL = os.environ.get("AUTOGRADER_HINTS") == "all"

ALIKE: dict[str, list[set[str]]] = {
    "dropout": [
        {"module_always_on", "module_eval_overridden", "module_mode_read_in_init"},
        {"module_mask_from_numpy", "module_with_a_generator_of_its_own"},
    ],
    "ensembles": [
        {"rate_computed_but_not_set", "rate_never_set"},
        {"snapshots_are_references", "snapshots_detached_only"},
    ],
    "initialization": [
        {"generator_without_a_seed", "global_generator"},
        {"orthogonal_identity", "orthogonal_seeded_in_every_call"},
        {"torch_data_returned", "torch_nothing_returned"},
        {"torch_name_assigned_anew", "torch_not_in_place"},
    ],
    "resnet": [{"norms_without_the_input", "norms_without_the_output"}],
}
"""Examples that no case of their question tells apart: a student is told of each of them."""


@functools.cache
def examples(name: str) -> list[Example]:
    assignment = read_assignment(COURSE.folder(name))
    known = wrong_examples(assignment, reference_source(COURSE.root, assignment.module))
    return [example for example in known if "cpu" in example.devices]


@dataclass
class Rehearsed:
    """An assignment whose cases all count as public: what an example gives is computed once."""

    assignment: Assignment
    diagnosis: Diagnosis
    trials: dict[str, list[Trial]]

    def told(self, example: Example) -> dict[str, str]:
        """The hint on the first failure of each question that an example fails."""
        diagnosis = self.diagnosis.of_another()
        first = {
            question.name: self._first_failure(diagnosis, question, example)
            for question in self.assignment.questions
            if question.name in example.fails
        }
        solved = {question.name for question in self.assignment.questions} - set(example.fails)
        known = diagnosis.known(solved)
        return {
            question: known[key_of(trial)].hint if key_of(trial) in known else ""
            for question, trial in first.items()
        }

    def _first_failure(self, diagnosis: Diagnosis, question: Question, example: Example) -> Trial:
        """The trial of the first failure; the others tell it from those that look alike."""
        for as_graded in (False, True):
            verdicts: list[Verdict] = []
            failures: list[Trial] = []
            for trial in self.trials[question.name]:
                verdict, actual = self._verdict(example, trial, as_graded)
                verdicts.append(verdict)
                if verdict.outcome is Outcome.PASSED:
                    continue
                failures.append(trial)
                diagnosis.explain(verdict, actual)
                only_raised = all(v.outcome is not Outcome.FAILED for v in verdicts)
                if len(diagnosis.suspects(question.name)) < 2 and not only_raised:
                    break
            if failures:
                diagnosis.settle(verdicts)
                return failures[0]
        raise AssertionError(f"{example.name} does not fail {question.name}")

    def _verdict(self, example: Example, trial: Trial, as_graded: bool) -> tuple[Verdict, Expected]:
        """The verdict on an example's outputs, and those that a worker would have sent."""
        known, right = (
            self.diagnosis.mistakes,
            judged(trial, self.diagnosis.reference.expect(trial)),
        )
        given = known.outputs(example, trial, as_graded)
        actual = {name: output for name, output in given.items() if name in right}
        if not actual:
            return Verdict(trial, Outcome.ERROR, "it raised"), given
        wrong_form = judge_form(trial, actual, right)
        if wrong_form is not None:
            return wrong_form, {name: replace(o, values=None) for name, o in actual.items()}
        return judge_values(trial, actual, right, known.tolerances), actual


@pytest.fixture
def rehearsed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Rehearsed]:
    monkeypatch.setattr("autograder.judge.shared.KEPT_BYTES", 2 << 30)

    def made(name: str) -> Rehearsed:
        assignment = read_assignment(COURSE.folder(name))
        reference, cases = Reference(assignment, COURSE.root), Cases(assignment)
        diagnosis = Diagnosis(
            reference, assignment.module, examples(name), tolerances=assignment.tolerances()
        )
        trials = {
            question.name: [
                replace(trial, public=True)
                for trial in (*cases.public(question), *cases.hidden(question, SEED))
            ]
            for question in assignment.questions
        }
        return Rehearsed(assignment, diagnosis, trials)

    return made


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=pytest.mark.skipif(not ALL and name not in QUICK, reason="make hints")
        )
        for name in COURSE.names()
    ],
)
def test_every_wrong_solution_is_told_by_its_own_hint(
    name: str, rehearsed: Callable[[str], Rehearsed]
) -> None:
    rehearsal = rehearsed(name)
    hints = {example.hint: example.name for example in examples(name)}
    strange, alike = {}, []
    for example in examples(name):
        for question, told in rehearsal.told(example).items():
            hint = told.removesuffix(BY_FORM).rstrip()
            if hint == example.hint:
                continue
            meant = {other for text, other in hints.items() if text in hint}
            if example.name in meant and meant not in alike:
                alike.append(meant)
            if example.name not in meant:
                strange[example.name, question] = hint
    assert strange == {}
    assert sorted(map(sorted, alike)) == sorted(map(sorted, ALIKE.get(name, [])))


@pytest.mark.parametrize("name", COURSE.names())
def test_every_hint_is_short_and_without_code(name: str) -> None:
    for example in examples(name):
        assert 0 < len(example.hint.split()) <= MOST_WORDS, example.name
        assert "```" not in example.hint, example.name
        assert "\n" not in example.hint, example.name
