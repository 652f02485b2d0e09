"""Records mutants whose truth is certain: `python -m tests.synthetic.measured NAME ...`.

A mutant is taken whose answers equal those of one known mistake in all cases of all questions that
it fails, or that equals none in any case that it fails; under several seeds, in which it fails the
same cases. All others are left out: there nobody can say what the diagnosis ought to say.
"""

import argparse
import contextlib
import random
import signal
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.audit.mutants import Mutant, mutants
from autograder.judge.dependence import may_differ, parse
from autograder.spec.assignment import Question, read_assignment
from autograder.spec.course import Course
from tests.synthetic.comparing import Answers, Given, Likeness
from tests.synthetic.recorded import Record, RecordedMutant, StaleRecord, write_record

ROOT = Path(__file__).parents[2]
SEEDS = ("1", "2")

UNKNOWN, KNOWN = 24, 12
"""Mutants of either kind that are recorded, as far as there are so many."""

ASKS = 12
"""How often each known mistake is asked, to find those whose answers chance has a part in."""

MOST_TRIED = 400
MOST_OF_A_FUNCTION = 6

LONGEST = 20
"""Seconds after which a mutant is taken for one that never ends."""


class _TooLong(BaseException):
    """No solution catches this."""


def measured(
    answers: Answers, mutant: Mutant, unsteady: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The questions that a mutant loses, and the mistakes that it is; None if that is unsure.

    What the `unsteady` mistakes answer is by chance, and so is whether it is the same in a case.
    """
    loses: list[str] = []
    found: list[frozenset[str]] = []
    exercises = parse(answers.assignment.exercises_source)
    reference, own = parse(answers.reference.source), parse(mutant.own)
    for question in answers.assignment.questions:
        if not may_differ(question.name, exercises, reference, own):
            continue
        given = answers.given(mutant.source, question)
        if all(is_right for _, is_right in given):
            continue
        names = _mistakes(answers, question, given, unsteady) if _is_steady(given) else None
        if names is None:
            return None
        loses.append(question.name)
        found.append(names)
    if not loses or len({*found}) > 1:
        return None
    (names,) = {*found}
    fails = {example.name: {*example.fails} for example in answers.examples}
    if len(names) > 1 or any(fails[name] != {*loses} for name in names):
        return None
    return tuple(loses), tuple(names)


def _is_steady(given: list[tuple[Given, bool]]) -> bool:
    """Whether the same cases fail under each seed."""
    right = [is_right for _, is_right in given]
    count, rest = divmod(len(right), len(SEEDS))
    return not rest and all(
        right[at * count : (at + 1) * count] == right[:count] for at in range(len(SEEDS))
    )


def _mistakes(
    answers: Answers,
    question: Question,
    given: list[tuple[Given, bool]],
    unsteady: Collection[str],
) -> frozenset[str] | None:
    """The examples that answer a question alike in every case; None if some do in a few."""
    names = set()
    for example in answers.examples:
        if question.name not in example.fails or example.name in unsteady:
            continue
        alike = answers.likeness(question, given, answers.of_example(example, question))
        failing = [one for one, (_, is_right) in zip(alike, given, strict=True) if not is_right]
        if {*alike} == {Likeness.SAME}:
            names.add(example.name)
        elif {*failing} != {Likeness.APART}:
            return None
    return frozenset(names)


def recorded(
    answers: Answers, drawn: list[Mutant], unsteady: Collection[str]
) -> Iterator[RecordedMutant]:
    """Those of the mutants that are certain, until there are enough of either kind."""
    kinds, functions = Counter[bool](), Counter[tuple[str, bool]]()
    for mutant in drawn[:MOST_TRIED]:
        if kinds[True] >= KNOWN and kinds[False] >= UNKNOWN:
            return
        with _limited():
            outcome = measured(answers, mutant, unsteady)
            if outcome is None:
                continue
            loses, mistakes = outcome
            kind = bool(mistakes)
            functions[mutant.function, kind] += 1
            most = KNOWN if kind else UNKNOWN
            if kinds[kind] == most or functions[mutant.function, kind] > MOST_OF_A_FUNCTION:
                continue
            if record := _record(mutant, loses, mistakes, answers.reference.source):
                kinds[kind] += 1
                yield record


def _record(
    mutant: Mutant, loses: tuple[str, ...], mistakes: tuple[str, ...], reference: str
) -> RecordedMutant | None:
    """How the mutant is made again; None if its change is none of whole lines of a function."""
    if not (mutant.function and mutant.before and mutant.after):
        return None
    change = mutant.id, mutant.function, mutant.before, mutant.after
    for number in range(reference.count(mutant.before)):
        record = RecordedMutant(*change, number, loses, mistakes)
        with contextlib.suppress(StaleRecord):
            if record.applied(reference) == mutant.source:
                return record
    return None


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    """Leaves the block when it takes too long."""

    def too_long(*_: object) -> None:
        raise _TooLong

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST)
    with contextlib.suppress(_TooLong):
        yield
    signal.alarm(0)


def main() -> int:
    """Record those of the assignments that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic.measured", description=__doc__)
    parser.add_argument("names", nargs="+", metavar="NAME")
    course = Course(ROOT)
    for name in parser.parse_args().names:
        answers = Answers(read_assignment(course.folder(name)), course, SEEDS)
        drawn = mutants(answers.reference.source)
        random.Random(f"mutants of {name}").shuffle(drawn)
        unsteady = tuple(e.name for e in answers.examples if answers.is_unsteady(e, ASKS))
        found = list(recorded(answers, drawn, unsteady))
        known = sum(bool(mutant.mistakes) for mutant in found)
        path = write_record(name, Record(tuple(found), unsteady))
        told = f"{len(found)} mutants, {known} of them known mistakes; {len(unsteady)} unsteady"
        print(f"{path.name}: {told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
