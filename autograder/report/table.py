"""A table in CSV whose cells know where they stand: one is replaced, and every other byte stays."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

COMMA, SEMICOLON = ",", ";"

_END = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"(?!")')
_PLAIN = {mark: re.compile(rf"[^{mark}\r\n]*") for mark in (COMMA, SEMICOLON)}


class TableError(Exception):
    """A text is no CSV; it says at which line."""


@dataclass(frozen=True)
class Cell:
    """What a cell says, and where it begins and ends in the text, its quotes included."""

    value: str
    begin: int
    end: int


Row = tuple[Cell, ...]


def rows_of(text: str, separator: str) -> list[Row]:
    """The rows of a text; TableError if its quotes are not in pairs."""
    return [tuple(row) for row in _rows(text, separator)]


def separator_of(text: str) -> str:
    """What separates the cells of the first row: commas, or the semicolons of some countries."""
    first = _END.split(text, maxsplit=1)[0]
    return SEMICOLON if first.count(SEMICOLON) > first.count(COMMA) else COMMA


def replaced(text: str, values: Mapping[Cell, str]) -> str:
    """The text with other values in these cells; the values need no quotes."""
    parts, at = [], 0
    for cell in sorted(values, key=lambda cell: cell.begin):
        parts += [text[at : cell.begin], values[cell]]
        at = cell.end
    return "".join([*parts, text[at:]])


def _rows(text: str, separator: str) -> Iterator[list[Cell]]:
    at, line = 0, 1
    row: list[Cell] = []
    while at < len(text):
        cell = _cell(text, at, separator, line)
        row.append(cell)
        line += len(_END.findall(text, cell.begin, cell.end))
        at = cell.end
        if at < len(text) and text[at] == separator:
            at += 1
            if at == len(text):  # a separator at the very end: an empty cell behind it
                row.append(Cell("", at, at))
        elif end := _END.match(text, at):
            at = end.end()
            line += 1
            yield row
            row = []
    if row:
        yield row


def _cell(text: str, begin: int, separator: str, line: int) -> Cell:
    """The cell that begins there."""
    if text[begin] != '"':
        found = _PLAIN[separator].match(text, begin)
        assert found is not None  # nothing at all is a cell as well
        return Cell(found[0], begin, found.end())
    quoted = _QUOTED.match(text, begin)
    if quoted is None:
        raise TableError(f"line {line}: a quote has no partner")
    end = quoted.end()
    if end < len(text) and text[end] not in (separator, "\r", "\n"):
        raise TableError(f"line {line}: something follows a closing quote")
    return Cell(quoted[1].replace('""', '"'), begin, end)
