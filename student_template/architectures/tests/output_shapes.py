"""The public cases of output_shapes: `grader.check("output_shapes")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "output_shapes"
points = 8


@test_case(name="public cases")
def check_output_shapes():
    assert is_right("output_shapes"), "what is wrong is told above"
