"""An assignment as its author wrote it: assignment.toml, exercises.py, cases.py."""

import importlib.util
import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import msgspec

from autograder.checking.tolerance import Tolerances, read_tolerances
from autograder.checking.trial import VALUES, Trial
from autograder.spec.case import DEVICES, Case
from autograder.spec.course import SpecError
from autograder.spec.draw import Draw
from autograder.spec.gradescope import DEFAULT, Gradescope, problem_in
from autograder.spec.track import Track, problem_in_track
from autograder.worker.arrays import rounded
from autograder.worker.dtypes import FLOATS
from autograder.worker.forbidden import TORCH

PUBLIC_SEED = "public"
"""Public cases are drawn from this seed, everywhere and always: students hold their inputs."""

LIBRARIES = ("numpy", "torch")

HINTS = ("all", "public", "none")
"""The failures whose likely mistake is told: all of them, those of public cases, or none."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A graded part of an assignment, to be solved without what is `forbidden`.

    groups       the share of the points that each group of cases is for; empty: half for the
                 values, the rest for the others in equal parts
    cuda_dtypes  those that its cases run in on a GPU; None: `dtypes`, as on the CPU
    """

    name: str
    title: str
    points: float
    library: str = "numpy"
    dtypes: tuple[str, ...] = ("float64", "float32")
    devices: tuple[str, ...] = ("cpu",)
    forbidden: tuple[str, ...] = ()
    groups: dict[str, float] = {}
    cuda_dtypes: tuple[str, ...] | None = None

    def dtypes_on(self, device: str) -> tuple[str, ...]:
        """The dtypes that its cases run in there; the first is the main one."""
        return self.cuda_dtypes or self.dtypes if device == "cuda" else self.dtypes


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question that is answered in words, and graded by hand by its rubric."""

    name: str
    title: str
    points: float
    rubric: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What assignment.toml holds."""

    title: str
    module: str
    questions: tuple[Question, ...]
    sheet: str = ""
    teaches: str = ""
    hours: float = 0
    hints: str = "all"
    written: tuple[Written, ...] = ()
    gradescope: Gradescope = DEFAULT
    track: Track | None = None


@dataclass(frozen=True)
class Assignment:
    """What is asked, and how it is graded. `folder` holds the author's files.

    teaches  in a sentence or two; hours: what a student needs, by the author's estimate
    hints    the failures whose likely mistake is told: "all", "public" or "none"
    track    what may be handed in beside for speed; None: nothing
    """

    name: str
    title: str
    module: str
    sheet: str
    questions: tuple[Question, ...]
    folder: Path
    written: tuple[Written, ...] = ()
    teaches: str = ""
    hours: float = 0
    hints: str = "all"
    gradescope: Gradescope = DEFAULT
    track: Track | None = None

    @property
    def points(self) -> float:
        """Of all questions that are graded automatically together."""
        return sum(question.points for question in self.questions)

    @property
    def written_points(self) -> float:
        """Of all questions that are graded by hand together."""
        return sum(question.points for question in self.written)

    @property
    def libraries(self) -> list[str]:
        """What a worker needs before it is forked: numpy, and torch only where it is used."""
        used = {question.library for question in self.questions}
        return [library for library in LIBRARIES if library == "numpy" or library in used]

    @property
    def exercises_source(self) -> str:
        """The text of exercises.py: what a worker is sent."""
        return (self.folder / "exercises.py").read_text(encoding="utf-8")

    def exercises(self) -> ModuleType:
        """exercises.py as a module of this process."""
        return load_module(self.folder / "exercises.py")

    def tolerances(self) -> Tolerances:
        """What the audit measured."""
        return read_tolerances(self.folder / "tolerances.toml")

    def question(self, name: str) -> Question:
        """The question of that name."""
        for question in self.questions:
            if question.name == name:
                return question
        known = ", ".join(question.name for question in self.questions)
        raise SpecError(f"{self.name} has no question {name!r} (known: {known})")


