"""The public cases of he_init: `grader.check("he_init")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "he_init"
points = 5


@test_case(name="public cases")
def check_he_init():
    assert is_right("he_init"), "what is wrong is told above"
