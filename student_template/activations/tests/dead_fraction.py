"""The public cases of dead_fraction: `grader.check("dead_fraction")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "dead_fraction"
points = 8


@test_case(name="public cases")
def check_dead_fraction():
    assert is_right("dead_fraction"), "what is wrong is told above"
