"""A hand-in opens as what can be laid out in a folder again, or is refused with a reason."""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.checking.submission import (
    SubmissionError,
    open_submission,
    source_of_notebook,
)

NOTEBOOK = b'{"cells": [{"cell_type": "code", "source": "x = 1"}]}'
NOBODY = 65_534


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """As a user who may not read everything, as root may."""
    before = os.geteuid()
    if before != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that any user may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


def refusal(path: Path) -> str:
    with pytest.raises(SubmissionError) as error:
        open_submission(path, "mine")
    return str(error.value)


def test_the_program_that_travels_beside_a_solution_is_no_part_of_it(folder: Path) -> None:
    for name in ("mine.py", "autograder/worker/child.py", "more/autograder.py"):
        (folder / "hand-in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "hand-in" / name).write_text("x = 1\n")
    assert sorted(open_submission(folder, "mine").files) == ["mine.py", "more/autograder.py"]


def test_a_solution_may_lie_in_a_folder_of_the_program_s_name(folder: Path) -> None:
    (folder / "autograder").mkdir()
    (folder / "autograder" / "mine.py").write_text("x = 1\n")
    assert list(open_submission(folder, "mine").files) == ["mine.py"]


@pytest.mark.parametrize("taken", ["hw.ipynb", "Mine.py"])
def test_what_is_taken_for_the_module_may_not_stand_where_a_folder_does(
    taken: str, folder: Path
) -> None:
    (folder / "mine.py").mkdir()
    (folder / "mine.py" / "a.py").touch()
    (folder / "mine.py" / "b.py").touch()
    (folder / taken).write_bytes(NOTEBOOK)
    assert refusal(folder) == "mine.py would have to be a file and a folder"


@pytest.mark.parametrize("rights", [0o000, 0o111, 0o444])
@pytest.mark.parametrize("closed", [".", "parts"])
def test_a_folder_that_may_not_be_read_is_refused(closed: str, rights: int, folder: Path) -> None:
    hand_in = folder / "hw"
    (hand_in / "parts").mkdir(parents=True)
    (hand_in / "parts" / "a.py").touch()
    (hand_in / "mine.py").write_text("x = 1")
    (hand_in / closed).chmod(rights)
    try:
        with without_rights():
            assert "can't be read: Permission denied" in refusal(hand_in)
    finally:
        (hand_in / closed).chmod(0o755)


def test_a_refusal_has_an_end(folder: Path) -> None:
    for number in range(300):
        (folder / f"{number:03}{'long' * 50}").mkdir()
        (folder / f"{number:03}{'long' * 50}" / "mine.py").touch()
    assert len(refusal(folder)) < 2_000


def test_a_notebook_s_lines_are_those_of_python() -> None:
    cell = {"cell_type": "code", "source": "a = '\u2028\f'\r\n%time b\rc"}
    whole = json.dumps({"cells": [cell]}).encode()
    assert source_of_notebook(whole, "hw.ipynb").decode() == "a = '\u2028\f'\npass\nc"
