"""The public cases of jacobian_singular_values: `grader.check("jacobian_singular_values")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "jacobian_singular_values"
points = 4


@test_case(name="public cases")
def check_jacobian_singular_values():
    assert is_right("jacobian_singular_values"), "what is wrong is told above"
