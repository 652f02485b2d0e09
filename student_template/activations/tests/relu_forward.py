"""The public cases of relu_forward: `grader.check("relu_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "relu_forward"
points = 5


@test_case(name="public cases")
def check_relu_forward():
    assert is_right("relu_forward"), "what is wrong is told above"
