"""The record of a GPU's tests: parts of one day and machine come together, others don't."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.gpu.record import PARTS, ROOT, TESTS, main, measurements, merged


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


def test_every_test_for_a_gpu_is_where_they_are_looked_for() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if "pytest.mark.gpu" in path.read_text(encoding="utf-8") and path != Path(__file__)
    }
    assert found
    assert not [path for path in found if not path.startswith(TESTS)]


def test_a_part_runs_its_tests_and_writes_after_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, asked, sizes = tmp_path / "gpu.json", [], []

    def ran(arguments: list[str], plugins: list[Any]) -> int:
        asked.append((arguments[:-3], arguments[arguments.index("-m") + 1]))
        for test in ("one", "two"):
            report = pytest.TestReport(
                nodeid=f"{len(asked)}-{test}", location=("", 0, ""), keywords={},
                outcome="passed", longrepr=None, when="call", user_properties=[("seconds", 1)],
            )  # fmt: skip
            plugins[0].pytest_runtest_logreport(report)
            sizes.append(len(json.loads(file.read_text())["tests"]))
        return len(asked) - 1

    monkeypatch.setattr(pytest, "main", ran)
    assert main(file, PARTS) == 3
    assert sizes == [1, 2, 3, 4, 5, 6, 7, 8]
    marks = [mark for _, mark in asked]
    assert marks == ["gpu", "gpu and not alone", "gpu and alone", "gpu and alone"]
    alone, track = ({Path(p).name for p in files if "tests" in p} for files, _ in asked[2:])
    assert track == {"test_track_on_the_gpu.py"}
    assert alone == {"gpu", "test_devices.py"}


def test_where_no_worker_can_use_the_card_nothing_else_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def failed(arguments: list[str], _plugins: list[Any]) -> int:
        asked.extend(arguments[:1])
        return 1

    monkeypatch.setattr(pytest, "main", failed)
    assert main(tmp_path / "gpu.json", PARTS) == 1
    assert [Path(path).name for path in asked] == ["test_layers.py"]
