"""A right hand-in is timed, a wrong one has no score, and the score is what it is said to be."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.judge.timing import (
    CALLS,
    LEAST,
    WARM_UPS,
    Disqualified,
    Heat,
    Lane,
    Lap,
    Runner,
    Stopwatch,
    go_on,
    seconds_of,
    stand_still,
)
from autograder.judge.track import OWN, Contestant, NotLoaded, TrackJudge
from autograder.report.track import HeatReport, TrackReport, board, track_data, track_text
from autograder.spec.track import read_kernels
from autograder.worker.client import ServiceError, Worker
from autograder.worker.driver import DriverError
from tests.track.conftest import TRACK, Paced

Time = Callable[..., TrackReport]

BACKWARD, FORWARD = "batchnorm_backward_fused", "batchnorm_forward_fused"
ACCEPTED = sorted((TRACK / "submissions" / "accepted").glob("*.py"))
WRONG = sorted((TRACK / "submissions" / "wrong").glob("*.py"))
PLAIN = (TRACK / "submissions" / "accepted" / "plain_torch.py").read_text()

SMALL = ((8, 6),)


def problems(report: TrackReport) -> list[str]:
    return [heat.problem for heat in report.heats if heat.problem]


def without(function: str, source: str) -> str:
    """A source without one of its functions."""
    return re.sub(rf"def {function}\(.*?(?=\ndef |\Z)", "", source, flags=re.DOTALL)


# ---- right and wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_a_right_solution_counts_in_every_heat(path: Path, time_hand_in: Time) -> None:
    report = time_hand_in(path.read_text())
    assert problems(report) == []
    assert len(report.heats) == 2 * 2 * 2  # functions, sizes, dtypes
    assert all(report.score(function) > 0 for function in (BACKWARD, FORWARD))


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_a_wrong_solution_has_no_score(path: Path, time_hand_in: Time) -> None:
    report = time_hand_in(path.read_text())
    (function,) = report.functions
    assert re.search(r"values are (wrong|NaN or unwritten)", problems(report)[0])
    assert report.score(function) == 0


def test_what_is_wrong_in_one_heat_alone_has_no_score(time_hand_in: Time) -> None:
    source = (
        PLAIN
        + "\n_right = batchnorm_backward_fused\n"
        + (
            "def batchnorm_backward_fused(dout, *rest):\n"
            "    _right(dout.float() if dout.dtype == torch.bfloat16 else dout, *rest)\n"
            "    if dout.dtype == torch.bfloat16: rest[-2].mul_(1.001)\n"
        )
    )
    report = time_hand_in(source, sizes=SMALL)
    heats = [heat for heat in report.heats if heat.function == BACKWARD]
    assert [bool(heat.score) for heat in heats] == [True, False]
    assert report.score(BACKWARD) == 0
    assert report.score(FORWARD) > 0


def test_what_is_written_late_or_never_is_found(time_hand_in: Time) -> None:
    source = f"def {BACKWARD}(*arguments): pass"
    report = time_hand_in(source, sizes=SMALL)
    assert problems(report) == ["dx: 48 of 48 values are NaN or unwritten"]


def test_what_is_written_for_some_heats_alone_has_no_score(time_hand_in: Time) -> None:
    source = (
        PLAIN
        + f"""
right = {BACKWARD}

def {BACKWARD}(dout, *rest):
    if dout.dtype == torch.bfloat16:
        raise NotImplementedError
    right(dout, *rest)
"""
    )
    report = time_hand_in(without(FORWARD, source), sizes=SMALL)
    assert problems(report) == ["it is not written for this heat"]
    assert [row["value"] for row in board(report)] == [0]


def test_what_is_imported_for_some_heats_alone_is_on_no_board(
    time_hand_in: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = TrackJudge._prepare

    def not_again(judge: TrackJudge, worker: Worker, lane: Lane, contestant: Contestant) -> None:
        if lane.heat.dtype == "bfloat16" and contestant.who == OWN:
            raise NotLoaded("it fails while it is imported")
        prepare(judge, worker, lane, contestant)

    monkeypatch.setattr(TrackJudge, "_prepare", not_again)
    report = time_hand_in(PLAIN, sizes=SMALL)
    assert report.problem == "it fails while it is imported"
    assert board(report) == []


def test_where_the_library_s_own_clock_disagrees_its_time_is_not_told(
    time_hand_in: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine that is busy it may: the hand-in's time is none the worse for it."""
    monkeypatch.setattr("autograder.judge.timing.busy_of", lambda pid: None)  # as on a device

    class Disagreeing(Stopwatch):
        def lap(self, who: str, call: Callable[[], float]) -> Lap:
            call()
            return Lap(*{"empty": (1e-3, 1e-3), "native": (9e-3, 1e-6)}.get(who, (5e-3, 5e-3)))

    report = time_hand_in(PLAIN, sizes=SMALL, stopwatch=Disagreeing())
    assert problems(report) == []
    assert {heat.native for heat in report.heats} == {0}
    assert all(heat.score for heat in report.heats)


