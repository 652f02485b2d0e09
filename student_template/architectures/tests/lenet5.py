"""The public cases of lenet5: `grader.check("lenet5")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "lenet5"
points = 12


@test_case(name="public cases")
def check_lenet5():
    assert is_right("lenet5"), "what is wrong is told above"
