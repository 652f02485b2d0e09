"""No attack of the corpus earns a point more, learns an answer, or leaves a trace.

Controls come first: without them, a grader that fails everybody would pass every test here.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from tests.attacks.bench import COURSES, SEED, Bench, achieved, hidden_numbers, texts_of
from tests.attacks.corpus import ACHIEVED, HERE, Attack, attacks

CORPUS = attacks()

ASSIGNMENTS = sorted({attack.assignment for attack in CORPUS})


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    running = Bench()
    yield running
    running.close()


# ---- controls ----------------------------------------------------------------------------------


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_correct_hand_in_gets_full_marks(assignment: str, bench: Bench) -> None:
    judge = bench.judge(assignment)
    source = judge.reference.source.encode()
    report = judge.grade(Submission(assignment, {f"{assignment}.py": source}), bench.terms(SEED))
    assert report.score == report.points


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_handed_out_stub_gets_none(assignment: str, bench: Bench) -> None:
    from autograder.release.stub import stub_of

    judge = bench.judge(assignment)
    source = stub_of(judge.reference.source).encode()
    report = judge.grade(Submission(assignment, {f"{assignment}.py": source}), bench.terms(SEED))
    assert report.score == 0


SAYS_SO = f"""
def relu_forward(x):
    raise RuntimeError(f"{ACHIEVED}{{x.shape}}")
"""


def test_an_attack_that_succeeds_would_be_noticed(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "relu.py"
    path.write_text(SAYS_SO)
    report = bench.judge("relu").grade_path(path, bench.terms(SEED))
    assert achieved(texts_of(report)) != []


def test_a_hidden_input_in_a_report_would_be_noticed(bench: Bench) -> None:
    judge = bench.judge("relu")
    question = judge.assignment.questions[0]
    hidden = next(t for t in judge.trials(question, str(SEED), "cpu") if not t.public)
    value = float(hidden.inputs["x"].flat[3])
    for text in (f"{value:.4g}", f"{value:.6f}", f"off by {abs(value):.3e}", repr(value)):
        assert hidden_numbers(f"x is {text} there", judge, SEED), text
    assert not hidden_numbers("16 of 128 values, line 12: 0.25", judge, SEED)


# ---- the corpus --------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", CORPUS, ids=lambda attack: attack.id)
def test_an_attack_earns_what_it_solved_and_leaves_nothing(attack: Attack, bench: Bench) -> None:
    problems = bench.problems(attack)
    if attack.limit:
        assert problems, "it holds now: take its LIMIT away"
        pytest.xfail(attack.limit)
    assert problems == []


@pytest.mark.parametrize("attack", CORPUS, ids=lambda attack: attack.id)
def test_an_attack_says_what_it_does(attack: Attack) -> None:
    assert attack.strategy.endswith(".")
    assert attack.surface == attack.path.parent.relative_to(HERE).as_posix().replace("_", " ")
    assert attack.assignment in COURSES
