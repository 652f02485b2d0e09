"""The public cases of elu_forward: `grader.check("elu_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "elu_forward"
points = 8


@test_case(name="public cases")
def check_elu_forward():
    assert is_right("elu_forward"), "what is wrong is told above"
