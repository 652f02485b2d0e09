"""The public cases of constant_variance: `grader.check("constant_variance")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "constant_variance"
points = 3


@test_case(name="public cases")
def check_constant_variance():
    assert is_right("constant_variance"), "what is wrong is told above"
