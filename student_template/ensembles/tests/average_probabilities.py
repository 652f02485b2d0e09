"""The public cases of average_probabilities: `grader.check("average_probabilities")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "average_probabilities"
points = 12


@test_case(name="public cases")
def check_average_probabilities():
    assert is_right("average_probabilities"), "what is wrong is told above"
