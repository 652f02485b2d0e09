"""No cheat has a score: each is one file, whose docstring tells how it goes about it.

DEVICES says where it makes sense, TOLD what the judge says of it.
"""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.report.track import TrackReport, board
from tests.track.conftest import LARGE_ENOUGH, TRACK

Time = Callable[..., TrackReport]

CHEATS = sorted((Path(__file__).parent / "cheats").glob("*.py"))
FUNCTION = "batchnorm_backward_fused"


def literal(path: Path, name: str) -> Any:
    """What a file assigns to a name; nothing in it is run."""
    for statement in ast.parse(path.read_text()).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            return ast.literal_eval(statement.value)
    raise AssertionError(f"{path.name} does not say its {name}")


def on(device: str) -> list[Path]:
    return [path for path in CHEATS if device in literal(path, "DEVICES")]


def timed(path: Path, time_hand_in: Time) -> TrackReport:
    return time_hand_in(path.read_text(), sizes=LARGE_ENOUGH, dtypes=("float32",))


# ---- controls ----------------------------------------------------------------------------------


def test_an_honest_hand_in_has_a_score(time_hand_in: Time) -> None:
    report = timed(TRACK / "submissions" / "accepted" / "plain_torch.py", time_hand_in)
    assert report.score(FUNCTION) > 0


def test_a_wrong_hand_in_has_none(time_hand_in: Time) -> None:
    report = timed(TRACK / "submissions" / "wrong" / "statistics_as_constants.py", time_hand_in)
    assert report.score(FUNCTION) == 0


# ---- the corpus --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", on("cpu"), ids=lambda path: path.stem)
def test_a_cheat_has_no_score(path: Path, time_hand_in: Time) -> None:
    report = timed(path, time_hand_in)
    assert {row["value"] for row in board(report)} == {0}
    assert re.search(literal(path, "TOLD"), report.heats[0].problem), report.heats[0].problem


@pytest.mark.parametrize("path", CHEATS, ids=lambda path: path.stem)
def test_a_cheat_says_what_it_does(path: Path) -> None:
    strategy = ast.get_docstring(ast.parse(path.read_text()))
    assert strategy is not None
    assert strategy.endswith(".")
    assert set(literal(path, "DEVICES")) <= {"cpu", "cuda"}
