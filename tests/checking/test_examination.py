"""Every trial gets its own verdict, in order, whatever a submission does to its workers."""

import os
import select
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking import examination
from autograder.checking.examination import (
    ASKED_AGAIN,
    LOST_WORKERS,
    TIMES,
    Examination,
    Pace,
)
from autograder.checking.judgement import Expected, raised
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output
from autograder.worker.client import ServiceHandle, running_service
from autograder.worker.confinement import Limits
from autograder.worker.wire import Loaded, OutputHeader, Outputs

LIFETIME = 600
PATIENCE = 60.0
"""Seconds for what should take none."""

PASSED, FAILED = Outcome.PASSED, Outcome.FAILED
ERROR, TIMEOUT = Outcome.ERROR, Outcome.TIMEOUT

EXERCISES = """
def double(solution, x):
    return {"y": solution.double(x)}

def words(solution):
    return {"names": solution.words()}
"""
RIGHT = "def double(x): return 2 * x\ndef words(): return 'weight bias'\n"


def double(number: int, size: int = 2) -> Trial:
    """The trial whose input begins with `number`."""
    x = np.full(size, float(number))
    return Trial(
        "double", f"case {number}", True, "values", "numpy", "cpu", "float64", inputs={"x": x}
    )


WORDS = Trial("words", "the names", True, "values", "numpy", "cpu", "float64")


def expect(trial: Trial) -> Expected:
    if trial.question == "words":
        return {"names": Output("text", text="weight bias")}
    right = 2 * trial.inputs["x"]
    return {"y": Output("array", "float64", right.shape, "cpu", right)}


class Ledger:
    """A service that counts the workers it gives and remembers the last one."""

    def __init__(self, service: ServiceHandle) -> None:
        self.service, self.given, self.last = service, 0, 0

    def worker(self, device: str) -> Any:
        self.given += 1
        worker = self.service.worker(device)
        self.last = worker.pid
        return worker

    def wait_until_the_last_is_gone(self) -> None:
        try:
            process = os.pidfd_open(self.last)
        except ProcessLookupError:
            return
        assert select.select([process], [], [], PATIENCE)[0]
        os.close(process)

    def settle(self) -> None:
        self.service.settle()


@pytest.fixture(scope="module")
def service() -> Iterator[ServiceHandle]:
    with running_service(["numpy"], Limits(), LIFETIME) as service:
        yield service


@pytest.fixture
def ledger(service: ServiceHandle) -> Ledger:
    return Ledger(service)


Examine = Callable[..., Examination]


@pytest.fixture
def examine(ledger: Ledger) -> Iterator[Examine]:
    """Begins examinations, and closes them with the test."""
    begun: list[Examination] = []

    def begin(source: str, **terms: Any) -> Examination:
        submission = Submission("doubling", {"doubling.py": source.encode()})
        terms = {"expect": expect, **terms}
        begun.append(
            Examination(ledger, submission, EXERCISES, Tolerances(), **terms)  # type: ignore[arg-type]
        )
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


def outcomes(verdicts: list[Verdict]) -> list[Outcome]:
    return [verdict.outcome for verdict in verdicts]


def cases(verdicts: list[Verdict]) -> list[str]:
    return [verdict.trial.case for verdict in verdicts]


# ---- order -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [2, 3_000, 40_000], ids="{} numbers each".format)
def test_verdicts_come_in_the_order_of_the_trials(size: int, examine: Examine) -> None:
    source = "def double(x): return 2 * x + (x[0] % 3 == 1)"
    trials = [double(number, size) for number in range(25)]
    verdicts = list(examine(source).question(trials))
    assert cases(verdicts) == [f"case {number}" for number in range(25)]
    assert outcomes(verdicts) == [FAILED if n % 3 == 1 else PASSED for n in range(25)]


def test_small_and_large_trials_may_be_mixed(examine: Examine) -> None:
    trials = [double(number, 1 if number % 2 else 200_000) for number in range(12)]
    verdicts = list(examine(RIGHT).question(trials))
    assert cases(verdicts) == [f"case {number}" for number in range(12)]
    assert outcomes(verdicts) == [PASSED] * 12


