"""What somebody should look at: hand-ins unreadable, set aside, flagged, slow; lacking points."""

from collections.abc import Iterator, Sequence

from autograder.report.class_report.marks import ASIDE, BROKEN, FLAGGED, NOT_GRADED
from autograder.report.class_report.markup import (
    percent,
    picked,
    row_link,
    section,
    table,
    told,
)
from autograder.report.class_report.records import ClassResults, HandIn
from autograder.report.class_report.scores import ungraded_of
from autograder.report.explain import points

MOST = 50
"""Hand-ins of a kind that are told one by one; the list has all of them."""

SLOWEST = 10

Placed = Sequence[tuple[int, HandIn]]


def remarkable(results: ClassResults) -> str:
    """The section."""
    return section("look", "Worth a look", _parts(results))


def _parts(results: ClassResults) -> Iterator[str]:
    placed = list(enumerate(results.hand_ins))
    broken = [(at, hand_in) for at, hand_in in placed if hand_in.problem]
    aside = [(at, hand_in) for at, hand_in in placed if hand_in.set_aside]
    flagged = [(at, hand_in) for at, hand_in in placed if hand_in.flags]
    yield from _reasons(
        "Can't be opened or imported", BROKEN, broken, [h.problem for _, h in broken]
    )
    yield from _reasons(
        "Set aside: no result, or no new one", ASIDE, aside, [h.set_aside for _, h in aside]
    )
    yield from _flagged(flagged)
    yield from _slowest(placed)
    yield from _ungraded(results)


def _reasons(title: str, mark: str, found: Placed, reasons: Sequence[str]) -> Iterator[str]:
    yield f"<h3>{title}: {picked(len(found), mark, title)}</h3>"
    if any(reasons):
        rows = [
            (row_link(at, hand_in), told(why))
            for (at, hand_in), why in zip(found[:MOST], reasons, strict=False)
        ]
        yield table(title, ("hand-in", "why"), rows)
        yield from _rest(found, mark)


def _rest(found: Placed, mark: str) -> Iterator[str]:
    if len(found) > MOST:
        yield f"<p>The first {MOST} of {picked(len(found), mark)}.</p>"


def _flagged(flagged: Placed) -> Iterator[str]:
    yield f"<h3>Lines that homework has no use for: {picked(len(flagged), FLAGGED, 'flagged')}</h3>"
    if any(flag for _, hand_in in flagged for flag in hand_in.flags):
        rows = [
            (
                row_link(at, hand_in),
                "<ul>" + "".join(f"<li>{told(flag)}</li>" for flag in hand_in.flags) + "</ul>",
            )
            for at, hand_in in flagged[:MOST]
        ]
        yield table("Flagged hand-ins", ("hand-in", "lines"), rows)
        yield from _rest(flagged, FLAGGED)


def _slowest(placed: Placed) -> Iterator[str]:
    ran = sorted((p for p in placed if p[1].ran), key=lambda p: (-p[1].seconds, p[0]))
    if ran:
        yield "<h3>Slowest</h3>"
        middle = ran[len(ran) // 2][1].seconds
        yield f'<p class="soft">Half of the hand-ins take {middle:.2f} seconds or less.</p>'
        rows = [(row_link(at, h), f"{h.seconds:.2f}", points(h.score)) for at, h in ran[:SLOWEST]]
        yield table("Slowest hand-ins", ("hand-in", "seconds", "points"), rows, (1, 2))


def _ungraded(results: ClassResults) -> Iterator[str]:
    yield "<h3>Devices</h3>"
    rows = [
        (
            told(device.device),
            f"{device.points:,.10g}",
            f"{device.not_graded:,.10g}",
            percent(device.not_graded, device.points),
            picked(device.hand_ins, NOT_GRADED, "points not graded"),
            told("; ".join(device.whys)),
        )
        for device in ungraded_of(results)
    ]
    if not rows:
        yield "<p>Nothing has run.</p>"
        return
    heads = ("device", "points of all", "not graded", "share", "hand-ins", "why")
    yield f'<p class="soft">Graded with --device {told(results.device)}.</p>'
    yield table("Points by device", heads, rows, (1, 2, 3, 4))
