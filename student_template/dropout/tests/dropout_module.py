"""The public cases of dropout_module: `grader.check("dropout_module")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "dropout_module"
points = 20


@test_case(name="public cases")
def check_dropout_module():
    assert is_right("dropout_module"), "what is wrong is told above"
