"""A solution without its answers: what stands between solution markers becomes a stub.

A marker is a line `# BEGIN SOLUTION` or `# END SOLUTION`, indented as the code it encloses. In a
function the enclosed part becomes `raise NotImplementedError`; in a class body or at module level
it goes without a trace. Anything that looks like a marker but isn't one is an error: the
alternative is to hand the answer out.
"""

import re
from collections.abc import Iterator
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
    """A run of lines: given to students, or a solution; `function` is the one it lies in, or ""."""

    lines: tuple[str, ...]
    is_solution: bool
    indent: str = ""
    function: str = ""


def stub_of(source: str) -> str:
    """The source with every solution taken out."""
    return _joined([_stubbed(part) for part in parts(source)])


def half_of(source: str) -> str:
    """The source with the later half of its functions' solutions taken out: a half-done hand-in."""
    found = parts(source)
    inside = [part for part in found if part.function]
    undone = inside[len(inside) // 2 :]
    return _joined([_stubbed(part) if part in undone else part.lines for part in found])


def parts(source: str) -> list[Part]:
    """The source cut at its markers, which are left out."""
    found: list[Part] = []
    current: list[str] = []
    opened: tuple[int, str] | None = None
    for number, line in enumerate(source.splitlines(), 1):
        bare = line.strip()
        if bare not in (BEGIN, END):
            if _LIKE_A_MARKER.search(line):
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
            found.append(Part(tuple(current), False))
            opened, around = (number, indent), function
        else:
            found.append(Part(tuple(current), True, indent, around))
            opened = None
        current = []
    if opened is not None:
        raise MarkerError(f"line {opened[0]}: {BEGIN!r} has no partner")
    return [*found, Part(tuple(current), False)]


def _function_around(lines: list[str], indent: str) -> str:
    """The name of the function whose body a marker of that indent lies in; "" if there is none."""
    for line in reversed(lines):
        depth = len(line) - len(line.lstrip())
        match = _DEFINITION.match(line.lstrip())
        if match and depth < len(indent):
            return match[2] if match[1] == "def" else ""
    return ""


def _stubbed(part: Part) -> tuple[str, ...]:
    if not part.is_solution:
        return part.lines
    if not part.function:
        return ()
    return (f'{part.indent}raise NotImplementedError("{part.function} is yours to write")',)


def _joined(runs: list[tuple[str, ...]]) -> str:
    """The lines as a text, without the blank ones that taking a part out leaves behind."""
    lines = [line for run in runs for line in run]
    return "\n".join(_without_gaps(lines)).rstrip() + "\n"


def _without_gaps(lines: list[str]) -> Iterator[str]:
    """At most two blank lines in a row."""
    blank = 0
    for line in lines:
        blank = 0 if line.strip() else blank + 1
        if blank <= 2:
            yield line
