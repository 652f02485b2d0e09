"""A report on disk is read back as it was, and nothing else is taken for one."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.distribution import bernoulli, normal
from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.grading import Judge, Terms
from autograder.report.report import QuestionReport, Report, WrittenReport
from autograder.report.stored import LARGEST, ReportError, read_report, report_in, stored
from tests.report.reports import PASSED, on_devices, question, report_of, verdict

SHARES = {"values": 0.25, "stability": 0.75}

FULL = Report(
    "layers",
    'Layers "π" <b>',
    (
        QuestionReport(
            "forward",
            "Forward",
            12.1,
            (
                Verdict(
                    Trial("forward", "a case", True, "values", "numpy", "cpu", "float64"), PASSED
                ),
                Verdict(
                    Trial(
                        "forward",
                        "tiny variance",
                        False,
                        "stability",
                        "torch",
                        "cuda",
                        "bfloat16",
                        ("out", "dx"),
                        "graph",
                        ("autograd", "batch_norm"),
                        {"mask": bernoulli(0.3, ("call", "unit")), "w": normal(2.0, ("sample",))},
                        worth=2.5,
                    ),
                    Outcome.FAILED,
                    "out is off\u2028by \ud800 3",
                    "x reaches the output three ways",
                    "out",
                    1 / 3,
                    1.0,
                ),
                Verdict(
                    Trial("forward", "another", False, "stability", "torch", "cuda", "float64"),
                    Outcome.TIMEOUT,
                    measured=math.inf,
                    allowed=0.1,
                    mistakes=("eps_outside", "eps_forgotten"),
                ),
            ),
            SHARES,
        ),
        QuestionReport("backward", "Backward", 3, ()),
    ),
    notes=("a note",),
    problem="a problem",
    flags=("layers.py, line 3: ctypes",),
    written=(
        WrittenReport("why", "Why", 5),
        WrittenReport("how", "How", 5, 2.5, "two\nlines"),
    ),
    tier="partial",
    layers={"own user": "", "seccomp": "not here"},
    seconds=1.25,
    seed="abc",
    hints="public",
    digest="def",
)


@pytest.mark.parametrize("report", [FULL, on_devices(PASSED, Outcome.NOT_GRADED), report_of()])
def test_what_is_read_is_what_was_written(report: Report, tmp_path: Path) -> None:
    (tmp_path / "ada.json").write_text(stored(report), encoding="utf-8")
    assert read_report(tmp_path / "ada.json") == report


def test_what_a_grading_gives_is_read_as_it_was(
    judge_of: Callable[[str], Judge], course: Any
) -> None:
    source = (course.root / "reference" / "activations.py").read_text()
    broken = source.replace("np.maximum", "np.minimum") + "\nraise SystemExit"
    for text in (source, source.replace("np.maximum", "np.minimum"), broken):
        hand_in = Submission("activations", {"activations.py": text.encode()})
        report = judge_of("activations").grade(hand_in, Terms("all"))
        assert report_in(stored(report)) == report
        assert report.digest == hand_in.digest


def test_a_file_holds_no_array_and_names_each_trial() -> None:
    given = trial_with_inputs()
    text = stored(report_of(QuestionReport("forward", "Forward", 1, (Verdict(given, PASSED),))))
    (entry,) = json.loads(text)["report"]["questions"][0]["verdicts"]
    assert "inputs" not in entry["trial"]
    assert entry["trial"]["id"] == given.id == "forward[cpu-float64-a_case]"


def trial_with_inputs() -> Trial:
    inputs = {"x": np.ones(3)}
    return Trial("forward", "a case", True, "values", "numpy", "cpu", "float64", inputs=inputs)


def test_every_file_is_json_as_others_read_it() -> None:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(stored(FULL), parse_constant=refuse)


# ---- what is no report -------------------------------------------------------------------------


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    whole = json.loads(stored(FULL))
    change(whole["report"])
    return json.dumps(whole)


def first_verdict(report: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = report["questions"][0]["verdicts"][0]
    return found


DAMAGED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a field too few": (lambda r: r.pop("seed"), "something is missing"),
    "a field too many": (lambda r: r.update(more=1), "more than a report holds"),
    "a field too many in a trial": (
        lambda r: first_verdict(r)["trial"].update(inputs={"x": [1]}),
        "more than a report holds",
    ),
    "an id of another trial": (
        lambda r: first_verdict(r)["trial"].update(id="other[cpu-float64-a_case]"),
        "more than a report holds",
    ),
    "a verdict that there is not": (
        lambda r: first_verdict(r).update(outcome="excellent"),
        "excellent",
    ),
    "points in words": (lambda r: r["questions"][0].update(points="12"), "points"),
    "points without end": (lambda r: r["questions"][0].update(points=10**400), "damaged"),
    "no points": (lambda r: r["questions"][0].update(points=0), "forward is of 0.0 points"),
    "points as a truth": (lambda r: r["questions"][0].update(points=True), "points"),
    "no list of questions": (lambda r: r.update(questions=3), "questions"),
    "two questions of one name": (
        lambda r: r["questions"].append(r["questions"][1]),
        "two questions have one name",
    ),
    "a trial twice": (
        lambda r: r["questions"][0]["verdicts"].append(first_verdict(r)),
        "one trial twice",
    ),
    "a trial of another question": (
        lambda r: r["questions"][1]["verdicts"].append(first_verdict(r)),
        "stands in backward",
    ),
    "shares that are not all": (
        lambda r: r["questions"][0]["shares"].update(values=0.5),
        "not 1 together",
    ),
    "a share below nothing": (
        lambda r: r["questions"][0].update(shares={"values": 1.5, "stability": -0.5}),
        "share of forward is none",
    ),
    "a group without a share": (
        lambda r: r["questions"][0].update(shares={"values": 1}),
        "without a share",
    ),
    "a worth of nothing": (lambda r: first_verdict(r)["trial"].update(worth=0), "is worth 0"),
    "more than all points": (lambda r: r["written"][1].update(earned=6), "earned 6.0 of 5.0"),
    "time that runs backward": (lambda r: r.update(seconds=-1), "seconds"),
}


@pytest.mark.parametrize(("change", "told"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_report_is_refused_with_a_reason(
    change: Callable[[dict[str, Any]], object], told: str
) -> None:
    with pytest.raises(ReportError, match=told) as error:
        report_in(changed(change))
    assert "\n" not in str(error.value)


OTHER_FILES = {
    "nothing": (b"", "no JSON"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "no text"),
    "a list": (b"[]", "no report of `autograder grade --report`"),
    "results.json": (b'{"tests": []}', "no report of `autograder grade --report`"),
    "a form of tomorrow": (b'{"form": 3, "report": {}}', "its form is 3, and 2 is read"),
    "a name twice": (b'{"form": 2, "form": 2, "report": {}}', "twice"),
    "a number that is none": (b'{"form": 2, "report": NaN}', "damaged"),
    "depths": (b"[" * 100_000, "no JSON"),
    "too much": (b" " * (LARGEST + 1), "larger than 16 MB"),
}


@pytest.mark.parametrize(("content", "told"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_another_file_is_refused_with_a_reason(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_bytes(content)
    with pytest.raises(ReportError, match=told):
        read_report(tmp_path / "other.json")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="can't be read: No such file"):
        read_report(tmp_path / "nowhere.json")
    with pytest.raises(ReportError, match="can't be read: Is a directory"):
        read_report(tmp_path)


def test_points_come_back_as_numbers_whatever_they_were() -> None:
    whole = report_of(question(verdict(PASSED), points=3))
    again = report_in(stored(whole))
    assert again.points == 3
    assert replace(again, seconds=2.0).seconds == 2
