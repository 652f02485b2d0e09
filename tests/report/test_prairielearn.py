"""PrairieLearn's results.json against the format's documentation, written down here on its own."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.trial import Outcome
from autograder.report.prairielearn import CUT, write_results
from autograder.report.report import Report, WrittenReport
from tests.report.reports import (
    FAILED,
    NOT_GRADED,
    PASSED,
    on_devices,
    question,
    report_of,
    verdict,
)

LARGEST = 1_000_000
"""Bytes of a file, by the documentation."""


def told_of(report: Report, folder: Path) -> dict[str, Any]:
    """What stands in the file, after it was held against the documentation."""
    write_results(report, folder / "results.json")
    content = (folder / "results.json").read_bytes()
    assert len(content) <= LARGEST
    told: dict[str, Any] = json.loads(content)
    assert isinstance(told["gradable"], bool)
    if told["gradable"]:
        assert isinstance(told["score"], float)
        assert 0 <= told["score"] <= 1
    else:
        assert all(isinstance(error, str) and error for error in told["format_errors"])
        assert "score" not in told
    for test in told.get("tests", []):
        assert test.keys() == {
            *("name", "description", "points", "max_points", "message", "output")
        }
        assert 0 <= test["points"] <= test["max_points"]
    return told


def test_the_score_is_the_part_that_was_earned(tmp_path: Path) -> None:
    half = report_of(
        question(verdict(PASSED), points=6),
        question(verdict(FAILED, "out is off by 3", question="backward"), name="backward"),
    )
    told = told_of(half, tmp_path)
    assert told["score"] == 0.375
    assert told["output"] == "6 of 16 points."
    right, wrong = told["tests"]
    assert (right["name"], right["description"]) == ("Forward", "forward")
    assert (right["points"], right["max_points"], right["message"]) == (6, 6, "")
    assert (wrong["points"], wrong["max_points"]) == (0, 10)
    assert wrong["message"] == "a case: out is off by 3"
    assert "✗ a case (hidden, float64): out is off by 3" in wrong["output"]


def test_points_that_could_not_be_graded_are_neither_earned_nor_lost(tmp_path: Path) -> None:
    told = told_of(on_devices(PASSED, NOT_GRADED), tmp_path)
    assert told["score"] == 1
    assert (told["tests"][0]["points"], told["tests"][0]["max_points"]) == (5, 5)
    assert "5 points were not graded here" in told["output"]
    assert told_of(on_devices(FAILED, NOT_GRADED), tmp_path)["score"] == 0


def test_where_nothing_could_be_graded_no_attempt_is_lost(tmp_path: Path) -> None:
    told = told_of(on_devices(NOT_GRADED, NOT_GRADED), tmp_path)
    assert told["format_errors"] == ["nothing of it can be graded on this machine"]


def test_a_hand_in_that_could_not_be_opened_costs_no_attempt_and_says_why(tmp_path: Path) -> None:
    broken = report_of(question(verdict(Outcome.ERROR, "it is empty")))
    told = told_of(replace(broken, problem="relu.py is empty"), tmp_path)
    assert told["format_errors"] == ["relu.py is empty"]
    assert "relu.py is empty" in told["output"]


def test_points_given_by_hand_count_even_where_the_code_could_not_be_opened(tmp_path: Path) -> None:
    written = (WrittenReport("why", "Why", 10, 10.0, "good"), WrittenReport("how", "How", 5))
    report = report_of(question(verdict(FAILED)), written=written)
    assert told_of(report, tmp_path)["score"] == 0.5
    told = told_of(replace(report, problem="relu.py is empty"), tmp_path)
    assert told["score"] == 0.5
    assert [(t["name"], t["points"], t["output"]) for t in told["tests"]][1:] == [
        ("Why", 10, "good")
    ]


@pytest.mark.parametrize("letter", ["x", "π", '"', "\0", "\ud800", "\U0001f600"])
def test_long_outputs_are_cut_alike_and_short_ones_stay(letter: str, tmp_path: Path) -> None:
    names = [f"question_{number}" for number in range(5)]
    texts = ["short", "mid " * 5_000, *(letter * length for length in (200_000, 400_000, 900_000))]
    report = report_of(
        *(
            question(verdict(FAILED, text, question=name), name=name)
            for name, text in zip(names, texts, strict=True)
        )
    )
    told = told_of(report, tmp_path)
    assert (tmp_path / "results.json").stat().st_size > LARGEST * 0.9
    outputs = [test["output"] for test in told["tests"]]
    assert outputs[0].endswith("short")
    assert CUT not in outputs[1]
    assert [len(output) for output in outputs[3:]] == [len(outputs[3])] * 2
    assert outputs[4].endswith(CUT)


def test_so_many_questions_that_names_are_too_much_still_give_a_score(tmp_path: Path) -> None:
    names = [f"question_{number}" for number in range(20_000)]
    report = report_of(*(question(verdict(PASSED, question=name), name=name) for name in names))
    told = told_of(report, tmp_path)
    assert (told["score"], told["tests"]) == (1, [])


def test_nothing_for_the_instructor_stands_in_it(tmp_path: Path) -> None:
    report = replace(on_devices(PASSED, FAILED), flags=("a flag",), layers={"user": "is off"})
    text = json.dumps(told_of(report, tmp_path))
    for secret in ("the-seed", "the-digest", "a flag", "is off", "strong"):
        assert secret not in text
