"""`autograder class-report`."""

from dataclasses import dataclass, replace
from pathlib import Path

from autograder.classroom.alike import by_content, by_passages, given_by
from autograder.classroom.database import StoreError, files_of
from autograder.classroom.export import ClassError
from autograder.classroom.results import examples_of, results_of
from autograder.classroom.similar import LibraryMissing
from autograder.classroom.store import reading
from autograder.classroom.submissions import hand_ins
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.stores import meant, refuse_out
from autograder.judge.reference import reference_source, wrong_examples
from autograder.report.class_report.anonymous import anonymous
from autograder.report.class_report.page import page_of
from autograder.report.class_report.records import ClassResults, Similarity
from autograder.report.files import write_whole
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course, find_course


@dataclass(frozen=True)
class Wanted:
    """What page is asked for.

    assignment   None: the only one in the store
    submissions  what the class was graded from; None: hand-ins aren't opened
    """

    store: Path
    out: Path
    assignment: str | None = None
    submissions: Path | None = None
    anonymous: bool = False


def write_class_report(wanted: Wanted, given: Path | None) -> None:
    """Write the page on an assignment's class."""
    refuse_out(wanted.out, wanted.store)
    course = find_course(given)
    try:
        with reading(wanted.store) as store:
            results = results_of(store, meant(store, wanted.assignment))
        assignment = read_assignment(course.folder(results.assignment))
        solutions = wrong_examples(assignment, reference_source(course.root, assignment.module))
        results = replace(
            results,
            examples=examples_of(solutions),
            similarity=_similarity(results, course, assignment, wanted),
        )
    except (StoreError, ClassError, LibraryMissing) as error:
        raise Unusable(str(error)) from error
    if wanted.anonymous:
        results = anonymous(results)
    try:
        write_whole(page_of(results), wanted.out)
    except OSError as error:
        raise Unusable(f"--out {wanted.out} can't be written: {error.strerror}") from error
    with printing():
        print(f"{len(results.hand_ins):,} hand-ins of {results.assignment}: {wanted.out}")


def _similarity(
    results: ClassResults, course: Course, assignment: Assignment, wanted: Wanted
) -> Similarity:
    given = given_by(course, assignment)
    if wanted.submissions is None:
        return by_content(results, given)
    own = [*files_of(wanted.store), wanted.out]
    with hand_ins(wanted.submissions, assignment.module, own) as found:
        return by_passages(results, given, found, assignment.module)
