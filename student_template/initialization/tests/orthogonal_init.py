"""The public cases of orthogonal_init: `grader.check("orthogonal_init")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "orthogonal_init"
points = 11


@test_case(name="public cases")
def check_orthogonal_init():
    assert is_right("orthogonal_init"), "what is wrong is told above"
