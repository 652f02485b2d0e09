"""What a student hands in, and what is told to be missing."""

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.handin import ANSWER, hand_in_of
from autograder.checking.submission import SubmissionError

STUB = 'def forward(x):\n    """Doubles."""\n    raise NotImplementedError("yours")\n'
DONE = "def forward(x):\n    if x is None:\n        raise ValueError\n    return 2 * x\n"


def notebook(answer: str | None) -> str:
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "metadata": {}, "source": ["# Why"]}]
    if answer is not None:
        cells.append(
            {"cell_type": "markdown", "metadata": {"written": "why"}, "source": [answer]},
        )
    written = [{"name": "why", "title": "The reason"}]
    return json.dumps({"cells": cells, "metadata": {"autograder": {"written": written}}})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which everything is done."""
    (tmp_path / "layers.py").write_text(DONE)
    (tmp_path / "layers.ipynb").write_text(notebook("Because."))
    (tmp_path / "exercises.py").write_text("")
    (tmp_path / "test_layers.py").write_text("")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "forward.py").write_text("")
    (tmp_path / "autograder").mkdir()
    (tmp_path / "autograder" / "__init__.py").write_text("")
    return tmp_path


def missing(folder: Path) -> tuple[str, ...]:
    return hand_in_of(folder, "layers").missing


def test_what_is_the_student_s_is_handed_in_and_nothing_that_was_given(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "shapes.py").write_text("")
    (folder / "data.csv").write_text("1,2\n")
    hand_in = hand_in_of(folder, "layers")
    assert sorted(hand_in.files) == ["layers.ipynb", "layers.py", "more/shapes.py"]
    assert hand_in.missing == ()


def test_functions_that_are_not_written_are_named_those_of_classes_too(folder: Path) -> None:
    (folder / "layers.py").write_text(
        f"{STUB}\nclass Layer:\n    def __call__(self, x):\n        raise NotImplementedError\n"
    )
    (told,) = missing(folder)
    assert told == "`forward` and `Layer.__call__` in layers.py are yours to write"


def test_a_file_that_is_no_python_is_told_with_its_line(folder: Path) -> None:
    (folder / "layers.py").write_text(DONE + "def (\n")
    (told,) = missing(folder)
    assert told.startswith("layers.py is no Python yet, line 5: ")


@pytest.mark.parametrize("answer", [ANSWER, f"{ANSWER}\n \n", "", None])
def test_a_question_without_an_answer_is_named(folder: Path, answer: str | None) -> None:
    (folder / "layers.ipynb").write_text(notebook(answer))
    assert missing(folder) == ("“The reason” in layers.ipynb is not answered",)


def test_an_answer_may_stand_beside_the_mark(folder: Path) -> None:
    (folder / "layers.ipynb").write_text(notebook(f"{ANSWER} because of this."))
    assert missing(folder) == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"metadata": {}}', '{"cells": [1]}'])
def test_a_notebook_that_can_not_be_read_is_told(folder: Path, text: str) -> None:
    (folder / "layers.ipynb").write_text(text)
    (told,) = missing(folder)
    assert told.startswith("layers.ipynb can't be read")


def test_a_notebook_that_is_gone_is_told(folder: Path) -> None:
    (folder / "layers.ipynb").unlink()
    assert missing(folder) == ("layers.ipynb, where your answers in words stand, is not there",)


def test_a_folder_without_a_solution_can_not_be_handed_in(folder: Path) -> None:
    (folder / "layers.py").unlink()
    with pytest.raises(SubmissionError):
        hand_in_of(folder, "layers")
