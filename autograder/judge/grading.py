"""Grading one submission: draw the inputs, ask the worker, judge, explain, report."""

import contextlib
import hashlib
import hmac
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from autograder.checking.examination import (
    DEVICE_CHOICES,
    AskedAgain,
    Examination,
    Explain,
    Pace,
)
from autograder.checking.judgement import Expected
from autograder.checking.scan import flags_in
from autograder.checking.submission import Submission, SubmissionError, open_submission
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.diagnosis import Diagnosis, Key, Known, key_of
from autograder.judge.reference import Reference, wrong_examples
from autograder.judge.shared import SharedCases
from autograder.report.report import QuestionReport, Report, WrittenReport
from autograder.spec.assignment import Assignment, Cases, Question, read_assignment
from autograder.spec.course import Course
from autograder.worker.client import ServiceHandle, cuda_is_here, running_service
from autograder.worker.confinement import Limits, close_to_others
from autograder.worker.launch import Launched
from autograder.worker.proof import Tier, UnsafeMachine, prove, tier_of

NOT_REACHED = "not reached: the grading ended before it"

Progress = Callable[[Question, Sequence[QuestionReport]], None]
"""Is told of each question before it is graded, with the reports on those before it."""


@dataclass(frozen=True)
class Terms:
    """The terms of one grading.

    devices  "cpu": all points are given for the CPU; "cuda" or "all": each question's points are
             shared by its devices, and what could not run here is told as not graded
    seed     draws the hidden cases; None: from the answers and the submission
    allow_unsafe  grade even where student code could read the answers or stop the grader
    hints    the failures whose likely mistake is told: "all", "public" or "none"; None: as the
             assignment says
    """

    devices: str = "cpu"
    seed: int | None = None
    allow_unsafe: bool = False
    hints: str | None = None
    pace: Pace = field(default_factory=Pace)


