"""What a person sees while something takes its time: one line that goes away."""

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence

from autograder.judge.grading import Progress
from autograder.report.report import QuestionReport
from autograder.spec.assignment import Question


@contextlib.contextmanager
def status_line(*, piped: bool = False) -> Iterator[Callable[[str], None]]:
    """On a terminal, what is being done; where that is piped a line each if `piped`, or nothing."""
    if not sys.stderr.isatty():
        yield lambda text: print(text, file=sys.stderr, flush=True) if piped else None
        return

    def tell(text: str) -> None:
        print(f"\r\x1b[K{text} ...", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def progress_line() -> Iterator[Progress]:
    """The name of the question at hand."""
    with status_line() as tell:

        def question(question: Question, done: Sequence[QuestionReport]) -> None:
            tell(f"grading {question.name}")

        yield question
