"""The public cases of average_parameters: `grader.check("average_parameters")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "average_parameters"
points = 14


@test_case(name="public cases")
def check_average_parameters():
    assert is_right("average_parameters"), "what is wrong is told above"
