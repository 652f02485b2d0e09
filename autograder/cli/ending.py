"""How a call ends that can't be carried out: with one line that says why, and a status."""

import sys
from collections.abc import Callable
from typing import Any

import typer

UNUSABLE = 2
"""Exit status of a call that can't be carried out; a grading that was carried out ends with 0."""

INTERRUPTED = 130

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a call that it can't parse: a class of its own or click's, by version."""


class Unusable(Exception):
    """The call can't be carried out; the text is the one line that says why."""


def run(app: typer.Typer, is_told: Callable[[Exception], bool] = lambda error: False) -> None:
    """Run a command; an unusable call ends with one clear line and status 2.

    is_told  whether the text of an error, beside those that every command may raise, is that line
    """
    try:
        sys.exit(app(standalone_mode=False))
    except typer.Abort:
        print("autograder: interrupted", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except UsageError as error:
        print(_usage(error), file=sys.stderr)
        sys.exit(UNUSABLE)
    except Exception as error:
        why = str(error) if is_told(error) else _why_unusable(error)
        if why is None:
            raise
        print(f"autograder: {why}", file=sys.stderr)
        sys.exit(UNUSABLE)


def _why_unusable(error: Exception) -> str | None:
    """Why a call can't be carried out, in a line; None for an error of the program's own."""
    from autograder.checking.stored import StoredError
    from autograder.worker.client import ServiceError

    if isinstance(error, ServiceError):
        return f"this machine can't run student code: {error}"
    return str(error) if isinstance(error, Unusable | StoredError) else None


def _usage(error: Any) -> str:
    """What was wrong with a call, in one line; the help, where nothing was asked for."""
    message = str(error.format_message())
    if "\n" in message:
        return message
    asked = error.ctx.command_path if error.ctx else "autograder"
    return f"autograder: {message.rstrip('.')}; `{asked} --help` tells more"
