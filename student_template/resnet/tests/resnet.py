"""The public cases of resnet: `grader.check("resnet")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "resnet"
points = 18


@test_case(name="public cases")
def check_resnet():
    assert is_right("resnet"), "what is wrong is told above"
