"""Local tests: the public cases, judged by the code that grades. Run `pytest` here.

`autograder check` runs the same cases, each question in a process of its own, as the grader does.
"""

from pathlib import Path

import pytest
from autograder.checking.stored import LocalTests

TESTS = LocalTests(Path(__file__).parent)


@pytest.mark.parametrize("trial", TESTS.trials, ids=lambda trial: trial.id)
def test_public_case(trial):
    TESTS.check(trial)
