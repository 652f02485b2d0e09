"""`autograder release`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.audit.audit import QUICK, audit
from autograder.checking.archive import Date, date_of_build
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.progress import status_line
from autograder.release.build import Built, Refused, build, write_files
from autograder.release.manifest import MANIFEST, manifest
from autograder.release.tryout import TryoutError, try_out
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course, find_course

REFUSED = 1
"""Exit status of a release that was refused."""

SHOWN = 20
"""Findings of one audit that are told; `autograder audit` tells all."""


def release_all(
    names: Sequence[str],
    out: Path,
    given: Path | None,
    *,
    everything: bool,
    wheels: str = "",
) -> None:
    """Build the named assignments, or all; write everything, or nothing and end with 1."""
    date = _date()
    if wheels and "://" not in wheels:
        raise Unusable(f"--wheels {wheels} is no address: it begins with https://, or file://")
    course = find_course(given)
    assignments = [
        read_assignment(course.folder(name)) for name in _chosen(names, course, everything)
    ]
    if out.exists() and not out.is_dir():
        raise Unusable(f"--out {out} is a file: name a folder")
    files: dict[str, bytes] = {}
    refusals: list[str] = []
    with status_line(piped=True) as tell:
        for assignment in assignments:
            try:
                tell(f"{assignment.name}: building")
                built = build(assignment, course, date, wheels)
                tell(f"{assignment.name}: auditing")
                _refuse_what_grades_wrongly(assignment, course)
                tell(f"{assignment.name}: grading from the built zips")
                _refuse_what_misjudges(built, assignment, course)
            except Refused as error:
                refusals += [f"{assignment.name}: {line}" for line in str(error).splitlines()]
            else:
                files |= built.files
    if refusals:
        print("\n".join(refusals), file=sys.stderr)
        print("autograder: refused, nothing was written", file=sys.stderr)
        sys.exit(REFUSED)
    files[MANIFEST] = manifest(files, assignments).encode()
    try:
        write_files(files, out)
    except OSError as error:
        raise Unusable(f"--out {out} can't be written: {error.strerror}") from error
    with printing():
        for name, content in files.items():
            print(f"{out / name}  {len(content):,} bytes")


def _chosen(names: Sequence[str], course: Course, everything: bool) -> list[str]:
    if bool(names) == everything:
        raise Unusable("name the assignments to release or say --all, one of both")
    chosen = course.names() if everything else list(dict.fromkeys(names))
    if not chosen:
        raise Unusable(f"there is no assignment in {course.root}: `autograder new NAME` makes one")
    return chosen


def _date() -> Date:
    try:
        return date_of_build(os.environ.get("SOURCE_DATE_EPOCH"))
    except ValueError as error:
        raise Unusable(str(error)) from error


def _refuse_what_grades_wrongly(assignment: Assignment, course: Course) -> None:
    """Refused, unless the assignment passes its quick audit."""
    done = audit(assignment, course, QUICK)
    if not done.is_green:
        lines = [f"{f.kind}: {f.what}: {' '.join(f.text.split())}" for f in done.findings[:SHOWN]]
        if len(done.findings) > SHOWN:
            lines.append(f"{len(done.findings) - SHOWN} more findings of its audit")
        raise Refused("\n".join(lines))


def _refuse_what_misjudges(built: Built, assignment: Assignment, course: Course) -> None:
    """Refused, unless the built zips grade the course's solutions as the audit did."""
    try:
        try_out(assignment, course, built.student, built.gradescope, os.cpu_count() or 1)
    except TryoutError as error:
        lines = str(error).splitlines()
        more = [f"{len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
        told = [f"from the built zips: {line}" for line in [*lines[:SHOWN], *more]]
        raise Refused("\n".join(told)) from error
