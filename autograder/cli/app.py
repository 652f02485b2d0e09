"""The command line: what may be typed, and how a call that can't be carried out ends."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from autograder.worker.launch import Launched, launch

UNUSABLE = 2
"""Exit status of a call that can't be carried out; a grading that was carried out ends with 0."""

INTERRUPTED = 130

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a call that it can't parse: a class of its own or click's, by version."""

app = typer.Typer(
    name="autograder",
    help="Auto-graded deep-learning assignments: fair scores, explained mistakes.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CourseFolder = Annotated[
    Path | None,
    typer.Option(
        "--course",
        metavar="FOLDER",
        help="The course; else AUTOGRADER_COURSE, or the one around this folder.",
    ),
]


AllowUnsafe = Annotated[
    bool,
    typer.Option(
        "--allow-unsafe",
        help="Run student code even where it could read the answers: only for code you trust.",
    ),
]


class Unusable(Exception):
    """The call can't be carried out; the text is the one line that says why."""


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


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(help="The folder with your solution.")] = Path(),
    device: Annotated[str, typer.Option(help="cpu, cuda or all.")] = "cpu",
) -> None:
    """Check your own solution on the public cases, with the code that grades it."""
    from autograder.cli.check import check_folder

    check_folder(folder, device)


@app.command()
def grade(
    submission: Annotated[Path, typer.Argument(help="A .py, .ipynb, .zip or a folder.")],
    assignment: Annotated[str, typer.Option(help="The assignment's name.")],
    device: Annotated[str, typer.Option(help="cpu, cuda or all.")] = "cpu",
    seed: Annotated[
        int | None, typer.Option(help="Draw the hidden cases from this number.", min=0)
    ] = None,
    results: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write Gradescope's results.json here.")
    ] = None,
    hints: Annotated[
        str | None,
        typer.Option(help="all, public or none: the failures whose likely mistake is told."),
    ] = None,
    allow_unsafe: AllowUnsafe = False,
    course: CourseFolder = None,
) -> None:
    """Grade one hand-in against the hidden reference.

    Ends with 0 when it was graded, whatever the score, and with 2 when the call can't be carried
    out.
    """
    with launched_early() as launched:
        from autograder.cli.grade import grade_one
        from autograder.judge.grading import Terms

        terms = Terms(device, seed, allow_unsafe, hints)
        grade_one(submission, assignment, terms, results, course, launched)


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


def main() -> None:
    """Run a command; an unusable call ends with one clear line and status 2."""
    try:
        sys.exit(app(standalone_mode=False))
    except typer.Abort:
        print("autograder: interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except UsageError as error:
        print(_usage(error), file=sys.stderr)
        sys.exit(UNUSABLE)
    except Exception as error:
        why = _why_unusable(error)
        if why is None:
            raise
        print(f"autograder: {why}", file=sys.stderr)
        sys.exit(UNUSABLE)


def _why_unusable(error: Exception) -> str | None:
    """Why a call can't be carried out, in a line; None for an error of the program's own."""
    from autograder.checking.stored import StoredError
    from autograder.spec.course import SpecError
    from autograder.worker.client import ServiceError

    if isinstance(error, ServiceError):
        return f"this machine can't run student code: {error}"
    return str(error) if isinstance(error, Unusable | SpecError | StoredError) else None


def _usage(error: Any) -> str:
    """What was wrong with a call, in one line; the help, where nothing was asked for."""
    message = str(error.format_message())
    if "\n" in message:
        return message
    asked = error.ctx.command_path if error.ctx else "autograder"
    return f"autograder: {message.rstrip('.')}; `{asked} --help` tells more"
