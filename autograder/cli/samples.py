"""`autograder samples`: three known hand-ins of each assignment, graded as any other."""

from pathlib import Path

from autograder.checking.submission import Submission, open_submission
from autograder.cli.progress import progress_line
from autograder.judge.grading import Judge, Terms, judging
from autograder.release.stub import half_of, stub_of
from autograder.report.terminal import show_samples
from autograder.spec.course import find_course


def grade_samples(given: Path | None, allow_unsafe: bool) -> None:
    """Grade the untouched template, a half-right hand-in and a right one of every assignment."""
    course = find_course(given)
    terms = Terms(allow_unsafe=allow_unsafe)
    for index, name in enumerate(course.names()):
        print("\n" * (index > 0) + name)
        with judging(course, name) as judge, progress_line() as progress:
            rows = [
                (title, judge.grade(submission, terms, progress))
                for title, submission in _samples(judge)
            ]
        show_samples(rows)


def _samples(judge: Judge) -> list[tuple[str, Submission]]:
    """The committed template as a student gets it, and two made from the reference."""
    module, source = judge.assignment.module, judge.reference.source
    template = judge.course.template(judge.assignment.name)
    untouched = (
        open_submission(template, module)
        if template.is_dir()
        else _submission(module, stub_of(source))
    )
    return [
        ("untouched template", untouched),
        ("half-right", _submission(module, half_of(source))),
        ("right", _submission(module, source)),
    ]


def _submission(module: str, source: str) -> Submission:
    return Submission(module, {f"{module}.py": source.encode()})
