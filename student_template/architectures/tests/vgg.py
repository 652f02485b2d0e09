"""The public cases of vgg: `grader.check("vgg")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "vgg"
points = 15


@test_case(name="public cases")
def check_vgg():
    assert is_right("vgg"), "what is wrong is told above"
