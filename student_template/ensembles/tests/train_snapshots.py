"""The public cases of train_snapshots: `grader.check("train_snapshots")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "train_snapshots"
points = 14


@test_case(name="public cases")
def check_train_snapshots():
    assert is_right("train_snapshots"), "what is wrong is told above"
