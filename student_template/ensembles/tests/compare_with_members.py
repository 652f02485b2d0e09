"""The public cases of compare_with_members: `grader.check("compare_with_members")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "compare_with_members"
points = 14


@test_case(name="public cases")
def check_compare_with_members():
    assert is_right("compare_with_members"), "what is wrong is told above"
