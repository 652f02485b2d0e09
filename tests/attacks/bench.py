"""Grades a hand-in and looks at everything that it must not have changed.

The tests, the settings, the matrix and the mixed runs all ask the same: `Bench.problems` of an
attack, or of an example, a sentence for each promise that was broken.
"""

import contextlib
import json
import math
import os
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from autograder.checking.examination import Pace
from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms, judging
from autograder.release.stub import stub_of
from autograder.report.explain import question_text, report_text
from autograder.report.gradescope import results
from autograder.report.report import Report
from autograder.spec.course import Course
from autograder.worker.client import ServiceError
from autograder.worker.removal import remove_tree
from tests.attacks import machine
from tests.attacks.corpus import ACHIEVED, HandIn
from tests.report.gradescope_format import read_results

ROOT = Path(__file__).parents[2]
NUMPY_COURSE = ROOT / "tests" / "bench" / "course"
COURSES = {"relu": NUMPY_COURSE, "activations": ROOT, "batchnorm": ROOT}

PACE = Pace(case=2, question=6, load=3, grading=15)
SEED, OTHER_SEED = 20_182, 20_183

LIFETIME = 3_600
MOST_MEMORY = 400 << 20
"""Bytes by which the judge may grow at most while it grades one attack."""

MOST_SECONDS = 4.0
"""Seconds of the judge's own CPU that one attack may cost; an honest hand-in costs 0.02 to 0.5."""

LEAST_DIGITS = 4
"""Digits from which on a number in a report may be a hidden input."""

LEAST_LINE = 26
"""Characters from which on a line of the reference is known by its text."""

_NUMBER = re.compile(r"\d+(?:\.\d+)*(?:e[+-]?\d+)?")
_TOTAL = re.compile(r"^\s*\d\S* of \d\S* points", re.MULTILINE)


@dataclass
class Costs:
    """What a grading costs the judge's own process."""

    memory: int = 0
    seconds: float = 0.0

    def problems(self) -> list[str]:
        """What of it is too much."""
        told = []
        if self.memory > MOST_MEMORY:
            told.append(f"the judge grew by {self.memory >> 20} MB")
        if self.seconds > MOST_SECONDS:
            told.append(f"the judge was busy for {self.seconds:.0f} s of CPU time")
        return told


