"""All that can be read in a built zip, piece by piece: what lies in what, and where.

Notebooks come cell by cell with their metadata and outputs; zips in zips, compressed files, base64
and hexadecimal text are opened; of bytes that are no text, the runs of letters in them.
"""

import base64
import binascii
import bz2
import contextlib
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

DEEPEST = 6
"""Things that lie in one another."""

LARGEST = 32 << 20
"""Bytes that anything is unpacked to."""

_ENCODED = re.compile(r"(?:[A-Za-z0-9+/_-]{16,}[\s\"'\\]{0,12})+")
"""Digits of base64 or hexadecimal ones, in a row or in the quoted rows of a long string."""

_BETWEEN_DIGITS = re.compile(r"[^A-Za-z0-9+/_-]")
_LETTERS = re.compile(rb"[\t\n\r\x20-\x7e]{6,}")
_UNPACKERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": lambda packed: zlib.decompressobj(31).decompress(packed, LARGEST),
    b"\x78": lambda packed: zlib.decompressobj().decompress(packed, LARGEST),
    b"BZh": lambda packed: bz2.BZ2Decompressor().decompress(packed, LARGEST),
    b"\xfd7zXZ": lambda packed: lzma.LZMADecompressor().decompress(packed, LARGEST),
}
_ZIP = b"PK\x03\x04"
_NO_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
"""Of damage, of a password, of an unusual packing; that it is a zip is told by its name."""


@dataclass(frozen=True)
class Piece:
    """A text.

    path   of the file that holds it; of a file in a zip in it, `outer.zip!inner.py`
    inner  where in that file, for example "cell 3, metadata"; ""
    """

    path: str
    inner: str
    text: str


def names_in(packed: bytes, around: str = "", depth: int = 0) -> Iterator[str]:
    """The paths of a zip's entries, and of those of zips in it."""
    for path, content in _entries(packed):
        yield around + path
        if content.startswith(_ZIP) and depth < DEEPEST:
            yield from names_in(content, f"{around}{path}!", depth + 1)


def pieces_of(packed: bytes) -> Iterator[Piece]:
    """Every text in a zip."""
    for path, content in _entries(packed):
        yield from _opened(path, "", content, 0)


def _entries(packed: bytes) -> Iterator[tuple[str, bytes]]:
    with contextlib.suppress(*_NO_ZIP), zipfile.ZipFile(io.BytesIO(packed)) as zipped:
        if zipped.comment:
            yield "the zip's comment", zipped.comment
        for entry in zipped.infolist():
            with zipped.open(entry) as file:
                yield entry.filename, file.read(LARGEST)


def _opened(path: str, inner: str, content: bytes, depth: int) -> Iterator[Piece]:
    if depth > DEEPEST:
        return
    if content.startswith(_ZIP):
        for name, packed in _entries(content):
            yield from _opened(f"{path}!{name}", inner, packed, depth + 1)
        return
    for start, unpack in _UNPACKERS.items():
        if content.startswith(start):
            with contextlib.suppress(zlib.error, OSError, lzma.LZMAError, EOFError):
                yield from _opened(path, _told(inner, "unpacked"), unpack(content), depth + 1)
    if path.endswith(".safetensors") and not inner:
        yield from _tensors(path, content)
        return
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\n".join(run.decode() for run in _LETTERS.findall(content))
    if path.endswith(".ipynb") and not inner:
        yield from _notebook(path, text)
    else:
        yield from _text(path, inner, text, depth)


def _text(path: str, inner: str, text: str, depth: int) -> Iterator[Piece]:
    yield Piece(path, inner, text)
    for found in _ENCODED.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        where = _told(inner, f"encoded, from line {line}")
        for content in _decoded(_BETWEEN_DIGITS.sub("", found[0])):
            yield from _opened(path, where, content, depth + 1)


def _decoded(encoded: str) -> Iterator[bytes]:
    """What base64, in either alphabet, or hexadecimal digits stand for."""
    with contextlib.suppress(ValueError):
        yield bytes.fromhex(encoded)
    usual = encoded.replace("-", "+").replace("_", "/")
    with contextlib.suppress(binascii.Error):
        yield base64.b64decode(usual + "=" * (-len(usual) % 4))


def _tensors(path: str, content: bytes) -> Iterator[Piece]:
    """The header of a safetensors file, and what letters there are among the numbers."""
    length = int.from_bytes(content[:8], "little")
    header, values = content[8 : 8 + length], content[8 + length :]
    with contextlib.suppress(ValueError):
        yield from _leaves(path, "header", json.loads(header))
        header = b""
    yield from _opened(path, "header", header, 0)
    yield from _opened(path, "values", values, 0)


def _notebook(path: str, text: str) -> Iterator[Piece]:
    try:
        notebook = json.loads(text)
        cells = notebook.pop("cells")
    except (ValueError, LookupError, TypeError, AttributeError):
        yield from _text(path, "", text, 0)
        return
    for number, cell in enumerate(cells, 1):
        yield from _leaves(path, f"cell {number}", cell)
    yield from _leaves(path, "metadata", notebook)


def _leaves(path: str, inner: str, value: Any) -> Iterator[Piece]:
    """Every text in what JSON holds, keys too; a list of lines is one text."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _text(path, f"{inner}, a key", str(key), 0)
            yield from _leaves(path, f"{inner}, {str(key)[:40]}", below)
    elif isinstance(value, list) and all(isinstance(line, str) for line in value):
        apart = "" if all(line.endswith("\n") for line in value[:-1]) else "\n"
        yield from _text(path, inner, apart.join(value), 0)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(path, inner, below)
    elif isinstance(value, str):
        if value.startswith(("{", "[")):
            with contextlib.suppress(ValueError, RecursionError):
                yield from _leaves(path, inner, json.loads(value))
                return
        yield from _text(path, inner, value, 0)


def _told(inner: str, more: str) -> str:
    return f"{inner}, {more}" if inner else more
