"""The public cases of batchnorm_function: `grader.check("batchnorm_function")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "batchnorm_function"
points = 10


@test_case(name="public cases")
def check_batchnorm_function():
    assert is_right("batchnorm_function"), "what is wrong is told above"