@dataclass
class Bench:
    """A judge for each assignment, started when it is first needed.

    without  layers of the confinement that are left off, in the matrix
    """

    without: tuple[str, ...] = ()
    judges: dict[str, Judge] = field(default_factory=dict)
    spent: Costs = field(default_factory=Costs)
    _running: dict[str, contextlib.ExitStack] = field(default_factory=dict)
    _honest: dict[str, Submission] = field(default_factory=dict)

    def judge(self, assignment: str) -> Judge:
        """The judge of an assignment; a new one where an attack has taken the last one down."""
        if assignment not in self.judges:
            course = Course(COURSES[assignment])
            stack = self._running[assignment] = contextlib.ExitStack()
            judge = stack.enter_context(
                judging(course, assignment, lifetime=LIFETIME, without=self.without)
            )
            self.judges[assignment] = judge
            source = judge.reference.source.encode()
            self._honest[assignment] = Submission(assignment, {f"{assignment}.py": source})
            for seed in (SEED, OTHER_SEED):  # what is made once, and kept, is made now
                judge.grade(self._honest[assignment], self.terms(seed))
        return self.judges[assignment]

    def terms(self, seed: int) -> Terms:
        """A grading's terms; the matrix wants to grade where it is not safe."""
        return Terms(seed=seed, pace=PACE, allow_unsafe=bool(self.without))

    def close(self) -> None:
        """End every judge's service."""
        for assignment in list(self._running):
            self._give_up(assignment)

    def problems(self, handed_in: HandIn, *, next_too: bool = True) -> list[str]:
        """Every promise that a hand-in broke, in a sentence each; none for a defence that held.

        With `next_too` an honest one is graded after it.
        """
        judge = self.judge(handed_in.assignment)
        with tempfile.TemporaryDirectory(prefix="hand-in-") as name:
            folder = Path(name) / "hand-in"
            folder.mkdir()
            path = handed_in.hand_in(folder)
            before = Before([judge])
            beside = sorted(Path(name).rglob("*"))
            try:
                with _measured() as self.spent:
                    report = judge.grade_path(path, self.terms(SEED))
                told = self._wrong_in(report, handed_in, judge, path)
                told += self.spent.problems()
                if next_too:
                    told += self._wrong_next(handed_in.assignment)
            except ServiceError as error:
                self._give_up(handed_in.assignment)
                return [f"the grader itself failed: {error}", *before.left_behind([])]
            if sorted(Path(name).rglob("*")) != beside:
                told.append("a file was written beside the hand-in")
        return [*told, *before.left_behind([judge])]

    def _give_up(self, assignment: str) -> None:
        self.judges.pop(assignment, None)
        self._running.pop(assignment).close()

    def _wrong_in(self, report: Report, handed_in: HandIn, judge: Judge, path: Path) -> list[str]:
        """What is wrong in the hand-in's own report."""
        shown = texts_of(report)
        told = [f"it achieved: {what}" for what in achieved(shown)]
        scores = {question.name: question.score for question in report.questions}
        earns = {name: float(handed_in.earns.get(name, 0)) for name in scores}
        told += [
            f"{name} earns {scores[name]:g} points, not {earns[name]:g}"
            for name in scores
            if not math.isclose(scores[name], earns[name], abs_tol=1e-9)
        ]
        own = _text_of(path)
        told += [
            f"a line of the reference is shown: {line}"
            for line in answers(judge)
            if line in shown and line not in own
        ]
        if hidden_numbers(shown, judge, SEED):
            again = texts_of(judge.grade_path(path, self.terms(OTHER_SEED)))
            changed = hidden_numbers(again, judge, OTHER_SEED) - _digits_in(shown)
            if changed:  # a number that is the same with other inputs is not one of them
                told.append(f"hidden inputs are shown: {', '.join(sorted(changed)[:5])}")
        if len(_TOTAL.findall(report_text(report))) != 1:
            told.append("the report tells more than one score")
        if strange := {letter for letter in shown if not letter.isprintable() and letter != "\n"}:
            told.append(f"a terminal would obey {sorted(strange)}")
        try:
            read_results(json.dumps(results(report), allow_nan=False, ensure_ascii=False))
        except (AssertionError, ValueError, UnicodeError) as error:
            told.append(f"results.json is not valid: {type(error).__name__} {str(error)[:200]}")
        return told

    def _wrong_next(self, assignment: str) -> list[str]:
        """What is wrong with the grading of the next hand-in, an honest one."""
        report = self.judge(assignment).grade(self._honest[assignment], self.terms(SEED))
        if report.score == report.points:
            return []
        return [f"the next honest hand-in gets {report.score:g}: {texts_of(report)[:300]}"]


class Before:
    """What there was on the machine before a hand-in, or many, were graded by these judges."""

    def __init__(self, judges: Sequence[Judge]) -> None:
        self.files = machine.files()
        self.shared_memory = machine.shared_memory()
        self.listening = machine.listening()
        self.strays = machine.strays()
        self.scratch = [len(_scratch(judge)) for judge in judges]
        self.descriptors = descriptors(judges)

    def left_behind(self, judges: Sequence[Judge]) -> list[str]:
        """What there is now beyond that; no judges where the service is gone."""
        busy = machine.users_at_work()  # the users of those who run the same tests beside us
        told = [
            f"the file {path} is left"
            for path in sorted(machine.files() - self.files)
            if not (os.path.lexists(path) and os.lstat(path).st_uid in busy)
        ]
        for path in machine.files() - self.files:
            if machine.MARK in path:
                remove_tree(Path(path))  # where a layer is off, nobody else does
        told += [f"{what} is left" for what in machine.shared_memory() - self.shared_memory]
        told += [f"a socket listens: {what}" for what in machine.listening() - self.listening]
        told += [f"process {pid} is left" for pid in machine.strays() if pid not in self.strays]
        for judge, folders in zip(judges, self.scratch, strict=False):
            workers = machine.children(judge.service_pid)
            if len(workers) != 1 or machine.children(workers[0]):
                told.append(f"the service has more than its spare worker: {workers}")
            if len(_scratch(judge)) != folders:  # the spare worker's, always another one
                told.append(f"folders of workers are left: {', '.join(sorted(_scratch(judge)))}")
        after = min(descriptors(judges) for _ in range(3))  # a service may be about to fork
        if judges and after != self.descriptors:
            told.append(f"open files: {self.descriptors} before, {after} after")
        return told


