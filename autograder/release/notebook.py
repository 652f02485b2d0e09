"""The student's notebook, from an assignment's handout.md, and what its check cells run.

The handout holds what only its author can write; what every notebook has is added here.
"""

import re
from typing import Any

import jupytext
import nbformat

from autograder.checking.handin import ANSWER, CHECKS
from autograder.release.rules import rules_of
from autograder.report.explain import points
from autograder.spec.assignment import Assignment, Written
from autograder.spec.course import SpecError

FORMAT = {"extension": ".md", "split_at_heading": True}
"""How a handout is read: each heading begins a cell of its own."""

SETUP = """\
%load_ext autoreload
%autoreload 2
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np
import otter
from autograder.checking.notebook import experiment, files_to_hand_in

import {module}

grader = otter.Notebook()"""

HAND_IN = """\
## Hand in

Save `{module}.py`: it holds all that is graded automatically ({points} points).
`grader.check(...)` ran its public cases; the grader adds hidden ones with fresh inputs.
"""

HAND_IN_WRITTEN = """
Save this notebook too, with your answers in it: {count} graded by hand ({points} points).
"""

HAND_IN_ZIP = """
Then run the cell below. It builds `{name}-submission.zip`, which you hand in, and says what is
missing. In a terminal, in this folder, `python -m autograder submission` does the same.
"""

EXPORT = """\
grader.export(
    "{module}.ipynb",
    export_path="{name}-submission.zip",
    pdf=False,
    files=files_to_hand_in(),
    ignore_log=True,
)"""

CHECK = re.compile(r"""^grader\.check\(["'](\w+)["']\)$""", re.MULTILINE)
"""A check cell's line."""

QUIETLY = r"\g<0>;"
"""Such a line with a semicolon: Jupyter then shows what is printed, and not what otter returns,
which says the same around a traceback."""

CHECK_FILE = '''"""The public cases of {name}: `grader.check("{name}")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "{name}"
points = {points}


@test_case(name="public cases")
def check_{name}():
    assert is_right("{name}"), "what is wrong is told above"
'''


def notebook_of(assignment: Assignment) -> str:
    """The text of the .ipynb; SpecError tells a question without its cell, or one with two."""
    path = assignment.folder / "handout.md"
    handout = jupytext.reads(path.read_text(encoding="utf-8"), fmt=FORMAT)
    written = {question.name: question for question in assignment.written}
    checked = [name for cell in handout.cells for name in _checked(cell)]
    answered = [cell.metadata["written"] for cell in handout.cells if "written" in cell.metadata]
    _same_names(f"{path}: check cells", checked, [q.name for q in assignment.questions])
    _same_names(f"{path}: regions of written questions", answered, list(written))
    if not handout.cells or not handout.cells[0].source.startswith("# "):
        raise SpecError(f"{path} must begin with a title, such as # Dropout")

    cells = []
    for cell in handout.cells:
        if "written" in cell.metadata:
            cells += _written_cells(written[cell.metadata["written"]], cell.source)
        elif cell.cell_type == "markdown":
            cells.append(nbformat.v4.new_markdown_cell(cell.source))
        else:
            cells.append(nbformat.v4.new_code_cell(CHECK.sub(QUIETLY, cell.source)))
    cells.insert(1, nbformat.v4.new_code_cell(SETUP.format(module=assignment.module)))
    if rules := rules_of(assignment):
        cells.insert(1, nbformat.v4.new_markdown_cell(f"**What may be used.** {rules}"))
    cells.append(nbformat.v4.new_markdown_cell(_hand_in(assignment)))
    export = EXPORT.format(module=assignment.module, name=assignment.name)
    cells.append(nbformat.v4.new_code_cell(export))
    for index, cell in enumerate(cells):
        cell["id"] = f"cell-{index:02d}"
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=_metadata(assignment))
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return text + "\n"


def check_files(assignment: Assignment) -> dict[str, str]:
    """What the check cells run: a file a question, in otter's form, by its path."""
    return {
        f"{CHECKS}/{question.name}.py": CHECK_FILE.format(
            name=question.name, points=points(question.points)
        )
        for question in assignment.questions
    }


def _checked(cell: Any) -> list[str]:
    return CHECK.findall(cell.source) if cell.cell_type == "code" else []


def _same_names(what: str, found: list[str], wanted: list[str]) -> None:
    missing = [name for name in wanted if name not in found]
    unknown = [name for name in found if name not in wanted]
    twice = sorted({name for name in found if found.count(name) > 1})
    for problem, names in (("missing", missing), ("unknown", unknown), ("twice", twice)):
        if names:
            raise SpecError(f"{what}: {problem}: {', '.join(names)}")


def _written_cells(question: Written, text: str) -> list[Any]:
    heading = f"### {question.title} ({points(question.points)} points, graded by hand)"
    told = nbformat.v4.new_markdown_cell(f"{heading}\n\n{text}")
    answer = nbformat.v4.new_markdown_cell(ANSWER, metadata={"written": question.name})
    return [told, answer]


def _hand_in(assignment: Assignment) -> str:
    text = HAND_IN.format(module=assignment.module, points=points(assignment.points))
    if assignment.written:
        few = len(assignment.written) == 1
        count = "one question is" if few else f"{len(assignment.written)} questions are"
        by_hand = points(assignment.written_points)
        text += HAND_IN_WRITTEN.format(count=count, points=by_hand)
    return text + HAND_IN_ZIP.format(name=assignment.name)


def _metadata(assignment: Assignment) -> dict[str, Any]:
    written = [{"name": question.name, "title": question.title} for question in assignment.written]
    return {
        "autograder": {
            "assignment": assignment.name,
            "module": assignment.module,
            "written": written,
        },
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
