"""The commands of a student's folder: the program's part that travels in it offers no others."""

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.ending import run

app = typer.Typer(
    name="autograder",
    help="Check your work on an assignment, and build what you hand in.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Argument(help="The folder with your solution.")]


def check(
    folder: Folder = Path(),
    device: Annotated[str, typer.Option(help="cpu, cuda or all.")] = "cpu",
) -> None:
    """Check your own solution on the public cases, with the code that grades it."""
    from autograder.cli.check import check_folder

    check_folder(folder, device)


def submission(folder: Folder = Path()) -> None:
    """Build the zip to hand in, and say what is in it and what is missing."""
    from autograder.cli.submission import build_submission

    build_submission(folder)


app.command()(check)
app.command()(submission)


def main() -> None:
    """Run the command that was typed."""
    run(app)
