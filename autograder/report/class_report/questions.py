"""What the class makes of each question: points, groups of cases, causes of failures."""

from collections.abc import Iterator

from autograder.report.class_report.failures import GroupLoss, causes_of, groups_of
from autograder.report.class_report.marks import STANDS, Marks, caused, stood
from autograder.report.class_report.markup import (
    bar,
    name_of,
    parts_bar,
    percent,
    picked,
    section,
    table,
    told,
)
from autograder.report.class_report.records import Asked, Cause, ClassResults
from autograder.report.class_report.scores import Spread, spreads_of
from autograder.report.explain import points

CAUSES = [cause for cause in Cause if cause is not Cause.NONE]

KEY = (
    '<p class="key soft" aria-hidden="true"><span class="bar"><span class="every"></span></span> '
    'all points <span class="bar"><span class="some"></span></span> some <span class="bar">'
    '<span class="none"></span></span> nothing</p>'
)


def questions(results: ClassResults, marks: Marks) -> str:
    """The section."""
    return section("questions", "Questions", _parts(results, marks))


def called(at: int, asked: Asked) -> str:
    """A question with its number, by which the list of hand-ins calls it."""
    return f'<span class="no">{at + 1}</span> {name_of(asked.title)}'


def _parts(results: ClassResults, marks: Marks) -> Iterator[str]:
    yield KEY
    heads = ("question", "of", "mean", "share", "all points", "some", "nothing", "in parts")
    rows = [_row(at, spread, results) for at, spread in enumerate(spreads_of(results))]
    yield table("Points of each question", heads, rows, (1, 2, 3, 4, 5, 6))
    yield "<h3>Groups of cases that are lost</h3>"
    yield (
        '<p class="soft">A question\'s cases are in groups: those that are not all right, of the '
        "hand-ins that ran, and the points that this costs. Where the values are wrong the other "
        "groups count for nothing, and all that is lost is told with the values.</p>"
    )
    lost = [loss for loss in groups_of(results) if loss.wrong]
    if lost:
        columns = (
            *("question", "group", "hand-ins", "of those that ran", ""),
            *("that costs points", "points on average"),
        )
        rows = [_lost(loss, results, marks) for loss in lost]
        yield table("Groups lost", columns, rows, (2, 3, 5, 6))
    else:
        yield "<p>None is lost.</p>"
    yield "<h3>Why questions fail</h3>"
    yield from _causes(results)


def _row(at: int, spread: Spread, results: ClassResults) -> tuple[str, ...]:
    is_total = at == len(results.questions)
    counts = (spread.every, spread.some, spread.none)
    shown: list[str] = [f"{count:,}" for count in counts]
    if not is_total:
        shown = [
            picked(count, stood(at, stands), f"{says} of {spread.title}")
            for count, (stands, says) in zip(counts, STANDS.items(), strict=True)
        ]
    name = "Total" if is_total else called(at, results.questions[at])
    return (
        name,
        points(spread.points),
        points(spread.mean),
        percent(spread.share, 1 if spread.count else 0),
        *(
            f'{text} <span class="soft">({percent(count, spread.count)})</span>'
            for text, count in zip(shown, counts, strict=True)
        ),
        parts_bar(*counts) if spread.count else "",
    )


def _lost(loss: GroupLoss, results: ClassResults, marks: Marks) -> tuple[str, ...]:
    asked = results.questions[loss.question]
    return (
        called(loss.question, asked),
        told(loss.name),
        picked(loss.wrong, marks.group(loss.question, loss.name), f"{loss.name} of {asked.title}"),
        percent(loss.wrong, loss.count),
        bar(loss.wrong, loss.count),
        f"{loss.alone:,}" if loss.alone else '<span class="soft">0</span>',
        points(loss.cost),
    )


def _causes(results: ClassResults) -> Iterator[str]:
    """The failures that a known mistake explains, and those that none does."""
    causes = causes_of(results)
    if not any(causes):
        yield "<p>None fails in a hand-in that ran.</p>"
        return
    yield (
        '<p class="soft">Hand-ins in which some case of the question fails, each counted once, by '
        "the best that is known of it.</p>"
    )
    heads = ("question", "fail", *CAUSES)
    rows = [
        (
            called(at, asked),
            f"{counts.total():,}",
            *(picked(counts[c], caused(at, c), f"{c}: {asked.title}") for c in CAUSES),
        )
        for at, (asked, counts) in enumerate(zip(results.questions, causes, strict=True))
        if counts
    ]
    yield table("Why questions fail", heads, rows, range(1, len(heads)))
