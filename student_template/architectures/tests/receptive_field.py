"""The public cases of receptive_field: `grader.check("receptive_field")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "receptive_field"
points = 9


@test_case(name="public cases")
def check_receptive_field():
    assert is_right("receptive_field"), "what is wrong is told above"
