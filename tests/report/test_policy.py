"""When a hand-in came is read from whatever the platform says; what isn't known costs nothing."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.report.metadata import MARK, Metadata, read_metadata
from autograder.report.policy import lateness, refusal, refusal_text
from autograder.spec.gradescope import Attempts, Late

DUE = "2026-03-10T23:00:00.000000-07:00"
TEN_PERCENT = Late(percent_a_day=10, grace_minutes=15, at_most_percent=30)


def metadata(tmp_path: Path, created: Any, **told: Any) -> Metadata:
    """Read back from a file as the platform writes it."""
    content = {"id": 7, "created_at": created, "assignment": {"due_date": DUE}} | told
    (tmp_path / "metadata.json").write_text(json.dumps(content))
    return read_metadata(tmp_path / "metadata.json")


def percent(tmp_path: Path, created: Any, **told: Any) -> float:
    late = lateness(metadata(tmp_path, created, **told), TEN_PERCENT)
    return late.percent if late else 0


# ---- lateness ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("created", "taken_off"),
    [
        ("2026-03-10T22:59:59.999999-07:00", 0),
        ("2026-03-10T23:00:00.000000-07:00", 0),
        ("2026-03-10T23:15:00.000000-07:00", 0),
        ("2026-03-10T23:15:00.000001-07:00", 10),
        ("2026-03-11T23:00:00.000000-07:00", 10),
        ("2026-03-11T23:00:00.000001-07:00", 20),
        ("2026-03-11T06:10:00Z", 0),
        ("2026-03-11T06:20:00Z", 10),
        ("2026-06-11T06:20:00Z", 30),
    ],
)
def test_each_day_that_has_begun_costs_and_no_more_than_all(
    created: str, taken_off: float, tmp_path: Path
) -> None:
    assert percent(tmp_path, created) == taken_off


@pytest.mark.parametrize("created", [None, 12, "", "yesterday", "2027-01-01T00:00:00", [], {}])
def test_who_came_at_an_unknown_time_is_not_late(created: Any, tmp_path: Path) -> None:
    assert percent(tmp_path, created) == 0


@pytest.mark.parametrize(
    "assignment", [None, [], "", {}, {"due_date": None}, {"due_date": 5}, {"due_date": "soon"}]
)
def test_without_a_due_date_nobody_is_late(assignment: Any, tmp_path: Path) -> None:
    assert percent(tmp_path, "2027-01-01T00:00:00Z", assignment=assignment) == 0


def test_an_extension_of_ones_own_counts(tmp_path: Path) -> None:
    later = "2026-03-12T23:00:00.000000-07:00"
    users = [{"id": 1, "email": None, "assignment": {"due_date": later}}]
    assert percent(tmp_path, "2026-03-12T22:00:00-07:00", users=users) == 0
    assert percent(tmp_path, "2026-03-12T23:30:00-07:00", users=users) == 10


def test_a_group_has_the_time_of_its_latest_member(tmp_path: Path) -> None:
    later = "2026-03-12T23:00:00.000000-07:00"
    users = [{"id": 1, "assignment": None}, {"id": 2, "assignment": {"due_date": later}}]
    assert percent(tmp_path, "2026-03-12T22:00:00-07:00", users=users) == 0


@pytest.mark.parametrize("users", [None, {}, "", [None], [3], [{"assignment": []}]])
def test_users_that_are_not_what_they_should_be_have_the_time_of_all(
    users: Any, tmp_path: Path
) -> None:
    assert percent(tmp_path, "2026-03-11T06:20:00Z", users=users) == 10


def test_nothing_is_taken_off_unless_the_course_says_so(tmp_path: Path) -> None:
    assert lateness(metadata(tmp_path, "2027-01-01T00:00:00Z"), Late()) is None


# ---- attempts ----------------------------------------------------------------------------------


def earlier(*hours: float, **told: Any) -> list[dict[str, Any]]:
    """Hand-ins so many hours after midnight of March 9th."""
    return [
        {
            "submission_time": f"2026-03-{9 + int(hour // 24):02}T{int(hour % 24):02}:00:00Z",
            "score": str(hour),
            "results": {"tests": []},
        }
        | told
        for hour in hours
    ]


NOON = "2026-03-10T12:00:00Z"


@pytest.mark.parametrize(
    ("previous", "refused"),
    [
        ([], False),
        (earlier(13, 14), False),
        (earlier(13, 14, 15), True),
        (earlier(11, 14, 15), False),
        (earlier(12, 14, 15), False),
        (earlier(1, 2, 3, 13, 14, 15, 16), True),
        (earlier(13, 14, 15, score=None), False),
        (earlier(13, 14, 15, score="NaN"), False),
        (earlier(13, 14, 15, autograder_error=True), False),
        (earlier(13, 14, 15, results={"extra_data": {MARK: True}}), False),
        (earlier(13, 14, 15, results=None), True),
        (earlier(13, 14, 15, submission_time=None), False),
        (None, False),
        ([None, 3, "x"], False),
    ],
)
def test_three_a_day_are_graded(previous: Any, refused: bool, tmp_path: Path) -> None:
    known = metadata(tmp_path, NOON, previous_submissions=previous)
    assert (refusal(known, Attempts(3, within_hours=24)) is not None) == refused
    assert refusal(known, None) is None


def test_the_last_graded_one_stands_and_the_next_has_its_time(tmp_path: Path) -> None:
    previous = earlier(13, 16, 15) + earlier(17, score=None)
    known = metadata(tmp_path, NOON, previous_submissions=previous)
    refused = refusal(known, Attempts(3, within_hours=24))
    assert refused is not None
    assert refused.last.score == 16
    assert refusal_text(refused).splitlines() == [
        "Not graded: 3 hand-ins are graded within 24 hours, and you have had as many.",
        "The points below are those of the last one that was graded.",
        "The next is graded from 2026-03-10 13:00 UTC on.",
    ]


def test_a_limit_without_hours_is_for_ever(tmp_path: Path) -> None:
    known = metadata(tmp_path, None, previous_submissions=earlier(1, 2, submission_time=None))
    refused = refusal(known, Attempts(2))
    assert refused is not None
    assert refused.again is None
    assert refusal(known, Attempts(3)) is None


# ---- the file ----------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_none_says_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "metadata.json").write_bytes(content)
    assert read_metadata(tmp_path / "metadata.json") == Metadata()
    assert read_metadata(tmp_path / "missing.json") == Metadata()


def test_late_is_told_in_words(tmp_path: Path) -> None:
    late = lateness(metadata(tmp_path, "2026-03-13T00:00:30-07:00"), TEN_PERCENT)
    assert late is not None
    assert (late.by, late.of(50)) == (timedelta(days=2, hours=1, seconds=30), 35)
