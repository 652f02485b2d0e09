"""The public cases of leaky_relu_forward: `grader.check("leaky_relu_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "leaky_relu_forward"
points = 6


@test_case(name="public cases")
def check_leaky_relu_forward():
    assert is_right("leaky_relu_forward"), "what is wrong is told above"
