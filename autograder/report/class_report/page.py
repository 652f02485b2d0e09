"""The page on a class, put together.

Every text is escaped: what stands in it is in part the students'. It can be read without its
script, which only sorts and narrows the list of hand-ins.
"""

from collections.abc import Iterator
from pathlib import Path

from autograder.report.class_report.alike import alike
from autograder.report.class_report.failures import mistakes_of
from autograder.report.class_report.histogram import histogram
from autograder.report.class_report.listing import listing
from autograder.report.class_report.marks import Marks
from autograder.report.class_report.markup import counted, percent, section, told
from autograder.report.class_report.mistakes import examples, mistakes
from autograder.report.class_report.questions import questions
from autograder.report.class_report.records import ClassResults
from autograder.report.class_report.remarkable import remarkable
from autograder.report.class_report.scores import (
    Scores,
    Standing,
    scores_of,
    standing,
)
from autograder.report.explain import points
from autograder.report.files import without_controls
from autograder.report.frame import framed

SECTIONS = (
    ("scores", "Scores"),
    ("questions", "Questions"),
    ("mistakes", "Known mistakes"),
    ("look", "Worth a look"),
    ("alike", "Alike"),
    ("hand-ins", "All hand-ins"),
)


def page_of(results: ClassResults) -> str:
    """The page."""
    made = mistakes_of(results)
    marks = Marks(results, [count.names for count in made])
    scores = scores_of(results)
    parts = [
        *_head(results, scores),
        section("scores", "Scores", _scores(results, scores)),
        questions(results, marks),
        mistakes(results, made, marks),
        remarkable(results),
        alike(results),
        listing(results, marks),
        examples(results, made),
    ]
    title = f"{without_controls(results.title)}: the class"
    style, script = (_beside(name) for name in ("page.css", "page.js"))
    return framed(title, f"<main>{''.join(parts)}</main>", style, script)


def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _head(results: ClassResults, scores: Scores) -> Iterator[str]:
    yield f"<h1>{told(results.title)}: the class</h1>"
    whole = [hand_in for hand_in in results.hand_ins if hand_in.is_graded]
    full = sum(standing(h.score, results.points) is Standing.ALL for h in whole)
    facts = [
        (f"{len(results.hand_ins):,}", "hand-ins"),
        (points(scores.mean) if whole else "–", f"mean, of {points(results.points)} points"),
        (points(scores.median) if whole else "–", "median"),
        (f"{full:,}", f"full marks ({percent(full, len(whole))})"),
        (f"{sum(bool(h.problem) for h in results.hand_ins):,}", "can't be read"),
        (f"{sum(bool(h.set_aside) for h in results.hand_ins):,}", "set aside"),
    ]
    cards = "".join(f"<div><dt>{told(what)}</dt><dd>{value}</dd></div>" for value, what in facts)
    yield f'<dl class="facts">{cards}</dl>'
    if results.anonymous:
        yield (
            "<p>Without names: hand-ins are numbered in an order drawn for this page alone. "
            "Nothing that a student wrote stands in it.</p>"
        )
    if results.by_hand:
        yield f"<p>{points(results.by_hand)} more points are graded by hand: no part of these.</p>"
    links = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title in SECTIONS)
    yield f'<nav aria-label="Parts of this page"><ul>{links}</ul></nav>'


def _scores(results: ClassResults, scores: Scores) -> Iterator[str]:
    if not scores.count:
        yield "<p>No hand-in has a result yet.</p>"
        return
    yield (
        f"<p>{counted(scores.count, 'hand-in')} with a result. Mean {points(scores.mean)}, "
        f"standard deviation {points(scores.deviation)}; a quarter has {points(scores.lower)} or "
        f"less, half have {points(scores.median)} or less, a quarter has {points(scores.upper)} or "
        "more.</p>"
    )
    yield histogram(scores, results.points)
