"""The public cases of mc_dropout_predict: `grader.check("mc_dropout_predict")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "mc_dropout_predict"
points = 10


@test_case(name="public cases")
def check_mc_dropout_predict():
    assert is_right("mc_dropout_predict"), "what is wrong is told above"
