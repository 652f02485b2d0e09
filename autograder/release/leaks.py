"""The leak guard: what in a built zip would give an answer away, or tells of where it was built.

It reads the zip as students get it, and knows nothing of how it was made. A formula that a
docstring gives on purpose is short; what counts as a leak begins where chance and such idioms end:
see the figures in passages.py.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import autograder
from autograder.release.answers import Answers
from autograder.release.passages import codes, python_of, row_of, words_of
from autograder.release.pieces import Piece, names_in, pieces_of
from autograder.spec.course import Course
from autograder.spec.markers import looks_like_a_marker

KINDS = {".py", ".ipynb", ".md", ".toml", ".txt", ".safetensors"}
PLAIN = {"Makefile", "LICENSE"}
"""What students get."""

FORBIDDEN = {
    ".git": "the history of the course",
    ".ipynb_checkpoints": "an editor's copy",
    "__pycache__": "compiled code",
    "reference": "the reference",
    "submissions": "accepted and wrong solutions",
    "accepted": "accepted solutions",
    "wrong": "wrong solutions",
    "cases.py": "the cases, hidden ones too",
    "equivalents.toml": "changes of the reference",
    "assignment.toml": "the rubrics",
}

SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "a key of a service": r"\b(?:AKIA[0-9A-Z]{16}|AIza[\w-]{35}|sk-[\w-]{20,}|hf_\w{30,})\b",
    "a token": r"\b(?:gh[opsru]_\w{36}|github_pat_\w{22,}|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,})",
    "a secret": r"(?i)\b\w*(?:secret|token|passw(?:or)?d|api_?key)\w*[\"']?\s*[:=]\s*"
    r"[\"']?[A-Za-z0-9+/_-]*\d[A-Za-z0-9+/_-]{14,}",
}

_HOMES = re.compile(r"(?:/home/|/Users/|\b[A-Za-z]:\\+Users\\+)\w[\w.-]*")

_MANY_WORDS = 2
"""Underscores in a file's name that is no word of everyday use; and hidden cases named in one text
that are no chance."""


@dataclass(frozen=True)
class Leak:
    """What leaks, and where: a file, a place in it, a line (0: the file as a whole)."""

    path: str
    inner: str
    line: int
    what: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (self.path, self.inner, line) if part)
        return f"{where}: {self.what}"


def leaks_in(packed: bytes, answers: Answers, course: Course) -> list[Leak]:
    """Everything in a zip that must not be in it, in the order in which it lies there."""
    found = [leak for path in names_in(packed) for leak in _of_path(path)]
    paths = _paths_of_this_machine(course)
    for piece in pieces_of(packed):
        found += [
            Leak(piece.path, piece.inner, line, what)
            for line, what in dict.fromkeys(
                (
                    *_code(piece.text, answers),
                    *_python(piece.text, answers),
                    *_prose(piece.text, answers),
                    *_names(piece, answers),
                    *_lines(piece.text, paths),
                )
            )
        ]
    return list(dict.fromkeys(found))


def _of_path(path: str) -> Iterator[Leak]:
    """What a path alone gives away."""
    file = PurePosixPath(path.rpartition("!")[2])
    for part in file.parts:
        if part in FORBIDDEN:
            yield Leak(path, "", 0, FORBIDDEN[part])
            return
    if file.is_absolute() or ".." in file.parts:
        yield Leak(path, "", 0, "a path that leaves the folder")
    elif file.suffix not in KINDS and file.name not in PLAIN:
        yield Leak(path, "", 0, "a file of a kind that students don't get")


def _code(text: str, answers: Answers) -> Iterator[tuple[int, str]]:
    """Secret code in any text, as it is written."""
    row = row_of(text)
    for what, start in answers.code.found_in(codes(row.tokens)):
        yield row.lines[start], what


def _python(text: str, answers: Answers) -> Iterator[tuple[int, str]]:
    """Secret code in Python, whatever comments, docstrings and annotations stand in it."""
    try:
        functions = python_of(text)
    except ValueError:
        return
    for name, row in functions:
        body = codes(row.tokens)
        for what, start in answers.code.found_in(body):
            yield row.lines[start], what
        if (name, tuple(body)) in answers.bodies:
            yield row.lines[0], f"the reference's {name}"


def _prose(text: str, answers: Answers) -> Iterator[tuple[int, str]]:
    row = words_of(text)
    for what, start in answers.prose.found_in(row.tokens):
        yield row.lines[start], f"the words of {what}"


def _names(piece: Piece, answers: Answers) -> Iterator[tuple[int, str]]:
    """Names of solutions, and of hidden cases: one among the public ones, or several in a text."""
    text = piece.text
    for name in answers.files:
        if name.count("_") >= _MANY_WORDS and (place := text.find(name)) >= 0:
            yield _line(text, place), f"the name of the solution {name}"
    if piece.inner.endswith(", case") and text in answers.hidden:
        yield 0, f"the hidden case {text!r}"
    quoted = {
        case: place
        for case in answers.hidden
        if " " in case and (place := max(text.find(f'"{case}"'), text.find(f"'{case}'"))) >= 0
    }
    if len(quoted) >= _MANY_WORDS:
        named = ", ".join(sorted(quoted))
        yield _line(text, min(quoted.values())), f"names of hidden cases: {named}"


def _lines(text: str, paths: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """What a line gives away by itself."""
    for number, line in enumerate(text.splitlines(), 1):
        if looks_like_a_marker(line):
            yield number, f"a solution marker: {line.strip()[:80]}"
        if found := paths.search(line) or _HOMES.search(line):
            yield number, f"a path of the machine it was built on: {found[0]}"
        for what, pattern in SECRETS.items():
            if re.search(pattern, line):
                yield number, what


def _paths_of_this_machine(course: Course) -> re.Pattern[str]:
    """The folders of the course, of whoever builds it, and of Python, if they aren't everyone's."""
    folders = {course.root, Path.home(), Path(autograder.__file__).parents[1]}
    folders |= {Path(sys.prefix), Path(sys.base_prefix)}
    told = sorted(str(path) for path in folders if path.parts[:2] not in (("/", "usr"), ("/",)))
    return re.compile(rf"(?:{'|'.join(map(re.escape, told))})(?![\w.-])")


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
