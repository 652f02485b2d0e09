"""Opening what a student handed in: a .py, a notebook, a folder or a zip, all of it untrusted.

Nothing is run or parsed as code here. What breaks a limit is refused whole, with the reason.
"""

import hashlib
import io
import json
import os
import re
import stat
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from autograder.checking.messages import lines_of, presentable

LARGEST_COUNT = 1_000
"""Files in a submission, those that are ignored included."""

LARGEST_TOTAL = 20 << 20
"""Bytes of all files together, unpacked."""

LARGEST_NOTEBOOK = 8 << 20
"""Bytes of a notebook, plots included: as Python's objects it takes up to 32 times as much."""

LARGEST_RATIO = 200
"""Unpacked bytes for each packed byte; source code reaches about 10."""

PROGRAM = "autograder"
"""The folder beside a solution in which the program travels: no part of what is handed in."""

DEEPEST = 12
"""Names in a path; as long as they may be, they stay below what a path may hold."""

LONGEST_NAME = 255
"""Bytes of a file's or folder's name: what file systems hold."""

IGNORED = ("__MACOSX", "__pycache__", ".ipynb_checkpoints", ".git", ".venv", "node_modules")


class SubmissionError(Exception):
    """A submission can't be opened; the text says why, and what to hand in instead."""

    def __init__(self, message: str) -> None:
        super().__init__(presentable(message))  # the names in it are the student's


@dataclass(frozen=True)
class Submission:
    """An opened submission.

    module  name of the module that holds the solution
    files   relative path -> content, Python files only; f"{module}.py" is among them
    notes   what a student should know about how it was read
    digest  of the files' names and contents
    """

    module: str
    files: dict[str, bytes]
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same files, whatever they came in."""
        whole = hashlib.sha256()
        for name in sorted(self.files):
            whole.update(f"{name}\0{len(self.files[name])}\0".encode())
            whole.update(self.files[name])
        return whole.hexdigest()


def open_submission(path: Path, module: str) -> Submission:
    """Open a .py, .ipynb or .zip file, or a folder, as a submission of `module`."""
    if not os.path.lexists(path):
        raise SubmissionError(f"{path.name} does not exist")
    if path.is_symlink():
        raise SubmissionError(f"{path.name} is a link: hand in what it leads to")
    if path.is_dir():
        files = _checked(_walk(path))
    elif path.suffix.lower() == ".zip":
        files = _checked(_unzip(_read(path), path.name))
    elif path.suffix.lower() in (".py", ".ipynb"):
        files = _checked(iter([(PurePosixPath(path.name), _read(path))]))
    else:
        raise SubmissionError(f"{path.name} is neither a .py, an .ipynb, a .zip nor a folder")
    return _find_module(files, module)


def open_in_archive(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], around: str, module: str
) -> Submission:
    """Open a submission that lies in a larger archive: one file, or what is in the folder `around`.

    The same limits hold as for one that is handed in by itself; `around` ends with a slash, and is
    empty for a file.
    """
    if around:
        code = [e for e in entries if e.filename.lower().endswith((".py", ".ipynb"))]
        return _find_module(_checked(_unpack(archive, code, around, around)), module)
    name = PurePosixPath(entries[0].filename.replace("\\", "/")).name
    found = _unpack(archive, entries, "", name)
    if name.lower().endswith(".zip"):
        found = _unzip(b"".join(content for _, content in found), name)
    elif not name.lower().endswith((".py", ".ipynb")):
        raise SubmissionError(f"{name} is neither a .py, an .ipynb, a .zip nor a folder")
    return _find_module(_checked(found), module)


def _find_module(files: dict[PurePosixPath, bytes], module: str) -> Submission:
    wanted = f"{module}.py"
    sources = sorted(path for path in files if path.suffix.lower() == ".py")
    notebooks = sorted(path for path in files if path.suffix.lower() == ".ipynb")
    exact = [path for path in sources if path.name == wanted]
    notes: tuple[str, ...] = ()
    if exact:
        depth = min(len(path.parts) for path in exact)
        exact = [path for path in exact if len(path.parts) == depth]
        if len(exact) > 1:
            raise SubmissionError(f"there are several {wanted}: {', '.join(map(str, exact))}")
        main = exact[0]
    else:
        main = _nearly(sources, wanted) or _only(notebooks) or _nothing_found(files, wanted)
        notes = (presentable(f"there is no {wanted}: {main} was taken for it"),)
    content = files[main]
    if main.suffix.lower() == ".ipynb":
        content = source_of_notebook(content, main.name)
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise SubmissionError(f"{main} is empty")
    kept = {
        path.relative_to(main.parent): files[path]
        for path in sources
        if path != main
        and path.is_relative_to(main.parent)
        and path.relative_to(main.parent).parts[0] != PROGRAM
    }
    kept[PurePosixPath(wanted)] = content
    _refuse_files_as_folders(kept)
    return Submission(module, {str(path): text for path, text in kept.items()}, notes)


def _nearly(sources: list[PurePosixPath], wanted: str) -> PurePosixPath | None:
    """A misnamed file: the same name in another case, or else the only Python file there is."""
    same = [path for path in sources if path.name.lower() == wanted.lower()]
    own = [path for path in sources if not path.name.startswith(("test_", "exercises"))]
    return _only(same) or _only(own)


def _only(paths: list[PurePosixPath]) -> PurePosixPath | None:
    return paths[0] if len(paths) == 1 else None


def _nothing_found(files: dict[PurePosixPath, bytes], wanted: str) -> PurePosixPath:
    names = sorted(str(path) for path in files)
    found = f": it holds {', '.join(names[:8])}{', ...' if len(names) > 8 else ''}"
    nothing = ", nor any other Python file or notebook"
    raise SubmissionError(f"there is no file {wanted} in it{found if names else nothing}")


def _checked(entries: Iterator[tuple[PurePosixPath, bytes]]) -> dict[PurePosixPath, bytes]:
    """The files that count, within the limits."""
    files: dict[PurePosixPath, bytes] = {}
    total = 0
    for path, content in entries:
        total += len(content)
        if total > LARGEST_TOTAL:
            raise SubmissionError(
                f"it is larger than {LARGEST_TOTAL >> 20} MB unpacked: hand in your code alone"
            )
        if not any(part in IGNORED or part.startswith("._") for part in path.parts):
            _refuse_name(path)
            files[path] = content
    return files


def _refuse_files_as_folders(files: Collection[PurePosixPath]) -> None:
    """Refuse names that couldn't be in one folder together."""
    for path in files:
        for folder in path.parents[:-1]:
            if folder in files:
                raise SubmissionError(f"{folder} would have to be a file and a folder")


