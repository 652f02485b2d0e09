"""The hand-ins that are nearly one, in groups."""

from collections.abc import Iterator

from autograder.report.class_report.markup import (
    counted,
    percent,
    picked,
    row_link,
    section,
    table,
    told,
)
from autograder.report.class_report.records import ClassResults
from autograder.report.explain import points

MOST = 50
"""Groups, and hand-ins of a group, that are told one by one."""


def alike(results: ClassResults) -> str:
    """The section on hand-ins that are nearly one."""
    return section("alike", "Alike", _alike(results))


def _alike(results: ClassResults) -> Iterator[str]:
    found = results.similarity
    yield f'<p class="soft">{told(found.told)}</p>'
    groups = [(members, "all of it") for members in found.identical]
    groups += [(near.members, percent(near.share, 1)) for near in found.near]
    if not groups:
        yield "<p>None were found.</p>"
        return
    if results.anonymous:
        most = max(len(members) for members, _ in groups)
        yield f"<p>{counted(len(groups), 'group')}, the largest of {most}.</p>"
        return
    rows = [
        (
            f"{at + 1}",
            picked(len(members), f"k{at}", f"group {at + 1}"),
            what,
            ", ".join(_with_score(place, results) for place in members[:MOST])
            + (" ..." if len(members) > MOST else ""),
        )
        for at, (members, what) in enumerate(groups[:MOST])
    ]
    heads = ("group", "hand-ins", "in common", "which, with their points")
    yield table("Groups of hand-ins", heads, rows, (1, 2))
    if len(groups) > MOST:
        yield f"<p>The first {MOST} of {len(groups):,} groups.</p>"


def _with_score(place: int, results: ClassResults) -> str:
    hand_in = results.hand_ins[place]
    score = points(hand_in.score) if hand_in.is_graded else "no result"
    return f"{row_link(place, hand_in)}\u00a0({score})"