def test_an_exception_costs_only_its_case(examine: Examine) -> None:
    source = "def double(x):\n    return {0: 1}[x[0]] if x[0] == 4 else 2 * x"
    verdicts = list(examine(source).question([double(number) for number in range(10)]))
    assert outcomes(verdicts) == [ERROR if number == 4 else PASSED for number in range(10)]
    assert "KeyError" in verdicts[4].message


def test_every_question_gets_a_worker_of_its_own(examine: Examine, ledger: Ledger) -> None:
    source = "calls = []\ndef double(x):\n    calls.append(0)\n    return 2 * x * (len(calls) < 4)"
    examined = examine(source)
    for _ in range(3):
        assert outcomes(list(examined.question([double(n) for n in range(1, 4)]))) == [PASSED] * 3
    assert ledger.given == 3


def test_a_worker_is_gone_with_its_question(examine: Examine, ledger: Ledger) -> None:
    """Before the next one is asked for: meanwhile that question's trials are drawn."""
    examined = examine(RIGHT)
    assert outcomes(list(examined.question([double(1)]))) == [PASSED]
    ledger.wait_until_the_last_is_gone()


def test_a_question_without_trials_takes_no_worker(examine: Examine, ledger: Ledger) -> None:
    assert list(examine(RIGHT).question([])) == []
    assert ledger.given == 0


def test_an_input_that_a_case_overwrites_is_fresh_for_the_next(examine: Examine) -> None:
    source = "def double(x):\n    x *= 2\n    return x"
    trial = double(3)
    assert outcomes(list(examine(source).question([trial, trial, trial]))) == [PASSED] * 3


def test_a_failure_is_explained_and_nothing_else_is(examine: Examine) -> None:
    asked: list[str] = []

    def explain(verdict: Verdict, actual: Expected) -> str:
        asked.append(verdict.trial.case)
        if verdict.outcome is ERROR:
            assert actual == raised("ZeroDivisionError", "division by zero")
        else:
            assert actual["y"].values is not None
        return "a hint"

    source = "def double(x): return x if x[0] == 1 else 2 * x if x[0] == 2 else 1 / 0"
    verdicts = list(
        examine(source, explain=explain).question([double(number) for number in (1, 2, 3)])
    )
    assert outcomes(verdicts) == [FAILED, PASSED, ERROR]
    assert [verdict.hint for verdict in verdicts] == ["a hint", "", "a hint"]
    assert asked == ["case 1", "case 3"]


# ---- failures that are asked again -------------------------------------------------------------

ENDLESS = "\ndef endless():\n    while True: pass"
COUNTING = "calls = []\ndef double(x):\n    calls.append(0)\n    return {}"


