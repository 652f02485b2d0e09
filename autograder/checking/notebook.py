"""The checks of a student's notebook: the public cases of a question, on the file as it is now.

A check never raises: a cell that says what is missing lets the notebook run on to the next. The
folder is the one that the notebook runs in.
"""

import builtins
import contextlib
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType

from autograder.checking.handin import hand_in_of
from autograder.checking.messages import of_failed_load, of_raised, presentable
from autograder.checking.stored import LocalTests, StoredError
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.child import EXERCISES
from autograder.worker.client import cuda_is_here
from autograder.worker.wire import Line, Raised

SHOWN = 3
"""Failing cases that are shown; the rest are counted."""


def is_right(question: str) -> bool:
    """Whether all public cases of a question are right; what is wrong is printed.

    What `grader.check("relu_forward")` in a cell runs, by way of one of otter's test files. Otter
    keeps to itself what such a file raises, so nothing is raised here.
    """
    try:
        return Checks().is_right(question)
    except StoredError as error:
        print(f"✗ {error}")
    except Exception:  # of the program's own: to be seen all the same
        print(traceback.format_exc())
    return False


def experiment() -> AbstractContextManager[None]:
    """Lets a cell run what needs your functions, or say which of them is not there yet."""
    return Checks().experiment()


def files_to_hand_in() -> list[str]:
    """The files that are handed in beside the notebook; what is missing yet is printed."""
    return Checks().files_to_hand_in()


class Checks:
    """The checks and experiments of a notebook, in one folder."""

    def __init__(self, folder: Path | str = ".") -> None:
        self._folder = Path(folder).resolve()
        self._tests = LocalTests(self._folder)
        self._path = self._tests.solution_file

    def is_right(self, question: str) -> bool:
        """Run a question's public cases on the solution as it is saved; print what is wrong.

        Where the notebook has a GPU, torch questions are asked there too.
        """
        trials = self._tests.on(question, "cpu")
        if any(trial.library == "torch" for trial in trials) and cuda_is_here():
            trials = trials + self._tests.on(question, "cuda")
        if not trials:
            print(f"there is no question {question!r} (known: {', '.join(self._tests.questions)})")
            return False
        try:
            with self._tests.solution_for(trials[0]) as solution:
                verdicts = [self._verdict(trial, solution) for trial in trials]
        except FileNotFoundError:
            print(f"✗ there is no {self._path.name} beside this notebook")
        except Exception as error:
            message = of_failed_load(self._path.stem, _raised(error, self._lines(error)))
            print(f"✗ {presentable(message)}")
        else:
            _show(question, verdicts)
            return all(verdict.outcome is Outcome.PASSED for verdict in verdicts)
        return False

    @contextlib.contextmanager
    def experiment(self) -> Iterator[None]:
        """Run what needs your functions; while one is not implemented, say so in a line instead."""
        try:
            yield
        except NotImplementedError as error:
            lines = self._lines(error)
            if not lines:
                raise
            pyplot = sys.modules.get("matplotlib.pyplot")
            if pyplot is not None:
                pyplot.close("all")  # a figure that was begun would be shown empty
            missing = of_raised(self._path.stem, _raised(error, lines), (), public=True)
            print(f"Not yet: {missing}. This experiment runs once it is.")

    def files_to_hand_in(self) -> list[str]:
        """The paths of what is handed in beside the notebook; print what is missing yet."""
        hand_in = hand_in_of(self._folder, self._path.stem)
        for what in hand_in.missing:
            print(f"Still missing: {what}")
        return sorted(set(hand_in.files) - {f"{self._path.stem}.ipynb"})

    def _verdict(self, trial: Trial, solution: ModuleType) -> Verdict:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._tests.verdict_on(solution, trial)
        except Exception as error:
            if isinstance(error, AttributeError) and error.obj is solution:
                raised = Raised("missing", str(error.name), True, [])
            else:
                raised = _raised(error, self._lines(error))
            offered = [name for name in vars(solution) if not name.startswith("_")]
            message = of_raised(
                self._path.stem, raised, offered, public=True, forbidden=trial.forbidden
            )
            return Verdict(trial, Outcome.ERROR, presentable(message))

    def _lines(self, error: Exception) -> list[Line]:
        """The lines of the student's file and of exercises.py that led to an error."""
        if isinstance(error, SyntaxError) and error.filename == str(self._path):
            text = (error.text or "").strip()
            return [Line(self._path.name, error.lineno or 1, "", text)]
        names = {str(self._path): self._path.name, str(self._path.parent / EXERCISES): EXERCISES}
        frames = traceback.extract_tb(error.__traceback__)
        return [
            Line(names[frame.filename], frame.lineno or 1, frame.name, frame.line or "")
            for frame in frames
            if frame.filename in names
        ]


def _raised(error: Exception, lines: list[Line]) -> Raised:
    name = type(error).__name__
    message = str(error.msg) if isinstance(error, SyntaxError) else str(error)
    return Raised(name, message, getattr(builtins, name, None) is type(error), lines)


def _show(question: str, verdicts: Sequence[Verdict]) -> None:
    """Print how many cases are right, and what is wrong with the first few others."""
    wrong = [verdict for verdict in verdicts if verdict.outcome is not Outcome.PASSED]
    messages = {verdict.message: verdict for verdict in wrong}
    if not wrong:
        print(f"✓ {question}: all {len(verdicts)} public cases are right")
        return
    if len(messages) == 1 and len(wrong) == len(verdicts):
        print(f"✗ {question}: {wrong[0].message}")
        return
    print(f"✗ {question}: {len(verdicts) - len(wrong)} of {len(verdicts)} public cases are right")
    for message, verdict in list(messages.items())[:SHOWN]:
        where = " on cuda" if verdict.trial.device == "cuda" else ""
        print(f"  {verdict.trial.case} ({verdict.trial.dtype}{where}): {message}")
    if len(messages) > SHOWN:
        print(f"  ({len(messages) - SHOWN} more)")
