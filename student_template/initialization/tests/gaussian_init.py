"""The public cases of gaussian_init: `grader.check("gaussian_init")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "gaussian_init"
points = 6


@test_case(name="public cases")
def check_gaussian_init():
    assert is_right("gaussian_init"), "what is wrong is told above"