class AskedAgain:
    """Notes what the failures were answered, first and again."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, float, float]] = []

    def __call__(self, verdict: Verdict, first: Expected, second: Expected) -> bool:
        one, other = (float(answer["y"].values[0]) for answer in (first, second))  # type: ignore[index]
        self.answers.append((verdict.trial.case, one, other))
        return one != other


def test_failures_are_asked_again_while_their_worker_is_there(
    examine: Examine, ledger: Ledger
) -> None:
    again = AskedAgain()
    source = "def double(x): return x * (1 if 2 <= x[0] <= 6 else 2)"
    trials = [double(number) for number in range(1, 10)]
    verdicts = list(examine(source, asked_again=again).question(trials))
    assert outcomes(verdicts) == [FAILED if 2 <= n <= 6 else PASSED for n in range(1, 10)]
    times = [number for number in (2, 3, 4) for _ in range(TIMES)]
    assert again.answers == [(f"case {number}", number, number) for number in times]
    assert ledger.given == 1


def test_where_an_answer_is_another_the_second_time_more_are_asked_again(examine: Examine) -> None:
    again = AskedAgain()
    source = COUNTING.format("x + 100 * len(calls)")
    trials = [double(number) for number in range(1, 10)]
    verdicts = list(examine(source, asked_again=again).question(trials))
    assert outcomes(verdicts) == [FAILED] * 9
    asked = 2 * ASKED_AGAIN
    assert [case for case, _, _ in again.answers] == [f"case {n}" for n in range(1, asked + 1)]
    assert [second for _, _, second in again.answers] == [n + 100 * (9 + n) for n in range(1, 7)]


@pytest.mark.parametrize(
    "then",
    ["1 / 0", "__import__('os')._exit(3)", "'text'", "x[:0]", "0 * x if len(calls) > 99 else None"],
)
def test_what_goes_wrong_when_a_failure_is_asked_again_changes_no_verdict(
    then: str, examine: Examine
) -> None:
    again = AskedAgain()
    source = COUNTING.format(f"x if len(calls) < 4 else {then}")
    examined = examine(source, asked_again=again)
    trials = [double(number) for number in range(1, 4)]
    assert outcomes(list(examined.question(trials))) == [FAILED] * 3
    assert again.answers == []
    assert outcomes(list(examined.question([double(1)]))) == [FAILED]


def test_a_failure_without_end_when_it_is_asked_again_costs_one_limit(examine: Examine) -> None:
    examined = examine(
        COUNTING.format("x if len(calls) < 4 else endless()") + ENDLESS,
        asked_again=AskedAgain(),
        pace=Pace(case=1),
    )
    assert outcomes(list(examined.question([double(n) for n in range(1, 4)]))) == [FAILED] * 3


@pytest.mark.parametrize("end", ["__import__('os')._exit(3)", "endless()"])
def test_failures_of_a_worker_that_is_lost_later_are_not_asked_again(
    end: str, examine: Examine
) -> None:
    again = AskedAgain()
    source = f"def double(x): return x if x[0] == 1 else {end} if x[0] == 3 else 2 * x" + ENDLESS
    examined = examine(source, asked_again=again, pace=Pace(case=1))
    verdicts = list(examined.question([double(number) for number in (1, 2, 3)]))
    assert outcomes(verdicts)[:2] == [FAILED, PASSED]
    assert verdicts[2].outcome in (ERROR, TIMEOUT)
    assert again.answers == []


def test_after_a_worker_that_was_lost_the_next_one_is_asked_again(examine: Examine) -> None:
    again = AskedAgain()
    source = "def double(x): return x if x[0] == 1 else exit_now() if x[0] == 3 else 2 * x"
    source += "\ndef exit_now(): __import__('os')._exit(3)"
    verdicts = list(examine(source, asked_again=again).question([double(n) for n in (1, 2, 3, 4)]))
    assert outcomes(verdicts) == [FAILED, PASSED, ERROR, PASSED]
    assert again.answers == [("case 1", 1, 1)] * TIMES


def test_a_question_whose_time_is_up_is_not_asked_again(examine: Examine) -> None:
    """Answers to cases behind it may still be on their way, and are none to this one."""
    again = AskedAgain()
    examined = examine("def double(x): return x", asked_again=again)
    verdicts = examined.question([double(number) for number in range(1, 6)])
    assert next(verdicts).outcome is FAILED
    examined._question_ends = 0.0
    assert outcomes(list(verdicts)) == [TIMEOUT] * 4
    assert again.answers == []


def test_to_ask_again_takes_a_little_time_and_none_of_the_grading_s(
    examine: Examine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "AGAIN_SECONDS", 0.2)
    source = COUNTING.format("x if len(calls) < 2 else 2 * x if len(calls) > 2 else endless()")
    examined = examine(source + ENDLESS, asked_again=AskedAgain(), pace=Pace(case=60))
    before = examined._deadline
    assert outcomes(list(examined.question([double(1)]))) == [FAILED]
    assert examined._deadline >= before + 0.2
    assert outcomes(list(examined.question([double(1)]))) == [FAILED]


def test_errors_and_wrong_forms_are_not_asked_again(examine: Examine) -> None:
    again = AskedAgain()
    source = "def double(x): return x[:0] if x[0] == 1 else 1 / 0"
    verdicts = list(examine(source, asked_again=again).question([double(1), double(2)]))
    assert outcomes(verdicts) == [FAILED, ERROR]
    assert again.answers == []


# ---- workers that are lost ---------------------------------------------------------------------

EXIT_AT = "import os\ndef double(x):\n    if x[0] in {}: os._exit(3)\n    return 2 * x"


@pytest.mark.parametrize("lost", [0, 1, 5, 19])
def test_a_worker_lost_in_the_middle_costs_only_that_case(
    lost: int, examine: Examine, ledger: Ledger
) -> None:
    examined = examine(EXIT_AT.format({lost}))
    verdicts = list(examined.question([double(number) for number in range(20)]))
    assert cases(verdicts) == [f"case {number}" for number in range(20)]
    assert outcomes(verdicts) == [ERROR if number == lost else PASSED for number in range(20)]
    assert "exit code 3" in verdicts[lost].message
    assert ledger.given == (2 if lost < 19 else 1)


def test_answers_that_a_worker_gave_before_it_was_lost_still_count(
    examine: Examine, ledger: Ledger
) -> None:
    """The worker may be far ahead: gone at the sixth case when the judge reads the second."""

    def slowly(trial: Trial) -> Expected:
        if trial.case == "case 9":
            ledger.wait_until_the_last_is_gone()
        return expect(trial)

    examined = examine(EXIT_AT.format({5}), expect=slowly)
    verdicts = list(examined.question([double(number) for number in range(9)]))
    assert outcomes(verdicts) == [ERROR if number == 5 else PASSED for number in range(9)]


def test_requests_to_a_worker_that_is_gone_cost_no_answered_case(
    examine: Examine, ledger: Ledger
) -> None:
    first_time = iter([True])

    def slowly(trial: Trial) -> Expected:
        if trial.case == "case 10" and next(first_time, False):
            ledger.wait_until_the_last_is_gone()
        return expect(trial)

    examined = examine(EXIT_AT.format({6}), expect=slowly)
    verdicts = list(examined.question([double(number) for number in range(20)]))
    assert outcomes(verdicts) == [ERROR if number == 6 else PASSED for number in range(20)]


def test_a_case_without_end_costs_only_that_case(examine: Examine) -> None:
    source = "def double(x):\n    while x[0] == 2: pass\n    return 2 * x"
    examined = examine(source, pace=Pace(case=1))
    verdicts = list(examined.question([double(number) for number in range(5)]))
    assert outcomes(verdicts) == [PASSED, PASSED, TIMEOUT, PASSED, PASSED]
    assert "1 s" in verdicts[2].message


def test_after_so_many_lost_workers_the_rest_is_told_as_not_tried(
    examine: Examine, ledger: Ledger
) -> None:
    assert LOST_WORKERS == 2
    examined = examine(EXIT_AT.format({2, 4, 6}))
    verdicts = list(examined.question([double(number) for number in range(8)]))
    assert cases(verdicts) == [f"case {number}" for number in range(8)]
    assert outcomes(verdicts) == [PASSED, PASSED, ERROR, PASSED, ERROR, ERROR, ERROR, ERROR]
    assert ["not tried" in verdict.message for verdict in verdicts] == [False] * 5 + [True] * 3
    assert ledger.given == 2


def test_lost_workers_of_one_question_cost_the_next_nothing(examine: Examine) -> None:
    examined = examine(EXIT_AT.format({0, 1}))
    assert outcomes(list(examined.question([double(0), double(1), double(2)]))) == [ERROR] * 3
    assert outcomes(list(examined.question([double(2), double(3)]))) == [PASSED] * 2


# ---- what can't be loaded ----------------------------------------------------------------------

UNLOADABLE = {
    "a syntax error": ("def double(x:\n    return 2 * x", ERROR, "line 1"),
    "an exception": ("x = 1\nx = x / 0", ERROR, "ZeroDivisionError"),
    "an exit": ("import os\nos._exit(5)", ERROR, "exit code 5"),
    "a polite exit": ("import sys\nsys.exit()", ERROR, "exit"),
    "a loop": ("while True: pass", TIMEOUT, "still running"),
    "a forged answer": (
        "import os, stat\n"
        "for n in range(3, 99):\n"
        "    try: stat.S_ISSOCK(os.fstat(n).st_mode) and os.write(n, b'\\xff' * 99)\n"
        "    except OSError: pass",
        ERROR,
        "connection",
    ),
}


@pytest.mark.parametrize(("source", "outcome", "told"), UNLOADABLE.values(), ids=UNLOADABLE)
def test_what_can_t_be_imported_is_tried_once_and_told_for_every_case(
    source: str, outcome: Outcome, told: str, examine: Examine, ledger: Ledger
) -> None:
    examined = examine(source, pace=Pace(load=1))
    for _ in range(3):
        verdicts = list(examined.question([double(number) for number in range(4)]))
        assert cases(verdicts) == [f"case {number}" for number in range(4)]
        assert outcomes(verdicts) == [outcome] * 4
        assert all(told in verdict.message for verdict in verdicts)
        assert all("doubling.py" in verdict.message for verdict in verdicts)
    assert ledger.given == 1


# ---- the deadline of the whole -----------------------------------------------------------------


class Clock:
    """The time as examinations see it; it jumps when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Ahead of the real one by hours, so that no real wait is cut short."""
    clock = Clock()
    clock.now = examination.time.monotonic() + 36_000
    monkeypatch.setattr(examination, "time", SimpleNamespace(monotonic=clock.monotonic))
    return clock


def test_after_the_whole_grading_s_time_no_case_is_tried(
    examine: Examine, ledger: Ledger, clock: Clock
) -> None:
    def expect_slowly(trial: Trial) -> Expected:
        clock.now += 10
        return expect(trial)

    examined = examine(RIGHT, expect=expect_slowly, pace=Pace(grading=75))
    first = list(examined.question([double(number) for number in range(30)]))
    assert cases(first) == [f"case {number}" for number in range(30)]
    tried = [verdict.outcome is PASSED for verdict in first]
    assert 0 < sum(tried) < 30
    assert tried == sorted(tried, reverse=True)
    rest = [verdict for verdict in first if verdict.outcome is not PASSED]
    second = list(examined.question([double(number) for number in range(3)]))
    for verdict in [*rest, *second]:
        assert verdict.outcome is TIMEOUT
        assert "not tried" in verdict.message
        assert "75 s" in verdict.message
    assert ledger.given == 1


@pytest.mark.parametrize(
    "source",
    ["while True: pass", "def double(x):\n    while True: pass"],
    ids=["while it is imported", "in a case"],
)
def test_a_submission_that_is_cut_short_by_the_whole_s_deadline_is_told_that(
    source: str, examine: Examine
) -> None:
    examined = examine(source, pace=Pace(case=30, load=30, grading=1))
    for _ in range(2):
        for verdict in examined.question([double(1), double(2)]):
            assert verdict.outcome is TIMEOUT
            assert "whole grading may take 1 s" in verdict.message


def test_time_that_is_left_lets_every_case_be_tried(examine: Examine, clock: Clock) -> None:
    examined = examine(RIGHT, pace=Pace(grading=75))
    clock.now += 74
    assert outcomes(list(examined.question([double(1), double(2)]))) == [PASSED] * 2


# ---- forged answers ----------------------------------------------------------------------------


class Forger:
    """A service, and its worker, that answers every case with the same claim."""

    layers: dict[str, str]
    device, no_device = "cpu", ""

    def __init__(self, outputs: dict[str, OutputHeader], payload: bytes) -> None:
        self.layers, self.outputs, self.payload = {}, outputs, payload

    def worker(self, device: str) -> "Forger":
        return self

    def load(self, *_: Any) -> Any:
        return Loaded([], {}), {}

    def ask(self, *_: Any) -> None: ...

    def outcome(self, payload_limit: int, _: float) -> Any:
        return Outputs(self.outputs), self.payload[:payload_limit]

    def end(self) -> None: ...

    def settle(self) -> None: ...


def verdict_on(trial: Trial, outputs: dict[str, OutputHeader], payload: bytes) -> Verdict:
    submission = Submission("doubling", {"doubling.py": b""})
    service: Any = Forger(outputs, payload)
    examined = Examination(service, submission, EXERCISES, Tolerances(), expect)
    (verdict,) = examined.question([trial])
    return verdict


def header(**changed: Any) -> OutputHeader:
    fields = {"kind": "array", "dtype": "float64", "shape": (2,), "device": "cpu", "text": ""}
    return OutputHeader(**{**fields, "size": 16, **changed})


ANSWER = np.array([6.0, 6.0]).tobytes()

FORGED_ARRAYS = {
    "no output at all": {},
    "values that were not sent": {"y": header(size=None)},
    "too few values": {"y": header(size=8)},
    "too many values": {"y": header(size=24)},
    "a negative size": {"y": header(size=-16)},
    "a negative shape": {"y": header(shape=(-2,), size=-16)},
    "an immense shape": {"y": header(shape=(2**62, 2**62))},
    "an unknown dtype": {"y": header(dtype="complex128", size=32)},
    "an output nobody asked for": {"y": header(), "z": header(size=None)},
    "a negative shape beside": {"z": header(shape=(-1, -2)), "y": header(size=None)},
    "a shape without a size beside": {"z": header(shape=(-1,), size=-8), "y": header()},
    "an empty immense shape beside": {"z": header(shape=(2**63, 0), size=0), "y": header()},
    "its values twice": {"z": header(), "y": header()},
    "text instead": {"y": header(kind="text", text="[6. 6.]", size=None)},
    "text that claims values": {"y": header(kind="text", text="6")},
}


@pytest.mark.parametrize("outputs", FORGED_ARRAYS.values(), ids=FORGED_ARRAYS)
def test_a_forged_answer_is_no_right_one_and_no_harm(outputs: dict[str, OutputHeader]) -> None:
    assert verdict_on(double(3), outputs, ANSWER).outcome in (FAILED, ERROR)


def test_the_same_answer_unforged_is_right() -> None:
    assert verdict_on(double(3), {"y": header()}, ANSWER).outcome is PASSED


FORGED_TEXTS = {
    "with a size": header(kind="text", text="weight bias"),
    "with a negative size": header(kind="text", text="weight bias", shape=(-1,), size=-8),
    "with no values of a shape": header(kind="text", text="weight bias", shape=(2**63, 0), size=0),
}


@pytest.mark.parametrize("forged", FORGED_TEXTS.values(), ids=FORGED_TEXTS)
def test_a_text_that_claims_values_is_no_harm(forged: OutputHeader) -> None:
    assert verdict_on(WORDS, {"names": forged}, b"").outcome is ERROR


NUMBERS = st.integers(-(2**63), 2**64 - 1) | st.integers(-4, 20)
FORGED_HEADERS = st.builds(
    OutputHeader,
    kind=st.sampled_from(["array", "tensor", "number", "text", "list"]),
    dtype=st.sampled_from(["float64", "float32", "bfloat16", "int8", "bool", "", "complex64"]),
    shape=st.lists(NUMBERS, max_size=3).map(tuple),
    device=st.sampled_from(["cpu", "cuda:0", ""]),
    text=st.sampled_from(["", "weight bias"]),
    size=st.none() | NUMBERS,
)


@settings(deadline=None, max_examples=300)
@given(
    trial=st.sampled_from([double(3), double(3, 0), WORDS]),
    outputs=st.dictionaries(st.sampled_from(["y", "z", "names"]), FORGED_HEADERS, max_size=3),
    payload=st.binary(max_size=16),
)
def test_whatever_is_claimed_there_is_a_verdict(
    trial: Trial, outputs: dict[str, OutputHeader], payload: bytes
) -> None:
    verdict = verdict_on(trial, outputs, payload)
    assert isinstance(verdict.outcome, Outcome)
    assert verdict.message or verdict.outcome is PASSED
