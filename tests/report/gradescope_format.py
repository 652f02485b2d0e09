"""results.json as Gradescope documents it ("Autograder Specifications"), written down on its own.

Types are strict and unknown keys are refused, so that a misspelt one is no silent loss.
"""

import math
from typing import Any, Literal

import msgspec

Visibility = Literal["hidden", "after_due_date", "after_published", "visible"]
Format = Literal["text", "html", "simple_format", "md", "ansi"]
LONGEST = 100_000


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    score: float | None = None
    max_score: float | None = None
    status: Literal["passed", "failed"] | None = None
    name: str | None = None
    name_format: Format = "text"
    number: str | None = None
    output: str = ""
    output_format: Format = "text"
    tags: list[str] = []
    visibility: Visibility = "visible"
    extra_data: dict[str, Any] = {}


class Place(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    value: float | str
    order: Literal["asc", "desc"] | None = None


class Results(msgspec.Struct, forbid_unknown_fields=True):
    score: float | None = None
    execution_time: int | None = None
    output: str = ""
    output_format: Format = "text"
    test_output_format: Format = "text"
    test_name_format: Format = "text"
    visibility: Visibility = "visible"
    stdout_visibility: Visibility = "hidden"
    extra_data: dict[str, Any] = {}
    tests: list[Entry] = []
    leaderboard: list[Place] = []

    @property
    def points(self) -> float:
        """What the platform takes for the score."""
        return self.score if self.score is not None else sum(t.score or 0 for t in self.tests)

    @property
    def most(self) -> float:
        return sum(test.max_score or 0 for test in self.tests)

    @property
    def students(self) -> str:
        """All that a student can read at once."""
        seen = [test for test in self.tests if test.visibility == "visible"]
        return "\n".join([self.output, *(f"{test.name}\n{test.output}" for test in seen)])


def read_results(text: str | bytes) -> Results:
    """Read it; an error says what the platform would refuse or lose in silence."""
    told = msgspec.json.decode(text, type=Results)
    assert told.score is not None or told.tests, "neither a score nor tests"
    if told.score is None:
        assert all(test.score is not None for test in told.tests), "a test without a score"
    for test in told.tests:
        if test.score is not None and test.max_score is not None:
            assert 0 <= test.score <= test.max_score < math.inf
    for output in (told.output, *(test.output for test in told.tests)):
        assert len(output) < LONGEST
        assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in output)
    return told
