"""A synthetic class on a disk: its hand-ins in one folder, what is true of them beside it."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.classroom.export import METADATA
from autograder.spec.course import Course
from tests.synthetic.drawing import Drawing, HandIn
from tests.synthetic.forms import write
from tests.synthetic.people import Person
from tests.synthetic.truth import FILE, HAND_INS, Kind, Truth

FIRST_SUBMISSION = 310_000_000
"""The number of the first one in an export."""

UNFINISHED = f"{HAND_INS}.unfinished"
"""Their folder while they are written."""


class ClassFolderError(Exception):
    """A class can't be written to a folder; the text says why, in a line."""


def write_class(
    folder: Path,
    course: Course,
    name: str,
    count: int,
    seed: int,
    *,
    is_export: bool = False,
    mix: Mapping[Kind, float] | None = None,
    questions: Sequence[str] = (),
) -> Truth:
    """Write a class into `folder`/hand-ins and its truth into `folder`/truth.json.

    A class that was written there before is replaced; what else is there stays.

    is_export  as Gradescope exports them: a folder each, and who they are of in a file beside them
    mix        the share of each kind; None: as courses have them
    questions  if they are named: mistakes are those that fail one of them
    """
    _make_room(folder)
    hand_ins = folder / UNFINISHED
    hand_ins.mkdir(parents=True)
    drawing, told, metadata = Drawing(course, name, seed, mix, questions), [], ["---\n"]
    drawn: Iterator[HandIn] = drawing.hand_ins(count)
    if is_export:
        drawn = _exported(drawn)
    for hand_in in drawn:
        write(hand_in.files, hand_ins)
        told.append(hand_in.truth)
        metadata.append(_entry(hand_in.truth.name, hand_in.students))
    if is_export:
        (hand_ins / METADATA).write_text("".join(metadata), encoding="utf-8")
    told.sort(key=lambda truth: truth.name)
    truth = Truth(name, count, seed, is_export, tuple(told))
    hand_ins.rename(folder / HAND_INS)
    truth.write(folder)
    return truth


def _make_room(folder: Path) -> None:
    """Take away what lies there of an earlier class; refuse to touch anything else."""
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if (folder.exists() and not folder.is_dir()) or (FILE not in found and found - {UNFINISHED}):
        raise ClassFolderError(
            f"{folder} holds something else than a class: name a folder that is new or empty"
        )
    (folder / FILE).unlink(missing_ok=True)
    for name in (HAND_INS, UNFINISHED):
        shutil.rmtree(folder / name, ignore_errors=True)


def _exported(hand_ins: Iterator[HandIn]) -> Iterator[HandIn]:
    """The same in folders by number, named anew."""
    numbers: dict[str, str] = {}
    for number, hand_in in enumerate(hand_ins, FIRST_SUBMISSION):
        truth = hand_in.truth
        name = numbers[truth.name] = f"submission_{number}"
        is_folder = truth.form == "folder"
        files = {
            f"{name}/{path.removeprefix(f'{truth.name}/') if is_folder else path}": content
            for path, content in hand_in.files.items()
        }
        copied = numbers.get(truth.copy_of, "")
        yield replace(hand_in, files=files, truth=replace(truth, name=name, copy_of=copied))


def _entry(name: str, students: Sequence[Person]) -> str:
    """What the export tells of a hand-in, as Ruby writes it."""
    lines = [f"{name}:", "  :submitters:"]
    for student in students:
        lines += [f"  - :name: {student.name}", f"    :sid: '{student.sid}'"]
        lines += [f"    :email: {student.email}"]
    lines += ["  :created_at: 2026-03-02 17:58:00.000000000 Z", "  :score:", "  :results: {}"]
    return "\n".join(lines) + "\n"
