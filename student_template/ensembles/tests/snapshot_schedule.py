"""The public cases of snapshot_schedule: `grader.check("snapshot_schedule")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "snapshot_schedule"
points = 10


@test_case(name="public cases")
def check_snapshot_schedule():
    assert is_right("snapshot_schedule"), "what is wrong is told above"
