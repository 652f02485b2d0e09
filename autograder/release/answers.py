"""What of an assignment must never be in what students get."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.judge.reference import reference_source
from autograder.release.passages import (
    LEAST,
    LEAST_WORDS,
    RUN,
    WORDS,
    Code,
    Passages,
    codes,
    python_of,
    words_of,
)
from autograder.spec.assignment import Assignment, Cases
from autograder.spec.course import Course
from autograder.spec.markers import parts
from autograder.spec.track import stub_path

ANY_SEED = "release"
"""Names of cases don't depend on what is drawn."""


@dataclass(frozen=True)
class Answers:
    """The secrets of an assignment.

    code    the reference's solutions, the accepted and wrong ones, and how cases are drawn; of
            the speed track too
    bodies  the reference's solutions, by function, of whatever length
    prose   hints, rubrics, and why mutants are right
    hidden  names of cases whose inputs nobody knows
    files   names of the accepted and the wrong solutions
    """

    code: Passages
    bodies: frozenset[tuple[str, tuple[Code, ...]]]
    prose: Passages
    hidden: frozenset[str]
    files: frozenset[str]


def answers_of(assignment: Assignment, course: Course) -> Answers:
    """Gather them. MarkerError if the reference's markers are not right."""
    code, prose = Passages(RUN, LEAST), Passages(WORDS, LEAST_WORDS)
    source = reference_source(course.root, assignment.module)
    solutions = list(_solutions(source))
    bodies = frozenset((name, tuple(row)) for name, row in solutions if name)
    for name, row in solutions:
        code.add(f"the reference's {name or 'solution'}", row)
    for path in _submissions(assignment.folder):
        text = path.read_text(encoding="utf-8")
        for name, found in python_of(text):
            if name:
                code.add(f"{path.parent.name}/{path.name}", codes(found.tokens))
        for told in _prose_of(text):
            prose.add(f"{path.parent.name}/{path.name}", list(words_of(told).tokens))
    for path in _of_the_track(assignment):
        for name, found in python_of(path.read_text(encoding="utf-8")):
            if name:
                code.add(f"{path.name} of the track", codes(found.tokens), whole=False)
    for name, found in python_of((assignment.folder / "cases.py").read_text(encoding="utf-8")):
        if name:
            code.add(f"{name} of cases.py", codes(found.tokens), whole=False)
    for written in assignment.written:
        prose.add(f"the rubric of {written.name}", list(words_of(written.rubric).tokens))
    for reason in _reasons(assignment.folder / "equivalents.toml"):
        prose.add("equivalents.toml", list(words_of(reason).tokens))
    files = {path.stem for path in _submissions(assignment.folder)}
    return Answers(code, bodies, prose, _hidden(assignment), frozenset(files))


def _solutions(source: str) -> Iterator[tuple[str, list[Code]]]:
    """What stands between markers: of each function, and as "" of what is in none."""
    enclosed = {
        part.first + index
        for part in parts(source)
        if part.is_solution
        for index in range(len(part.lines))
    }
    for name, row in python_of(source):
        inside = [
            token for token, line in zip(row.tokens, row.lines, strict=True) if line in enclosed
        ]
        if inside:
            yield name, codes(inside)


def _submissions(folder: Path) -> list[Path]:
    return sorted(folder.glob("submissions/*/*.py"))


def _of_the_track(assignment: Assignment) -> list[Path]:
    """Its files but for the one that students begin with."""
    if assignment.track is None:
        return []
    stub = stub_path(assignment.folder, assignment.track)
    return [path for path in sorted(stub.parent.rglob("*.py")) if path != stub]


def _prose_of(source: str) -> Iterator[str]:
    """What a wrong solution says to who makes its mistake."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "HINT":
            yield str(ast.literal_eval(statement.value))


def _reasons(path: Path) -> list[str]:
    if not path.is_file():
        return []
    records = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    return [record["reason"] for record in records]


def _hidden(assignment: Assignment) -> frozenset[str]:
    """The names that no public case has as well."""
    cases = Cases(assignment)
    names: dict[bool, set[str]] = {True: set(), False: set()}
    for question in assignment.questions:
        for trial in (*cases.public(question), *cases.hidden(question, ANY_SEED)):
            names[trial.public].add(trial.case)
    return frozenset(names[False] - names[True])
