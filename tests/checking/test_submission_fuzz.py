"""Whatever is handed in, it opens as a submission that can be laid out again, or is refused.

The limits are small here, so that small hand-ins reach and pass them.
"""

import ast
import contextlib
import json
import os
import re
import shutil
import socket
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from autograder.checking import submission
from autograder.checking.scan import MOST, flags_in
from autograder.checking.submission import (
    DEEPEST,
    LONGEST_NAME,
    Submission,
    SubmissionError,
    open_submission,
    source_of_notebook,
)
from tests.fuzzing import NUMBERS, assert_one_line, damaged, examples, memory_of, seldom

LARGEST_COUNT = 5
LARGEST_TOTAL = 8 << 10
LARGEST_NOTEBOOK = 4 << 10

FORBIDDEN = {"layer": ("batch_norm",), "function": ("autograd",), "forward": ("torch",)}

OBJECTS = 50
"""Bytes of Python's objects that a byte of JSON, or of a zip's list of files, becomes at most."""

GROWTH = 8 << 20
"""Bytes that Python may take at any time, for its table of names for instance."""

MOST_MEMORY = 4 * LARGEST_TOTAL + OBJECTS * LARGEST_NOTEBOOK + GROWTH
"""Bytes that opening may take, beside those for a zip's list of files."""


@pytest.fixture(scope="module", autouse=True)
def small_limits() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(submission, "LARGEST_COUNT", LARGEST_COUNT)
        patch.setattr(submission, "LARGEST_TOTAL", LARGEST_TOTAL)
        patch.setattr(submission, "LARGEST_NOTEBOOK", LARGEST_NOTEBOOK)
        yield


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where hand-ins lie."""
    return tmp_path_factory.mktemp("desk")


@contextlib.contextmanager
def new_folder(desk: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(dir=desk))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def opened(path: Path, size: int = 0) -> Submission | None:
    """What a hand-in of so many bytes opens as; None when it is refused. Promises are checked."""
    with memory_of(MOST_MEMORY + OBJECTS * size):
        try:
            found = open_submission(path, "mine")
        except SubmissionError as refusal:
            assert_one_line(str(refusal))
            event("refused")
            return None
    for note in found.notes:
        assert_one_line(note)
    assert found.module == "mine"
    assert "mine.py" in found.files
    assert len(found.files) <= LARGEST_COUNT
    assert sum(map(len, found.files.values())) <= LARGEST_TOTAL
    for name in found.files:
        assert_may_be_laid_out(name)
    assert laid_out(found, path.parent) == found.files
    assert len(flags_in(found.files, FORBIDDEN)) <= MOST
    event("opened")
    return found


def assert_may_be_laid_out(name: str) -> None:
    path = PurePosixPath(name)
    assert str(path) == name
    assert path.suffix.lower() == ".py"
    assert not path.is_absolute()
    assert ".." not in path.parts
    assert len(path.parts) <= DEEPEST
    assert all(len(part.encode()) <= LONGEST_NAME for part in path.parts)


def laid_out(found: Submission, beside: Path) -> dict[str, bytes]:
    """The files of a folder into which a worker would write the submission's."""
    with new_folder(beside) as folder:
        for name, content in found.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# ---- names and contents ------------------------------------------------------------------------

NOTEBOOK = json.dumps({"cells": [{"cell_type": "code", "source": ["x = 1\n", "y = 2"]}]}).encode()

GOOD_PARTS = st.sampled_from(
    [
        *("mine.py", "mine.py", "Mine.PY", "other.py", "hw.ipynb", "test_mine.py", "a", "b"),
        *("notes.txt", "__MACOSX", "__pycache__", "._mine.py", "é.py", "e\u0301.py", "名前.py"),
    ]
)
ODD_PARTS = st.sampled_from(
    [
        *(".py", "a.py.", "..", ".", "", "~", "C:", "a\\b.py", "..\\a.py", " .py", "\ufeff.py"),
        *("new\nline.py", "\x1b[31m.py", "\u202eyp.py", "\x00.py", "HW.IPYNB", ".git"),
        *("l" * 252 + ".py", "é" * 126 + ".py", "é" * 127 + ".py", "l" * 300),
    ]
) | st.text(max_size=6)
PARTS = seldom(GOOD_PARTS, ODD_PARTS)
NAMES = seldom(
    st.lists(PARTS, min_size=1, max_size=3).map("/".join),
    st.builds(lambda depth, last: "d/" * depth + last, st.integers(10, 13), PARTS),
)

