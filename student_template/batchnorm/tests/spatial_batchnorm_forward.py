"""The public cases of spatial_batchnorm_forward: `grader.check("spatial_batchnorm_forward")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "spatial_batchnorm_forward"
points = 10


@test_case(name="public cases")
def check_spatial_batchnorm_forward():
    assert is_right("spatial_batchnorm_forward"), "what is wrong is told above"
