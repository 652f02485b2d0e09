"""A question's result in words, as a good teaching assistant would put it.

What a student reads here never holds a hidden case's inputs or expected values.
"""

from autograder.checking.trial import VALUES, Outcome, Verdict
from autograder.report.report import QuestionReport, Report

SHOWN = 3
"""Failing cases that are explained; the rest are counted."""


def question_text(question: QuestionReport, *, hidden: bool = True) -> str:
    """What was tried, what failed and by how much, and the likely mistake.

    hidden  whether failures of hidden cases are told, or only how many of these passed
    """
    ran = [v for v in question.verdicts if v.outcome is not Outcome.NOT_GRADED]
    lines = []
    if hidden and ran:
        lines.append(f"{_passed(ran)} cases passed.")
        if question.failures:
            groups = group_lines(question)
            lines += ["", *groups, *([""] if groups else []), *_failures(question.failures)]
    elif ran:
        public = [verdict for verdict in ran if verdict.trial.public]
        others = [verdict for verdict in ran if not verdict.trial.public]
        lines.append(f"{_passed(public)} public cases passed.")
        if others:
            lines.append(f"{_passed(others)} hidden cases passed.")
        if failures := [verdict for verdict in question.failures if verdict.trial.public]:
            lines += ["", *_failures(failures)]
    if question.not_graded:
        lines += [
            "",
            f"Not graded here ({points(question.not_graded)} points): {why_not_graded(question)}.",
        ]
    return "\n".join(lines).strip()


def report_text(report: Report) -> str:
    """The result as a whole, in a few lines."""
    lines = about_text(report)
    line = f"{points(report.score)} of {points(report.points)} points."
    if report.not_graded:
        line += f" {points(report.not_graded)} points were not graded here."
    if report.by_hand:
        line += f" {points(report.by_hand)} more points are graded by hand."
    return "\n".join([*lines, line])


def about_text(report: Report) -> list[str]:
    """What is to be said of a hand-in whatever its points, in lines."""
    lines = [f"Note: {note}." for note in report.notes]
    if report.problem:
        lines = [f"Your hand-in could not be graded: {report.problem}.", "", *lines]
    return lines


def points(value: float) -> str:
    """Points as people write them: 12, 12.5, 12.33."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def summary(question: QuestionReport) -> str:
    """A question's result in one line: the first failure, or that there is none."""
    if question.failures:
        first = question.failures[0]
        return f"{first.trial.case}: {first.message}"
    return f"not graded: {why_not_graded(question)}" if question.not_graded else ""


def _passed(verdicts: list[Verdict]) -> str:
    """How many of how many."""
    return f"{sum(verdict.outcome is Outcome.PASSED for verdict in verdicts)} of {len(verdicts)}"


def group_lines(question: QuestionReport) -> list[str]:
    """Which groups were lost, and what each cost; only worth saying where there are several."""
    groups = question.groups()
    if len(groups) < 2:
        return []
    lost = question.lost()
    kept = [name for name, right in groups.items() if right]
    lines = [f"Lost: {', '.join(_at_cost(name, cost) for name, cost in lost.items())}."]
    if kept:
        lines[0] += f" Right: {', '.join(kept)}."
    if VALUES in lost and kept:
        lines.append("The other groups count once the values are right.")
    return lines


def _at_cost(group: str, cost: float) -> str:
    """A group with the points it cost; with none, if they were lost with the values."""
    if not cost:
        return group
    shown = points(cost)
    return f"{group} ({shown} {'point' if shown == '1' else 'points'})"


def _failures(failures: list[Verdict]) -> list[str]:
    """The first failures, one of each case and each message; a hint once."""
    lines: list[str] = []
    said: set[str] = set()
    shown = 0
    for verdict in failures:
        if {verdict.message, verdict.trial.case} & said:
            continue
        if shown == SHOWN:
            break
        said |= {verdict.message, verdict.trial.case}
        shown += 1
        kind = "public" if verdict.trial.public else "hidden"
        lines.append(f"✗ {verdict.trial.case} ({kind}, {verdict.trial.dtype}): {verdict.message}")
        if verdict.hint and verdict.hint not in said:
            said.add(verdict.hint)
            lines += ["", f"  Likely: {verdict.hint}", ""]
    if len(failures) > shown:
        rest = len(failures) - shown
        lines.append(f"({rest} more {'case fails' if rest == 1 else 'cases fail'}.)")
    return lines


def why_not_graded(question: QuestionReport) -> str:
    """The reasons for which some of its cases were not graded."""
    reasons = [v.message for v in question.verdicts if v.outcome is Outcome.NOT_GRADED]
    return "; ".join(dict.fromkeys(reasons))
