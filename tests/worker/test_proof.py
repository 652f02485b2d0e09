"""The tier is what a worker achieved when it tried to get out, not what the layers say."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms, judging
from autograder.spec.course import Course
from autograder.worker.client import running_service
from autograder.worker.confinement import LAYERS, Limits
from autograder.worker.proof import Tier, UnsafeMachine, prove, tier_of

LIFETIME = 600
SMALL = Course(Path(__file__).parents[1] / "bench" / "course")
RIGHT = (SMALL.root / "reference" / "relu.py").read_text()
NAMES = [name for name, _ in LAYERS]


def got_without(*layers: str, answers: list[Path]) -> dict[str, str]:
    """What a worker achieves with these layers off, by attempt."""
    with running_service(["numpy"], Limits(), LIFETIME, without=layers) as service:
        got = prove(service, answers)
        service.settle()
    return {name: what for name, what in got.items() if what}


@pytest.fixture
def answers() -> Iterator[list[Path]]:
    """A file that every user may read: only Landlock keeps a worker from it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "answers.py").write_text("the truth")
        yield [folder / "answers.py"]


def test_with_every_layer_nothing_gets_out(answers: list[Path]) -> None:
    assert got_without(answers=answers) == {}


def test_each_attempt_succeeds_where_its_layers_are_off(answers: list[Path]) -> None:
    """So the attempts are real: a proof that can't fail proves nothing."""
    off = ("own user", "own files", "few system calls")
    assert got_without(*off, answers=answers) == {
        "read the answers": str(answers[0]),
        "signal the grader": "the service",
        "start a process": "fork",
        "run a program": "exec",
        "open a socket": "a UDP socket",
    }


def test_landlock_alone_closes_what_every_user_may_read(answers: list[Path]) -> None:
    assert "read the answers" in got_without("own files", answers=answers)


def test_seccomp_alone_keeps_from_processes_programs_and_sockets(answers: list[Path]) -> None:
    got = got_without("few system calls", answers=answers)
    assert set(got) == {"start a process", "run a program", "open a socket"}


@pytest.mark.parametrize(
    ("got", "tier"),
    [
        ({"read the answers": "", "start a process": ""}, Tier.STRONG),
        ({"read the answers": "", "start a process": "fork"}, Tier.PARTIAL),
        ({"read the answers": "", "signal the grader": "the service"}, Tier.UNSAFE),
        ({"read the answers": "reference/relu.py"}, Tier.UNSAFE),
        ({"something new": "done"}, Tier.UNSAFE),
    ],
)
def test_a_tier_is_what_was_achieved(got: dict[str, str], tier: Tier) -> None:
    assert tier_of(got) is tier


@pytest.fixture
def unsafe_judge() -> Iterator[Judge]:
    with judging(SMALL, "relu", without=("own user", "own files", "few system calls")) as judge:
        yield judge


def test_an_unsafe_machine_runs_no_hand_in_unless_it_is_allowed(
    unsafe_judge: Judge, tmp_path: Path
) -> None:
    marker = tmp_path / "ran"
    source = f"open({str(marker)!r}, 'w')\n{RIGHT}"
    hand_in = Submission("relu", {"relu.py": source.encode()})
    with pytest.raises(UnsafeMachine, match=r"it could read the answers.*--allow-unsafe"):
        unsafe_judge.grade(hand_in, Terms())
    assert not marker.exists()
    report = unsafe_judge.grade(hand_in, Terms(allow_unsafe=True))
    assert marker.exists()
    assert (report.score, report.tier) == (20, "unsafe")
    assert report.layers["own files"] == "switched off"


@pytest.mark.skipif(os.geteuid() != 0, reason="the strong tier with all layers needs root")
def test_a_report_tells_the_tier_and_every_layer() -> None:
    with judging(SMALL, "relu") as judge:
        report = judge.grade(Submission("relu", {"relu.py": RIGHT.encode()}), Terms())
    assert report.tier == "strong"
    assert set(report.layers) == {*NAMES, "answers out of reach"}
