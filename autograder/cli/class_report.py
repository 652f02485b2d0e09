"""`autograder class-report`."""

from dataclasses import replace
from pathlib import Path

from autograder.classroom.database import StoreError
from autograder.classroom.results import examples_of, results_of
from autograder.classroom.store import Store, reading
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.judge.reference import reference_source, wrong_examples
from autograder.report.class_report.anonymous import anonymous as without_students
from autograder.report.class_report.page import page_of
from autograder.report.class_report.records import ClassResults
from autograder.report.files import write_whole
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course, find_course


def write_class_report(
    path: Path,
    out: Path,
    name: str | None,
    submissions: Path | None,
    given: Path | None,
    *,
    anonymous: bool,
) -> None:
    """Write the page on an assignment's class."""
    refuse_unwritable("--out", out)
    course = find_course(given)
    try:
        with reading(path) as store:
            results = results_of(store, _named(store, name))
    except StoreError as error:
        raise Unusable(str(error)) from error
    results = _with_examples(results, course)
    if anonymous:
        results = without_students(results)
    try:
        write_whole(page_of(results), out)
    except OSError as error:
        raise Unusable(f"--out {out} can't be written: {error.strerror}") from error
    with printing():
        print(f"{out}: {len(results.hand_ins):,} hand-ins of {results.assignment}")


def _named(store: Store, name: str | None) -> str:
    """The assignment that is meant."""
    held = [found.assignment for found in store.classes()]
    if not held:
        raise Unusable(
            f"{store.path} holds no results yet: `autograder grade-class` puts them there"
        )
    if name is None and len(held) > 1:
        raise Unusable(f"{store.path} holds several: name one with --assignment: {', '.join(held)}")
    if name is not None and name not in held:
        raise Unusable(f"{store.path} holds nothing of {name!r}; it holds {', '.join(held)}")
    return name or held[0]


def _with_examples(results: ClassResults, course: Course) -> ClassResults:
    assignment = read_assignment(course.folder(results.assignment))
    source = reference_source(course.root, assignment.module)
    return replace(results, examples=examples_of(wrong_examples(assignment, source)))
