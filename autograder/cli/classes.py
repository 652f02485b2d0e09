"""The commands about a whole class."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.options import (
    AllowUnsafe,
    ClassStore,
    CourseFolder,
    GradebookFile,
    GradesOf,
    OfStore,
    StudentReports,
)

gradebook = typer.Typer(
    help="The scores of a class, as Canvas, nbgrader and Gradescope keep them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def add_to(app: typer.Typer) -> None:
    """Add them to the program's own."""
    for command in (grade_class, class_report, class_results, class_feedback):
        app.command()(command)
    app.add_typer(gradebook, name="gradebook")


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


def class_report(
    store: ClassStore,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The page that is written.")],
    assignment: OfStore = None,
    anonymous: Annotated[
        bool,
        typer.Option(
            "--anonymous", help="Nothing of a student: no names, files, lines, nor their words."
        ),
    ] = False,
    submissions: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH", help="What `grade-class` was given: finds hand-ins that are alike."
        ),
    ] = None,
    course: CourseFolder = None,
) -> None:
    """Write one HTML page on a graded class: scores, mistakes, what is worth a look, all hand-ins.

    It is for the instructor; it asks nothing of a network, and can be read without scripts.
    """
    from autograder.cli.class_report import Wanted, write_class_report

    write_class_report(Wanted(store, out, assignment, submissions, anonymous), course)


def class_results(
    store: ClassStore,
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="What is written; - for standard output.")
    ],
    assignment: OfStore = None,
) -> None:
    """Write a graded class as JSON lines, an object a hand-in, for other programs.

    Points, lost groups of cases and known mistakes of each question, flags, and whose it is.
    """
    from autograder.cli.class_results import write_class_results

    write_class_results(store, assignment, out)


def class_feedback(
    store: ClassStore,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the pages go; made if it isn't there.")
    ],
    assignment: OfStore = None,
) -> None:
    """Write a page for each hand-in that its students may open, and an index of whose is which.

    A page tells of one hand-in alone. A second run writes all anew, and leaves what is not its own.
    """
    from autograder.cli.class_feedback import write_class_feedback

    write_class_feedback(store, assignment, out)


@gradebook.command()
def canvas(
    template: Annotated[Path, typer.Argument(help="The gradebook that Canvas exported, a CSV.")],
    column: Annotated[
        str, typer.Option(metavar="NAME", help="The assignment's column, with its number or not.")
    ],
    out: GradebookFile,
    reports: StudentReports = None,
    store: GradesOf = None,
    assignment: OfStore = None,
) -> None:
    """Fill the scores into a gradebook of Canvas; nothing else in it changes.

    Of a store, a student is found by e-mail or number, where Gradescope's export tells them. Else
    it is what the file is called: ada.json, or the hand-in ada.py, is of whoever has ada as SIS
    Login ID, SIS User ID, e-mail or, of reports alone, ID. Ends with 1 if a score has gone nowhere.
    """
    from autograder.cli.gradebook import UNKNOWN, Given, fill_canvas

    if not fill_canvas(template, Given(reports or (), store, assignment), column, out):
        raise typer.Exit(UNKNOWN)


@gradebook.command()
def nbgrader(
    out: GradebookFile,
    reports: StudentReports = None,
    store: GradesOf = None,
    assignment: OfStore = None,
) -> None:
    """Write the scores as `nbgrader export` does, a row a student.

    The student_id is the e-mail or number that a store tells; else it is what the file is called:
    ada.json, or the hand-in ada.py, is of ada. Ends with 1 if somebody's score is not in it.
    """
    from autograder.cli.gradebook import UNKNOWN, Given, write_nbgrader

    if not write_nbgrader(Given(reports or (), store, assignment), out):
        raise typer.Exit(UNKNOWN)


@gradebook.command()
def gradescope(
    store: ClassStore,
    out: GradebookFile,
    assignment: OfStore = None,
) -> None:
    """Write the scores of a class under the heads of the CSV that Gradescope exports.

    Ends with 1 if somebody's score is not in it.
    """
    from autograder.cli.gradebook import UNKNOWN, Given, write_gradescope

    if not write_gradescope(Given(store=store, assignment=assignment), out):
        raise typer.Exit(UNKNOWN)
