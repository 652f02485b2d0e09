"""The public cases of relu_function: `grader.check("relu_function")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "relu_function"
points = 10


@test_case(name="public cases")
def check_relu_function():
    assert is_right("relu_function"), "what is wrong is told above"
