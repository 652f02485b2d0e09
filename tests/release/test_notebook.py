"""Every notebook runs: untouched, where nothing stops, and solved, where all is right.

The kernel runs in a copy of what students get, and is the same for both: so do students work.
"""

import copy
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.checking.submission import open_submission
from autograder.judge.reference import reference_source
from autograder.release.notebook import notebook_of
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course, SpecError

COURSE = Course(Path(__file__).parents[2])
NAMES = COURSE.names()
LIMIT = 300
"""Seconds a cell may take before the test gives up on it."""


class Notebook:
    """A template's notebook with its kernel."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        notebook = nbformat.read(folder / f"{assignment.module}.ipynb", as_version=4)
        resources = {"metadata": {"path": str(folder)}}
        self.client = NotebookClient(
            notebook, timeout=LIMIT, kernel_name="python3", resources=resources
        )

    def run(self) -> list[nbformat.NotebookNode]:
        """The cells after a run from top to bottom."""
        cells = self.client.nb.cells
        for index, cell in enumerate(cells):
            self.client.execute_cell(cell, index)
        return copy.deepcopy(list(cells))


def printed(cell: nbformat.NotebookNode) -> str:
    return "".join(out.text for out in cell.get("outputs", []) if out.output_type == "stream")


def checks(cells: list[nbformat.NotebookNode]) -> dict[str, str]:
    """What each check cell printed, by question; it shows nothing else."""
    found = {}
    for cell in cells:
        name = re.match(r"grader\.check\(\"(\w+)\"\);", cell.source)
        if name:
            found[name[1]] = printed(cell)
            assert {out.get("name", out.output_type) for out in cell.outputs} == {"stdout"}
    return found


def images(cells: list[nbformat.NotebookNode]) -> int:
    outputs = [out for cell in cells for out in cell.get("outputs", [])]
    return sum("image/png" in out.get("data", {}) for out in outputs)


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[str], tuple[Assignment, Path]]:
    """A copy of an assignment's template in a new folder."""

    def copied(name: str) -> tuple[Assignment, Path]:
        folder = tmp_path / "a folder" / name
        shutil.copytree(COURSE.template(name), folder)
        return read_assignment(COURSE.folder(name)), folder

    return copied


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_says_what_is_missing_and_once_it_is_there_that_all_is_right(
    name: str, copy_of: Callable[[str], tuple[Assignment, Path]]
) -> None:
    assignment, folder = copy_of(name)
    source = reference_source(COURSE.root, assignment.module)
    notebook = Notebook(assignment, folder)
    with notebook.client.setup_kernel():
        _is_untouched(notebook.run())
        assert (folder / f"{name}-submission.zip").is_file()
        (folder / f"{assignment.module}.py").write_text(source, encoding="utf-8")
        _is_solved(notebook.run(), assignment)
    opened = open_submission(folder / f"{name}-submission.zip", assignment.module)
    beside = {}
    if assignment.track is not None:  # it may stay as it is
        file = f"{assignment.track.module}.py"
        beside[file] = (folder / file).read_bytes()
    assert opened.files == {f"{assignment.module}.py": source.encode(), **beside}


def _is_untouched(cells: list[nbformat.NotebookNode]) -> None:
    """Nothing is there yet, and each cell says so."""
    for question, text in checks(cells).items():
        assert text.startswith(f"✗ {question}: "), text
        assert "not implemented yet" in text
    experiments = [printed(cell) for cell in cells if "with experiment()" in cell.source]
    assert any("Not yet: " in text for text in experiments)
    assert "are yours to write" in printed(cells[-1])


def _is_solved(cells: list[nbformat.NotebookNode], assignment: Assignment) -> None:
    """Every check is right, and every experiment draws."""
    results = checks(cells)
    assert sorted(results) == sorted(question.name for question in assignment.questions)
    for question, text in results.items():
        assert text.startswith(f"✓ {question}: all"), text
    experiments = [cell for cell in cells if "with experiment()" in cell.source]
    assert experiments
    assert not any("Not yet" in printed(cell) for cell in cells)
    assert images(cells) >= len([cell for cell in experiments if "plt." in cell.source]) > 0


# ---- from handout.md to the notebook -----------------------------------------------------------

CELL = 'grader.check("forward")'
HANDOUT = """# Layers

The idea.

```python
grader.check("forward")
```

<!-- #region {"written": "why"} -->
Why?
<!-- #endregion -->
"""
TOML = """
title = "Layers"
module = "layers"

[[questions]]
name = "forward"
title = "The forward pass"
points = 6

[[written]]
name = "why"
title = "The reason"
points = 4
rubric = "All points for the SECRET word."
"""


def cells_of(folder: Path, handout: str = HANDOUT) -> list[tuple[str, str]]:
    (folder / "assignment.toml").write_text(TOML)
    (folder / "handout.md").write_text(handout)
    notebook = json.loads(notebook_of(read_assignment(folder)))
    nbformat.validate(notebook)
    assert "SECRET" not in json.dumps(notebook)
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def test_a_notebook_has_its_setup_its_written_cells_and_how_to_hand_in(tmp_path: Path) -> None:
    cells = cells_of(tmp_path)
    assert [kind for kind, _ in cells] == ["markdown", *["code"] * 2, *["markdown"] * 3, "code"]
    assert "import layers" in cells[1][1]
    assert cells[2][1] == 'grader.check("forward");'
    assert cells[3][1] == "### The reason (4 points, graded by hand)\n\nWhy?"
    assert cells[4][1] == "*Your answer:*"
    assert "one question is graded by hand (4 points)" in cells[5][1]
    assert cells[6][1].startswith('grader.export(\n    "layers.ipynb",')


def test_a_notebook_is_the_same_every_time(tmp_path: Path) -> None:
    cells_of(tmp_path)
    assignment = read_assignment(tmp_path)
    assert notebook_of(assignment) == notebook_of(assignment)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (CELL, "1 + 1", "check cells: missing: forward"),
        (CELL, f"{CELL}\n{CELL}", "twice: forward"),
        (CELL, f"{CELL}\n{CELL.replace('forward', 'back')}", "unknown: back"),
        ('"why"', '"when"', "written questions: missing: why"),
        ("# Layers\n\n", "", "must begin with a title"),
    ],
)
def test_a_handout_that_does_not_fit_is_refused(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(SpecError, match=re.escape(message)):
        cells_of(tmp_path, HANDOUT.replace(old, new))
