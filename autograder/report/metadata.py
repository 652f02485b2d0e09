"""submission_metadata.json: when a hand-in came, when it was due, and what came before it.

The format is Gradescope's "Submission Metadata", which may change: whatever is missing, null or not
what it should be is unknown, and nothing that is unknown costs a student anything.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

MARK = "not_counted"
"""In the extra_data of results that were not graded but kept: they are no attempt."""


@dataclass(frozen=True)
class Previous:
    """An earlier hand-in of the same student, and the results.json that it got."""

    time: datetime | None
    score: float | None
    results: dict[str, Any]

    @property
    def was_graded(self) -> bool:
        """Whether it counts as an attempt."""
        extra = self.results.get("extra_data")
        marked = isinstance(extra, dict) and bool(extra.get(MARK))
        return self.score is not None and not marked


@dataclass(frozen=True)
class Metadata:
    """What is known of a hand-in; of a group's, the due date is its latest member's."""

    created: datetime | None = None
    due: datetime | None = None
    previous: tuple[Previous, ...] = field(default=())


def read_metadata(path: Path) -> Metadata:
    """What the file says; nothing, if it can't be read."""
    try:
        told = _object(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return Metadata()
    created = _time(told.get("created_at"))
    own = [_object(user.get("assignment")).get("due_date") for user in _objects(told.get("users"))]
    dates = [*own] or [None]
    general = _object(told.get("assignment")).get("due_date")
    due = _latest(_time(date) or _time(general) for date in dates)
    previous = (_previous(entry) for entry in _objects(told.get("previous_submissions")))
    return Metadata(created, due, tuple(previous))


def number(value: Any) -> float | None:
    """A finite number, also where it stands in a string."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _previous(entry: dict[str, Any]) -> Previous:
    failed = entry.get("autograder_error") is True
    score = None if failed else number(entry.get("score"))
    return Previous(_time(entry.get("submission_time")), score, _object(entry.get("results")))


def _latest(dates: Iterable[datetime | None]) -> datetime | None:
    """The latest; None if one of them isn't known: then nobody can be late."""
    known = list(dates)
    return max((date for date in known if date), default=None) if None not in known else None


def _time(value: Any) -> datetime | None:
    """An instant with its time zone; without one nobody knows when it was."""
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return time if time.tzinfo is not None else None


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [_object(entry) for entry in value] if isinstance(value, list) else []
