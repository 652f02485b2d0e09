"""The command line: what may be typed."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli import classes
from autograder.cli.ending import INTERRUPTED, run
from autograder.cli.options import (
    AllowUnsafe,
    CourseFolder,
    HtmlFile,
    PrairieLearnFile,
    ReportFile,
    ResultsFile,
)
from autograder.cli.student import check, submission
from autograder.worker.launch import Launched, launch

app = typer.Typer(
    name="autograder",
    help="Auto-graded deep-learning assignments: fair scores, explained mistakes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@contextlib.contextmanager
def launched_early() -> Iterator[Launched]:
    """The worker service, started before this process imports what takes long."""
    launched = launch()
    try:
        yield launched
    except KeyboardInterrupt:
        print("autograder: interrupted, nothing was graded", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    finally:
        launched.abandon()


@app.command("list")
def list_(course: CourseFolder = None) -> None:
    """List the assignments and their questions."""
    from autograder.cli.listing import list_assignments

    list_assignments(course)


app.command()(check)
app.command()(submission)


@app.command()
def grade(
    submission: Annotated[Path, typer.Argument(help="A .py, .ipynb, .zip or a folder.")],
    assignment: Annotated[str, typer.Option(help="The assignment's name.")],
    device: Annotated[str, typer.Option(help="cpu, cuda or all.")] = "cpu",
    seed: Annotated[
        int | None, typer.Option(help="Draw the hidden cases from this number.", min=0)
    ] = None,
    report: ReportFile = None,
    results: ResultsFile = None,
    html: HtmlFile = None,
    prairielearn: PrairieLearnFile = None,
    hints: Annotated[
        str | None,
        typer.Option(help="all, public or none: the failures whose likely mistake is told."),
    ] = None,
    gpu_memory: Annotated[
        str, typer.Option(metavar="SIZE", help="What a hand-in may take of a GPU's memory.")
    ] = "1GB",
    allow_unsafe: AllowUnsafe = False,
    course: CourseFolder = None,
) -> None:
    """Grade one hand-in against the hidden reference.

    Ends with 0 when it was graded, whatever the score, and with 2 when the call can't be carried
    out.
    """
    with launched_early() as launched:
        from autograder.cli.grade import grade_one
        from autograder.cli.reports import Files
        from autograder.judge.grading import Terms

        terms = Terms(device, seed, allow_unsafe, hints)
        files = Files(report, results, html, prairielearn)
        grade_one(submission, assignment, terms, files, course, gpu_memory, launched)


@app.command()
def track(
    submission: Annotated[Path, typer.Argument(help="A .py, .zip or a folder.")],
    assignment: Annotated[str, typer.Option(help="The assignment's name.")],
    device: Annotated[str, typer.Option(help="cuda, or cpu: a stand-in of small sizes.")] = "cuda",
    record: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write all of it as JSON.")
    ] = None,
    allow_unsafe: AllowUnsafe = False,
    course: CourseFolder = None,
) -> None:
    """Time one hand-in on the speed track: how near it comes to what memory allows.

    Every timed call is judged, on fresh inputs. It gives no points. Ends with 0 when it was timed,
    whatever came of it.
    """
    with launched_early() as launched:
        from autograder.cli.track import track_one

        track_one(submission, assignment, device, record, course, launched, allow_unsafe)


classes.add_to(app)


@app.command()
def merge(
    reports: Annotated[
        list[Path], typer.Argument(metavar="REPORT...", help="Files of `grade --report`.")
    ],
    written: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A CSV of the points given by hand: question,points,comment, a line each.",
        ),
    ] = None,
    report: ReportFile = None,
    results: ResultsFile = None,
    html: HtmlFile = None,
    prairielearn: PrairieLearnFile = None,
) -> None:
    """Make one report of several on one submission, and of the points given by hand.

    What one machine could not grade counts as another one graded it. For that the points must be
    shared by devices in all of them: grade with --device all or --device cuda.
    """
    from autograder.cli.merge import merge_reports
    from autograder.cli.reports import Files

    merge_reports(reports, written, Files(report, results, html, prairielearn))


@app.command()
def samples(allow_unsafe: AllowUnsafe = False, course: CourseFolder = None) -> None:
    """Grade samples of each assignment: the untouched template, a half-right and a right one."""
    from autograder.cli.samples import grade_samples

    grade_samples(course, allow_unsafe)


@app.command()
def template(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if a template is stale.")
    ] = False,
    course: CourseFolder = None,
) -> None:
    """Write what students get, from the reference and the assignment, into student_template/."""
    from autograder.cli.template import write_templates

    write_templates(check, course)


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Its name, and that of the file to hand in.")],
    course: CourseFolder = None,
) -> None:
    """Begin an assignment: one question with all its files, which passes its audit as it stands.

    Nothing is overwritten. The course may be an empty folder.
    """
    from autograder.cli.new import new_assignment

    new_assignment(name, course)


@app.command()
def audit(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...")] = None,
    device: Annotated[
        str, typer.Option(help="cpu; or cuda, for the cases of a GPU, on one, without mutants.")
    ] = "cpu",
    quick: Annotated[
        bool, typer.Option("--quick", help="One seed, no mutants: what a release asks for.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write each tolerances.toml from what is measured.")
    ] = False,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the kill matrix as an HTML page.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write all of it as JSON.")
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(help="Solutions judged at a time; else one a processor, 8 on a GPU.", min=1),
    ] = None,
    course: CourseFolder = None,
) -> None:
    """Prove that assignments grade rightly: no false fail, no false pass, how near the nearest is.

    Runs the course's own solutions and mutants of the reference in this process's forks. Ends with
    0 when nothing falls short, with 1 when something does.
    """
    from autograder.cli.audit import audit_all

    green = audit_all(
        names or [],
        course,
        device=device,
        quick=quick,
        write=write,
        page=page,
        record=record,
        processes=processes,
    )
    raise typer.Exit(0 if green else 1)


@app.command()
def release(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every assignment of the course.")] = False,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the zips and MANIFEST.json go.")
    ] = Path("dist"),
    wheels: Annotated[
        str,
        typer.Option(metavar="URL", help="An index of wheels that the platform installs from too."),
    ] = "",
    course: CourseFolder = None,
) -> None:
    """Build the zips of each assignment, for students and for platforms, and a manifest of them.

    Writes nothing and ends with 1 if an assignment doesn't pass its quick audit, if a student's
    zip would give an answer away, or if the built zips misjudge one of the course's solutions.
    """
    from autograder.cli.release import release_all

    release_all(names or [], out, course, everything=all_, wheels=wheels)


def main() -> None:
    """Run the command that was typed."""
    run(app, _is_of_the_course)


def _is_of_the_course(error: Exception) -> bool:
    from autograder.spec.course import SpecError

    return isinstance(error, SpecError)
