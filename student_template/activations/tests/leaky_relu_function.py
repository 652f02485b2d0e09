"""The public cases of leaky_relu_function: `grader.check("leaky_relu_function")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "leaky_relu_function"
points = 10


@test_case(name="public cases")
def check_leaky_relu_function():
    assert is_right("leaky_relu_function"), "what is wrong is told above"
