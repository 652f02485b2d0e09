"""What lies in a folder or a zip: the hand-ins of a class, or Gradescope's export of one.

Each is opened when its turn comes, and never unpacked to a disk. One that can't be opened is a
hand-in as well: opening it says why.
"""

import contextlib
import hashlib
import os
import stat
import zipfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from autograder.checking.messages import presentable
from autograder.checking.submission import (
    Submission,
    SubmissionError,
    open_in_archive,
    open_submission,
)
from autograder.classroom.export import METADATA, ClassError, Student, students_in

NO_HAND_INS = ("__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini")
"""What systems leave in folders, beside names that begin with a dot."""

SHORTEST_MARK = 6
"""Letters that tell apart what is shown alike."""

DEEPEST_ROOT = 4
"""Folders with nothing beside them, one in another, around what is looked for."""


@dataclass(frozen=True)
class HandIn:
    """What one student, or several together, handed in.

    name      of its file or folder: no other hand-in of the class has it
    path      where it lies, for people
    students  as the platform tells them; empty where it doesn't
    """

    name: str
    path: str
    students: tuple[Student, ...] = ()
    opened: Callable[[str], Submission] = field(repr=False, kw_only=True)

    def open(self, module: str) -> Submission:
        """The submission of `module`; SubmissionError says why there is none."""
        try:
            return self.opened(module)
        except OSError as error:
            raise SubmissionError(f"{self.name} can't be read: {error.strerror}") from error
        except ClassError as error:
            raise SubmissionError(str(error)) from error


class _Tree(Protocol):
    """A folder of a class, on a disk or in a zip."""

    path: str

    def names(self) -> list[str]:
        """What lies in it, but for what systems leave there."""

    def inner(self, name: str) -> "_Tree | None":
        """The folder of that name; None if it is none."""

    def text(self, name: str) -> bytes:
        """The content of a file of the instructor's."""

    def open(self, name: str, module: str) -> Submission:
        """The file or folder of that name as a submission."""


@contextlib.contextmanager
def hand_ins(path: Path, module: str, besides: Collection[Path] = ()) -> Iterator[list[HandIn]]:
    """The hand-ins at `path`, to be opened while the context lasts; ClassError if there are none.

    besides  files in that folder which are the grader's own
    """
    with contextlib.ExitStack() as opened:
        tree = _root(_tree(path, besides, opened), module)
        found = _told_apart(_exported(tree) if METADATA in tree.names() else _plain(tree))
        if not found:
            raise ClassError(f"there is no hand-in in {path}")
        yield found


def _tree(path: Path, besides: Collection[Path], opened: contextlib.ExitStack) -> _Tree:
    if path.is_dir():
        return _OnDisk(path, frozenset(map(os.path.abspath, besides)))
    if not path.exists():
        raise ClassError(f"there is nothing at {path}")
    try:
        archive = opened.enter_context(zipfile.ZipFile(path))
    except OSError as error:
        raise ClassError(f"{path} can't be read: {error.strerror}") from error
    except Exception as error:  # damage shows as anything
        told = f"{path} is neither a folder nor a zip of hand-ins: {error}"
        raise ClassError(presentable(told)) from error
    return _InZip(archive, path.name, "", archive.infolist())


def _root(tree: _Tree, module: str) -> _Tree:
    """Where the hand-ins lie side by side: below folders that hold one folder and nothing else."""
    for _ in range(DEEPEST_ROOT):
        names = tree.names()
        inner = tree.inner(names[0]) if len(names) == 1 else None
        if inner is None or f"{module}.py" in inner.names():  # that one is a hand-in itself
            break
        tree = inner
    return tree


def _plain(tree: _Tree) -> list[HandIn]:
    """Each file and folder is a hand-in."""
    return [_hand_in(tree, name) for name in tree.names()]


def _exported(tree: _Tree) -> list[HandIn]:
    """Gradescope's export: its folders, and the students that its metadata tells of them."""
    try:
        told = students_in(tree.text(METADATA))
    except OSError as error:
        raise ClassError(f"{METADATA} can't be read: {error.strerror}") from error
    folders = [name for name in tree.names() if tree.inner(name) is not None]
    return [_hand_in(tree, name, told.get(name, ())) for name in sorted({*told, *folders})]


