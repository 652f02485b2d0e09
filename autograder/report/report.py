"""A report: the verdicts on every question of a submission, and the points they earn."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.checking.trial import Outcome, Verdict
from autograder.spec.case import VALUES

VALUES_SHARE = 0.5
"""The part of a question's points that is for the values; its other groups share the rest."""


@dataclass(frozen=True)
class QuestionReport:
    """The verdicts on one question, and what they come to."""

    name: str
    title: str
    points: float
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> float:
        """Points earned. Each device has an equal share of the question's points."""
        return sum(share * earned(group) for share, group in self._devices())

    @property
    def not_graded(self) -> float:
        """Points that could not be graded here: neither earned nor lost."""
        return sum(share for share, group in self._devices() if _is_not_graded(group))

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
        for _, device in self._devices():
            if not _is_not_graded(device):
                for name, group in _groups(device).items():
                    passed = all(verdict.outcome is Outcome.PASSED for verdict in group)
                    groups[name] = groups.get(name, True) and passed
        return groups

    def _devices(self) -> list[tuple[float, list[Verdict]]]:
        devices: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in self.verdicts:
            devices[verdict.trial.device].append(verdict)
        return [(self.points / len(devices), verdicts) for verdicts in devices.values()]


def earned(verdicts: Sequence[Verdict]) -> float:
    """The part of one device's points that its verdicts earn, from 0 to 1."""
    if _is_not_graded(verdicts):
        return 0.0
    groups = {
        name: all(verdict.outcome is Outcome.PASSED for verdict in group)
        for name, group in _groups(verdicts).items()
    }
    if not groups.pop(VALUES, True):
        return 0.0
    if not groups:
        return 1.0
    return VALUES_SHARE + (1 - VALUES_SHARE) * sum(groups.values()) / len(groups)


def _groups(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    groups: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        groups[verdict.trial.group].append(verdict)
    return groups


def _is_not_graded(verdicts: Sequence[Verdict]) -> bool:
    return all(verdict.outcome is Outcome.NOT_GRADED for verdict in verdicts)


@dataclass(frozen=True)
class Report:
    """What came of one submission.

    notes    for the student, about how the hand-in was read
    problem  why it could not be opened or imported at all, or ""
    tier     "strong", "partial" or "unsafe": how safe the machine was; for the instructor only
    layers   each confinement layer with "" or why it was off; for the instructor only
    flags    lines of the hand-in that are worth a look; for the instructor only
    by_hand  points of the questions that are graded by hand: no part of the others
    seconds  wall clock of the grading
    seed     what the hidden cases were drawn from; for the instructor only
    """

    assignment: str
    title: str
    questions: tuple[QuestionReport, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
    flags: tuple[str, ...] = ()
    by_hand: float = 0.0
    tier: str = ""
    layers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    seed: str = ""

    @property
    def score(self) -> float:
        """Points earned."""
        return sum(question.score for question in self.questions)

    @property
    def points(self) -> float:
        """Points of the assignment."""
        return sum(question.points for question in self.questions)

    @property
    def not_graded(self) -> float:
        """Points that could not be graded here."""
        return sum(question.not_graded for question in self.questions)
