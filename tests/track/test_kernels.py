"""What the track allows: every honest way of computing it by far, and no mistake.

The reference runs here without a device, by Triton's interpreter.
"""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.judge.timing import Heat, Lane
from autograder.judge.track import Contestant
from autograder.spec.assignment import load_module
from tests.track.conftest import MODULE, ROOT, TRACK
from tests.track.interpreted import DTYPES, KERNELS, WAYS, problem

ACCEPTED = sorted((TRACK / "submissions" / "accepted").glob("*.py"))
ROOM = 2
"""How many times as far off as it is an honest result might be, at least."""


@pytest.fixture(autouse=True)
def _the_same_inputs_in_every_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.timing.secrets.randbits", lambda bits: 7)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("function", KERNELS)
@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_an_honest_result_is_far_from_what_is_not_allowed(
    path: Path, function: str, dtype: str
) -> None:
    kernel = KERNELS[function]
    lane = Lane(Heat(kernel, 4_096, 24, dtype, "cpu"))
    lane.draw()
    lane.lay_out(0)
    tensors = lane.arena.tensors(0)
    getattr(load_module(path), function)(*tensors.values())
    for name, right in kernel.right(lane.inputs, slice(None)).items():
        distance = (tensors[name].double() - right.values).abs()
        assert (ROOM * distance <= right.allowed).all(), name
    lane.close()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("output", ["dx", "dgamma", "dbeta"])
def test_a_value_that_is_off_by_a_hundredth_is_found(output: str, dtype: str) -> None:
    plain = load_module(TRACK / "submissions" / "accepted" / "plain_torch.py")
    kernel = KERNELS["batchnorm_backward_fused"]
    names = [argument.name for argument in kernel.arguments]

    def nearly(*arguments: Any) -> None:
        plain.batchnorm_backward_fused(*arguments)
        value = arguments[names.index(output)].view(-1)
        place = value.abs().argmax()
        value[place] *= 1.03

    assert problem(nearly, kernel, 4_096, 24, dtype).startswith(f"{output}: 1 of ")


def test_columns_are_judged_in_blocks_as_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.timing.AT_A_TIME", {"cpu": 100})
    wrong = load_module(TRACK / "submissions" / "wrong" / "last_column_left_out.py")
    kernel = KERNELS["batchnorm_backward_fused"]
    found = problem(wrong.batchnorm_backward_fused, kernel, 32, 7, "float32")
    assert found == "dx: 32 of 224 values are NaN or unwritten"


def test_what_was_written_after_the_sample_was_read_does_not_count() -> None:
    plain = load_module(TRACK / "submissions" / "accepted" / "plain_torch.py")
    lane = Lane(Heat(KERNELS["batchnorm_backward_fused"], 64, 8, "float32", "cpu"))
    lane.draw()
    lane.lay_out(0)
    early = lane.sample(0)
    plain.batchnorm_backward_fused(*lane.arena.tensors(0).values())
    assert "still being written" in lane.judge(0, early)
    assert lane.judge(0, lane.sample(0)) == ""
    lane.close()


# ---- the reference -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def interpreted() -> dict[str, str]:
    """What is wrong with the reference's results, by the way it is run, the function, the dtype."""
    if importlib.util.find_spec("triton") is None:
        pytest.skip("Triton is an optional dependency")
    done = subprocess.run(
        [sys.executable, "-m", "tests.track.interpreted"],
        cwd=ROOT,
        env={**os.environ, "TRITON_INTERPRET": "1"},  # read when Triton is imported
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("function", KERNELS)
@pytest.mark.parametrize("way", WAYS)
def test_the_reference_is_right_each_way(
    way: str, function: str, dtype: str, interpreted: dict[str, str]
) -> None:
    assert interpreted[f"{way}, {function}, {dtype}"] == ""


def test_an_error_is_looked_up_in_the_judges_own_copy() -> None:
    contestant = Contestant("hand-in", MODULE, {f"{MODULE}.py": b"one\ntwo\n"})
    assert contestant.sources.lines[f"{MODULE}.py"][:2] == ["one", "two"]
