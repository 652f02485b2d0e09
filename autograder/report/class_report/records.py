"""What a page on a class is made of: its hand-ins one by one, as far as figures need them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from autograder.report.report import DIGITS


class Cause(StrEnum):
    """The best that is known of why a question of a hand-in fails."""

    NONE = ""
    KNOWN = "a known mistake"
    RELATION = "told by how the answer differs"
    UNWRITTEN = "not written yet"
    ERROR = "an error, unexplained"
    TIMEOUT = "out of time"
    WRONG = "wrong, unexplained"


@dataclass(frozen=True)
class Asked:
    """A question as the class was asked it."""

    name: str
    title: str
    points: float


@dataclass(frozen=True, slots=True)
class DeviceResult:
    """A device's part of a question's points, and why that was not graded, or ""."""

    device: str
    points: float
    not_graded: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one question of a hand-in.

    not_graded  points that could not be graded: neither earned nor lost
    groups      the groups of cases that were graded
    lost        those that are not all right, each with the points it cost
    mistakes    the wrong examples whose mistake it is; several in one: nothing tells them apart
    """

    score: float
    not_graded: float = 0.0
    groups: tuple[str, ...] = ()
    lost: tuple[tuple[str, float], ...] = ()
    mistakes: tuple[tuple[str, ...], ...] = ()
    cause: Cause = Cause.NONE
    devices: tuple[DeviceResult, ...] = ()


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in.

    students   as a platform tells them: of each what is known of name, e-mail and number
    results    of the questions, in their order; none where it has no result
    seconds    wall clock of the grading
    flags      lines of it that are worth a look
    problem    why it can't be opened or imported, or ""
    set_aside  why it has no result, or none of the last run, or ""
    digest     of its content, "" where it can't be opened
    """

    name: str
    students: tuple[tuple[str, ...], ...] = ()
    results: tuple[Result, ...] = ()
    seconds: float = 0.0
    flags: tuple[str, ...] = ()
    problem: str = ""
    set_aside: str = ""
    digest: str = ""

    @property
    def called(self) -> str:
        """Its students in short, "" where none are known."""
        return ", ".join(told[0] for told in self.students)

    @property
    def is_graded(self) -> bool:
        """Whether it has a result, be it 0 points."""
        return bool(self.results)

    @property
    def ran(self) -> bool:
        """Whether its code was run at all."""
        return self.is_graded and not self.problem

    @property
    def score(self) -> float:
        """Points earned."""
        return round(sum(result.score for result in self.results), DIGITS)


@dataclass(frozen=True)
class Example:
    """A wrong example of the assignment.

    about   its mistake in a sentence
    hint    what a student who made it reads
    source  its file; "" where that is not to be shown
    """

    name: str
    about: str
    hint: str
    source: str


@dataclass(frozen=True)
class Alike:
    """Hand-ins that are nearly one, by their places in the class.

    share  the least part of their passages that two of them which were compared have in common
    """

    members: tuple[int, ...]
    share: float


@dataclass(frozen=True)
class Similarity:
    """What is alike, and how that was found.

    identical  groups of hand-ins of the very same content, by their places in the class
    near       groups that are nearly the same, once names, comments and layout don't count
    told       how they were compared, or why they were not, in sentences
    """

    identical: tuple[tuple[int, ...], ...] = ()
    near: tuple[Alike, ...] = ()
    told: str = ""

    @property
    def groups(self) -> list[tuple[int, ...]]:
        """All of them, those of the very same content first."""
        return [*self.identical, *(alike.members for alike in self.near)]


@dataclass(frozen=True)
class ClassResults:
    """A class, graded.

    device      what it was graded for, as `--device` says it
    hints       the failures whose likely mistake is told: "all", "public" or "none"
    told        the hint of each mistake that was made, as students read it
    examples    the assignment's wrong ones by name; none where the course isn't there
    by_hand     points of written questions: no part of the others
    anonymous   whether everything that is a student's was left out
    """

    title: str
    assignment: str
    questions: tuple[Asked, ...]
    hand_ins: tuple[HandIn, ...]
    device: str
    hints: str
    told: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    examples: Mapping[str, Example] = field(default_factory=dict)
    similarity: Similarity = Similarity()
    by_hand: float = 0.0
    anonymous: bool = False

    @property
    def points(self) -> float:
        """Points of all questions."""
        return sum(question.points for question in self.questions)
