"""A release: its files, all of them or none, and the manifest that goes with them.

Each kind of zip is a function of its own. What students get passes the leak guard; the others hold
the answers and are for the platform alone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.checking.archive import Date
from autograder.release.answers import answers_of
from autograder.release.gradescope import gradescope_zip
from autograder.release.leaks import Leak, leaks_in
from autograder.release.otter import otter_zip
from autograder.release.student import student_zip
from autograder.release.template import stale_files
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course
from autograder.spec.markers import MarkerError

FOR_ALL, FOR_ITS_OWNER = 0o644, 0o600
FOR_STUDENTS = ("-student.zip", ".json")
"""The files of a release that hold no answer, by the ends of their names."""

SHOWN = 20
"""Leaks of one zip that are told; the rest are counted."""


class Refused(Exception):
    """An assignment can't be released as it is; each line of the text is a reason."""


@dataclass(frozen=True)
class Built:
    """The zips of an assignment: what students get, and what platforms grade with."""

    name: str
    student: bytes
    gradescope: bytes
    otter: bytes

    @property
    def files(self) -> dict[str, bytes]:
        """The zips by their names."""
        kinds = {"student": self.student, "gradescope": self.gradescope, "otter": self.otter}
        return {f"{self.name}-{kind}.zip": packed for kind, packed in kinds.items()}


def build(assignment: Assignment, course: Course, date: Date, wheels: str = "") -> Built:
    """Build them; Refused if what students would get must not leave the house.

    wheels  the address of a further index that the platform may install from
    """
    try:
        answers = answers_of(assignment, course)
        stale = stale_files(assignment, course)
    except MarkerError as error:
        raise Refused(f"reference/{assignment.module}.py, {error}") from error
    if stale:
        folder = f"student_template/{assignment.name}/"
        raise Refused(f"{folder} is stale: {', '.join(stale)}; run `make template`")
    student = student_zip(assignment, course, date)
    if leaks := leaks_in(student, answers, course):
        raise Refused("\n".join(_told(f"{assignment.name}-student.zip", leaks)))
    return Built(
        assignment.name,
        student,
        gradescope_zip(assignment, course, date, wheels),
        otter_zip(assignment, course, date, wheels),
    )


def _told(name: str, leaks: list[Leak]) -> list[str]:
    lines = [f"{name} would leak: {leak}" for leak in leaks[:SHOWN]]
    if len(leaks) > SHOWN:
        lines.append(f"{name} would leak in {len(leaks) - SHOWN} places more")
    return lines


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write them, over those of an older release; none, if they can't all be written."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".release-") as made:
        for name, content in files.items():
            path = Path(made) / name
            path.write_bytes(content)
            path.chmod(FOR_ALL if name.endswith(FOR_STUDENTS) else FOR_ITS_OWNER)
        for name in files:
            os.replace(Path(made) / name, folder / name)
