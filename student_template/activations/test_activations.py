"""Local tests: the public cases, judged by the code that grades. Run `pytest` here.

`python -m autograder check` runs the same cases as the grader does, each question in a process of
its own.
"""

from pathlib import Path

import pytest
from autograder.checking.stored import LocalTests

TESTS = LocalTests(Path(__file__).parent)


@pytest.mark.parametrize("trial", TESTS.trials, ids=lambda trial: trial.id)
def test_public_case(trial):
    TESTS.check(trial)
