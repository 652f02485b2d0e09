"""The public cases of head_ensemble: `grader.check("head_ensemble")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "head_ensemble"
points = 12


@test_case(name="public cases")
def check_head_ensemble():
    assert is_right("head_ensemble"), "what is wrong is told above"
