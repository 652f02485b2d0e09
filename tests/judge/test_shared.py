"""Hidden cases of a given seed are drawn once for all; those of a hand-in of its own, each time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checking.judgement import Expected
from autograder.checking.submission import Submission
from autograder.checking.trial import Trial
from autograder.judge.grading import Judge, Terms, judging
from autograder.judge.mistakes import Mistakes
from autograder.judge.reference import Example, Reference
from autograder.judge.shared import SharedCases
from autograder.spec.assignment import Cases
from autograder.spec.course import Course

COURSE = Course(Path(__file__).parents[1] / "bench" / "course")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with judging(COURSE, "relu") as judge:
        judge.grade(hand_in(judge), Terms())  # what is common to all gradings is there now
        yield judge


def hand_in(judge: Judge, more: str = "") -> Submission:
    return Submission("relu", {"relu.py": f"{judge.reference.source}\n{more}".encode()})


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is drawn and computed of hidden cases, in order."""
    done: list[str] = []
    hidden, expect = Cases.hidden, Reference.expect

    def drawn(self: Cases, *given: object) -> list[Trial]:
        done.append("drawn")
        return hidden(self, *given)  # type: ignore[arg-type]

    def computed(self: Reference, trial: Trial) -> object:
        if not trial.public:
            done.append(trial.id)
        return expect(self, trial)

    monkeypatch.setattr(Cases, "hidden", drawn)
    monkeypatch.setattr(Reference, "expect", computed)
    return done


def test_under_a_given_seed_all_is_done_once(judge: Judge, work: list[str]) -> None:
    first = judge.grade(hand_in(judge), Terms(seed=5))
    once = len(work)
    assert once > 2
    second = judge.grade(hand_in(judge, "MORE = 1"), Terms(seed=5))
    assert len(work) == once
    assert [q.verdicts for q in second.questions] == [q.verdicts for q in first.questions]


def test_another_seed_is_drawn_anew(judge: Judge, work: list[str]) -> None:
    judge.grade(hand_in(judge), Terms(seed=6))
    once = list(work)
    judge.grade(hand_in(judge), Terms(seed=7))
    assert work == once * 2
    judge.grade(hand_in(judge), Terms(seed=6))
    assert work == once * 3


def test_without_a_seed_every_hand_in_has_cases_of_its_own(judge: Judge, work: list[str]) -> None:
    judge.grade(hand_in(judge), Terms())
    once = list(work)
    judge.grade(hand_in(judge), Terms())
    assert work == once * 2


def test_trials_of_another_seed_are_no_ones_shared_ones(judge: Judge) -> None:
    judge.grade(hand_in(judge), Terms(seed=8))
    question = judge.assignment.questions[0]

    def inputs(seed: str) -> list[bytes]:
        trials = judge.trials(question, seed, "cpu")
        return [trial.inputs["x"].tobytes() for trial in trials if not trial.public]

    assert inputs("9") != inputs("8")
    assert inputs("8") == inputs("8")


def test_a_wrong_hand_in_fails_under_a_shared_seed_too(judge: Judge) -> None:
    wrong = "def relu_backward(dout, cache): return dout"
    for _ in range(2):
        report = judge.grade(hand_in(judge, wrong), Terms(seed=10))
        assert [question.score for question in report.questions] == [10, 0]
        assert judge.grade(hand_in(judge), Terms(seed=10)).score == 20


def test_known_mistakes_run_once_on_a_shared_case(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Example("halved", judge.reference.source, ("relu_forward",), "Halved.")
    mistakes = Mistakes(judge.reference, "relu", [known], shared=(shared := SharedCases()))
    ran: list[str] = []
    run = Mistakes._run

    def noted(self: Mistakes, example: Example, trial: Trial, as_graded: bool) -> Expected:
        ran.append(trial.id)
        return run(self, example, trial, as_graded)

    monkeypatch.setattr(Mistakes, "_run", noted)
    question = judge.assignment.question("relu_forward")
    hidden = judge.cases.hidden(question, "5")[0]
    counts = []
    for seed in (None, "5", "5", "6"):
        shared.begin(seed)
        ran.clear()
        for _ in range(3):
            mistakes.outputs(known, hidden)
        counts.append(len(ran))
    assert counts == [3, 1, 0, 1]
