"""The folder students get: stubs, exercises, public cases with expected outputs, local tests."""

import tempfile
from pathlib import Path

import numpy as np

from autograder.checking.handin import CHECKS
from autograder.checking.judgement import judged
from autograder.checking.stored import (
    FILE,
    Stored,
    StoredError,
    StoredQuestion,
    read_stored,
    write_stored,
)
from autograder.judge.reference import Reference
from autograder.release.notebook import check_files, notebook_of
from autograder.release.stub import stub_of
from autograder.report.explain import points
from autograder.spec.assignment import Assignment, Cases
from autograder.spec.course import Course
from autograder.spec.track import stub_path
from autograder.worker.arrays import Output

SAME = 1e-12
"""Relative difference of expected outputs that two machines' libraries may show."""

TESTS = '''"""Local tests: the public cases, judged by the code that grades. Run `pytest` here.

`python -m autograder check` runs the same cases as the grader does, each question in a process of
its own.
"""

from pathlib import Path

import pytest
from autograder.checking.stored import LocalTests

TESTS = LocalTests(Path(__file__).parent)


@pytest.mark.parametrize("trial", TESTS.trials, ids=lambda trial: trial.id)
def test_public_case(trial):
    TESTS.check(trial)
'''


NOTEBOOK = """
Begin with `{module}.ipynb`: it explains the idea, checks each function as you write it
(`grader.check("{first}")`), and draws what they do. After the first of the commands below,
`jupyter lab` opens it here. Its last cell builds the zip to hand in, as the third command does.
"""

NOTEBOOK_CHECKS = """\
| `{folder}/` | what the notebook's `grader.check(...)` runs, with otter |
"""

SPEED = """\
| `{module}.py` | for speed, if you like: it gives no points, and a place on a leaderboard |
"""

BY_HAND = """ Your
answers to the written questions stand in the notebook, and are graded by hand."""


def write_template(assignment: Assignment, course: Course) -> None:
    """Write the template of an assignment; files that are current stay as they are."""
    folder = course.template(assignment.name)
    folder.mkdir(parents=True, exist_ok=True)
    reference = Reference(assignment, course.root)
    stored = stored_cases(assignment, reference)
    for name, text in texts(assignment, reference.source).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    if not _holds(folder, stored):
        write_stored(stored, folder / FILE)


def stale_files(assignment: Assignment, course: Course) -> list[str]:
    """The names of template files that are missing or no longer what they would be written as."""
    folder = course.template(assignment.name)
    reference = Reference(assignment, course.root)
    stale = [
        name
        for name, text in texts(assignment, reference.source).items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]
    if not _holds(folder, stored_cases(assignment, reference)):
        stale.append(FILE)
    return stale


def texts(assignment: Assignment, reference: str) -> dict[str, str]:
    """The template's text files by their paths in it."""
    tolerances = assignment.folder / "tolerances.toml"
    files = {
        f"{assignment.module}.py": stub_of(reference),
        "exercises.py": assignment.exercises_source,
        f"test_{assignment.module}.py": TESTS,
        "README.md": readme(assignment),
    }
    if has_notebook(assignment):
        files[f"{assignment.module}.ipynb"] = notebook_of(assignment)
        files |= check_files(assignment)
    if assignment.track is not None:
        stub = stub_path(assignment.folder, assignment.track)
        files[stub.name] = stub.read_text(encoding="utf-8")
    if tolerances.is_file():
        files["tolerances.toml"] = tolerances.read_text(encoding="utf-8")
    return files


def has_notebook(assignment: Assignment) -> bool:
    """Whether its author has written a handout."""
    return (assignment.folder / "handout.md").is_file()


