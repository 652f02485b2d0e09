"""A wrong solution's fate: where it fails first, by how much, or that it survives."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.audit.kills import TIME, ControlError, Fate, Job, control, fates
from autograder.audit.margins import Margin, margins
from autograder.audit.mutants import mutants
from autograder.audit.rehearsal import Rehearsal
from autograder.checking.tolerance import Tolerances
from autograder.judge.reference import Example, Reference
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course

COURSE = Course(Path(__file__).parent / "course")
STANDARDIZE = "standardize[cpu-{}-{}]"
SECONDS = 10
ONE, TWO = "one", "two"
"""Seeds under which the hidden countdown begins at 1, and at 2."""


def rehearse(seed: str) -> Rehearsal:
    assignment = read_assignment(COURSE.folder("standard"))
    rehearsal = Rehearsal(assignment, Reference(assignment, COURSE.root))
    rehearsal.draw(seed)
    return rehearsal


def steps_of(rehearsal: Rehearsal) -> int:
    question = rehearsal.assignment.question("countdown")
    steps = rehearsal.trials(question)[-1][0].inputs["n"]
    assert isinstance(steps, int)
    return steps


@pytest.fixture(scope="module")
def rehearsals() -> dict[int, Rehearsal]:
    """By the step count that their hidden case asks for."""
    found: dict[int, Rehearsal] = {}
    for seed in range(50):
        rehearsal = rehearse(str(seed))
        found.setdefault(steps_of(rehearsal), rehearsal)
    assert set(found) == {1, 2}
    return found


def judged(
    own: str,
    rehearsals: Sequence[Rehearsal],
    seconds: float = SECONDS,
    *,
    every_case: bool = False,
    first: bool = False,
) -> Fate:
    """The fate of an example that defines this."""
    asked = job(own, rehearsals, seconds, every_case=every_case, first=first)
    ((told, fate),) = fates([[asked]], processes=1)
    assert told is asked
    return fate


def job(own: str, rehearsals: Sequence[Rehearsal], seconds: float, **how: bool) -> Job:
    source = f"{rehearsals[0].reference.source}\n\n{own}"
    return Job(Example("wrong", source, own=own), rehearsals, seconds, **how)


def first_kills(fate: Fate) -> dict[str, str]:
    return {kill.question: kill.case for kill in fate.kills}


def test_the_right_solution_survives_and_is_off_by_rounding(
    rehearsals: dict[int, Rehearsal],
) -> None:
    fate = judged("def standardize(x, eps): return (x - x.mean(0)) / x.std(0)", [rehearsals[1]])
    assert fate.survived
    assert fate.kills == ()
    assert 0 < fate.deviations["standardize.out", "cpu-float32"] < 1


def test_without_a_right_solution_that_survives_nothing_is_judged(
    rehearsals: dict[int, Rehearsal], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = rehearsals[1].reference.source.replace("axis=0", "axis=1")
    monkeypatch.setattr(rehearsals[1].reference, "source", wrong)
    with pytest.raises(ControlError, match=r"standardize\[cpu-float64-a_batch\]"):
        control(rehearsals[1])


def test_a_kill_is_the_first_case_that_fails(rehearsals: dict[int, Rehearsal]) -> None:
    fate = judged("def standardize(x, eps): x -= x.mean(0); return x / x.std(0)", [rehearsals[1]])
    (kill,) = fate.kills
    assert kill.case == STANDARDIZE.format("float64", "x_is_left_alone")
    assert (kill.group, kill.seed) == ("side effects", rehearsals[1].seed)
    assert "x afterwards" in kill.message
    assert not fate.survived


def test_all_cases_are_judged_where_all_are_asked_for(rehearsals: dict[int, Rehearsal]) -> None:
    own = "def standardize(x, eps): return x"
    assert len(judged(own, [rehearsals[1]]).kills) == 1
    every = judged(own, [rehearsals[1]], every_case=True)
    assert [kill.case for kill in every.kills] == [
        STANDARDIZE.format(dtype, case)
        for dtype, case in (
            ("float64", "a_batch"),
            ("float32", "a_batch"),
            ("float64", "a_random_batch"),
            ("float32", "a_random_batch"),
            ("float64", "x_is_left_alone"),
        )
    ]


def test_questions_out_of_reach_are_not_judged(rehearsals: dict[int, Rehearsal]) -> None:
    assert judged("def countdown(n): return -1", [rehearsals[1]]).reached == ("countdown",)
    assert judged("def _variance(c): return 3", [rehearsals[1]]).reached == ("standardize",)


def test_a_solution_survives_under_the_seeds_that_do_not_find_it_out(
    rehearsals: dict[int, Rehearsal],
) -> None:
    both = [rehearsals[1], rehearsals[2]]
    fate = judged("def countdown(n): return min(n, 1)", both)
    assert fate.passed == (rehearsals[1].seed,)
    assert [kill.seed for kill in fate.kills] == [rehearsals[2].seed]


def test_a_public_case_kills_under_every_seed(rehearsals: dict[int, Rehearsal]) -> None:
    fate = judged("def countdown(n): return n + 1", [rehearsals[1], rehearsals[2]])
    assert [(kill.case, kill.seed) for kill in fate.kills] == [
        ("countdown[cpu-float64-nothing_to_do]", "")
    ]
    assert fate.passed == ()


def test_where_one_failure_is_enough_the_next_question_is_not_judged(
    rehearsals: dict[int, Rehearsal],
) -> None:
    own = "def standardize(x, eps): return x\ndef countdown(n): return n + 1"
    assert len(first_kills(judged(own, [rehearsals[1]]))) == 2
    assert len(first_kills(judged(own, [rehearsals[1]], first=True))) == 1


def test_a_public_case_counts_once_and_a_further_seed_ends_with_its_first_failure(
    rehearsals: dict[int, Rehearsal],
) -> None:
    both = [rehearsals[1], rehearsals[2]]
    fate = judged("def countdown(n): return n + 1", both, every_case=True)
    kills = [(kill.case, kill.seed) for kill in fate.kills]
    assert len(kills) == len(set(kills))
    seeds = [seed for _, seed in kills]
    assert [seeds.count(seed) for seed in ("", both[0].seed, both[1].seed)] == [2, 2, 1]


ENDS = {
    "never": "def countdown(n):\n    while True: pass",
    "by a signal": "def countdown(n):\n    import os; os.kill(os.getpid(), 9)",
    "by leaving": "def countdown(n):\n    import os; os._exit(0)",
    "at once": "def countdown(n):\n    raise SystemExit",
}


@pytest.mark.parametrize("end", ENDS)
def test_what_does_not_come_to_an_end_is_killed_where_it_was(
    end: str, rehearsals: dict[int, Rehearsal]
) -> None:
    fate = judged(f"{ENDS[end]}\ndef standardize(x, eps): return x", [rehearsals[1]], seconds=1)
    assert first_kills(fate) == {
        "standardize": STANDARDIZE.format("float64", "a_batch"),
        "countdown": TIME,
    }
    assert not fate.survived


def test_the_cases_that_take_most_may_be_put_last() -> None:
    """First by what is asked for, then by how many numbers there are."""
    rehearsal = rehearse("0")
    rehearsal.drawn["standardize"].reverse()
    rehearsal.cheapest_first()
    cases = [trial.case for trial, _ in rehearsal.trials(rehearsal.assignment.questions[0])]
    assert list(dict.fromkeys(cases)) == ["a batch", "a random batch", "x is left alone"]


def test_in_a_group_each_has_its_own_end(rehearsals: dict[int, Rehearsal]) -> None:
    """Whatever becomes of one, those behind it are judged, with all of their own time."""
    off_by_one = "def countdown(n): return n + 1"
    slow = "def countdown(n):\n    for _ in range(3_000_000): pass\n    return n + 1"
    group = [off_by_one, ENDS["never"], off_by_one, ENDS["by leaving"], slow, slow, "unused = 1"]
    jobs = [job(own, [rehearsals[1]], seconds=1) for own in group]
    judged = dict(fates([jobs[:2], jobs[2:]], processes=1))
    cases = [[kill.case for kill in judged[job].kills] for job in jobs]
    wrong = ["countdown[cpu-float64-nothing_to_do]"]
    assert cases == [wrong, [TIME], wrong, [TIME], wrong, wrong, []]


def test_in_a_group_what_found_the_last_mistake_is_tried_first(
    rehearsals: dict[int, Rehearsal],
) -> None:
    overwritten = "def standardize(x, eps): x -= x.mean(0); return x / x.std(0)"
    both_wrong = "def standardize(x, eps): x -= 1; return x"
    jobs = [job(own, [rehearsals[1]], SECONDS) for own in (overwritten, both_wrong)]
    found = [first_kills(fate) for _, fate in fates([jobs], processes=1)]
    left_alone = STANDARDIZE.format("float64", "x_is_left_alone")
    assert found == [{"standardize": left_alone}] * 2
    assert first_kills(judged(both_wrong, [rehearsals[1]])) != found[1]


def test_what_waits_for_ever_is_ended_by_the_clock(rehearsals: dict[int, Rehearsal]) -> None:
    own = "import time\n\ndef countdown(n):\n    time.sleep(1000)"
    assert first_kills(judged(own, [rehearsals[1]], seconds=0.1)) == {"countdown": TIME}


def test_too_much_memory_is_an_error_of_that_case(rehearsals: dict[int, Rehearsal]) -> None:
    fate = judged("def countdown(n): return len(np.ones(1 << 33))", [rehearsals[1]])
    assert "MemoryError" in fate.kills[0].message


def test_a_solution_that_cannot_be_loaded_fails_everywhere(
    rehearsals: dict[int, Rehearsal],
) -> None:
    fate = judged("print(1 / 0)", [rehearsals[1]])
    assert [kill.question for kill in fate.kills] == ["standardize", "countdown"]
    assert "ZeroDivisionError" in fate.kills[0].message


def test_mutants_are_judged_side_by_side(rehearsals: dict[int, Rehearsal]) -> None:
    found = mutants(rehearsals[1].reference.source)
    both = [rehearsals[1], rehearsals[2]]
    jobs = [Job(mutant.example(), both, seconds=1) for mutant in found]
    judged = {fate.name: fate for _, fate in fates([[job] for job in jobs], processes=3)}
    assert set(judged) == {mutant.id for mutant in found}
    survivors = {mutant.change for mutant in found if judged[mutant.id].survived}
    by_eps = "- return centered / np.sqrt(_variance(centered) + eps)\n+ return centered / "
    assert f"{by_eps}np.sqrt((_variance(centered)))" not in survivors
    assert f"{by_eps}np.sqrt(_variance(centered))" in survivors
    assert f"{by_eps}np.sqrt(_variance(centered) - eps)" in survivors
    assert "- steps += 1\n+ steps -= 1" not in survivors
    endless = next(m for m in found if m.after.strip() == "n = n + 1")
    assert first_kills(judged[endless.id]) == {"countdown": TIME}


PLACE = "cpu-float64"


def fate(name: str, passed: bool = False, **deviations: float) -> Fate:
    measured = {(key.replace("_", ".", 1), PLACE): value for key, value in deviations.items()}
    return Fate(name, ("q",), passed=("seed",) if passed else (), deviations=measured)


def test_a_margin_is_that_of_the_nearest_wrong_solution() -> None:
    found = margins([fate("near", q_out=30.0), fate("far", q_out=math.inf)], Tolerances())
    assert found == {("q.out", PLACE): Margin(30.0, "near")}


def test_a_margin_is_a_multiple_of_what_is_allowed() -> None:
    allowed = Tolerances({("q.out", PLACE): 15.0})
    assert margins([fate("near", q_out=30.0)], allowed)["q.out", PLACE].times == 2


def test_a_wrong_solution_counts_for_the_output_that_tells_it_best() -> None:
    found = margins([fate("wrong", q_out=2.0, q_dx=500.0)], Tolerances())
    assert found == {("q.dx", PLACE): Margin(500.0, "wrong")}


def test_half_precision_does_not_count_where_a_finer_dtype_tells_it() -> None:
    key = "q.out"
    both = {(key, "cuda-float32"): 500.0, (key, "cuda-float16"): 1.5}
    assert margins([Fate("small", ("q",), deviations=both)], Tolerances()) == {
        (key, "cuda-float32"): Margin(500.0, "small")
    }
    coarse = {(key, "cuda-float32"): 0.5, (key, "cuda-autocast-float16"): 1.5}
    assert margins([Fate("in half", ("q",), deviations=coarse)], Tolerances()) == {
        (key, "cuda-autocast-float16"): Margin(1.5, "in half")
    }


def test_a_dtype_in_which_a_wrong_solution_passes_does_not_count() -> None:
    deviations = {("q.out", PLACE): 80.0, ("q.out", "cpu-float32"): 0.5}
    found = margins([Fate("wrong", ("q",), deviations=deviations)], Tolerances())
    assert found == {("q.out", PLACE): Margin(80.0, "wrong")}


def test_a_survivor_by_value_has_a_margin_below_1() -> None:
    assert margins([fate("wrong", passed=True, q_out=0.4)], Tolerances()) == {
        ("q.out", PLACE): Margin(0.4, "wrong")
    }


def test_rounding_makes_no_wrong_solution() -> None:
    survivor = fate("right", passed=True, q_out=0.4)
    assert margins([survivor], Tolerances(), {("q.out", PLACE): 0.5}) == {}
    assert margins([fate("right", passed=True, q_out=0.0)], Tolerances()) == {}
