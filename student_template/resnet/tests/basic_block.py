"""The public cases of basic_block: `grader.check("basic_block")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "basic_block"
points = 15


@test_case(name="public cases")
def check_basic_block():
    assert is_right("basic_block"), "what is wrong is told above"
