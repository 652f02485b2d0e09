"""The public cases of elu_function: `grader.check("elu_function")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "elu_function"
points = 12


@test_case(name="public cases")
def check_elu_function():
    assert is_right("elu_function"), "what is wrong is told above"
