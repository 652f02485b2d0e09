"""A solution without its answers: what stands between solution markers becomes a stub.

In a function the enclosed part becomes `raise NotImplementedError`; in a class body or at module
level it goes without a trace.
"""

from collections.abc import Iterator

from autograder.spec.markers import Part, parts


def stub_of(source: str) -> str:
    """The source with every solution taken out."""
    return _joined([_stubbed(part) for part in parts(source)])


def half_of(source: str) -> str:
    """The source with the later half of its functions' solutions taken out: a half-done hand-in."""
    found = parts(source)
    inside = [part for part in found if part.function]
    undone = inside[len(inside) // 2 :]
    return _joined([_stubbed(part) if part in undone else part.lines for part in found])


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
