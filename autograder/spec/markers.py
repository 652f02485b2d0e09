"""The marks of a solution in a reference: what a student is to write lies between them.

A marker is a line `# BEGIN SOLUTION` or `# END SOLUTION`, indented as the code it encloses.
Anything that looks like a marker but isn't one is an error: the alternative is to hand the answer
out.
"""

import re
from dataclasses import dataclass

BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
_LIKE_A_MARKER = re.compile(
    r"(?i)\b(begin|start|end|stop)[\W_]*solution"
    r"|#[\W_]*solution\b"
    r"|#.*\bsolution[\W_]*(begin|start|end|stop)s?\b"
)
_DEFINITION = re.compile(r"(?:async\s+)?(def|class)\s+(\w+)")


class MarkerError(ValueError):
    """A solution marker is misspelt, nested or without its partner; the text names the line."""


@dataclass(frozen=True)
class Part:
    """A run of lines: given to students, or a solution.

    first     the number of its first line
    function  the one that a solution lies in, or ""
    """

    first: int
    lines: tuple[str, ...]
    is_solution: bool
    indent: str = ""
    function: str = ""


def looks_like_a_marker(line: str) -> bool:
    """Whether a line is a marker in whatever spelling, or one of another tool's."""
    return bool(_LIKE_A_MARKER.search(line))


def parts(source: str) -> list[Part]:
    """The source cut at its markers, which are left out."""
    found: list[Part] = []
    current: list[str] = []
    first = 1
    opened: tuple[int, str] | None = None
    for number, line in enumerate(source.splitlines(), 1):
        bare = line.strip()
        if bare not in (BEGIN, END):
            if looks_like_a_marker(line):
                raise MarkerError(f"line {number}: {bare!r} looks like a marker but is none")
            current.append(line)
            continue
        indent = line[: len(line) - len(line.lstrip())]
        if (bare == BEGIN) == (opened is not None):
            raise MarkerError(f"line {number}: {bare!r} has no partner")
        if opened is not None and indent != opened[1]:
            raise MarkerError(f"line {number}: {bare!r} is indented unlike line {opened[0]}")
        given = [line for part in found for line in part.lines] + current
        function = _function_around(given, indent) if opened is None else ""
        if opened is None:
            found.append(Part(first, tuple(current), False))
            opened, around = (number, indent), function
        else:
            found.append(Part(first, tuple(current), True, indent, around))
            opened = None
        current, first = [], number + 1
    if opened is not None:
        raise MarkerError(f"line {opened[0]}: {BEGIN!r} has no partner")
    return [*found, Part(first, tuple(current), False)]


def _function_around(lines: list[str], indent: str) -> str:
    """The name of the function whose body a marker of that indent lies in; "" if there is none."""
    for line in reversed(lines):
        depth = len(line) - len(line.lstrip())
        match = _DEFINITION.match(line.lstrip())
        if match and depth < len(indent):
            return match[2] if match[1] == "def" else ""
    return ""
