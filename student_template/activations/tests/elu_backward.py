"""The public cases of elu_backward: `grader.check("elu_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "elu_backward"
points = 13


@test_case(name="public cases")
def check_elu_backward():
    assert is_right("elu_backward"), "what is wrong is told above"
