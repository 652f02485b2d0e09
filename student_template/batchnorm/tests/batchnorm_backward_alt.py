"""The public cases of batchnorm_backward_alt: `grader.check("batchnorm_backward_alt")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "batchnorm_backward_alt"
points = 15


@test_case(name="public cases")
def check_batchnorm_backward_alt():
    assert is_right("batchnorm_backward_alt"), "what is wrong is told above"
