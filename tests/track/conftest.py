"""The track of the course on the CPU, which stands in for a device, and hand-ins for it."""

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from autograder.checking.submission import Submission
from autograder.judge.timing import Lap, Stopwatch
from autograder.judge.track import TrackJudge, track_judging
from autograder.report.track import TrackReport
from autograder.spec.course import Course

ROOT = Path(__file__).parents[2]
NAME, MODULE = "batchnorm", "batchnorm_fused"
TRACK = ROOT / "assignments" / NAME / "track"

LARGE_ENOUGH = ((2_048, 256),)
"""N and D for which a call takes longer than the way to a worker and back."""


class Paced(Stopwatch):
    """A clock that has its own view of how long each takes, give or take a part of it."""

    def __init__(self, seconds: Mapping[str, float], spread: float = 0.0, seed: int = 0) -> None:
        self._seconds = seconds
        self._spread = spread
        self._random = random.Random(seed)

    def lap(self, who: str, call: Callable[[], float]) -> Lap:
        call()
        wall = self._seconds[who] * (1 + self._spread * self._random.random())
        return Lap(wall, wall)


def hand_in(source: str) -> Submission:
    return Submission(MODULE, {f"{MODULE}.py": source.encode()})


@pytest.fixture(scope="session")
def judge(course: Course) -> Iterator[TrackJudge]:
    with track_judging(course, NAME, "cpu") as judge:
        yield judge


@pytest.fixture
def time_hand_in(judge: TrackJudge, monkeypatch: pytest.MonkeyPatch) -> Callable[..., TrackReport]:
    """Time a source text; `sizes`, `dtypes` and the `stopwatch` may be others than the track's."""

    def time(
        source: str,
        *,
        sizes: tuple[tuple[int, int], ...] | None = None,
        dtypes: tuple[str, ...] | None = None,
        stopwatch: Stopwatch | None = None,
    ) -> TrackReport:
        changed = {"stand_in": sizes, "dtypes": dtypes}
        changed = {name: value for name, value in changed.items() if value is not None}
        monkeypatch.setattr(judge, "track", msgspec.structs.replace(judge.track, **changed))
        monkeypatch.setattr(judge, "_stopwatch", stopwatch or Stopwatch())
        report = judge.time(hand_in(source), allow_unsafe=True)
        monkeypatch.undo()
        return report

    return time
