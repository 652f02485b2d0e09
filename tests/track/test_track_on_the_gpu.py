"""The track where it belongs. No figure is asserted: `autograder track` prints them."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from autograder.judge.track import TrackJudge, track_judging
from autograder.report.track import TrackReport
from autograder.spec.course import Course
from tests.track.conftest import NAME, TRACK, hand_in
from tests.track.test_cheats import literal, on

pytestmark = pytest.mark.gpu

SIZES = ((8_192, 2_048), (1_024, 8_192), (4_096, 1_024))
ACCEPTED = sorted((TRACK / "submissions" / "accepted").glob("*.py"))
WRONG = sorted((TRACK / "submissions" / "wrong").glob("*.py"))


@pytest.fixture(scope="module")
def gpu_judge(course: Course) -> Iterator[TrackJudge]:
    with track_judging(course, NAME, "cuda") as judge:
        judge.track = msgspec.structs.replace(judge.track, sizes=SIZES)
        yield judge


def timed(judge: TrackJudge, path: Path) -> TrackReport:
    return judge.time(hand_in(path.read_text()), allow_unsafe=True)


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_a_right_solution_counts_in_every_heat(path: Path, gpu_judge: TrackJudge) -> None:
    report = timed(gpu_judge, path)
    assert [heat.problem for heat in report.heats] == [""] * 12


def test_the_reference_counts_in_every_heat(gpu_judge: TrackJudge) -> None:
    pytest.importorskip("triton", reason="Triton is an optional dependency")
    report = timed(gpu_judge, TRACK / "reference.py")
    assert [heat.problem for heat in report.heats] == [""] * 12


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_solution_has_no_score(path: Path, gpu_judge: TrackJudge) -> None:
    report = timed(gpu_judge, path)
    assert report.heats
    assert not any(report.score(function) for function in report.functions)


@pytest.mark.parametrize("path", on("cuda"), ids=lambda path: path.stem)
def test_a_cheat_has_no_score(path: Path, gpu_judge: TrackJudge) -> None:
    report = timed(gpu_judge, path)
    assert report.score("batchnorm_backward_fused") == 0
    assert re.search(literal(path, "TOLD"), report.heats[-1].problem), report.heats[-1].problem
