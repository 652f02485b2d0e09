"""The public cases of dropout_train: `grader.check("dropout_train")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "dropout_train"
points = 15


@test_case(name="public cases")
def check_dropout_train():
    assert is_right("dropout_train"), "what is wrong is told above"