def _refuse_name(path: PurePosixPath) -> None:
    """Refuse what couldn't be written to a folder again."""
    if len(path.parts) > DEEPEST:
        raise SubmissionError(f"more than {DEEPEST} folders lie in one another: hand in fewer")
    for part in path.parts:
        if len(part.encode(errors="replace")) > LONGEST_NAME:
            raise SubmissionError(f"the name {part[:40]}... in it is too long")


def _read(path: Path) -> bytes:
    """The content of a regular file of bounded size."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise SubmissionError(f"{path.name} is a link or no file: hand in the file itself")
        if status.st_size > LARGEST_TOTAL:
            raise SubmissionError(
                f"{path.name} is larger than {LARGEST_TOTAL >> 20} MB: hand in your code alone"
            )
        return path.read_bytes()
    except OSError as error:
        _refuse_unreadable(error)


def _refuse_unreadable(error: OSError) -> NoReturn:
    name = os.path.basename(error.filename or "it")
    raise SubmissionError(f"{name} can't be read: {error.strerror}") from error


def _walk(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    count = 0
    for base, folders, names in os.walk(folder, onerror=_refuse_unreadable):
        _refuse_name(PurePosixPath(os.path.relpath(base, folder), "file"))
        folders[:] = sorted(name for name in folders if name not in IGNORED)
        for name in [*folders, *sorted(names)]:
            if os.path.islink(os.path.join(base, name)):
                raise SubmissionError(f"{name} is a link: hand in the file itself")
        for name in sorted(names):
            count += 1
            if count > LARGEST_COUNT:
                raise _too_many()
            path = Path(base) / name
            if path.suffix.lower() in (".py", ".ipynb"):
                # A name that is no UTF-8 can't be sent, nor imported: mark what isn't.
                told = os.fsencode(path.relative_to(folder)).decode(errors="replace")
                yield PurePosixPath(told), _read(path)


def _too_many() -> SubmissionError:
    return SubmissionError(f"it holds more than {LARGEST_COUNT:,} files: hand in your code alone")


def _unzip(packed: bytes, name: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            yield from _unpack(archive, archive.infolist(), "", name)
    except SubmissionError:
        raise
    except Exception as error:  # damage shows as anything: BadZipFile, zlib.error, ValueError, ...
        raise _damaged(name, error) from error


def _unpack(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], around: str, name: str
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """The files of an archive by their paths, those within the folder `around` by the rest."""
    if len(entries) > LARGEST_COUNT:
        raise _too_many()
    for entry in entries:
        _refuse_unsafe(entry)
    for entry in entries:
        path = entry.filename.replace("\\", "/")  # as old Windows programs write it
        if not path.endswith("/"):
            try:
                content = _unpacked(archive, entry)
            except SubmissionError:
                raise
            except Exception as error:
                raise _damaged(name, error) from error
            yield PurePosixPath(path.removeprefix(around)), content


def _damaged(name: str, error: Exception) -> SubmissionError:
    return SubmissionError(f"{name} is damaged, or no zip: {str(error) or type(error).__name__}")


def _refuse_unsafe(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name:
        raise SubmissionError(f"{entry.filename[:80]!r} would leave the folder it is unpacked in")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise SubmissionError(f"{entry.filename[:80]!r} is a link: hand in the file itself")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # what others unpack to can't be bounded: Python's zipfile unpacks them whole
        raise SubmissionError("it is packed in an unusual way: make an ordinary zip of it")
    if entry.flag_bits & 0x1:
        raise SubmissionError("it is encrypted: hand it in without a password")
    if entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1) or (
        entry.file_size > LARGEST_TOTAL
    ):
        raise SubmissionError(
            f"{entry.filename[:80]!r} unpacks to {entry.file_size:,} bytes "
            f"from {entry.compress_size:,}: that is no source code"
        )


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content of an entry, never more than it announced."""
    with archive.open(entry) as file:
        content = file.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise SubmissionError(f"{entry.filename[:80]!r} is larger than it says")
    return content


