"""A report as one HTML page that a student opens, prints, or has read aloud.

It says what the student may know and no more: nothing of the seed, the machine or the remarks for
the instructor, and of a hidden case its name and what was wrong. Every text is escaped: what stands
in messages is in part the student's.
"""

from collections.abc import Iterator
from html import escape

from autograder.checking.trial import Outcome, Verdict
from autograder.report.explain import group_lines, points, why_not_graded
from autograder.report.files import without_controls
from autograder.report.frame import framed
from autograder.report.report import QuestionReport, Report, WrittenReport

STYLE = """
.figures td, .figures th { text-align: left; vertical-align: top; }
.figures .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.figures tfoot th, .figures tfoot td { border-bottom: 0; font-weight: bold; }
caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
.figures tbody th { font-weight: normal; }
.failures td:first-child { min-width: 10rem; }
.failures ul { margin: 0; padding-left: 1.1rem; }
.failures td { overflow-wrap: anywhere; }
.problem { border-left: .3rem solid var(--bad); padding-left: .8rem; }
.hint { border-left: .3rem solid var(--line); padding-left: .8rem; margin: .5rem 0; }
.comment { white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: inherit; }
@media print { h2, h3, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""

ALL_RIGHT = "all right"
NOTHING = "no points"
NOT_YET = "not graded yet"
COLORS = {ALL_RIGHT: "good", NOTHING: "bad"}

BY_HAND = "by-hand"
"""The anchor of the questions that are graded by hand."""


def page_of(report: Report) -> str:
    """The page."""
    parts = [
        "<main>",
        f"<h1>{_told(report.title)}</h1>",
        *_result(report),
        _table(report),
        *_sections(report),
        *_written(report),
        "</main>",
    ]
    return framed(without_controls(report.title), "\n".join(parts), STYLE)


def _result(report: Report) -> Iterator[str]:
    """The result as a whole, and what a student should know of how the hand-in was read."""
    if report.problem:
        yield (
            f'<p class="problem"><strong class="bad">Your hand-in could not be graded:</strong> '
            f"{_told(report.problem)}.</p>"
        )
    yield f"<p><strong>{points(report.score)} of {points(report.points)} points.</strong>"
    if report.not_graded:
        yield (
            f"{points(report.not_graded)} of them were not graded: they are neither earned nor "
            "lost."
        )
    if report.by_hand:
        yield f"{points(report.by_hand)} more points are graded by hand."
    yield "</p>"
    for note in report.notes:
        yield f"<p>Note: {_told(note)}.</p>"


def _table(report: Report) -> str:
    """A row for each question."""
    rows = [
        _row(q.title, q.score, q.points, _state(q), "" if report.problem else _anchor(i))
        for i, q in enumerate(report.questions, 1)
    ]
    rows += [
        _row(w.title, w.earned, w.points, "by hand" if w.earned is not None else NOT_YET, BY_HAND)
        for w in report.written
    ]
    more = f"{points(report.by_hand)} more by hand" if report.by_hand else ""
    total = (
        f'<tr><th scope="row">Total</th><td class="number">{points(report.score)}</td>'
        f'<td class="number">{points(report.points)}</td><td>{more}</td></tr>'
    )
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Points of each question">'
        '<table class="figures"><caption>Points of each question</caption><thead><tr>'
        '<th scope="col">Question</th><th scope="col" class="number">Points</th>'
        '<th scope="col" class="number">Of</th><th scope="col">Result</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody><tfoot>{total}</tfoot></table></div>"
    )


def _row(title: str, earned: float | None, most: float, state: str, anchor: str) -> str:
    given = "–" if earned is None else points(earned)
    name = f'<a href="#{anchor}">{_told(title)}</a>' if anchor else _told(title)
    return (
        f'<tr><th scope="row">{name}</th>'
        f'<td class="number">{given}</td><td class="number">{points(most)}</td>'
        f'<td class="{COLORS.get(state, "")}">{state}</td></tr>'
    )


def _state(question: QuestionReport) -> str:
    """A question's result in two words or three."""
    if all(verdict.outcome is Outcome.NOT_GRADED for verdict in question.verdicts):
        return "not graded"
    if question.failures:
        return "partly right" if question.score else NOTHING
    return "right as far as graded" if question.not_graded else ALL_RIGHT


