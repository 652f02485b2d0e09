"""What travels between who has the class and who grades: the work, a job, and what came of it."""

import platform
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version

from autograder.checking.submission import Submission
from autograder.classroom.digests import program_digest
from autograder.judge.grading import Terms
from autograder.report.report import Report
from autograder.report.stored import dense, report_in

LIBRARIES = ("numpy", "torch")

TRIES = 3
"""How often a hand-in is begun that ends what grades it; then it is set aside, and named."""


CPU, GPU = "CPU", "GPU"
"""Resources by which jobs find their machines: those for a CPU leave machines with a GPU alone."""


class Refused(Exception):
    """This machine can't grade, or must not: no hand-in is to blame, and none is tried again."""


class GraderLost(Exception):
    """What graded a hand-in is gone, or failed: the machine's fault or ours, never the student's.

    The text says how.
    """


@dataclass(frozen=True)
class Work:
    """What all hand-ins of a class are graded by, and what a machine must have to do it.

    course    its folder, where the class is; another machine may have it elsewhere
    digests   of the questions, by name
    versions  of the program and what it computes with
    """

    course: str
    assignment: str
    terms: Terms
    digests: Mapping[str, str]
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Job:
    """One hand-in, and the questions of it that are to be graded.

    submission  None: it can't be opened, for the reason in `problem`
    before      the report that holds the other questions, packed; or nothing
    needs       what a machine must offer: CPU, or GPU where a question runs on one
    """

    name: str
    submission: Submission | None
    questions: tuple[str, ...]
    problem: str = ""
    before: bytes = b""
    needs: str = CPU


@dataclass(frozen=True)
class Score:
    """What a question earned. `not_graded` are points that could not be graded there."""

    question: str
    score: float
    points: float
    not_graded: float


@dataclass(frozen=True)
class Done:
    """What came of a job: the whole report, packed, and what it comes to."""

    name: str
    report: bytes
    scores: tuple[Score, ...]
    problem: str


@dataclass(frozen=True)
class Failed:
    """A try that failed for a reason which isn't the student's: the hand-in is begun anew."""

    name: str
    why: str


@dataclass(frozen=True)
class SetAside:
    """The last try has failed as well: it has no result, and somebody has to look at it."""

    name: str
    why: str


Event = Done | Failed | SetAside


def done(job: Job, report: Report) -> Done:
    """A job's outcome, completed by the questions that were not graded anew."""
    if job.before:
        report = completed(report, unpacked(job.before))
    scores = (Score(q.name, q.score, q.points, q.not_graded) for q in report.questions)
    return Done(job.name, packed(report), tuple(scores), report.problem)


def completed(report: Report, before: Report) -> Report:
    """A report on some questions, with the other ones of the report before it."""
    anew = {question.name: question for question in report.questions}
    questions = tuple(anew.get(question.name, question) for question in before.questions)
    return replace(report, questions=questions)


def packed(report: Report) -> bytes:
    """A report as it is kept: what `grade --report` writes, compressed."""
    return zlib.compress(dense(report).encode())


def unpacked(report: bytes) -> Report:
    """The report that was packed."""
    return report_in(zlib.decompress(report).decode())


def versions_here() -> dict[str, str]:
    """What two machines must have in common for their results to be those of one."""
    major, minor, _ = platform.python_version_tuple()
    libraries = {library: version(library) for library in LIBRARIES}
    return {"Python": f"{major}.{minor}", **libraries, "autograder": program_digest()[:12]}


def difference(wanted: Mapping[str, str], here: Mapping[str, str]) -> str:
    """In what a machine differs, in words; "" if in nothing that counts."""
    told = [
        f"{name} {here.get(name, 'is missing')} instead of {version}"
        for name, version in wanted.items()
        if here.get(name) != version
    ]
    return f"it has {', '.join(told)}: install the same versions there" if told else ""
