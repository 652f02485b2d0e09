"""The public cases of relu_backward: `grader.check("relu_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "relu_backward"
points = 8


@test_case(name="public cases")
def check_relu_backward():
    assert is_right("relu_backward"), "what is wrong is told above"