def _hand_in(tree: _Tree, name: str, students: tuple[Student, ...] = ()) -> HandIn:
    return HandIn(
        name,
        presentable(f"{tree.path}/{name}"),
        students,
        opened=lambda module: tree.open(name, module),
    )


def _told_apart(found: Sequence[HandIn]) -> list[HandIn]:
    """Each with a name that can be shown, and that no other has; most are both as they are.

    What is shown otherwise than it is called is marked by that: none gets the name of another, in
    this run or in one with other hand-ins beside it.
    """
    taken = {hand_in.name for hand_in in found}

    def named(hand_in: HandIn) -> HandIn:
        shown = presentable(hand_in.name)
        if shown == hand_in.name:
            return hand_in
        mark = hashlib.sha256(hand_in.name.encode(errors="surrogatepass")).hexdigest()
        marked = (f"{shown} ({mark[:length]})" for length in range(SHORTEST_MARK, len(mark)))
        name = next(name for name in marked if name not in taken)
        taken.add(name)
        return replace(hand_in, name=name)

    return [named(hand_in) for hand_in in found]


def _counts(name: str) -> bool:
    return not name.startswith(".") and name not in NO_HAND_INS


def _only_zip(names: Sequence[str]) -> str | None:
    """The one thing in a folder, if it is a zip: what some platforms make of a hand-in."""
    return names[0] if len(names) == 1 and names[0].lower().endswith(".zip") else None


class _OnDisk:
    """A folder of this machine."""

    def __init__(self, folder: Path, besides: frozenset[str]) -> None:
        self.path = str(folder)
        self._folder = folder
        self._besides = besides

    def names(self) -> list[str]:
        try:
            found = sorted(os.listdir(self._folder))
        except OSError as error:
            raise ClassError(f"{self.path} can't be read: {error.strerror}") from error
        return [
            name
            for name in found
            if _counts(name) and os.path.abspath(self._folder / name) not in self._besides
        ]

    def inner(self, name: str) -> "_OnDisk | None":
        path = self._folder / name
        is_folder = os.path.lexists(path) and stat.S_ISDIR(path.lstat().st_mode)
        return _OnDisk(path, self._besides) if is_folder else None

    def text(self, name: str) -> bytes:
        return (self._folder / name).read_bytes()

    def open(self, name: str, module: str) -> Submission:
        path, folder = self._folder / name, self.inner(name)
        packed = _only_zip(folder.names()) if folder else None
        return open_submission(path / packed if packed else path, module)


class _InZip:
    """A folder of a zip."""

    def __init__(
        self,
        archive: zipfile.ZipFile,
        path: str,
        around: str,
        entries: Sequence[zipfile.ZipInfo],
    ) -> None:
        self.path = path
        self._archive = archive
        self._around = around
        self._entries: dict[str, list[zipfile.ZipInfo]] = defaultdict(list)
        self._folders: set[str] = set()
        for entry in entries:
            first, slash, _ = _path(entry).removeprefix(around).partition("/")
            if first:
                self._entries[first].append(entry)
            if slash:
                self._folders.add(first)

    def names(self) -> list[str]:
        return sorted(filter(_counts, self._entries))

    def inner(self, name: str) -> "_InZip | None":
        if name not in self._folders:
            return None
        around = f"{self._around}{name}/"
        return _InZip(self._archive, f"{self.path}/{name}", around, self._entries[name])

    def text(self, name: str) -> bytes:
        (entry,) = self._entries[name]
        return self._archive.read(entry)

    def open(self, name: str, module: str) -> Submission:
        entries = self._entries.get(name, [])
        if not entries:
            raise SubmissionError(f"{name} does not exist")
        folder = self.inner(name)
        if folder is None:
            return open_in_archive(self._archive, entries, "", module)
        if packed := _only_zip(folder.names()):
            return folder.open(packed, module)
        return open_in_archive(self._archive, entries, f"{self._around}{name}/", module)


def _path(entry: zipfile.ZipInfo) -> str:
    """Where it lies: with slashes, which old Windows programs don't write, and without `./`."""
    path = entry.filename.replace("\\", "/")
    names = [name for name in path.split("/") if name not in ("", ".")]
    return "/".join(names) + ("/" if names and path.endswith("/") else "")
