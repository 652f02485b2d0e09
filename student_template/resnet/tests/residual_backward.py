"""The public cases of residual_backward: `grader.check("residual_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "residual_backward"
points = 18


@test_case(name="public cases")
def check_residual_backward():
    assert is_right("residual_backward"), "what is wrong is told above"