NOISE = b"".join(zlib.crc32(bytes([n & 255, n >> 8])).to_bytes(4, "big") for n in range(2_500))
"""Bytes that can't be packed, more than may be handed in."""

CONTENTS = st.sampled_from(
    [
        *(b"x = 1\n", b"x = 1\n", NOTEBOOK, b"", b"\xef\xbb\xbf \r\n", b"\0\0"),
        *(b"\0" * 3_000, b"\0" * 7_000, b"x = 1\n" * 1_000, NOISE[:3_000], NOISE, b"[" * 3_000),
    ]
) | st.binary(max_size=20)


# ---- zips --------------------------------------------------------------------------------------

LOCAL = struct.Struct("<4s5H3L2H")
LISTED = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
BOTH = ("needed", "flags", "method", "time", "date", "crc", "packed", "size", "name", "extra")
IN_LIST = ("made_by", *BOTH, "comment", "disk", "internal", "external", "offset")
AT_END = ("disk", "first_disk", "entries_here", "entries", "length", "start", "comment")
WIDTHS = dict.fromkeys(("crc", "packed", "size", "external", "offset", "length", "start"), 32)

LINK = 0o120777 << 16
UTF8 = 0x800

Lies = Mapping[str, int]
TELLING: list[Lies] = [
    {"external": LINK},
    {"flags": UTF8 | 1},
    {"flags": 0},
    {"method": 12},
    {"size": LARGEST_TOTAL + 1, "packed": LARGEST_TOTAL},
    {"packed": 4_000, "size": 4_000},
]
"""What makes an entry a link, encrypted, named or packed otherwise, too large, or cut off."""


def lies(fields: tuple[str, ...]) -> st.SearchStrategy[Lies]:
    """A wrong value for one of a header's fields; most often for none."""
    numbers = NUMBERS | st.integers(0, 99) | st.sampled_from([LARGEST_TOTAL, UTF8, LINK])
    lie = st.tuples(st.sampled_from(fields), numbers)
    some = st.lists(lie, min_size=1, max_size=2).map(dict)
    return seldom(st.just({}), some | st.sampled_from(TELLING))


@dataclass(frozen=True)
class Entry:
    """A file in a zip, with what its two headers lie about it, listed so many times."""

    name: bytes
    content: bytes
    stored: bool = False
    extra: bytes = b""
    here: Lies = field(default_factory=dict)
    listed: Lies = field(default_factory=dict)
    times: int = 1


MINE = Entry(b"mine.py", b"x = 1\n")


def header(form: struct.Struct, signature: bytes, right: dict[str, int], wrong: Lies) -> bytes:
    told = {name: wrong.get(name, number) for name, number in right.items()}
    fits = [number % (1 << WIDTHS.get(name, 16)) for name, number in told.items()]
    return form.pack(signature, *fits)


