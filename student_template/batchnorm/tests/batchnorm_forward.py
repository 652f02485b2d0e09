"""The public cases of batchnorm_forward: `grader.check("batchnorm_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "batchnorm_forward"
points = 15


@test_case(name="public cases")
def check_batchnorm_forward():
    assert is_right("batchnorm_forward"), "what is wrong is told above"
