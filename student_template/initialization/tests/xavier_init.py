"""The public cases of xavier_init: `grader.check("xavier_init")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "xavier_init"
points = 7


@test_case(name="public cases")
def check_xavier_init():
    assert is_right("xavier_init"), "what is wrong is told above"
