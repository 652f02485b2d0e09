"""The public cases of residual_forward: `grader.check("residual_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "residual_forward"
points = 8


@test_case(name="public cases")
def check_residual_forward():
    assert is_right("residual_forward"), "what is wrong is told above"