def archive_of(
    entries: list[Entry], *, before: bytes = b"", comment: bytes = b"", end: Lies | None = None
) -> bytes:
    """A zip, made by hand: every field may say something else than what is right."""
    whole, directory, count = before, b"", 0
    for entry in entries:
        packer = zlib.compressobj(wbits=-15)
        packed = entry.content if entry.stored else packer.compress(entry.content) + packer.flush()
        crc, size = zlib.crc32(entry.content), len(entry.content)
        numbers = (20, UTF8, 0 if entry.stored else 8, 0, 33, crc, len(packed), size)
        shared = dict(zip(BOTH, (*numbers, len(entry.name), len(entry.extra)), strict=True))
        place = {"comment": 0, "disk": 0, "internal": 0, "external": 0, "offset": len(whole)}
        listed = header(LISTED, b"PK\1\2", {"made_by": 0x314, **shared, **place}, entry.listed)
        directory += (listed + entry.name + entry.extra) * entry.times
        count += entry.times
        whole += header(LOCAL, b"PK\3\4", shared, entry.here) + entry.name + entry.extra + packed
    right = (0, 0, count, count, len(directory), len(whole), len(comment))
    closing = header(END, b"PK\5\6", dict(zip(AT_END, right, strict=True)), end or {})
    return whole + directory + closing + comment


ENTRIES = st.builds(
    Entry,
    NAMES.map(lambda name: name.encode("utf-8", "surrogatepass")),
    CONTENTS,
    st.booleans(),
    seldom(st.just(b""), st.binary(max_size=12) | st.just(b"\1\0\x18\0" + b"\xff" * 24)),
    lies(BOTH),
    lies(IN_LIST),
    seldom(st.just(1), st.integers(0, 4)),
)


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    """A zip of a few files, lied about and damaged."""
    entries = draw(st.lists(ENTRIES | st.just(MINE), max_size=LARGEST_COUNT + 1))
    before = draw(seldom(st.just(b""), st.just(b"#!")))
    comment = draw(seldom(st.just(b""), st.sampled_from([b"PK", b"PK\5\6" + bytes(18)])))
    whole = archive_of(entries, before=before, comment=comment, end=draw(lies(AT_END)))
    return draw(seldom(st.just(whole), damaged(whole)))


@examples(60)
@given(archives())
@example(archive_of([MINE]))
@example(archive_of([MINE, Entry(b"../a.py", b"x = 1\n")]))
@example(archive_of([MINE, Entry(b"..\\a.py", b"x = 1\n")]))
@example(archive_of([Entry(name, b"x = 1\n" * 1_000) for name in (b"mine.py", b"a.py")]))
@example(archive_of([MINE, *(Entry(b"%d.py" % number, b"1") for number in range(LARGEST_COUNT))]))
@example(archive_of([MINE, Entry(b"notes", b"/etc/passwd", listed={"external": LINK})]))
@example(archive_of([MINE, Entry(b"notes", b"", listed={"flags": UTF8 | 1})]))
@example(archive_of([Entry(b"a/mine.py", b"1"), Entry(b"b/mine.py", b"2")]))
@example(archive_of([Entry(b"new\nline\x1b.py", b"")]))
@example(archive_of([Entry(b"mine.py", b"x = 1\n", listed={"crc": 1})]))
@example(archive_of([Entry(b"mine.py", NOISE[:99], stored=True, listed=TELLING[-1])]))
@example(archive_of([Entry(b"mine.py/a.py", b"1"), Entry(b"mine.py/b.py", b"2"), MINE]))
def test_any_zip_opens_as_what_can_be_laid_out_or_is_refused(desk: Path, whole: bytes) -> None:
    path = desk / "hw.zip"
    path.write_bytes(whole)
    opened(path, len(whole))


@examples(20)
@given(st.lists(NAMES, max_size=4), CONTENTS)
def test_a_zip_without_a_lie_opens_as_the_same_files_in_a_folder_do(
    desk: Path, names: list[str], content: bytes
) -> None:
    entries = [Entry(name.encode(), content) for name in names]
    path = desk / "hw.zip"
    path.write_bytes(archive_of([*entries, MINE]))
    unpacked = opened(path, path.stat().st_size)
    if unpacked is not None:
        assert set(unpacked.files.values()) <= {content, MINE.content}
        with new_folder(desk) as folder:
            for name, inside in unpacked.files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(inside)
            again = opened(folder)
        assert again is not None
        assert again.files == unpacked.files
        assert again.digest == unpacked.digest


