"""The public cases of conv_output_size: `grader.check("conv_output_size")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "conv_output_size"
points = 6


@test_case(name="public cases")
def check_conv_output_size():
    assert is_right("conv_output_size"), "what is wrong is told above"
