"""The public cases of predict: `grader.check("predict")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "predict"
points = 5


@test_case(name="public cases")
def check_predict():
    assert is_right("predict"), "what is wrong is told above"