# ---- notebooks ---------------------------------------------------------------------------------

SAMPLES = [
    *("x = 1\n", "%time x = 1\n", "  !ls\n", "x?\n", "%%bash\nrm -rf x\n", "%%time\ny = 2"),
    *(
        "# é \u2028\x0c\n",
        "'\ud800'\r\n",
        "x = !ls\n",
        "display(x)\n",
        "a" * 1_000 + "?? ",
        "\r",
        "",
    ),
]
LINES = seldom(st.sampled_from(SAMPLES), st.text(max_size=8))
KEYS = st.sampled_from(
    ["cells", "worksheets", "cell_type", "source", "input", "metadata", "autograder", "nbformat"]
)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | LINES | KEYS
ANYTHING = (
    PLAIN
    | st.lists(PLAIN | st.lists(PLAIN, max_size=2), max_size=2)
    | st.dictionaries(KEYS, PLAIN | st.lists(PLAIN, max_size=2), max_size=3)
)
SOURCES = seldom(LINES | st.lists(LINES, max_size=4), ANYTHING)
METADATA = st.sampled_from([{"kernelspec": {"name": "python3"}}] * 3 + [{"autograder": {}}])
CELLS = st.fixed_dictionaries(
    {
        "cell_type": seldom(st.sampled_from(["code", "code", "markdown"]), ANYTHING),
        "source": SOURCES,
    },
    optional={"input": SOURCES, "metadata": seldom(METADATA, ANYTHING)},
)
OLD_CELLS = st.fixed_dictionaries({"cell_type": st.just("code"), "input": SOURCES})
SHEETS = st.fixed_dictionaries({"cells": st.lists(OLD_CELLS, max_size=2)})
FORM_4 = {"cells": seldom(st.lists(seldom(CELLS, ANYTHING), max_size=3), ANYTHING)}
FORM_3 = {"worksheets": seldom(st.lists(seldom(SHEETS, ANYTHING), max_size=2), ANYTHING)}
NOTEBOOKS = st.one_of(
    st.fixed_dictionaries(form, optional={"metadata": seldom(METADATA, ANYTHING)})
    for form in (FORM_4, FORM_3)
)
WRAPPERS = st.tuples(
    st.sampled_from([("[", "]"), ('{"cells":', "}"), ("[", "")]),
    st.sampled_from([1, 100, 900, 1_100, 2_000]),
)


@st.composite
def notebooks(draw: st.DrawFn) -> bytes:
    """The bytes of anything from a right notebook to no JSON at all."""
    text = json.dumps(draw(seldom(NOTEBOOKS, ANYTHING)), ensure_ascii=draw(st.booleans()))
    (opening, closing), depth = draw(seldom(st.just((("", ""), 0)), WRAPPERS))
    codec = draw(seldom(st.just("utf-8"), st.sampled_from(["utf-8-sig", "utf-16"])))
    whole = (opening * depth + text + closing * depth).encode(codec, "surrogatepass")
    return draw(seldom(st.just(whole), damaged(whole)))


@examples(50)
@given(notebooks())
@example(b" " * (LARGEST_NOTEBOOK + 1))
@example(b"[[]," + b"[]," * 1_300 + b"[]]")
@example(b'{"cells":[' + b'{"a":1.5},' * 400 + b"{}]}")
def test_any_notebook_opens_as_its_code_or_is_refused(desk: Path, whole: bytes) -> None:
    path = desk / "hw.ipynb"
    path.write_bytes(whole)
    found = opened(path)
    if found is not None:
        assert list(found.files) == ["mine.py"]
        assert found.files["mine.py"].decode()


LETTERS = st.characters(exclude_characters="'\\\r\n\0", exclude_categories=["Cs"])


