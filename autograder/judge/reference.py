"""The reference, and the solutions that are known to be right or wrong: all of them trusted."""

import ast
import contextlib
import os
import random
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from autograder.checking.trial import Trial
from autograder.spec.assignment import Assignment
from autograder.spec.case import DEVICES
from autograder.spec.course import SpecError
from autograder.worker.arrays import Output, materialise, output_of

TRUTH = "float64"
"""The dtype the reference computes in, on the CPU, whatever the submission is run in."""


@dataclass(frozen=True)
class Example:
    """A file of submissions/: a right solution, or one with a known mistake.

    source  the reference followed by the file: it defines only what differs
    own     the file alone
    fails   the questions that a wrong one must fail
    hint    what a student who made this mistake reads
    devices those on which it fails them; on the others it is right
    """

    name: str
    source: str
    fails: tuple[str, ...] = ()
    hint: str = ""
    own: str = ""
    devices: tuple[str, ...] = DEVICES

    def fails_on(self, device: str) -> tuple[str, ...]:
        """The questions that it must fail there."""
        return self.fails if device in self.devices else ()


def reference_source(root: Path, module: str) -> str:
    """The text of the hidden solution."""
    path = root / "reference" / f"{module}.py"
    if not path.is_file():
        raise SpecError(f"the reference {path} is missing")
    return path.read_text(encoding="utf-8")


def load_solution(source: str, module: str) -> ModuleType:
    """A trusted solution as a module of this process."""
    solution = ModuleType(module)
    exec(compile(source, f"{module}.py", "exec", dont_inherit=True), solution.__dict__)
    return solution


def run_exercise(
    exercises: ModuleType,
    solution: ModuleType,
    trial: Trial,
    dtype: str = TRUTH,
    device: str = "cpu",
) -> dict[str, Output]:
    """A trusted solution's outputs for a trial, computed in `dtype` on `device`.

    Where the CPU stands in for the trial's device, what lies on the one counts as on the other.
    """
    inputs = materialise(trial.inputs, trial.library, dtype, device)
    outputs = getattr(exercises, trial.question)(solution, **inputs)
    told = {name: output_of(value) for name, value in outputs.items()}
    if device == trial.device:
        return told
    return {
        name: replace(output, device=trial.device) if output.device == device else output
        for name, output in told.items()
    }


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """What a trusted solution prints or warns of is not shown; its `random` starts anew.

    A wrong one may change where torch makes tensors by default: nothing of ours is to follow.
    """
    random.seed(0)
    with warnings.catch_warnings(), open(os.devnull, "w") as nowhere:
        warnings.simplefilter("ignore")
        try:
            with contextlib.redirect_stdout(nowhere):
                yield
        finally:
            torch = sys.modules.get("torch")
            if torch is not None and getattr(torch, "__file__", None):  # a stand-in has none
                torch.set_default_device(None)


class Reference:
    """The truth: the hidden solution under the assignment's exercises."""

    def __init__(self, assignment: Assignment, root: Path) -> None:
        if "torch" in assignment.libraries:
            import torch

            torch.set_num_threads(1)  # small arrays: a thread pool costs more than it gives
        self.source = reference_source(root, assignment.module)
        self.exercises = assignment.exercises()
        self.solution = load_solution(self.source, assignment.module)
        self._public: dict[str, Mapping[str, Output]] = {}

    def expect(self, trial: Trial) -> Mapping[str, Output]:
        """The right outputs; those of public trials, always the same, are computed once."""
        if not trial.public:
            return self.run(trial)
        if trial.id not in self._public:
            self._public[trial.id] = self.run(trial)
        return self._public[trial.id]

    def run(self, trial: Trial) -> Mapping[str, Output]:
        """The right outputs for a trial's inputs, which may be others than the case's own."""
        return run_exercise(self.exercises, self.solution, trial)


def accepted_examples(assignment: Assignment, reference: str) -> list[Example]:
    """The independently written right solutions."""
    return [_example(path, reference) for path in _files(assignment, "accepted")]


def wrong_examples(assignment: Assignment, reference: str) -> list[Example]:
    """The solutions with one known mistake each."""
    return [_example(path, reference) for path in _files(assignment, "wrong")]


def _files(assignment: Assignment, folder: str) -> list[Path]:
    return sorted((assignment.folder / "submissions" / folder).glob("*.py"))


def _example(path: Path, reference: str) -> Example:
    text = path.read_text(encoding="utf-8")
    try:
        told = _declared(text)
    except SyntaxError as error:
        raise SpecError(f"{path}, line {error.lineno}: {error.msg}") from error
    fails, hint = told.get("FAILS", []), told.get("HINT", "")
    if not isinstance(fails, list) or not isinstance(hint, str):
        raise SpecError(f"{path}: FAILS must be a list of questions and HINT a string")
    devices = told.get("DEVICES", list(DEVICES))
    if not isinstance(devices, list) or not devices or not set(devices) <= set(DEVICES):
        raise SpecError(f"{path}: DEVICES must be a list of {', '.join(DEVICES)}, not {devices!r}")
    return Example(path.stem, f"{reference}\n\n{text}", tuple(fails), hint, text, tuple(devices))


def _declared(text: str) -> dict[str, object]:
    """The literals a file assigns to names of its own module level."""
    declared: dict[str, object] = {}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            with contextlib.suppress(ValueError):
                declared[statement.targets[0].id] = ast.literal_eval(statement.value)
    return declared