def _sections(report: Report) -> Iterator[str]:
    """A section for each question; where the hand-in could not be graded all would say that."""
    if not report.problem:
        for number, question in enumerate(report.questions, 1):
            yield _section(question, _anchor(number))


def _section(question: QuestionReport, anchor: str) -> str:
    """A question: its points, the groups that were lost, and what fails."""
    ran = [v for v in question.verdicts if v.outcome is not Outcome.NOT_GRADED]
    passed = sum(verdict.outcome is Outcome.PASSED for verdict in ran)
    parts = [
        f'<section aria-labelledby="{anchor}">',
        f'<h2 id="{anchor}">{_told(question.title)}: {points(question.score)} of '
        f"{points(question.points)} points</h2>",
        f'<p class="soft">{_told(question.name)}</p>',
    ]
    if ran:
        parts.append(f"<p>{passed} of {len(ran)} cases passed.</p>")
    if question.failures:
        parts += [f"<p>{_told(line)}</p>" for line in group_lines(question)]
        parts.append(_failures(question))
    if question.not_graded:
        parts.append(
            f"<p>Not graded ({points(question.not_graded)} points): "
            f"{_told(why_not_graded(question))}.</p>"
        )
    return "\n".join([*parts, "</section>"])


def _failures(question: QuestionReport) -> str:
    """The failing cases, a row for each message, a hint once."""
    said: set[str] = set()
    rows = []
    for verdicts in _by_message(question.failures):
        hints = [hint for hint in dict.fromkeys(v.hint for v in verdicts) if hint not in said]
        said.update(hints)
        told = "".join(f'<p class="hint">Likely: {_told(hint)}</p>' for hint in hints if hint)
        cases = "".join(f"<li>{_case(verdict)}</li>" for verdict in verdicts)
        message = _told(verdicts[0].message or str(verdicts[0].outcome))
        rows.append(f"<tr><td><ul>{cases}</ul></td><td>{message}{told}</td></tr>")
    return (
        '<h3>What fails</h3><div class="scroll" tabindex="0" role="region" '
        'aria-label="What fails"><table class="figures failures"><thead><tr>'
        '<th scope="col">Cases</th><th scope="col">What is wrong</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _by_message(failures: list[Verdict]) -> list[list[Verdict]]:
    """Failures that have one message together."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in failures:
        groups.setdefault(verdict.message, []).append(verdict)
    return list(groups.values())


def _case(verdict: Verdict) -> str:
    """Which case it is."""
    trial = verdict.trial
    kind = "public" if trial.public else "hidden"
    return _told(f"{trial.case} ({kind}, {trial.device}, {trial.dtype})")


def _written(report: Report) -> Iterator[str]:
    """The questions that are graded by hand, with what was said of them."""
    if report.written:
        yield f'<section aria-labelledby="{BY_HAND}"><h2 id="{BY_HAND}">Graded by hand</h2>'
        yield from (_answer(question) for question in report.written)
        yield "</section>"


def _answer(question: WrittenReport) -> str:
    if question.earned is None:
        return f"<h3>{_told(question.title)}: {NOT_YET}, {points(question.points)} points</h3>"
    head = f"{points(question.earned)} of {points(question.points)} points"
    comment = f'<p class="comment">{_told(question.comment)}</p>' if question.comment else ""
    return f"<h3>{_told(question.title)}: {head}</h3>{comment}"


def _anchor(number: int) -> str:
    return f"question-{number}"


def _told(text: str) -> str:
    """A text as it may stand in a page."""
    return escape(without_controls(text))