@examples(20)
@given(st.lists(st.text(LETTERS, max_size=8), max_size=4))
@example(["form\x0cfeed", "\x1c\x85", "line\u2028end"])
def test_a_notebook_s_strings_keep_their_letters(words: list[str]) -> None:
    cells = [{"cell_type": "code", "source": f"'{word}'"} for word in words]
    whole = json.dumps({"cells": cells}).encode()
    source = source_of_notebook(whole, "hw.ipynb").decode()
    told = [
        statement.value.value
        for statement in ast.parse(source).body
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    ]
    assert told == words


# ---- files and folders -------------------------------------------------------------------------

FILE_NAMES = (
    st.sampled_from([b"mine.py", b"MINE.py", b"hw.ipynb", b"hw.zip", b"\xff.py", b"new\nline.py"])
    | st.sampled_from([b"l" * 252 + b".py", b"\xff" * 252 + b".py", b"notes", b"\xe2\x80\xae.py"])
    | st.binary(max_size=5).map(lambda name: re.sub(rb"[/\0]", b"", name) + b".py")
)


KINDS = seldom(st.just("file"), st.sampled_from(["link", "folder", "pipe", "socket"]))
TARGETS = st.sampled_from([b".", b"mine.py", b"real", b"nowhere", b"/dev/null", b"/dev/zero"])
"""Of links; no folder elsewhere, for later files may be put behind a link."""


def put(path: bytes, kind: str, content: bytes, target: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    match kind:
        case "file":
            with open(path, "xb") as new:  # and never through a link
                new.write(content)
        case "folder":
            os.mkdir(path)
        case "pipe":
            os.mkfifo(path)
        case "link":
            os.symlink(target, path)
        case "socket":
            with socket.socket(socket.AF_UNIX) as listening:
                listening.bind(path)


@examples(20)
@given(FILE_NAMES, KINDS, CONTENTS, TARGETS)
@example(b"mine.py", "link", b"", b"real")
def test_any_file_opens_or_is_refused(
    desk: Path, name: bytes, kind: str, content: bytes, target: bytes
) -> None:
    with new_folder(desk) as folder:
        put(os.fsencode(folder / "real" / "mine.py"), "file", b"x = 1\n", b"")
        path = folder / os.fsdecode(name)
        with contextlib.suppress(OSError):  # a name too long for a socket
            put(os.fsencode(path), kind, content, target)
        found = opened(path, len(content))
    if found is not None:
        assert kind == "file"
        assert name.lower().endswith(b".ipynb") or found.files == {"mine.py": content}


FOLDER_NAMES = st.sampled_from(
    [b"a", b"b", b"mine.py", b"\xff.py", b"\xfe.py", b"__pycache__", b".git", b"l" * 255, b"a\nb"]
)
DEEP = st.integers(9, 14).map(lambda depth: [b"d"] * depth)
PLACES = st.tuples(
    seldom(st.lists(FOLDER_NAMES, max_size=2), DEEP),
    seldom(st.just(b"mine.py") | FILE_NAMES, FOLDER_NAMES),
)


@examples(30)
@given(st.lists(st.tuples(PLACES, KINDS, CONTENTS, TARGETS), max_size=7))
@example([(([], b"mine.py"), "file", b"x", b""), (([], b"notes"), "link", b"", b"/dev/null")])
@example([(([], b"mine.py"), "file", b"x", b""), (([], b"parts"), "link", b"", b".")])
@example([(([], b"%d.py" % n), "file", b"x", b"") for n in range(LARGEST_COUNT + 1)])
def test_any_folder_opens_as_what_can_be_laid_out_or_is_refused(
    desk: Path, things: list[tuple[Any, str, bytes, bytes]]
) -> None:
    with new_folder(desk) as folder:
        for (folders, name), kind, content, target in things:
            path = b"/".join([os.fsencode(folder), b"hw", *folders, name])
            with contextlib.suppress(OSError):  # a name that is taken, or too long
                put(path, kind, content, target)
        hand_in = folder / "hw"
        found = opened(hand_in)
        if found is not None:
            links = [path for path in hand_in.rglob("*") if path.is_symlink()]
            assert not links or all(set(path.parts) & set(submission.IGNORED) for path in links)
