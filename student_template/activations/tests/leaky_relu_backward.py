"""The public cases of leaky_relu_backward: `grader.check("leaky_relu_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "leaky_relu_backward"
points = 10


@test_case(name="public cases")
def check_leaky_relu_backward():
    assert is_right("leaky_relu_backward"), "what is wrong is told above"
