"""The public cases of batchnorm_module: `grader.check("batchnorm_module")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "batchnorm_module"
points = 10


@test_case(name="public cases")
def check_batchnorm_module():
    assert is_right("batchnorm_module"), "what is wrong is told above"