@contextlib.contextmanager
def _measured() -> Iterator[Costs]:
    """Measures the judge's largest memory and its CPU time within the block."""
    costs = Costs()
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # the largest memory is counted anew
    memory, seconds = _memory("VmRSS"), time.process_time()
    yield costs
    costs.memory, costs.seconds = _memory("VmHWM") - memory, time.process_time() - seconds


def _memory(which: str) -> int:
    status = Path("/proc/self/status").read_text()
    found = re.search(rf"^{which}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def descriptors(judges: Sequence[Judge]) -> tuple[int, ...]:
    """How many files this process, in which the judges are, and their services have open."""
    services = [judge.service_pid for judge in judges]
    return tuple(machine.descriptors(pid) for pid in (os.getpid(), *services))


def _scratch(judge: Judge) -> list[str]:
    """The folders of workers that there are."""
    return os.listdir(f"/proc/{judge.service_pid}/cwd")


def texts_of(report: Report) -> str:
    """Everything that a student is shown, in words."""
    told = results(report)
    shown = [report_text(report), *map(question_text, report.questions), told["output"]]
    return "\n".join([*shown, *(test["output"] for test in told["tests"])])


def achieved(shown: str) -> list[str]:
    """What the attack says that it got at."""
    found = re.findall(rf"{re.escape(ACHIEVED)}([^(\n]*)", shown)
    return list(dict.fromkeys(what.strip() for what in found if '"' not in what))  # no source line


def answers(judge: Judge) -> list[str]:
    """Lines of the reference that students are not given, and that say enough to be known again."""
    given = stub_of(judge.reference.source).splitlines()
    lines = [line.strip() for line in judge.reference.source.splitlines() if line not in given]
    return [line for line in lines if len(line) >= LEAST_LINE]


def hidden_numbers(shown: str, judge: Judge, seed: int) -> set[str]:
    """Numbers in a text that are a hidden input's digits, wherever the point stands."""
    candidates = _digits_in(shown)
    known = {count: _spelled(judge, seed, count) for count in {len(text) for text in candidates}}
    return {digits for digits in candidates if digits in known[len(digits)]}


def _digits_in(shown: str) -> set[str]:
    """The digits of every number in a text that may be an input, without its point."""
    found = set()
    for number in _NUMBER.findall(shown):
        for part in (number.partition("e")[0], *number.split(".")):
            digits = part.replace(".", "").lstrip("0")
            if len(digits) >= LEAST_DIGITS:
                found.add(digits[:12])
    return found


def _spelled(judge: Judge, seed: int, count: int) -> set[str]:
    """The first `count` digits of every number in the hidden inputs, cut and rounded."""
    found = set()
    for question in judge.assignment.questions:
        for trial in judge.trials(question, str(seed), "cpu"):
            if trial.public:
                continue
            for array in _arrays(trial.inputs):
                for value in np.abs(array).ravel().tolist():
                    if value and math.isfinite(value):
                        found.add(f"{value:.16e}".replace(".", "")[:count])
                        found.add(f"{value:.{count - 1}e}".partition("e")[0].replace(".", ""))
                        whole, _, part = f"{value:.{count}f}".partition(".")
                        found |= {part.lstrip("0"), (whole + part).lstrip("0")[:count]}
    return found


def _arrays(tree: object) -> Iterator[np.ndarray]:
    if isinstance(tree, np.ndarray) and tree.dtype.kind == "f":
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from _arrays(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from _arrays(value)


def _text_of(hand_in: Path) -> str:
    """What the student has written, where it is plain text."""
    paths = [hand_in] if hand_in.is_file() else sorted(hand_in.rglob("*.py"))
    return "\n".join(
        path.read_text(errors="replace")
        for path in paths
        if path.is_file() and path.suffix == ".py" and path.stat().st_size < 1 << 20
    )
