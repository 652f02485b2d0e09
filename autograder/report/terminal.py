"""A report on a terminal: a table where there is one, plain lines where the output is piped."""

import sys
from collections.abc import Sequence
from textwrap import shorten

from autograder.checking.messages import presentable
from autograder.checking.trial import Outcome
from autograder.report.explain import about_text, points, question_text, summary
from autograder.report.report import QuestionReport, Report, WrittenReport

Row = tuple[str, str, str, str]

WIDEST = 90
"""Characters of a row's last column where the output is piped; the whole text stands below."""


def show(report: Report) -> None:
    """Print the table of questions, and under it what went wrong."""
    rows = [_row(question) for question in report.questions]
    rows += [_written_row(question) for question in report.graded_by_hand]
    total = ("total", points(report.score), points(report.points), "")
    show_rows(report.title, [*rows, total], ("question", "points", "of", "first problem"))
    about = about_text(report)
    if about:
        print("\n" + "\n".join(about).strip())
    if not report.problem:
        for question in report.questions:
            if question.failures:
                print(f"\n{question.name} — {question.title}\n{question_text(question)}")
    for written in report.graded_by_hand:
        if written.comment:
            print(f"\n{written.name} — {written.title}\n{_lines(written.comment)}")
    if report.not_graded:
        print(f"\n{points(report.not_graded)} points were not graded here.")
    if report.by_hand:
        print(f"\n{points(report.by_hand)} more points are graded by hand.")
    if report.flags:
        print("\nFor the instructor: worth a look, though no point depends on it")
        for flag in report.flags:
            print(f"  {presentable(flag)}")
    off = {name: reason for name, reason in report.layers.items() if reason}
    if off:
        print(f"\nFor the instructor: the confinement was {report.tier}; layers that were off")
        for name, reason in off.items():
            print(f"  {name}: {reason}")


def show_check(title: str, questions: Sequence[QuestionReport]) -> None:
    """Print how many public cases of each question pass, and what is wrong with the others."""
    rows = []
    for question in questions:
        graded = [v for v in question.verdicts if v.outcome is not Outcome.NOT_GRADED]
        right = sum(verdict.outcome is Outcome.PASSED for verdict in graded)
        rows.append((question.name, str(right), f"{len(graded)} cases", summary(question)))
    show_rows(title, rows, ("question", "cases right", "of", "first problem"))
    for question in questions:
        if question.failures:
            print(f"\n{question.name} — {question.title}\n{question_text(question)}")
    if not any(question.failures for question in questions):
        ran = " that ran here" if any(question.not_graded for question in questions) else ""
        print(f"\nEvery public case{ran} is right. Grading adds hidden cases with fresh inputs.")


def show_samples(rows: Sequence[tuple[str, Report]]) -> None:
    """Print one line for each of several hand-ins."""
    cells = [
        (name, points(report.score), points(report.points), f"{report.seconds:.2f} s")
        for name, report in rows
    ]
    show_rows("", cells, ("hand-in", "points", "of", "time"))


def _row(question: QuestionReport) -> Row:
    return (question.name, points(question.score), points(question.points), summary(question))


def _written_row(question: WrittenReport) -> Row:
    """A question that a person has graded; the comment stands below, whole."""
    return (question.name, points(question.earned or 0), points(question.points), "by hand")


def _lines(comment: str) -> str:
    """A comment as it was written, without what would do something to a terminal."""
    return "\n".join(presentable(line) for line in comment.splitlines())


def show_rows(title: str, rows: Sequence[Row], heads: Row) -> None:
    """A table on a terminal; elsewhere one line a row."""
    if sys.stdout.isatty():
        _table(title, rows, heads)
    else:
        _plain(title, rows)


def _table(title: str, rows: Sequence[Row], heads: Row) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title or None)
    for index, head in enumerate(heads):
        numeric = index in (1, 2)
        table.add_column(head, justify="right" if numeric else "left", no_wrap=True)
    for name, score, of, text in rows:
        color = "green" if score == of else ("red" if score == "0" else "yellow")
        cells = (name.replace("[", r"\["), f"[{color}]{score}[/]", of, text.replace("[", r"\["))
        table.add_row(*cells)
    Console().print(table)


def _plain(title: str, rows: Sequence[Row]) -> None:
    if title:
        print(title)
    width = max(len(row[0]) for row in rows)
    for name, score, of, text in rows:
        print(f"{name:<{width}}  {score:>6} / {of:<8}  {shorten(text, WIDEST)}".rstrip())
