"""Public cases as students hold them: inputs and expected outputs in one file, without a reference.

A safetensors file: the arrays, and in its metadata the trials as JSON with notes of where each
array lies. Expected outputs are the reference's, in float64.
"""

import contextlib
import importlib.util
import json
import sys
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import numpy as np

from autograder.checking.distribution import Distribution
from autograder.checking.judgement import Expected, judge_form, judge_values, judged
from autograder.checking.tolerance import Tolerances, read_tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output, materialise, output_of
from autograder.worker.forbidden import solution_for
from autograder.worker.wire import pack, unpack

FILE = "public_cases.safetensors"
FORM = 4
"""Version of the metadata's form."""


class StoredError(Exception):
    """The folder is no assignment's template, or its public cases can't be read."""


@dataclass(frozen=True)
class StoredQuestion:
    """What a student's report needs to know of a question."""

    name: str
    title: str
    points: float


@dataclass(frozen=True)
class Stored:
    """An assignment's public cases."""

    name: str
    title: str
    module: str
    questions: tuple[StoredQuestion, ...]
    trials: tuple[Trial, ...]
    expected: tuple[Expected, ...]

    def on(self, question: str, device: str) -> list[Trial]:
        """A question's trials on a device: those of the CPU run on any, the others on their own."""
        mine = [trial for trial in self.trials if trial.question == question]
        if device == "cpu":
            return [trial for trial in mine if trial.device == "cpu"]
        return [replace(trial, device=device) for trial in mine if trial.library == "torch"]

    def expect(self, trial: Trial) -> Expected:
        """The right outputs of one of the trials, wherever it runs: they are the same there."""
        there = trial if trial in self.trials else replace(trial, device="cpu")
        return self.expected[self.trials.index(there)]


def write_stored(stored: Stored, path: Path) -> None:
    """Write the file."""
    from safetensors.numpy import save_file

    header, arrays = pack(_as_data(stored))
    tensors = {str(index): np.ascontiguousarray(array) for index, array in enumerate(arrays)}
    save_file(tensors, path, {"autograder": json.dumps(header, allow_nan=False)})
    path.chmod(0o644)


def read_stored(folder: Path) -> Stored:
    """The public cases in a template's folder; StoredError says what is wrong."""
    from safetensors import SafetensorError, safe_open

    path = folder / FILE
    if not path.is_file():
        raise StoredError(
            f"{folder} holds no {FILE}: name the folder of an assignment, as you were given it"
        )
    damage = (LookupError, ValueError, TypeError, AttributeError, RecursionError)
    try:
        with safe_open(path, framework="numpy") as file:
            header = json.loads((file.metadata() or {})["autograder"])
            arrays = [file.get_tensor(str(index)) for index in range(len(file.keys()))]
        return _from_data(unpack(header, arrays))
    except (SafetensorError, *damage) as error:
        raise StoredError(f"{path} is damaged: take a fresh copy of it") from error


def _as_data(stored: Stored) -> dict[str, Any]:
    return {
        "form": FORM,
        "name": stored.name,
        "title": stored.title,
        "module": stored.module,
        "questions": [
            {"name": question.name, "title": question.title, "points": question.points}
            for question in stored.questions
        ],
        "trials": [
            {
                "question": trial.question,
                "case": trial.case,
                "public": True,
                "group": trial.group,
                "library": trial.library,
                "device": trial.device,
                "dtype": trial.dtype,
                "outputs": trial.outputs,
                "check": trial.check,
                "forbidden": trial.forbidden,
                "autocast": trial.autocast,
                "distributions": {name: asdict(d) for name, d in trial.distributions.items()},
                "inputs": trial.inputs,
                "expected": {
                    name: {"kind": o.kind, "dtype": o.dtype, "values": o.values, "text": o.text}
                    for name, o in expected.items()
                },
            }
            for trial, expected in zip(stored.trials, stored.expected, strict=True)
        ],
    }


def _from_data(data: dict[str, Any]) -> Stored:
    if data["form"] != FORM:
        raise ValueError(f"form {data['form']}")
    trials, answers = [], []
    for entry in data["trials"]:
        expected = entry.pop("expected")
        outputs, random = entry.pop("outputs"), entry.pop("distributions")
        forbidden = tuple(entry.pop("forbidden"))
        trials.append(
            Trial(
                **entry,
                forbidden=forbidden,
                outputs=None if outputs is None else tuple(outputs),
                distributions={name: _distribution(**stored) for name, stored in random.items()},
            )
        )
        answers.append({name: _output(**stored) for name, stored in expected.items()})
    questions = tuple(StoredQuestion(**entry) for entry in data["questions"])
    return Stored(
        data["name"], data["title"], data["module"], questions, tuple(trials), tuple(answers)
    )


