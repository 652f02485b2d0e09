"""The public cases of variance_after_layer: `grader.check("variance_after_layer")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "variance_after_layer"
points = 4


@test_case(name="public cases")
def check_variance_after_layer():
    assert is_right("variance_after_layer"), "what is wrong is told above"
