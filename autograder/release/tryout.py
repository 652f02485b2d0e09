"""The built zips, tried: unpacked in a clean place, they grade what comes with the course.

A student's folder makes hand-ins, as students do; the platform's zip, set up by its own setup.sh,
grades them and every accepted and wrong solution. What the audit proved of the course is so proved
of what leaves the house.
"""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from autograder.judge.reference import accepted_examples, reference_source, wrong_examples
from autograder.release.grader import COURSE
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course

SCRIPT = Path(__file__).parent / "scripts" / "grade_all.py"


class TryoutError(Exception):
    """A zip doesn't do what it is for; each line of the text says where."""


@dataclass(frozen=True)
class Expected:
    """A solution, and the questions that must lose points; None: all are lost."""

    name: str
    source: str
    fails: tuple[str, ...] | None


def try_out(
    assignment: Assignment, course: Course, student: bytes, platform: bytes, processes: int
) -> int:
    """Grade everything from these two zips; how many hand-ins. TryoutError if one is misjudged.

    processes  gradings at a time
    """
    with TemporaryDirectory(prefix="autograder-tryout-") as folder:
        home, source, desk = (Path(folder, name) for name in ("student", "source", "desk"))
        _unpack(student, home)
        _unpack(platform, source)
        _run(["bash", "setup.sh"], source, "setup.sh", {"AUTOGRADER_PYTHON": sys.executable})
        expected = _expected(assignment, course)
        handed_in = [
            _handed_in(home / assignment.name, assignment, each, desk) for each in expected
        ]
        shares = [handed_in[start::processes] for start in range(processes)]
        with ThreadPoolExecutor(processes) as several:
            told = chain.from_iterable(several.map(lambda share: _graded(source, share), shares))
        lines = {line["name"]: line for line in told}
    wrong = [
        f"{each.name} {fault}"
        for each in expected
        if (fault := _fault(each, lines[each.name], assignment))
    ]
    if wrong:
        raise TryoutError("\n".join(wrong))
    return len(expected)


def _expected(assignment: Assignment, course: Course) -> list[Expected]:
    reference = reference_source(course.root, assignment.module)
    accepted = accepted_examples(assignment, reference)
    return [
        Expected("template", "", None),
        Expected("reference", reference, ()),
        *(Expected(f"accepted-{each.name}", each.source, ()) for each in accepted),
        *(
            Expected(f"wrong-{each.name}", each.source, each.fails_on("cpu"))
            for each in wrong_examples(assignment, reference)
        ),
    ]


def _handed_in(home: Path, assignment: Assignment, expected: Expected, desk: Path) -> Path:
    """What is handed in: of a solution of one's own the file alone, else all that students do."""
    place = desk / expected.name
    place.mkdir(parents=True)
    solution = home / f"{assignment.module}.py"
    if expected.name not in ("template", "reference"):
        (place / solution.name).write_text(expected.source, encoding="utf-8")
        return place
    if expected.source:
        solution.write_text(expected.source, encoding="utf-8")
    _run([sys.executable, "-m", "autograder", "submission"], home, "building a hand-in")
    return (home / f"{assignment.name}-submission.zip").rename(place / "hand-in.zip")


def _graded(source: Path, paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What the platform's program says of each hand-in."""
    command = [sys.executable, str(SCRIPT), str(source / COURSE), *map(str, paths)]
    told = _run(command, source, "grading", {"PYTHONPATH": str(source)})
    return [json.loads(line) for line in told.splitlines()]


def _fault(expected: Expected, line: dict[str, Any], assignment: Assignment) -> str:
    """What is wrong with the points of a hand-in, or ""."""
    if line["problem"]:
        return f"could not be graded: {line['problem']}"
    points = line["points"]
    if expected.fails is None:
        kept = [question.name for question in assignment.questions if points[question.name]]
        return f"earned points in {', '.join(kept)}" if kept else ""
    lost = {q.name for q in assignment.questions if points[q.name] < q.points}
    return _difference(lost, set(expected.fails), line["first"])


def _difference(lost: set[str], named: set[str], first: dict[str, str]) -> str:
    told = []
    if more := sorted(lost - named):
        told.append(f"lost points in {', '.join(more)} ({first[more[0]]})")
    if missing := named - lost:
        told.append(f"lost none in {', '.join(sorted(missing))}")
    return " and ".join(told)


def _unpack(packed: bytes, folder: Path) -> None:
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        zipped.extractall(folder)


def _run(
    command: Sequence[str], folder: Path, what: str, settings: dict[str, str] | None = None
) -> str:
    """A command's output, in a folder, with next to nothing of this process's environment."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), **(settings or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no word"]
        raise TryoutError(f"{what} ended with status {done.returncode}: {last[0]}")
    return done.stdout
