"""The public cases of activation_scales: `grader.check("activation_scales")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "activation_scales"
points = 10


@test_case(name="public cases")
def check_activation_scales():
    assert is_right("activation_scales"), "what is wrong is told above"
