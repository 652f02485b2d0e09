"""The track where it belongs. No figure is asserted: those of the reference are recorded."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from autograder.judge.track import TrackJudge, track_judging
from autograder.report.track import TrackReport
from autograder.spec.course import Course
from tests.track.conftest import NAME, ROOT, TRACK, hand_in
from tests.track.test_cheats import literal, on

pytestmark = [pytest.mark.gpu, pytest.mark.alone]

BACKWARD = "batchnorm_backward_fused"
LARGE = (16_384, 4_096)
"""So large that who lies about it lies by half a millisecond."""

SIZES = (LARGE, (1_024, 8_192))
BACKWARD_ALONE = "\n\ndel batchnorm_forward_fused\n"
ACCEPTED = sorted((TRACK / "submissions" / "accepted").glob("*.py"))
WRONG = sorted((TRACK / "submissions" / "wrong").glob("*.py"))


@pytest.fixture(scope="module")
def gpu_judge(course: Course) -> Iterator[TrackJudge]:
    with track_judging(course, NAME, "cuda") as judge:
        judge.track = msgspec.structs.replace(judge.track, sizes=SIZES)
        yield judge


Record = Callable[[str, object], None]


def timed(judge: TrackJudge, path: Path) -> TrackReport:
    return judge.time(hand_in(path.read_text()), allow_unsafe=True)


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_a_right_solution_counts_in_every_heat(path: Path, gpu_judge: TrackJudge) -> None:
    report = timed(gpu_judge, path)
    assert [heat.problem for heat in report.heats] == [""] * 8


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_solution_has_no_score(path: Path, gpu_judge: TrackJudge) -> None:
    report = timed(gpu_judge, path)
    assert not any(report.score(function) for function in report.functions)
    told = [heat.problem for heat in report.heats if heat.problem]
    assert told
    assert all(re.search(r"values are (wrong|NaN or unwritten)", each) for each in told), told


@pytest.mark.parametrize("path", on("cuda"), ids=lambda path: path.stem)
def test_a_cheat_has_no_score(path: Path, gpu_judge: TrackJudge) -> None:
    report = timed(gpu_judge, path)
    assert report.score(BACKWARD) == 0
    assert re.search(literal(path, "TOLD"), report.heats[-1].problem), report.heats[-1].problem


THREEFOLD = """

_once = batchnorm_backward_fused

def batchnorm_backward_fused(*arguments):
    for _ in range(3):
        _once(*arguments)
"""


def test_two_runs_rank_solutions_of_clearly_different_speed_alike(
    gpu_judge: TrackJudge, monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    pytest.importorskip("triton", reason="Triton is an optional dependency")
    one_heat = msgspec.structs.replace(gpu_judge.track, sizes=(LARGE,), dtypes=("float32",))
    monkeypatch.setattr(gpu_judge, "track", one_heat)
    plain = (TRACK / "submissions" / "accepted" / "plain_torch.py").read_text()
    sources = {
        "the reference": (TRACK / "reference.py").read_text(),
        "plain torch": plain,
        "plain torch, three times": plain + THREEFOLD,
    }
    scores = []
    for _ in range(2):
        reports = {
            name: gpu_judge.time(hand_in(source + BACKWARD_ALONE), allow_unsafe=True)
            for name, source in sources.items()
        }
        assert not [heat for report in reports.values() for heat in report.heats if heat.problem]
        scores.append({name: report.score(BACKWARD) for name, report in reports.items()})
    record_property("scores of two runs", scores)
    for run in scores:
        assert sorted(run, key=lambda name: -run[name]) == list(sources)


def test_the_reference_counts_at_every_size_of_the_track(
    tmp_path: Path, record_property: Record
) -> None:
    """The figures of the board for the backward pass, beside the library's own."""
    pytest.importorskip("triton", reason="Triton is an optional dependency")
    source, record = tmp_path / "batchnorm_fused.py", tmp_path / "times.json"
    source.write_text((TRACK / "reference.py").read_text() + BACKWARD_ALONE)
    command = [sys.executable, "-m", "autograder", "track", str(source), "--assignment", NAME]
    options = ["--device", "cuda", "--json", str(record), "--allow-unsafe"]
    done = subprocess.run(
        [*command, *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(record.read_text())
    record_property("the copy's GB a second", told["copy_rate"] / 1e9)
    record_property("ms of an empty call", 1e3 * told["empty"])
    for heat in told["heats"]:
        figures = {name: round(1e3 * heat[name], 4) for name in ("seconds", "floor", "native")}
        record_property(f"ms of {heat['id']}", {**figures, "score": round(heat["score"], 3)})
    assert told["heats"]
    assert not [heat for heat in told["heats"] if heat["problem"]], done.stdout
