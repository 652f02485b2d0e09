"""The public cases of product_variance: `grader.check("product_variance")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "product_variance"
points = 5


@test_case(name="public cases")
def check_product_variance():
    assert is_right("product_variance"), "what is wrong is told above"
