"""The public cases of parameter_counts: `grader.check("parameter_counts")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "parameter_counts"
points = 8


@test_case(name="public cases")
def check_parameter_counts():
    assert is_right("parameter_counts"), "what is wrong is told above"
