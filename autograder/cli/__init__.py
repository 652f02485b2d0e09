"""The commands. Each module here is one; what takes long to import is imported when it runs."""

from autograder.cli.app import main

__all__ = ["main"]
