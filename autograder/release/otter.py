"""The zip that otter grades with: made by `otter generate`, with the grader as its plugin.

Otter's tests in it earn nothing and run nothing: the plugin puts the judge's verdicts in their
place, and where it is missing nobody gets a point.
"""

import json
import platform
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from autograder.checking.archive import Date, archive
from autograder.release.grader import grader_files
from autograder.release.program import OTTER
from autograder.report.explain import points
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course, SpecError

PLUGIN = "autograder.cli.otter.Plugin"

COMMANDS = ("setup.sh", "run_autograder")

RUN = '''"""Runs otter on an empty notebook, and the judge on what was handed in."""

from autograder.cli.otter import main

main()
'''

TEST = '''"""What is left of otter's own grading: where the plugin is missing, nothing is earned."""

from otter.test_files import test_case

OK_FORMAT = False
name = "not graded"
points = {points}


@test_case(name="plugin")
def plugin():
    raise AssertionError("otter ran without the plugin {plugin}")
'''


def otter_zip(assignment: Assignment, course: Course, date: Date, wheels: str = "") -> bytes:
    """The bytes of the zip; SpecError where otter is not installed, or a file can't be read.

    wheels  the address of a further index that setup.sh may install from
    """
    files = grader_files(assignment, course, OTTER)
    index = f"--extra-index-url {wheels}\n" if wheels else ""
    files |= _generated(assignment, index.encode() + files["requirements.txt"])
    files["run_otter.py"] = RUN.encode()
    return archive(files, date, executable=COMMANDS)


def _generated(assignment: Assignment, requirements: bytes) -> dict[str, bytes]:
    """What `otter generate` makes, by the paths in its zip."""
    try:
        from otter.generate import main as generate
    except ModuleNotFoundError as error:
        raise SpecError("otter-grader makes this zip: install autograder[otter]") from error
    with TemporaryDirectory() as made:
        tests, packed = Path(made, "tests"), Path(made, "otter.zip")
        tests.mkdir()
        test = TEST.format(points=points(assignment.points), plugin=PLUGIN)
        (tests / "not_graded.py").write_text(test, encoding="utf-8")
        Path(made, "requirements.txt").write_bytes(requirements)
        Path(made, "otter_config.json").write_text(json.dumps(_config(assignment)))
        generate(
            tests_dir=str(tests),
            output_path=str(packed),
            config=str(Path(made, "otter_config.json")),
            requirements=str(Path(made, "requirements.txt")),
            no_environment=True,
            python_version=".".join(platform.python_version_tuple()[:2]),
        )
        with zipfile.ZipFile(packed) as zipped:
            return {name: zipped.read(name) for name in zipped.namelist()}


def _config(assignment: Assignment) -> dict[str, Any]:
    """Otter's settings: one entry a question, shown as the assignment's [gradescope] says."""
    return {
        "plugins": [PLUGIN],
        "show_all_public": not assignment.gradescope.withholds,
        "show_hidden": True,
        "force_public_test_summary": False,
    }
