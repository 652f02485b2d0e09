"""The public cases of batchnorm_graph: `grader.check("batchnorm_graph")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "batchnorm_graph"
points = 10


@test_case(name="public cases")
def check_batchnorm_graph():
    assert is_right("batchnorm_graph"), "what is wrong is told above"
