"""The public cases of xavier_normal_: `grader.check("xavier_normal_")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "xavier_normal_"
points = 10


@test_case(name="public cases")
def check_xavier_normal_():
    assert is_right("xavier_normal_"), "what is wrong is told above"