def source_of_notebook(content: bytes, name: str) -> bytes:
    """The code cells of a notebook as one Python source; IPython's magics become `pass`."""
    if len(content) > LARGEST_NOTEBOOK:
        raise SubmissionError(
            f"{name} is larger than {LARGEST_NOTEBOOK >> 20} MB: clear its outputs first"
        )
    try:
        notebook = json.loads(content.decode("utf-8-sig"))
        if "autograder" in notebook.get("metadata", {}):
            raise SubmissionError(
                f"{name} is the notebook with the checks and your answers in words: hand in the "
                ".py file that you filled in with it"
            )
        cells = [cell for cell in _cells_of(notebook) if cell.get("cell_type") == "code"]
        texts = ["".join(cell.get("source", cell.get("input", ""))) for cell in cells]
    except (KeyError, TypeError, AttributeError) as error:
        why = "it has no cells as notebooks have them"
        raise SubmissionError(f"{name} is not a notebook that can be read: {why}") from error
    except (ValueError, RecursionError) as error:
        raise SubmissionError(f"{name} is not a notebook that can be read: {error}") from error
    return _as_one_file([_without_magics(text) for text in texts]).encode(errors="replace")


def _cells_of(notebook: Any) -> list[Any]:
    if "cells" in notebook:
        return list(notebook["cells"])
    return [cell for sheet in notebook["worksheets"] for cell in sheet["cells"]]  # nbformat 3


_MAGIC = re.compile(r"%{1,2}[A-Za-z_]\w|!(?!=)|\?|get_ipython\(\)|[%\w.]+\?{1,2}\s*$")
"""A line that is IPython's, and none that goes on with a modulo, a %d or an inequality."""

_ASSIGNED_MAGIC = re.compile(r"(\s*\w+\s*=\s*)(?:!|%[A-Za-z_]\w)")
"""A line that keeps what a shell or a magic gives."""

_FUTURE = re.compile(r"^from __future__ import .*$", re.MULTILINE)

_DISPLAY = "def display(*values, **_): print(*values)"
"""What notebooks have and Python has not."""


def _as_one_file(cells: list[str]) -> str:
    """Cells one after the other, and before them what Python wants at the beginning of a file."""
    source = "\n\n".join(cells)
    first = _FUTURE.findall(source)
    if re.search(r"\bdisplay\(", source):
        first.append(_DISPLAY)
    return "\n".join([*first, _FUTURE.sub("pass", source)])


def _without_magics(cell: str) -> str:
    """A cell's Python. A cell magic other than a timing or capturing one makes it no Python."""
    lines = lines_of(cell)
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(("%%time", "%%capture")):
        return ""
    return "\n".join(_without_magic(line) for line in lines)


def _without_magic(line: str) -> str:
    bare = line.lstrip()
    if _MAGIC.match(bare):
        return f"{line[: len(line) - len(bare)]}pass"
    if kept := _ASSIGNED_MAGIC.match(line):
        return f"{kept[1]}[]"
    return line
