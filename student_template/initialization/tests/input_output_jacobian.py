"""The public cases of input_output_jacobian: `grader.check("input_output_jacobian")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "input_output_jacobian"
points = 12


@test_case(name="public cases")
def check_input_output_jacobian():
    assert is_right("input_output_jacobian"), "what is wrong is told above"
