"""The public cases of spatial_batchnorm_backward: `grader.check("spatial_batchnorm_backward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "spatial_batchnorm_backward"
points = 10


@test_case(name="public cases")
def check_spatial_batchnorm_backward():
    assert is_right("spatial_batchnorm_backward"), "what is wrong is told above"
