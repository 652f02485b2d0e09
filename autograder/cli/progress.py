"""What a person sees while questions are graded: one line that goes away."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from autograder.spec.assignment import Question


@contextlib.contextmanager
def progress_line() -> Iterator[Callable[[Question], None]]:
    """On a terminal, the name of the question at hand; nothing where the output is piped."""
    if not sys.stderr.isatty():
        yield lambda question: None
        return

    def tell(question: Question) -> None:
        print(f"\r\x1b[Kgrading {question.name} ...", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
