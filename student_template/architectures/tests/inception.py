"""The public cases of inception: `grader.check("inception")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "inception"
points = 12


@test_case(name="public cases")
def check_inception():
    assert is_right("inception"), "what is wrong is told above"
