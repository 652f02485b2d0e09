"""The public cases of gradient_norms: `grader.check("gradient_norms")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "gradient_norms"
points = 12


@test_case(name="public cases")
def check_gradient_norms():
    assert is_right("gradient_norms"), "what is wrong is told above"
