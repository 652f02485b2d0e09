"""The public cases of variance_after_layers: `grader.check("variance_after_layers")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "variance_after_layers"
points = 4


@test_case(name="public cases")
def check_variance_after_layers():
    assert is_right("variance_after_layers"), "what is wrong is told above"
