"""Grading inside otter: the judge's verdicts for otter's results, and no student code in otter.

Otter runs a hand-in's cells and its tests in one kernel, where either can forge the other, and
unpickles a log that is handed in. So what is handed in is set aside before otter opens it: otter
runs an empty notebook, the judge grades the hand-in as ever, and otter is given what came of it.
"""

import contextlib
import io
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import nbformat

from autograder.checking.handin import CHECKS
from autograder.cli.gradescope import COURSE, handed_in, terms_of
from autograder.judge.grading import judging
from autograder.report.gradescope import results as results_of
from autograder.report.gradescope import unfinished, write_results
from autograder.report.report import Report
from autograder.report.terminal import show
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course, SpecError, find_course
from autograder.spec.gradescope import DEFAULT, WITHHELD
from autograder.worker.client import ServiceError
from autograder.worker.proof import UnsafeMachine

SUBMISSION = "submission"
SOURCE = "source"
"""Folders of otter's: what was handed in, and the zip's files."""

ASIDE = "hand-in"
"""The folder beside them that the judge alone opens."""

EMPTY = "empty.ipynb"

MARKER = "__init__.py"
"""An empty file that otter adds to what was handed in."""

NEVER = WITHHELD[-1]


def main() -> None:
    """What run_otter.py of the zip does: otter's grading, once the hand-in is out of its way.

    Otter by itself refuses a hand-in of two notebooks, or of none and two files of Python, and
    fails over a notebook that is none. Its results are there when all is done; until then, ours
    say that it isn't.
    """
    from otter.run.run_autograder import main as run_otter

    place = Path(__file__).parents[3]
    course, name = _course_of(place)
    assignment = read_assignment(course.folder(name))
    results = place / "results" / "results.json"
    write_results(unfinished(assignment), results, assignment.gradescope)
    set_aside(place / SUBMISSION)
    _write_empty(place / SUBMISSION / EMPTY)
    run_otter(str(place))


class Plugin:
    """What otter asks at each step of a grading.

    submission_path  what otter would run; None while it makes the zip
    """

    def __init__(
        self,
        submission_path: str | None,
        submission_metadata: dict[str, Any],
        plugin_config: dict[str, Any],
    ) -> None:
        self._chosen = Path(submission_path or EMPTY)
        self._report: Report
        self._settings = DEFAULT

    def before_grading(self, config: object) -> None:
        """Grade, before otter reads the log that may lie beside what it has chosen to run."""
        submission = self._chosen.parent
        aside = set_aside(submission, otters=_added_by_otter(submission))
        _write_empty(self._chosen)
        with _refusals(), judging(*_course_of(submission.parent)) as judge:
            self._settings = judge.assignment.gradescope
            self._report = judge.grade_path(handed_in(aside), terms_of(self._settings))

    def before_execution(self, submission: object) -> nbformat.NotebookNode:
        """What otter runs instead of what was handed in."""
        empty: nbformat.NotebookNode = nbformat.v4.new_notebook()
        return empty

    def after_grading(self, results: Any) -> None:
        """Put the judge's results in the place of otter's.

        Otter shows all of them or none: what is shown at once beside withheld ones is told above.
        """
        told = results_of(self._report, self._settings)
        results.clear_results()
        lines = [told["output"]]
        for entry in told["tests"]:
            if entry["max_score"]:
                results.results[entry["name"]] = _result(entry)
            else:
                lines += [entry["name"], entry["output"]]
        results.set_output("\n\n".join(lines))
        results.set_plugin_data("autograder", told["extra_data"])
        if self._settings.hidden == NEVER:
            results.hide_everything()

    def generate_report(self) -> str:
        """What otter prints at the end, for the instructor."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            show(self._report)
        return printed.getvalue()


def _course_of(place: Path) -> tuple[Course, str]:
    """The course in the zip that otter has unpacked there, and the name of its one assignment."""
    course = find_course(place / SOURCE / COURSE)
    (name,) = course.names()
    return course, name


def set_aside(submission: Path, otters: Collection[str] = ()) -> Path:
    """Move what was handed in, but for what is otter's there, to where only the judge looks; once.

    Returns the folder.
    """
    aside = submission.parent / ASIDE
    if not aside.exists():
        aside.mkdir(mode=0o700)
        for entry in sorted(submission.iterdir()):
            if entry.name not in otters:
                shutil.move(entry, aside / entry.name)
    return aside


def _added_by_otter(submission: Path) -> set[str]:
    """The names of what otter has put into the folder of what was handed in."""
    marker = submission / MARKER
    added = not marker.is_symlink() and marker.is_file() and marker.stat().st_size == 0
    return {CHECKS, MARKER} if added else {CHECKS}


def _write_empty(path: Path) -> None:
    """Something for otter to choose that does nothing."""
    notebook = nbformat.writes(nbformat.v4.new_notebook())
    path.write_text(notebook if path.suffix == ".ipynb" else "", encoding="utf-8")


def _result(entry: dict[str, Any]) -> Any:
    """An entry of results.json as otter keeps results, in classes of its own alone."""
    from otter.test_files import ExceptionTestFile, TestCase, TestCaseResult

    right = entry.get("status") != "failed"
    told = entry["output"] if right else None
    case = TestCase("cases", "", False, entry["max_score"], told, None)
    result = ExceptionTestFile(entry["name"], "", [case])
    result.test_case_results = [TestCaseResult(case, entry["output"], right)]
    result.update_score(entry["score"])
    return result


@contextlib.contextmanager
def _refusals() -> Iterator[None]:
    """Where nothing can be graded: otter's own error, which it tells in its results."""
    from otter.run.run_autograder.utils import OtterRuntimeError

    try:
        yield
    except (UnsafeMachine, ServiceError, SpecError) as error:
        raise OtterRuntimeError(f"nothing was graded, whatever was handed in: {error}") from error