def test_where_a_device_has_no_memory_to_share_the_machine_is_to_blame(
    time_hand_in: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(heat: Heat) -> Lane:
        raise DriverError("cuMemCreate of libcuda.so.1 gave the error 2")

    monkeypatch.setattr("autograder.judge.track.Lane", refused)
    with pytest.raises(ServiceError, match=r"no memory for \d+ x \d+: cuMemCreate .* error 2"):
        time_hand_in(PLAIN, sizes=SMALL)


def test_an_error_is_told_with_its_line(time_hand_in: Time) -> None:
    report = time_hand_in(f"def {BACKWARD}(*arguments):\n    raise ValueError('too short')\n")
    told = "ValueError: too short (batchnorm_fused.py, line 2: raise ValueError('too short'))"
    assert problems(report) == [told]


def test_a_function_that_ends_the_process_is_told(time_hand_in: Time) -> None:
    report = time_hand_in(f"import os\ndef {BACKWARD}(*arguments): os._exit(3)")
    assert "exit code 3" in problems(report)[0]


def test_what_can_not_be_imported_is_told(time_hand_in: Time) -> None:
    report = time_hand_in("import no_such_library_anywhere")
    assert "no_such_library_anywhere" in report.problem
    assert report.problem in track_text(report)
    assert board(report) == []


# ---- every call is one of its own --------------------------------------------------------------

NEVER_TWICE = """
SEEN = set()
right = batchnorm_backward_fused

def batchnorm_backward_fused(dout, x, *rest):
    for tensor in (dout, x, rest[0]):
        key = tensor.flatten()[0].item()
        assert key not in SEEN, "these inputs have been there before"
        SEEN.add(key)
    assert all(output.isnan().all() for output in rest[-3:]), "no poison"
    right(dout, x, *rest)
"""


def test_inputs_are_fresh_and_outputs_poisoned_in_every_call(time_hand_in: Time) -> None:
    report = time_hand_in(PLAIN + NEVER_TWICE, sizes=SMALL, dtypes=("float32",))
    assert problems(report) == []


WITH_A_THREAD = """
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
"""


@pytest.fixture
def before_inputs_are_laid_out(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Has something done, with the process id of the worker, before each call."""

    def do(action: Callable[[int], object]) -> None:
        pids: dict[int, int] = {}
        begin, lay_out = Runner.__init__, Lane.lay_out

        def watched_begin(runner: Runner, worker: Worker, lane: Lane, *rest: Any) -> None:
            pids[id(lane)] = worker.pid
            begin(runner, worker, lane, *rest)

        def watched(lane: Lane, slot: int) -> None:
            action(pids[id(lane)])
            lay_out(lane, slot)

        monkeypatch.setattr(Runner, "__init__", watched_begin)
        monkeypatch.setattr(Lane, "lay_out", watched)

    return do


def test_no_thread_of_the_worker_runs_while_its_inputs_are_laid_out(
    time_hand_in: Time, before_inputs_are_laid_out: Callable[..., None]
) -> None:
    states: list[set[str]] = []

    def look(pid: int) -> None:
        threads = Path(f"/proc/{pid}/task").glob("*/stat")
        states.append({path.read_text().rpartition(")")[2].split()[0] for path in threads})

    before_inputs_are_laid_out(look)
    report = time_hand_in(PLAIN + WITH_A_THREAD, sizes=SMALL, dtypes=("float32",))
    assert problems(report) == []
    assert states == [{"T"}] * len(states)
    assert len(states) >= 2 * 3 * (WARM_UPS + CALLS)  # functions; theirs, an empty one, native


def test_a_worker_that_was_woken_meanwhile_does_not_count(
    time_hand_in: Time, before_inputs_are_laid_out: Callable[..., None]
) -> None:
    def wake(pid: int) -> None:
        go_on(pid)
        stand_still(pid)

    before_inputs_are_laid_out(wake)
    with pytest.raises(ServiceError, match="at work while the clock stood"):  # the empty call's
        time_hand_in(PLAIN, sizes=SMALL)


def test_who_was_woken_once_gets_inputs_that_it_has_not_seen(
    time_hand_in: Time,
    before_inputs_are_laid_out: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a busy machine a thread that has stopped may have yet to leave its processor."""
    told: list[str] = []
    draw = Lane.draw

    def watched(lane: Lane) -> None:
        told.append("drawn")
        draw(lane)

    def wake_every_other_time(pid: int) -> None:
        told.append("laid out")
        if told.count("laid out") % 2:
            go_on(pid)
            stand_still(pid)

    monkeypatch.setattr(Lane, "draw", watched)
    before_inputs_are_laid_out(wake_every_other_time)
    report = time_hand_in(PLAIN + NEVER_TWICE, sizes=SMALL, dtypes=("float32",))
    assert problems(report) == []
    twice_each = ["drawn", "laid out"] * 2 * (WARM_UPS + CALLS)
    assert " ".join(twice_each) in " ".join(told)


def test_a_stub_is_on_no_board(time_hand_in: Time) -> None:
    report = time_hand_in((TRACK / "batchnorm_fused.py").read_text())
    assert report.absent == (BACKWARD, FORWARD)
    assert board(report) == []


def test_a_function_that_was_not_handed_in_is_on_no_board(time_hand_in: Time) -> None:
    report = time_hand_in(without(FORWARD, PLAIN), sizes=SMALL)
    assert report.absent == (FORWARD,)
    assert [row["name"] for row in board(report)] == [BACKWARD]
    assert FORWARD in track_text(report)


# ---- the score ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dtype", "n", "d", "milliseconds"),
    [("float32", 65_536, 4_096, 1.81), ("bfloat16", 65_536, 4_096, 0.91)],
)
def test_the_floor_is_the_time_of_five_passes_at_the_rate_of_a_copy(
    dtype: str, n: int, d: int, milliseconds: float
) -> None:
    kernels = {kernel.function: kernel for kernel in read_kernels(TRACK.parent).kernels}
    floor = Heat(kernels[BACKWARD], n, d, dtype, "cuda").bytes_moved / 2_965e9
    assert round(1000 * floor, 2) == milliseconds
    forward = Heat(kernels[FORWARD], n, d, dtype, "cuda").bytes_moved / 2_965e9
    assert forward / floor == pytest.approx(3 / 5, rel=1e-3)


def test_the_score_is_the_floor_over_the_time_without_that_of_an_empty_call(
    time_hand_in: Time,
) -> None:
    paced = Paced({"hand-in": 5e-3, "empty": 1e-3, "native": 3e-3})
    report = time_hand_in(without(FORWARD, PLAIN), sizes=SMALL, stopwatch=paced)
    for heat in report.heats:
        assert heat.seconds == pytest.approx(4e-3)
        assert heat.native == pytest.approx(2e-3)
        assert heat.score == pytest.approx(heat.floor / 4e-3)
    scores = [heat.score for heat in report.heats]
    assert report.score(BACKWARD) == pytest.approx((scores[0] * scores[1]) ** 0.5)


def test_no_call_counts_as_shorter_than_the_clock_can_tell(time_hand_in: Time) -> None:
    paced = Paced({"hand-in": 0.9e-3, "empty": 1e-3, "native": 1e-3})
    report = time_hand_in(PLAIN, sizes=SMALL, stopwatch=paced)
    assert {heat.seconds for heat in report.heats} == {1e-4}


HELD_UP = Lap(wall=6e-3, told=0.2e-3, busy=0.3e-3)
PATCHED = Lap(wall=6e-3, told=1e-6, busy=5e-3)
THREADS = Lap(wall=6e-3, told=5.9e-3, busy=20e-3)


@pytest.mark.parametrize("empty", [Lap(1e-4, 0.0, 1e-4), Lap(8e-3, 0.0, 1e-4)])
def test_a_clock_is_held_against_what_the_work_took_and_not_what_it_waited(empty: Lap) -> None:
    """Others may want the processors as well, in the call or in the empty one."""
    for honest in (HELD_UP, THREADS):
        assert seconds_of([honest], empty) == max(honest.wall - empty.wall, LEAST * empty.wall)
    with pytest.raises(Disqualified, match=r"tells 0\.001 ms where 4\.900 ms passed"):
        seconds_of([PATCHED], empty)


def test_a_clock_is_held_against_the_judge_s_where_a_device_works() -> None:
    empty = Lap(1e-4, 0.0)
    assert seconds_of([Lap(6e-3, 5e-3)], empty) == pytest.approx(5.9e-3)
    with pytest.raises(Disqualified, match=r"tells 0\.200 ms where 5\.900 ms passed"):
        seconds_of([Lap(6e-3, 0.2e-3)], empty)


def test_two_runs_rank_three_solutions_alike(time_hand_in: Time) -> None:
    paces = {"coefficients": 2e-3, "plain_torch": 4e-3, "columns_in_blocks": 9e-3}
    rankings = []
    for seed in (1, 2):
        scores = {}
        for name, pace in paces.items():
            source = (TRACK / "submissions" / "accepted" / f"{name}.py").read_text()
            paced = Paced({"hand-in": pace, "empty": 1e-4, "native": 3e-3}, 0.3, seed)
            report = time_hand_in(source, sizes=SMALL, stopwatch=paced)
            scores[name] = report.score(BACKWARD)
        rankings.append(sorted(scores, key=lambda name: -scores[name]))
    assert rankings == [list(paces), list(paces)]


def test_neither_a_warm_up_counts_nor_a_call_that_the_machine_held_up(time_hand_in: Time) -> None:
    class Slow(Paced):
        """The first calls take minutes, and one of the others."""

        calls = 0

        def lap(self, who: str, call: Callable[[], float]) -> object:  # type: ignore[override]
            lap = super().lap(who, call)
            if who != "hand-in":
                return lap
            Slow.calls += 1
            slow = Slow.calls <= WARM_UPS or Slow.calls == WARM_UPS + 2
            return type(lap)(100.0, 100.0) if slow else lap

    paced = Slow({"hand-in": 5e-3, "empty": 1e-3, "native": 3e-3})
    source = without(FORWARD, PLAIN)
    report = time_hand_in(source, sizes=SMALL, dtypes=("float32",), stopwatch=paced)
    assert Slow.calls == WARM_UPS + CALLS
    assert report.heats[0].seconds == pytest.approx(4e-3)


# ---- what is told ------------------------------------------------------------------------------


def heat(**changes: object) -> HeatReport:
    told = {"function": BACKWARD, "device": "cuda", "dtype": "float32", "n": 64, "d": 8}
    told |= {"seconds": 2e-3, "floor": 1e-3, "native": 4e-3}
    return HeatReport(**(told | changes))  # type: ignore[arg-type]


def report_of(*heats: HeatReport) -> TrackReport:
    return TrackReport("batchnorm", "For speed", "cuda", "a card", 3e12, 1e-4, heats)


def test_the_table_shows_time_floor_and_native_beside_each_other() -> None:
    text = track_text(report_of(heat(), heat(n=128, problem="dx: wrong")))
    assert re.search(r"64 x 8 +float32 +2\.000 +1\.000 +4\.000 +0\.500\n", text)
    assert re.search(r"128 x 8 .* 0\.000  dx: wrong$", text)


def test_a_row_of_the_board_is_a_function_and_its_score() -> None:
    assert board(report_of(heat(), heat(seconds=1e-3))) == [
        {"name": BACKWARD, "value": 0.707, "order": "desc"}
    ]


def test_the_json_holds_every_heat_with_its_score() -> None:
    text = track_data(report_of(heat(), heat(seconds=0.0, problem="wrong")))
    assert f'"id": "{BACKWARD}[cuda-float32-64x8]"' in text
    assert f'"scores": {{\n  "{BACKWARD}": 0.0\n }}' in text


def test_the_hand_in_is_confined_as_any(judge: TrackJudge, time_hand_in: Time) -> None:
    report = time_hand_in(PLAIN, sizes=SMALL, dtypes=("float32",))
    assert report.tier in ("strong", "partial", "unsafe")
    assert "few system calls" in report.layers
