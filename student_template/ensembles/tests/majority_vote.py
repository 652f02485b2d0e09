"""The public cases of majority_vote: `grader.check("majority_vote")` in the notebook."""

from autograder.checking.notebook import is_right
from otter.test_files import test_case

OK_FORMAT = False
name = "majority_vote"
points = 12


@test_case(name="public cases")
def check_majority_vote():
    assert is_right("majority_vote"), "what is wrong is told above"
