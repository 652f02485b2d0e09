"""The zip that Gradescope takes: setup.sh, run_autograder, the grader, the assignment's answers.

Its contract is Gradescope's "Autograder Specifications": the zip is unpacked at /autograder/source,
setup.sh runs once, run_autograder is copied to /autograder and runs for each hand-in.
"""

import json
import shlex
from pathlib import Path

from autograder.checking.archive import Date, archive
from autograder.release.grader import grader_files
from autograder.report.gradescope import results, unfinished
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course

KILLED_BEFORE = 60
"""Seconds before the platform's time limit at which the grader is ended, if it hasn't by itself.

The platform itself would end its direct child alone, and put 0 in the place of the results.
"""

EXECUTABLE = ("run_autograder", "setup.sh")

SCRIPTS = Path(__file__).parent / "scripts"


def gradescope_zip(assignment: Assignment, course: Course, date: Date, wheels: str = "") -> bytes:
    """The bytes of the zip.

    wheels  the address of a further index that setup.sh may install from
    """
    files = grader_files(assignment, course)
    early = results(unfinished(assignment), assignment.gradescope)
    seconds = 60 * assignment.gradescope.minutes - KILLED_BEFORE
    libraries = ", ".join(["msgspec", *assignment.libraries])
    files |= {
        "setup.sh": _filled("setup.sh", WHEELS=shlex.quote(wheels), LIBRARIES=libraries),
        "run_autograder": _filled("run_autograder", SECONDS=str(seconds)),
        "unfinished.json": json.dumps(early, indent=2, ensure_ascii=False).encode(),
    }
    return archive(files, date, EXECUTABLE)


def _filled(name: str, **values: str) -> bytes:
    """A script, with what differs from zip to zip put in."""
    script = (SCRIPTS / name).read_text(encoding="utf-8")
    for place, value in values.items():
        script = script.replace(f"@{place}@", value)
    return script.encode()
