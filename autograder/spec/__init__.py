"""What is asked: assignment.toml + exercises.py + cases.py -> Assignment, Question, Case."""

from autograder.spec.case import Case, case
from autograder.spec.draw import Draw, fortran, strided

__all__ = ["Case", "Draw", "case", "fortran", "strided"]
