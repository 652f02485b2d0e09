"""The record of a GPU's tests: parts of one day and machine come together, others don't."""

from typing import Any

from tests.gpu.record import measurements, merged


def record(day: str, card: str, **outcomes: str) -> dict[str, Any]:
    tests = [{"test": name, "outcome": told, "measured": {}} for name, told in outcomes.items()]
    return {"date": day, "machine": {"cards": [card]}, "tests": tests}


def outcomes(told: dict[str, Any]) -> dict[str, str]:
    return {test["test"]: test["outcome"] for test in told["tests"]}


def test_a_second_part_is_added_and_what_runs_again_takes_its_place() -> None:
    first = record("today", "a card", one="passed", two="failed")
    told = merged(first, record("today", "a card", two="passed", three="passed"))
    assert outcomes(told) == {"one": "passed", "three": "passed", "two": "passed"}
    assert told["date"] == "today"


def test_what_another_day_or_card_told_is_left_out() -> None:
    now = record("today", "a card", two="passed")
    for before in ({}, record("yesterday", "a card", one="passed"), record("today", "b", one="x")):
        assert outcomes(merged(before, now)) == {"two": "passed"}


def test_each_figure_is_a_line_under_its_test() -> None:
    told = [{"test": "tests/a.py::test_it[cuda]", "measured": {"seconds": [1.5, 2], "cases": 3}}]
    assert measurements(told) == ["test_it[cuda]: seconds: [1.5, 2]", "test_it[cuda]: cases: 3"]