def read_assignment(folder: Path) -> Assignment:
    """Read and check assignment.toml; SpecError names what is wrong in it."""
    path = folder / "assignment.toml"
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except FileNotFoundError as error:
        raise SpecError(f"{folder} is no assignment: it has no assignment.toml") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SpecError(f"{path}: {error}") from error
    if not file.module.isidentifier():
        raise SpecError(f"{path}: module must be the name of a Python module, not {file.module!r}")
    everything: list[Question | Written] = [*file.questions, *file.written]
    names = [question.name for question in everything]
    if not file.questions or len(set(names)) < len(names):
        raise SpecError(f"{path}: questions must have different names, and there must be one")
    for question in file.questions:
        _check(question, path)
    for given in everything:
        if not 0 < given.points < math.inf:
            raise SpecError(f"{path}: {given.name}: points must be a number above 0")
    if file.hints not in HINTS:
        raise SpecError(f"{path}: hints must be one of {', '.join(HINTS)}, not {file.hints!r}")
    if problem := problem_in(file.gradescope):
        raise SpecError(f"{path}: gradescope: {problem}")
    if file.track is not None and (problem := problem_in_track(file.track)):
        raise SpecError(f"{path}: track: {problem}")
    if file.track is not None and file.track.module == file.module:
        raise SpecError(f"{path}: track: module must be another than the assignment's")
    for written in file.written:
        if not written.rubric.strip():
            raise SpecError(f"{path}: {written.name}: a rubric must tell how it is graded")
    return Assignment(
        folder.name,
        file.title,
        file.module,
        file.sheet,
        file.questions,
        folder,
        file.written,
        file.teaches.strip(),
        file.hours,
        file.hints,
        file.gradescope,
        file.track,
    )


def _check(question: Question, path: Path) -> None:
    given = question.cuda_dtypes
    for what, values, known in (
        ("library", (question.library,), LIBRARIES),
        ("dtypes", question.dtypes, FLOATS),
        ("cuda_dtypes", question.dtypes if given is None else given, FLOATS),
        ("devices", question.devices, DEVICES),
    ):
        if not values or not set(values) <= set(known):
            raise SpecError(
                f"{path}: {question.name}: {what} must be of {', '.join(known)}, not {values}"
            )
    if question.library == "numpy" and question.devices != ("cpu",):
        raise SpecError(f"{path}: {question.name}: NumPy questions run on the cpu only")
    if given is not None and "cuda" not in question.devices:
        raise SpecError(f"{path}: {question.name}: it has cuda_dtypes, and runs on no cuda device")
    if question.library == "numpy" and set(question.forbidden) - {TORCH}:
        raise SpecError(f'{path}: {question.name}: NumPy questions may forbid "torch", no more')
    for name in question.forbidden:
        if not name.isidentifier():
            raise SpecError(f"{path}: {question.name}: forbidden must hold names, not {name!r}")
    if question.library == "torch" and TORCH in question.forbidden:
        raise SpecError(f"{path}: {question.name}: its inputs are torch's: it can't be forbidden")
    if question.library == "numpy" and "bfloat16" in question.dtypes:
        raise SpecError(f"{path}: {question.name}: NumPy has no bfloat16")
    _check_groups(question, path)


def _check_groups(question: Question, path: Path) -> None:
    shares = question.groups
    if not shares:
        return
    for name, share in shares.items():
        if not 0 < share <= 1:
            raise SpecError(
                f"{path}: {question.name}: the share of {name!r} must be above 0 and at most 1, "
                f"not {share}"
            )
    if VALUES not in shares:
        raise SpecError(f"{path}: {question.name}: groups must have a share for {VALUES!r}")
    if not math.isclose(sum(shares.values()), 1):
        total = f"{sum(shares.values()):.6g}"
        raise SpecError(f"{path}: {question.name}: the shares of groups sum to {total}, not to 1")


def load_module(path: Path) -> ModuleType:
    """A trusted file of the course as a module that no other import sees."""
    name = f"{path.parent.name}_{path.stem}"
    specification = importlib.util.spec_from_file_location(name, path)
    if specification is None or specification.loader is None or not path.is_file():
        raise SpecError(f"{path} is missing")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