def _distribution(
    kind: Literal["bernoulli", "normal"], parameter: float, axes: list[str]
) -> Distribution:
    return Distribution(kind, parameter, tuple(axes))


def _output(kind: str, dtype: str, values: Any, text: str) -> Output:
    shape = () if values is None else values.shape
    return Output(kind, dtype, shape, "cpu", values, text)


# ---- plain pytest ------------------------------------------------------------------------------


class LocalTests:
    """The public cases as plain tests in this process, where a debugger can follow them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stored = read_stored(folder)
        self._tolerances: Tolerances = read_tolerances(folder / "tolerances.toml")
        self._exercises = _import(folder / "exercises.py")

    @property
    def trials(self) -> tuple[Trial, ...]:
        """What there is to test: on the CPU, where these tests run."""
        return tuple(trial for trial in self._stored.trials if trial.device == "cpu")

    @property
    def questions(self) -> list[str]:
        """The names of the questions."""
        return [question.name for question in self._stored.questions]

    @property
    def solution_file(self) -> Path:
        """The file that a student fills in."""
        return self._folder / f"{self._stored.module}.py"

    def on(self, question: str, device: str) -> list[Trial]:
        """A question's trials on a device."""
        return self._stored.on(question, device)

    def check(self, trial: Trial) -> None:
        """Run one trial on the solution beside the tests; AssertionError says what is wrong."""
        __tracebackhide__ = True  # pytest then shows the message alone
        try:
            verdict = self.verdict(trial)
        except NotImplementedError as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            if frame.filename != str(self.solution_file):  # a library's, which is worth a look
                raise
            where = f"{frame.name} is not implemented yet ({self.solution_file.name}"
            raise AssertionError(f"{trial.case}: {where}, line {frame.lineno})") from None
        if verdict.outcome is not Outcome.PASSED:
            raise AssertionError(f"{trial.case}: {verdict.message}")

    def verdict(self, trial: Trial) -> Verdict:
        """The verdict on one trial; an exception of the solution is passed on as it is."""
        __tracebackhide__ = True
        with self.solution_for(trial) as solution:
            return self.verdict_on(solution, trial)

    def solution_for(self, trial: Trial) -> AbstractContextManager[ModuleType]:
        """The student's file as a trial's question may use it."""
        return solution_for(trial.forbidden, self._exercises, self.load)

    def load(self) -> ModuleType:
        """The student's file, as it is now, as a fresh module."""
        path = self.solution_file
        solution = ModuleType(self._stored.module)
        solution.__file__ = str(path)
        code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        with _known(solution):
            exec(code, solution.__dict__)
        return solution

    def verdict_on(self, solution: ModuleType, trial: Trial) -> Verdict:
        """The verdict on one trial of a solution that was loaded."""
        __tracebackhide__ = True
        inputs = materialise(trial.inputs, trial.library, trial.dtype, trial.device)
        outputs = getattr(self._exercises, trial.question)(solution, **inputs)
        actual = {name: output_of(value) for name, value in outputs.items()}
        expected = judged(trial, self._stored.expect(trial))
        return judge_form(trial, actual, expected) or judge_values(
            trial, actual, expected, self._tolerances
        )


@contextlib.contextmanager
def _known(module: ModuleType) -> Iterator[None]:
    """Lets a module be found by its name, as dataclasses do, while it is imported."""
    before = sys.modules.get(module.__name__)
    sys.modules[module.__name__] = module
    try:
        yield
    finally:
        sys.modules.pop(module.__name__, None)
        if before is not None:
            sys.modules[module.__name__] = before


def _import(path: Path) -> ModuleType:
    """The module of that file, imported once, under a name that its folder makes its own."""
    name = f"{path.parent.name}_{path.stem}_{abs(hash(path))}"
    if name not in sys.modules:
        specification = importlib.util.spec_from_file_location(name, path)
        if specification is None or specification.loader is None:
            raise StoredError(f"{path} can't be imported")
        module = importlib.util.module_from_spec(specification)
        specification.loader.exec_module(module)
        sys.modules[name] = module
    return sys.modules[name]
