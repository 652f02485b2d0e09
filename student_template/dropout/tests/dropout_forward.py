"""The public cases of dropout_forward: `grader.check("dropout_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "dropout_forward"
points = 20


@test_case(name="public cases")
def check_dropout_forward():
    assert is_right("dropout_forward"), "what is wrong is told above"
