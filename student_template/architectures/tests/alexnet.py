"""The public cases of alexnet: `grader.check("alexnet")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "alexnet"
points = 14


@test_case(name="public cases")
def check_alexnet():
    assert is_right("alexnet"), "what is wrong is told above"
