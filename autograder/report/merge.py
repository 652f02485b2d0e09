"""Reports of one submission from several machines, as one: what each of them graded counts.

Points are shared by devices when the machine is asked for `all` or `cuda`; then the report tells of
the trials on each device, and those it couldn't grade are what another report may fill in. With
`cpu` all points are for the CPU, and there is nothing left for a GPU to add.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.checking.trial import Outcome, Verdict
from autograder.report.report import QuestionReport, Report, WrittenReport

TIERS = ("unsafe", "partial", "strong")
"""From the weakest on: a merged report is as safe as the weakest machine that graded."""

ADVICE = "grade with --device all or --device cuda on every machine (docs/instructors.md, merging)"


class MergeError(Exception):
    """The reports are not of one submission, or contradict one another; the text says where."""


@dataclass(frozen=True)
class Named:
    """A report, and what it is called in an error: its file."""

    name: str
    report: Report


def merged(reports: Sequence[Named]) -> Report:
    """One report of all; MergeError if they are not of one submission, graded in one way."""
    whole, *others = reports
    for other in others:
        whole = Named(f"{whole.name} with {other.name}", _both(whole, other))
    return whole.report


def _both(first: Named, second: Named) -> Report:
    one, two = first.report, second.report
    _refuse_other(first, second)
    return replace(
        one,
        questions=tuple(
            _question(a, b, first.name, second.name)
            for a, b in zip(one.questions, two.questions, strict=True)
        ),
        written=tuple(
            _written(a, b, first.name, second.name)
            for a, b in zip(one.written, two.written, strict=True)
        ),
        notes=_union(one.notes, two.notes),
        flags=_union(one.flags, two.flags),
        problem=one.problem if one.problem == two.problem else "",  # its cases tell of it
        tier=_weaker(one.tier, two.tier),
        layers={
            name: one.layers.get(name) or two.layers.get(name, "")
            for name in _union(one.layers, two.layers)
        },
        seconds=one.seconds + two.seconds,
    )


def _refuse_other(first: Named, second: Named) -> None:
    """MergeError for reports that can't be of one submission, or were not made in one way."""
    one, two = first.report, second.report
    both = f"{first.name} and {second.name}"
    if one.assignment != two.assignment:
        raise MergeError(
            f"{first.name} is of {one.assignment}, {second.name} of {two.assignment}: nothing in "
            "common"
        )
    if one.digest != two.digest:
        raise MergeError(f"{both} are of different submissions: their files are not the same")
    if one.seed != two.seed:
        raise MergeError(
            f"{both} were graded with different hidden cases: grade with one --seed or with none, "
            "and with one version of the course"
        )
    if one.hints != two.hints:
        raise MergeError(f"{both} were graded with --hints {one.hints} and --hints {two.hints}")
    for what in (_questions_of, _written_of):
        if what(one) != what(two):
            raise MergeError(
                f"{both} have other questions, or other points for them: one was graded with "
                "another version of the course"
            )


def _questions_of(report: Report) -> list[object]:
    return [(q.name, q.title, q.points, dict(q.shares)) for q in report.questions]


def _written_of(report: Report) -> list[object]:
    return [(w.name, w.title, w.points) for w in report.written]


def _question(one: QuestionReport, two: QuestionReport, first: str, second: str) -> QuestionReport:
    """A question's verdicts, those that were graded first; the same trials in both."""
    others = {verdict.trial.id: verdict for verdict in two.verdicts}
    if _devices(one) != _devices(two):
        raise MergeError(
            f"{one.name}: {first} gives its points for {' and '.join(_devices(one))}, {second} "
            f"for {' and '.join(_devices(two))}: {ADVICE}"
        )
    mine = {verdict.trial.id: verdict.trial for verdict in one.verdicts}
    if mine != {name: verdict.trial for name, verdict in others.items()}:
        raise MergeError(
            f"{one.name}: {first} and {second} have other cases: one was graded with another "
            "version of the course"
        )
    verdicts = (_verdict(v, others[v.trial.id], first, second) for v in one.verdicts)
    return replace(one, verdicts=tuple(verdicts))


def _devices(question: QuestionReport) -> tuple[str, ...]:
    """The devices that share its points."""
    return tuple(sorted({verdict.trial.device for verdict in question.verdicts}))


def _verdict(one: Verdict, two: Verdict, first: str, second: str) -> Verdict:
    """The verdict of who graded the trial."""
    if two.outcome is Outcome.NOT_GRADED:
        return one
    if one.outcome is Outcome.NOT_GRADED:
        return two
    if one.outcome is not two.outcome:
        raise MergeError(
            f"{one.trial.id}: it is {one.outcome} in {first} and {two.outcome} in {second}: grade "
            "once more where it can be told which is right"
        )
    return one


def _written(one: WrittenReport, two: WrittenReport, first: str, second: str) -> WrittenReport:
    """The grade of who gave one."""
    if two.earned is None:
        return one
    if one.earned is None:
        return two
    if one.earned != two.earned:
        raise MergeError(
            f"{one.name}: it got {one.earned:g} points in {first} and {two.earned:g} in {second}"
        )
    return one if one.comment else two


def _union(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys([*one, *two]))


def _weaker(one: str, two: str) -> str:
    """The weaker tier; a hand-in that couldn't be opened was run on no machine."""
    tiers = [tier for tier in (one, two) if tier in TIERS]
    return min(tiers, key=TIERS.index, default="")
