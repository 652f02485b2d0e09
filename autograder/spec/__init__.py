"""What is asked: assignment.toml + exercises.py + cases.py -> Assignment, Question, Case."""

from autograder.checking.distribution import bernoulli, normal
from autograder.spec.case import Case, case
from autograder.spec.draw import Draw, fortran, strided

__all__ = ["Case", "Draw", "bernoulli", "case", "fortran", "normal", "strided"]
