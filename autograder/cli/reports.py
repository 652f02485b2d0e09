"""Reports as files: those that a command is to write, and those it is given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from autograder.cli.ending import Unusable
from autograder.cli.output import refuse_unwritable
from autograder.report.report import Report
from autograder.spec.gradescope import DEFAULT, Gradescope


@dataclass(frozen=True)
class Files:
    """Where a report is to be written, by the options that ask for it.

    report        all of it, to be read again; for the instructor
    results       Gradescope's results.json
    html          a page for the student
    prairielearn  PrairieLearn's results.json
    """

    report: Path | None = None
    results: Path | None = None
    html: Path | None = None
    prairielearn: Path | None = None

    def refuse_unwritable(self) -> None:
        """`Unusable` for one that can't be written, before all the work."""
        taken: dict[Path, str] = {}
        for option, path in self._asked():
            refuse_unwritable(option, path)
            if other := taken.get(path.absolute()):
                raise Unusable(f"{other} and {option} are both {path}: name two files")
            taken[path.absolute()] = option

    def write(
        self,
        report: Report,
        settings: Gradescope = DEFAULT,
        board: Sequence[Mapping[str, Any]] = (),
    ) -> list[str]:
        """Write them, each whole or not at all; why those that can't be written can't.

        settings  the assignment's own, for results.json
        board     rows of its leaderboard beside the points
        """
        whys = []
        for option, path in self._asked():
            try:
                _writer(option, settings, board)(report, path)
            except OSError as error:
                whys.append(f"{option} {path} can't be written: {error.strerror}")
        return whys

    def _asked(self) -> Iterator[tuple[str, Path]]:
        for field in fields(self):
            path = getattr(self, field.name)
            if path is not None:
                yield f"--{field.name}", path


def _writer(
    option: str, settings: Gradescope, board: Sequence[Mapping[str, Any]]
) -> Callable[[Report, Path], None]:
    """What writes the file that an option asks for; only that is imported."""
    if option == "--results":
        from autograder.report.gradescope import write_results

        return lambda report, path: write_results(report, path, settings, board=board)
    if option == "--prairielearn":
        from autograder.report import prairielearn

        return prairielearn.write_results
    from autograder.report.files import write_whole

    if option == "--html":
        from autograder.report.page import page_of

        return lambda report, path: write_whole(page_of(report), path)
    from autograder.report.stored import stored

    return lambda report, path: write_whole(stored(report), path)


def read(path: Path) -> Report:
    """The report in a file; `Unusable` says what is wrong with it."""
    from autograder.report.stored import ReportError, read_report

    try:
        return read_report(path)
    except ReportError as error:
        raise Unusable(f"{path}: {error}") from error
