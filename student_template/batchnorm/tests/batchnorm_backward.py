"""The public cases of batchnorm_backward: `grader.check("batchnorm_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "batchnorm_backward"
points = 20


@test_case(name="public cases")
def check_batchnorm_backward():
    assert is_right("batchnorm_backward"), "what is wrong is told above"