class Cases:
    """The cases of an assignment, drawn as trials."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._module = load_module(assignment.folder / "cases.py")

    def public(self, question: Question, device: str = "cpu") -> list[Trial]:
        """The trials whose inputs students hold."""
        return self._trials(question, device, PUBLIC_SEED, public=True)

    def hidden(self, question: Question, seed: str, device: str = "cpu") -> list[Trial]:
        """The trials drawn for one hand-in."""
        return self._trials(question, device, seed, public=False)

    def on_cuda_alone(self, question: Question, seed: str) -> list[Trial]:
        """The trials on a GPU, public and hidden, that no trial on the CPU is the like of."""
        hidden = _beyond(self.hidden(question, seed), self._on_cuda(question, seed, public=False))
        return [*self._public_beyond(question), *hidden]

    def for_students(self, question: Question) -> list[Trial]:
        """The trials that students hold: those of the CPU, which run on a GPU too, and its own."""
        return [*self.public(question), *self._public_beyond(question)]

    def _public_beyond(self, question: Question) -> list[Trial]:
        return _beyond(self.public(question), self._on_cuda(question, PUBLIC_SEED, public=True))

    def _on_cuda(self, question: Question, seed: str, *, public: bool) -> list[Trial]:
        """The trials on a GPU, if the question runs there."""
        if "cuda" not in question.devices:
            return []
        return self._trials(question, "cuda", seed, public=public)

    def _trials(self, question: Question, device: str, seed: str, *, public: bool) -> list[Trial]:
        draw = Draw(f"{seed}/{self._assignment.name}/{question.name}")
        trials = []
        groups: set[str] = set()
        for index, case in enumerate(self._drawn(question, draw)):
            draw.start_case(index + 1)
            groups |= _groups(question, case)
            if case.public == public:
                trials += list(_on(question, case, device))
        self._check_groups(question, groups)
        ids = [trial.id for trial in trials]
        if len(set(ids)) < len(ids):
            twice = next(name for name in ids if ids.count(name) > 1)
            raise SpecError(f"{self._assignment.name}/cases.py: two cases are both {twice}")
        return trials

    def _check_groups(self, question: Question, groups: set[str]) -> None:
        """Every group of the cases has a share of the points, and every share has a group."""
        for names, what in (
            (groups - set(question.groups), "a group of its cases and has no share of its points"),
            (set(question.groups) - groups, "given a share of its points and no case is in it"),
        ):
            if question.groups and names:
                name = min(names)
                raise SpecError(f"{self._assignment.name}: {question.name}: {name!r} is {what}")

    def _drawn(self, question: Question, draw: Draw) -> Iterator[Case]:
        generate = getattr(self._module, question.name, None)
        if generate is None:
            raise SpecError(f"{self._assignment.name}/cases.py has no function {question.name}")
        cases: Iterator[Case] = generate(draw)
        return cases


def _beyond(here: Sequence[Trial], there: Sequence[Trial]) -> list[Trial]:
    """The trials on another device that are the like of none here."""
    known = {replace(trial, device="").id for trial in here}
    return [trial for trial in there if replace(trial, device="").id not in known]


def _on(question: Question, case: Case, device: str) -> Iterator[Trial]:
    """A case's trials on one device: a group of its own for each dtype after the first."""
    for dtype in _dtypes(question, case, device):
        yield Trial(
            question.name,
            case.name,
            case.public,
            _group(question, case, dtype, device),
            question.library,
            device,
            dtype,
            case.outputs,
            case.check,
            question.forbidden,
            case.distributions,
            rounded(case.inputs, dtype),
            case.worth,
            case.autocast,
        )


def _dtypes(question: Question, case: Case, device: str) -> tuple[str, ...]:
    """The dtypes that a case runs in on a device; none if it doesn't run there."""
    if case.devices is not None and device not in case.devices:
        return ()
    here = question.dtypes_on(device)
    return case.dtypes or (here if case.group == VALUES else here[:1])


def _group(question: Question, case: Case, dtype: str, device: str) -> str:
    """What is lost when a case fails in that dtype."""
    return case.group if dtype == question.dtypes_on(device)[0] or case.dtypes else dtype


def _groups(question: Question, case: Case) -> set[str]:
    """What is lost when a case fails, on any of the question's devices."""
    groups = {
        _group(question, case, dtype, device)
        for device in question.devices
        for dtype in _dtypes(question, case, device)
    }
    if not groups:
        alone, runs = (", ".join(devices) for devices in (case.devices or (), question.devices))
        raise SpecError(
            f"{question.name}: its case {case.name!r} is for {alone} alone, and it runs on {runs}"
        )
    return groups