class Judge:
    """An assignment's reference and cases and a running service; grades any number of hand-ins."""

    def __init__(self, assignment: Assignment, course: Course, service: ServiceHandle) -> None:
        self.assignment = assignment
        self.course = course
        self._service = service
        self._closed = close_to_others(course.private_folders())
        self._exercises = assignment.exercises_source
        self._tolerances = assignment.tolerances()
        self._public: dict[tuple[str, str], list[Trial]] = {}
        self._shared = SharedCases()
        self._got: dict[str, dict[str, str]] = {}
        self._diagnosis: Diagnosis | None = None

    @property
    def service_pid(self) -> int:
        """The process that workers are forked from."""
        return self._service.pid

    def breakouts(self, on_gpu: bool = False) -> dict[str, str]:
        """What a worker got at, on this machine, when it tried to get out: "" for nothing.

        One that may use a GPU has more of the system open to it, and tries on its own.
        """
        on_cpu, on_gpu_too = self._got_by("cpu"), self._got_by("cuda") if on_gpu else {}
        return {name: what or on_gpu_too.get(name, "") for name, what in on_cpu.items()}

    def _got_by(self, device: str) -> dict[str, str]:
        if device not in self._got:
            secret = [
                self.course.root / "reference" / f"{self.assignment.module}.py",
                self.assignment.folder / "cases.py",
                self.course.root / ".git" / "HEAD",
            ]
            self._got[device] = prove(self._service, secret, device)
        return self._got[device]

    @cached_property
    def reference(self) -> Reference:
        """The truth; loaded while the service is still importing its own libraries."""
        return Reference(self.assignment, self.course.root)

    @cached_property
    def cases(self) -> Cases:
        """What is asked."""
        return Cases(self.assignment)

    @cached_property
    def _forbidden(self) -> dict[str, tuple[str, ...]]:
        return {question.name: question.forbidden for question in self.assignment.questions}

    @cached_property
    def _known_mistakes(self) -> Diagnosis:
        """Of no hand-in: it knows what is common to all of them."""
        return Diagnosis(
            self.reference,
            self.assignment.module,
            wrong_examples(self.assignment, self.reference.source),
            tolerances=self._tolerances,
            sheet=self.assignment.sheet,
            shared=self._shared,
        )

    def grade_path(self, path: Path, terms: Terms, progress: Progress | None = None) -> Report:
        """Grade what lies at `path`; one that can't be opened gets a report that says why."""
        try:
            submission = open_submission(path, self.assignment.module)
        except SubmissionError as error:
            return self.unopened(str(error), terms)
        return self.grade(submission, terms, progress)

    def grade(
        self,
        submission: Submission,
        terms: Terms,
        progress: Progress | None = None,
        only: Collection[str] | None = None,
    ) -> Report:
        """Grade an opened submission; UnsafeMachine where none may be run.

        `only` these questions, by name: the report tells of no others. None: all.
        """
        started = time.monotonic()
        reference = self.reference  # first: while it is loaded the service imports its own
        on_gpu = terms.devices != "cpu" and cuda_is_here()
        self._refuse_unsafe(terms, on_gpu)
        self._diagnosis = None
        hints = terms.hints or self.assignment.hints
        seed = str(terms.seed) if terms.seed is not None else self._seed_for(submission)
        self._shared.begin(seed if terms.seed is not None else None)
        explain, asked_again = self._explaining(hints)
        examination = Examination(
            self._service,
            submission,
            self._exercises,
            self._tolerances,
            lambda trial: self._shared.expected(trial, reference.expect),
            explain=explain,
            asked_again=asked_again,
            pace=terms.pace,
        )
        reports: list[QuestionReport] = []
        with contextlib.closing(examination):
            questions = [q for q in self.assignment.questions if only is None or q.name in only]
            for question in questions:
                if progress is not None:
                    progress(question, reports)
                reports.append(self._question(examination, question, seed, terms))
            for index, question in enumerate(questions):  # in one process, all of them
                if on_gpu and "cuda" in question.devices:
                    if progress is not None:
                        progress(question, reports)
                    verdicts = self._asked(examination, question, seed, "cuda")
                    reports[index] = with_device(reports[index], "cuda", verdicts)
        if self._diagnosis is not None:
            solved = {report.name for report in reports if report.solved and report.score}
            known = self._diagnosis.known(solved)
            reports = [_with_known(report, known) for report in reports]
        layers = examination.layers | {"answers out of reach": self._closed}
        return Report(
            self.assignment.name,
            self.assignment.title,
            tuple(reports),
            notes=submission.notes,
            problem=examination.problem,
            flags=flags_in(submission.files, self._forbidden),
            written=_written(self.assignment),
            layers=layers,
            tier=tier_of(self.breakouts(on_gpu)),
            seconds=time.monotonic() - started,
            seed=seed,
            hints=hints,
            digest=submission.digest,
        )

    def _refuse_unsafe(self, terms: Terms, on_gpu: bool) -> None:
        """Unless it is allowed: no student code where it could read the answers."""
        breakouts = self.breakouts(on_gpu)
        if tier_of(breakouts) is Tier.UNSAFE and not terms.allow_unsafe:
            done = ", ".join(name for name, got in breakouts.items() if got)
            raise UnsafeMachine(
                f"a trial showed that it could {done}; grade as root, or on Linux 5.13 or newer, "
                "or allow it with --allow-unsafe where you trust the hand-ins"
            )

    def _question(
        self, examination: Examination, question: Question, seed: str, terms: Terms
    ) -> QuestionReport:
        """What comes of a question on the CPU; the rest of it is told as not graded."""
        asked = DEVICE_CHOICES[terms.devices]
        verdicts: list[Verdict] = []
        for device in question.devices if terms.devices != "cpu" else ("cpu",):
            if device == "cpu" and device in asked:
                verdicts += self._asked(examination, question, seed, device)
            else:
                why = _why_not_here(device, device in asked)
                trials = self.trials(question, seed, device)
                verdicts += [Verdict(trial, Outcome.NOT_GRADED, why) for trial in trials]
        return _report_on(question, verdicts)

    def _asked(
        self, examination: Examination, question: Question, seed: str, device: str
    ) -> list[Verdict]:
        """The verdicts on a question's trials on a device."""
        verdicts = list(examination.question(self.trials(question, seed, device)))
        if self._diagnosis is not None:
            self._diagnosis.settle(verdicts)
        return verdicts

    def trials(self, question: Question, seed: str, device: str) -> list[Trial]:
        """A question's trials on one device; the public ones are the same in every grading."""
        if (question.name, device) not in self._public:
            self._public[question.name, device] = self.cases.public(question, device)
        hidden = self._shared.drawn(
            seed, question.name, device, lambda: self.cases.hidden(question, seed, device)
        )
        return [*self._public[question.name, device], *hidden]

    def draw_shared(self, terms: Terms) -> None:
        """Draw what all hand-ins of a seed that was given share, and compute what is right."""
        seed = str(terms.seed)
        self._shared.begin(seed)
        for question in self.assignment.questions:
            for device in question.devices if terms.devices != "cpu" else ("cpu",):
                for trial in self.trials(question, seed, device):
                    self._shared.expected(trial, self.reference.expect)

    def _seed_for(self, submission: Submission) -> str:
        """Fresh for every hand-in, the same for a regrade, unknown to who has no answers."""
        cases = (self.assignment.folder / "cases.py").read_bytes()
        secret = hashlib.sha256(self.reference.source.encode() + cases).digest()
        return hmac.new(secret, submission.digest.encode(), "sha256").hexdigest()

    def _explain(self, verdict: Verdict, actual: Expected) -> str:
        """The likely mistake; the known ones are loaded when the first case fails."""
        if self._diagnosis is None:
            self._diagnosis = self._known_mistakes.of_another()
        return self._diagnosis.explain(verdict, actual)

    def _explaining(self, hints: str) -> tuple[Explain | None, AskedAgain | None]:
        """What explains the failures that may be explained."""
        if hints == "none":
            return None, None
        if hints == "all":
            return self._explain, self._asked_again
        return (
            lambda verdict, actual: self._explain(verdict, actual) if verdict.trial.public else "",
            lambda verdict, *answers: verdict.trial.public and self._asked_again(verdict, *answers),
        )

    def _asked_again(self, verdict: Verdict, first: Expected, second: Expected) -> bool:
        """Whether a case that failed has another answer when it is asked once more."""
        return self._diagnosis is not None and self._diagnosis.asked_again(verdict, first, second)

    def unopened(self, message: str, terms: Terms) -> Report:
        """The report on a hand-in that can't be opened, for a reason."""
        reports = []
        for question in self.assignment.questions:
            trials = self.cases.public(question)
            verdicts = [Verdict(trial, Outcome.ERROR, message) for trial in trials]
            reports.append(_report_on(question, verdicts))
        return Report(
            self.assignment.name,
            self.assignment.title,
            tuple(reports),
            problem=message,
            written=_written(self.assignment),
            hints=terms.hints or self.assignment.hints,
        )


