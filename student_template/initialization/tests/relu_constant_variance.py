"""The public cases of relu_constant_variance: `grader.check("relu_constant_variance")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "relu_constant_variance"
points = 5


@test_case(name="public cases")
def check_relu_constant_variance():
    assert is_right("relu_constant_variance"), "what is wrong is told above"
