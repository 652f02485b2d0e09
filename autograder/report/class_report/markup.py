"""Pieces of the page's HTML: texts, tables, links, bars. What goes in as text comes out escaped."""

import itertools
from collections.abc import Iterable, Sequence
from html import escape

from autograder.report.class_report.records import HandIn
from autograder.report.files import without_controls


def told(text: str) -> str:
    """A text as it may stand in a page, also within an attribute's quotes."""
    return escape(without_controls(text))


def name_of(text: str) -> str:
    """A name, which may run from right to left without turning what stands around it."""
    return f"<bdi>{told(text)}</bdi>"


def counted(count: int, what: str) -> str:
    """A number and what it is of: 1 hand-in, 2 hand-ins."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def percent(part: float, whole: float) -> str:
    """A share of a whole in words: 12.5 %, or nothing of nothing."""
    if not whole:
        return "–"
    share = 100 * part / whole
    return f"{share:.0f} %" if share in (0, 100) or 1 <= share <= 99 else f"{share:.1f} %"


def picked(count: int, mark: str, says: str = "") -> str:
    """A number of hand-ins that leads to them in the list; `says` is for who doesn't see it."""
    if not count:
        return '<span class="soft">0</span>'
    name = told(says)
    label = f' data-says="{name}" aria-label="{count:,}, {name}: show them"' if says else ""
    return f'<a href="#hand-ins" data-pick="{mark}"{label}>{count:,}</a>'


def row_link(place: int, hand_in: HandIn) -> str:
    """A hand-in's name that leads to its row, and whose it is."""
    whose = f" {name_of(hand_in.called)}" if hand_in.students else ""
    return f'<a href="#h{place}" data-row="{place}">{name_of(hand_in.name)}</a>{whose}'


def section(anchor: str, title: str, parts: Iterable[str]) -> str:
    """A section with its heading."""
    return (
        f'<section aria-labelledby="{anchor}"><h2 id="{anchor}" tabindex="-1">{told(title)}</h2>\n'
        + "\n".join(parts)
        + "\n</section>"
    )


def table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()
) -> str:
    """A table; the first cell of a row is its head, and rows that follow with the same share it.

    Cells are HTML, heads and caption are text. What the caption says a heading above it shows.

    numbers  the columns that are aligned as numbers
    """
    kinds = [' class="number"' if at in numbers else "" for at in range(len(heads))]
    head = "".join(
        f'<th scope="col"{kind}>{_unbroken(h)}</th>' if h else "<td></td>"
        for h, kind in zip(heads, kinds, strict=True)
    )
    told_rows = list(rows)
    body = "\n".join(
        f"<tr>{_row_head(told_rows, at)}"
        + "".join(f"<td{k}>{c}</td>" for c, k in zip(cells[1:], kinds[1:], strict=True))
        + "</tr>"
        for at, cells in enumerate(told_rows)
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{told(caption)}">'
        f'<table class="figures"><caption class="unseen">{told(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>"
    )


def _unbroken(head: str) -> str:
    """A head that is broken at blanks alone, not within hand-ins."""
    return " ".join(
        f'<span class="whole">{told(word)}</span>' if "-" in word else told(word)
        for word in head.split()
    )


def _row_head(rows: Sequence[Sequence[str]], at: int) -> str:
    """The head of a row and of those below that have the same; nothing where it's one above."""
    head = rows[at][0]
    if at and rows[at - 1][0] == head:
        return ""
    together = len(list(itertools.takewhile(lambda row: row[0] == head, rows[at:])))
    kind = f' rowspan="{together}" scope="rowgroup"' if together > 1 else ' scope="row"'
    return f"<th{kind}>{head}</th>"


def bar(part: float, whole: float) -> str:
    """A bar beside a number that is told anyway."""
    width = 100 * part / whole if whole else 0
    return f'<span class="bar" aria-hidden="true"><span style="width:{width:.1f}%"></span></span>'


def parts_bar(every: int, some: int, none: int) -> str:
    """Three parts of one bar, each in its own pattern, beside numbers that are told anyway."""
    whole = every + some + none
    kinds = (("every", every), ("some", some), ("none", none))
    told = "".join(
        f'<span class="{kind}" style="width:{100 * count / whole:.1f}%"></span>'
        for kind, count in kinds
        if count
    )
    return f'<span class="bar" aria-hidden="true">{told}</span>'
