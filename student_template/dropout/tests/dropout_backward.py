"""The public cases of dropout_backward: `grader.check("dropout_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "dropout_backward"
points = 15


@test_case(name="public cases")
def check_dropout_backward():
    assert is_right("dropout_backward"), "what is wrong is told above"