def _report_on(question: Question, verdicts: Sequence[Verdict]) -> QuestionReport:
    kept = _without_values(verdicts)
    return QuestionReport(question.name, question.title, question.points, kept, question.groups)


def _written(assignment: Assignment) -> tuple[WrittenReport, ...]:
    """The questions that a person is yet to grade."""
    return tuple(WrittenReport(q.name, q.title, q.points) for q in assignment.written)


def _with_known(report: QuestionReport, known: Mapping[Key, Known]) -> QuestionReport:
    """The report with what the whole hand-in made of its failures."""
    verdicts = []
    for verdict in report.verdicts:
        told = known.get(key_of(verdict.trial))
        verdicts.append(
            replace(verdict, hint=told.hint, mistakes=told.mistakes) if told else verdict
        )
    return replace(report, verdicts=tuple(verdicts))


def with_device(report: QuestionReport, device: str, verdicts: Sequence[Verdict]) -> QuestionReport:
    """The report with these verdicts in place of those on that device."""
    others = [verdict for verdict in report.verdicts if verdict.trial.device != device]
    return replace(report, verdicts=(*others, *_without_values(verdicts)))


def _without_values(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    return tuple(replace(verdict, trial=verdict.trial.without_values) for verdict in verdicts)


def _why_not_here(device: str, asked: bool) -> str:
    """Why a question's trials on a device are not graded, or not yet."""
    if not asked:
        return f"not asked for: this grading ran without {device}"
    return NOT_REACHED if cuda_is_here() else "this machine has no CUDA device"


@contextlib.contextmanager
def judging(
    course: Course,
    name: str,
    *,
    limits: Limits | None = None,
    lifetime: int = 600,
    launched: Launched | None = None,
    without: tuple[str, ...] = (),
) -> Iterator[Judge]:
    """A judge of one assignment, its service running before anything of the reference is read.

    `without` leaves layers of the confinement off, to prove what each is worth.
    """
    assignment = read_assignment(course.folder(name))
    forbidden = {name for question in assignment.questions for name in question.forbidden}
    with running_service(
        assignment.libraries,
        limits or Limits(),
        lifetime,
        launched,
        forbidden=tuple(sorted(forbidden)),
        without=without,
    ) as service:
        yield Judge(assignment, course, service)
