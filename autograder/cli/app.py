"""The command line: what may be typed."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.ending import INTERRUPTED, run
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

gradebook = typer.Typer(
    help="The scores of a class, as Canvas and nbgrader keep them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(gradebook, name="gradebook")

CourseFolder = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="FOLDER",
        help="The course; else AUTOGRADER_COURSE, or the one around this folder.",
    ),
]

ReportFile = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help="Write all of the report here, for merge and gradebook; not for students.",
    ),
]
ResultsFile = Annotated[
    Path | None,
    typer.Option("--results", metavar="FILE", help="Write Gradescope's results.json here."),
]
HtmlFile = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Write a page for the student here."),
]
PrairieLearnFile = Annotated[
    Path | None,
    typer.Option("--prairielearn", metavar="FILE", help="Write PrairieLearn's results.json here."),
]

StudentReports = Annotated[
    list[Path],
    typer.Argument(metavar="REPORT...", help="Files of `grade --report`, called by the student."),
]
GradebookFile = Annotated[Path, typer.Option("--out", metavar="FILE", help="What is written.")]

AllowUnsafe = Annotated[
    bool,
    typer.Option(
        "--allow-unsafe",
        help="Run student code even where it could read the answers: only for code you trust.",
    ),
]


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


@app.command()
def grade_class(
    submissions: Annotated[
        Path, typer.Argument(help="A folder or zip of hand-ins, or Gradescope's export of them.")
    ],
    assignment: Annotated[str, typer.Option(help="The assignment's name.")],
    store: Annotated[
        Path, typer.Option(metavar="FILE", help="Where the results are kept, in SQLite.")
    ],
    device: Annotated[
        str | None, typer.Option(help="cpu, cuda or all; else as the runs before, at first cpu.")
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(help="Draw the hidden cases of all from this number; else a secret.", min=0),
    ] = None,
    hints: Annotated[
        str | None,
        typer.Option(help="all, public or none: the failures whose likely mistake is told."),
    ] = None,
    processes: Annotated[
        int | None, typer.Option(help="Hand-ins graded at a time; else one a processor.", min=1)
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Grade on the workers of a scheduler of distributed; or the file that tells it.",
        ),
    ] = None,
    allow_unsafe: AllowUnsafe = False,
    course: CourseFolder = None,
) -> None:
    """Grade all hand-ins of a class into a store; what it holds already isn't graded again.

    Ends with 0 when every hand-in has its result, with 1 when one was set aside after three tries,
    and with 2 when the call can't be carried out. Interrupted, it is taken up by the same command.
    """
    from autograder.cli.grade_class import Choices
    from autograder.cli.grade_class import grade_class as grade_all

    choices = Choices(device, seed, hints, allow_unsafe, processes, scheduler)
    raise typer.Exit(grade_all(submissions, assignment, store, choices, course))


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


@gradebook.command()
def canvas(
    template: Annotated[Path, typer.Argument(help="The gradebook that Canvas exported, a CSV.")],
    reports: StudentReports,
    column: Annotated[
        str, typer.Option(metavar="NAME", help="The assignment's column, with its number or not.")
    ],
    out: GradebookFile,
) -> None:
    """Fill the scores into a gradebook of Canvas; nothing else in it changes.

    A report's student is what its file is called: ada.json is of whoever has ada as SIS Login ID,
    SIS User ID, ID or e-mail. Ends with 1 if a student is not in the gradebook.
    """
    from autograder.cli.gradebook import UNKNOWN, fill_canvas

    if not fill_canvas(template, reports, column, out):
        raise typer.Exit(UNKNOWN)


@gradebook.command()
def nbgrader(reports: StudentReports, out: GradebookFile) -> None:
    """Write the scores as `nbgrader export` does, a row a report.

    A report's student is what its file is called: ada.json is of the student_id ada.
    """
    from autograder.cli.gradebook import write_nbgrader

    write_nbgrader(reports, out)


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
        int | None, typer.Option(help="Solutions judged at a time; else one a processor.", min=1)
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
