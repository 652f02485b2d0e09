"""A report: the verdicts on every question of a submission, and the points they earn."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.checking.trial import VALUES, Outcome, Verdict

VALUES_SHARE = 0.5
"""The part of a question's points that is for the values, where its author gave no shares; its
other groups share the rest."""

DIGITS = 9
"""Decimals of points and of parts: seven sevenths of six points are six, whatever floats make."""


@dataclass(frozen=True)
class QuestionReport:
    """The verdicts on one question, and what they come to.

    shares  the part of the points that each group is for; empty: half for the values, the rest for
            the others in equal parts
    """

    name: str
    title: str
    points: float
    verdicts: tuple[Verdict, ...]
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Points earned. Each device has an equal share of the question's points."""
        parts = [part * earned(group, self.shares) for part, group in self.devices()]
        return round(math.fsum(parts), DIGITS)

    @property
    def not_graded(self) -> float:
        """Points that could not be graded here: neither earned nor lost."""
        return sum(part for part, group in self.devices() if is_not_graded(group))

    @property
    def was_graded(self) -> bool:
        """Whether any of its cases could be judged here."""
        return any(verdict.outcome is not Outcome.NOT_GRADED for verdict in self.verdicts)

    @property
    def solved(self) -> bool:
        """Whether every case that ran has passed."""
        return all(v.outcome in (Outcome.PASSED, Outcome.NOT_GRADED) for v in self.verdicts)

    @property
    def failures(self) -> list[Verdict]:
        """The verdicts that are neither passed nor not graded."""
        settled = (Outcome.PASSED, Outcome.NOT_GRADED)
        return [verdict for verdict in self.verdicts if verdict.outcome not in settled]

    def groups(self) -> dict[str, bool]:
        """Each graded group, in order, with whether all of its cases passed."""
        groups: dict[str, bool] = {}
        for _, device in self._graded_devices():
            for name, group in _groups(device).items():
                groups[name] = groups.get(name, True) and _right_part(group) == 1
        return groups

    def lost(self) -> dict[str, float]:
        """The points that each group which isn't right costs; with the values, all are lost."""
        lost: dict[str, float] = {}
        for points, device in self._graded_devices():
            groups = _groups(device)
            shares = _shares(groups, self.shares)
            values_are_right = _right_part(groups.get(VALUES, [])) == 1
            for name, group in groups.items():
                wrong = 1 - _right_part(group)
                cost = wrong * shares[name] if values_are_right else float(name == VALUES)
                if wrong:
                    lost[name] = lost.get(name, 0.0) + points * cost
        return lost

    def devices(self) -> list[tuple[float, list[Verdict]]]:
        """The part of the points that each device is for, with the verdicts on it."""
        devices: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            devices[verdict.trial.device].append(verdict)
        return [(self.points / len(devices), verdicts) for verdicts in devices.values()]

    def _graded_devices(self) -> list[tuple[float, list[Verdict]]]:
        return [entry for entry in self.devices() if not is_not_graded(entry[1])]


def earned(verdicts: Sequence[Verdict], given: Mapping[str, float] | None = None) -> float:
    """The part of one device's points that its verdicts earn, from 0 to 1.

    `given` are the groups' shares, if their author gave any.
    """
    if is_not_graded(verdicts):
        return 0.0
    groups = _groups(verdicts)
    if _right_part(groups.get(VALUES, [])) < 1:
        return 0.0
    shares = _shares(groups, given or {})
    parts = [share * _right_part(groups[name]) for name, share in shares.items()]
    return round(math.fsum(parts), DIGITS)


def _shares(groups: Mapping[str, list[Verdict]], given: Mapping[str, float]) -> dict[str, float]:
    """The share of the points of each group that there is: a device may lack some of them."""
    if given:
        total = math.fsum(given[name] for name in groups)
        return {name: given[name] / total for name in groups}
    others = [name for name in groups if name != VALUES]
    for_values = (VALUES_SHARE if others else 1.0) if VALUES in groups else 0.0
    shares = {VALUES: for_values} if VALUES in groups else {}
    return shares | {name: (1 - for_values) / len(others) for name in others}


def _right_part(group: Sequence[Verdict]) -> float:
    """The part of a group that is right: all or nothing, unless cases say what they are worth."""
    passed = [verdict.outcome is Outcome.PASSED for verdict in group]
    if all(passed) or not any(verdict.trial.worth for verdict in group):
        return float(all(passed))
    worth = [verdict.trial.worth or 1.0 for verdict in group]
    return sum(part for part, right in zip(worth, passed, strict=True) if right) / sum(worth)


def _groups(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[verdict.trial.group].append(verdict)
    return groups


def is_not_graded(verdicts: Sequence[Verdict]) -> bool:
    """Whether none of them could be judged here."""
    return all(verdict.outcome is Outcome.NOT_GRADED for verdict in verdicts)


@dataclass(frozen=True)
class WrittenReport:
    """A question that is answered in words, and what the person who graded it gave.

    earned   points, or None while nobody has graded it
    comment  for the student
    """

    name: str
    title: str
    points: float
    earned: float | None = None
    comment: str = ""


@dataclass(frozen=True)
class Report:
    """What came of one submission.

    notes    for the student, about how the hand-in was read
    problem  why it could not be opened or imported at all, or ""
    tier     "strong", "partial" or "unsafe": how safe the machine was; for the instructor only
    layers   each confinement layer with "" or why it was off; for the instructor only
    flags    lines of the hand-in that are worth a look; for the instructor only
    written  the questions that are graded by hand: they count once they are
    seconds  wall clock of the grading
    seed     what the hidden cases were drawn from; for the instructor only
    hints    the failures whose likely mistake was told: "all", "public" or "none"
    digest   the submission's, "" where it couldn't be opened; for the instructor only
    """

    assignment: str
    title: str
    questions: tuple[QuestionReport, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
    flags: tuple[str, ...] = ()
    written: tuple[WrittenReport, ...] = ()
    tier: str = ""
    layers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    seed: str = ""
    hints: str = ""
    digest: str = ""

    @property
    def graded_by_hand(self) -> tuple[WrittenReport, ...]:
        """The written questions that a person has graded."""
        return tuple(written for written in self.written if written.earned is not None)

    @property
    def score(self) -> float:
        """Points earned."""
        by_hand = sum(written.earned or 0.0 for written in self.written)
        return sum(question.score for question in self.questions) + by_hand

    @property
    def points(self) -> float:
        """Points of the assignment, but for those that are still to be graded by hand."""
        by_hand = sum(written.points for written in self.graded_by_hand)
        return sum(question.points for question in self.questions) + by_hand

    @property
    def by_hand(self) -> float:
        """Points that are still to be graded by hand: no part of the others."""
        return sum(written.points for written in self.written if written.earned is None)

    @property
    def not_graded(self) -> float:
        """Points that could not be graded here."""
        return sum(question.not_graded for question in self.questions)
