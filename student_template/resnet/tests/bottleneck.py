"""The public cases of bottleneck: `grader.check("bottleneck")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "bottleneck"
points = 15


@test_case(name="public cases")
def check_bottleneck():
    assert is_right("bottleneck"), "what is wrong is told above"