def readme(assignment: Assignment) -> str:
    """The page a student reads first."""
    asked = [(f"`{q.name}`", q.title, q.points) for q in assignment.questions]
    asked += [("in the notebook", q.title, q.points) for q in assignment.written]
    rows = "\n".join(f"| {name} | {title} | {points(worth)} |" for name, title, worth in asked)
    notebook = checks = ""
    if has_notebook(assignment):
        first = assignment.questions[0].name
        notebook = NOTEBOOK.format(module=assignment.module, first=first)
        checks = NOTEBOOK_CHECKS.format(folder=CHECKS)
    by_hand = BY_HAND if assignment.written else ""
    speed = SPEED.format(module=assignment.track.module) if assignment.track else ""
    return f"""# {assignment.title}

Fill in the functions of `{assignment.module}.py` that raise `NotImplementedError`. Each docstring
gives the shapes, the formula and the first step.{by_hand}
{notebook}
| question | what it asks | points |
| --- | --- | --- |
{rows}

## Three commands, in this folder

```
python -m pip install -r requirements.txt   # once; nothing else here needs a network
python -m autograder check                  # are the public cases right? --device all: with CUDA
python -m autograder submission             # builds the zip to hand in; says what is missing
```

They need Python 3.11 to 3.13; `make install`, `make check` and `make submission` are the same. On
Linux without a GPU, PyTorch's wheels for the CPU alone save gigabytes: install torch first, by the
command that PyTorch's installation page gives for it.

`check` runs each question in a process of its own, as the grader does. `pytest` runs the same cases
in one process, for your debugger; one question only:
`pytest -k "[{assignment.questions[0].name}["`.
Grading uses these cases, which are judged by the same code with the same tolerances, and hidden
ones with fresh inputs.

| file | what it is |
| --- | --- |
| `{assignment.module}.py` | yours to fill in |
| `exercises.py` | how each question calls your functions |
| `test_{assignment.module}.py`, `{FILE}` | the public cases |
{checks}{speed}| `tolerances.toml` | how far a result may be from the exact one |
| `autograder/` | the program that checks; it needs no installation |

Half of a question's points are for right values. Its other groups (such as shapes, stability, other
dtypes) share the other half, and count once the values are right.
"""


def stored_cases(assignment: Assignment, reference: Reference) -> Stored:
    """The public cases with the reference's outputs."""
    cases = Cases(assignment)
    trials = [trial for question in assignment.questions for trial in cases.for_students(question)]
    return Stored(
        assignment.name,
        assignment.title,
        assignment.module,
        tuple(StoredQuestion(q.name, q.title, q.points) for q in assignment.questions),
        tuple(trials),
        tuple(judged(trial, reference.expect(trial)) for trial in trials),
    )


def _holds(folder: Path, stored: Stored) -> bool:
    """Whether the folder's file holds these cases, but for the last digits of expected values."""
    try:
        found = read_stored(folder)
    except StoredError:
        return False
    with tempfile.TemporaryDirectory() as scratch:  # compare what has been through a file with such
        write_stored(stored, Path(scratch) / FILE)
        fresh = read_stored(Path(scratch))
    if (found.name, found.title, found.module, found.questions, found.trials) != (
        fresh.name,
        fresh.title,
        fresh.module,
        fresh.questions,
        fresh.trials,
    ):
        return False
    pairs = zip(found.trials, fresh.trials, strict=True)
    if not all(_same_tree(mine.inputs, theirs.inputs) for mine, theirs in pairs):
        return False
    return all(
        mine.keys() == theirs.keys()
        and all(
            _same_output(mine[name], theirs[name], random=name in trial.distributions)
            for name in mine
        )
        for trial, mine, theirs in zip(found.trials, found.expected, fresh.expected, strict=True)
    )


def _same_tree(mine: object, theirs: object) -> bool:
    if isinstance(mine, np.ndarray) and isinstance(theirs, np.ndarray):
        return (
            mine.shape == theirs.shape
            and mine.strides == theirs.strides
            and bool(np.allclose(mine, theirs, rtol=SAME, atol=0, equal_nan=True))
        )
    if isinstance(mine, dict) and isinstance(theirs, dict):
        return mine.keys() == theirs.keys() and all(
            _same_tree(mine[name], theirs[name]) for name in mine
        )
    if isinstance(mine, list) and isinstance(theirs, list):
        return len(mine) == len(theirs) and all(map(_same_tree, mine, theirs))
    return mine == theirs


def _same_output(mine: Output, theirs: Output, *, random: bool) -> bool:
    """Whether two expected outputs are the same; random ones are by their form."""
    if (mine.kind, mine.dtype, mine.shape, mine.text) != (
        theirs.kind,
        theirs.dtype,
        theirs.shape,
        theirs.text,
    ):
        return False
    if random:
        return True
    if mine.values is None or theirs.values is None:
        return mine.values is theirs.values
    return bool(np.allclose(mine.values, theirs.values, rtol=SAME, atol=1e-12))
