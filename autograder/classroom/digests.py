"""What a question's results depend on, as a digest: it changes when they may, and else stays.

So a regrade after a mended case redoes that question alone. A question depends on its function in
cases.py and in exercises.py, on the part of the reference that its exercise calls, and on all that
these mention, however far down; on its own tolerances and settings; and on the wrong examples that
fail it, which explain. Comments and the order of files don't count.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.judge.dependence import parse
from autograder.judge.reference import reference_source, wrong_examples
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course, SpecError


def digests_of(assignment: Assignment, course: Course) -> dict[str, str]:
    """Each question's digest; SpecError if a file of the assignment is no Python."""
    source = reference_source(course.root, assignment.module)
    try:
        exercises = parse(assignment.exercises_source)
        cases = parse((assignment.folder / "cases.py").read_text(encoding="utf-8"))
        reference = parse(source)
    except SyntaxError as error:
        told = f"{assignment.name}: a file of it is no Python, line {error.lineno}: {error.msg}"
        raise SpecError(told) from error
    except OSError as error:
        raise SpecError(f"{error.filename} can't be read: {error.strerror}") from error
    examples = wrong_examples(assignment, source)
    allowed = assignment.tolerances().allowed
    frame = _frame(assignment)
    return {
        question.name: _digest(
            frame,
            msgspec.to_builtins(question),
            exercises.text([question.name]),
            cases.text([question.name]),
            reference.text(exercises.reach([question.name])),
            sorted(
                [*key, value]
                for key, value in allowed.items()
                if key[0].rpartition(".")[0] == question.name
            ),
            [[e.name, e.own, e.hint] for e in examples if question.name in e.fails],
        )
        for question in assignment.questions
    }


def key_of(content: str, question: str, choices: Mapping[str, Any]) -> str:
    """What a result is of: a hand-in's content, a question's digest, and the run's choices."""
    return _digest(content, question, dict(choices))


def program_digest() -> str:
    """Of the program itself: two machines must grade with the same."""
    package = Path(__file__).parents[1]
    whole = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        whole.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _frame(assignment: Assignment) -> list[Any]:
    """What every question of a report stands in."""
    return [
        assignment.name,
        assignment.title,
        assignment.module,
        assignment.sheet,
        [question.name for question in assignment.questions],
        [[written.name, written.title, written.points] for written in assignment.written],
    ]


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
