"""A trial, one case on one device in one dtype, and the verdict on it."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from autograder.checking.distribution import Distribution
from autograder.checking.tolerance import AUTOCAST

VALUES = "values"
"""The group that holds a question's plain cases; its other groups count only once it is right."""


@dataclass(frozen=True)
class Trial:
    """One case of a question on one device in one dtype: what an exercise is run on once.

    case     its name, in words
    group    what is lost when it fails
    library  "numpy" or "torch": the arrays the exercise gets
    outputs  those that are judged; None means all
    check    "equal", or "graph" for a computational graph given as data
    forbidden      what the question is to be solved without
    distributions  of random outputs, which are not compared
    inputs   the exercise's arguments, floats already rounded to `dtype` and stored as float64
    worth    its part of its group's points; None: the group is lost as a whole
    autocast the dtype of torch.autocast, under which the exercise runs; "" without it
    """

    question: str
    case: str
    public: bool
    group: str
    library: str
    device: str
    dtype: str
    outputs: tuple[str, ...] | None = None
    check: str = "equal"
    forbidden: tuple[str, ...] = ()
    distributions: dict[str, Distribution] = field(default_factory=dict)
    inputs: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    worth: float | None = None
    autocast: str = ""

    @property
    def precision(self) -> str:
        """The dtype in whose units a deviation is measured: autocast's, where there is one."""
        return f"{AUTOCAST}{self.autocast}" if self.autocast else self.dtype

    @cached_property
    def id(self) -> str:
        """For example `batchnorm_backward[cuda-float32-tiny_variance]`."""
        words = re.sub(r"[^a-z0-9]+", "_", self.case.lower()).strip("_")
        return f"{self.question}[{self.device}-{self.dtype}-{words}]"

    @cached_property
    def without_values(self) -> "Trial":
        """The trial without its inputs: what a report keeps; one for all hand-ins that share it."""
        empty: dict[str, Any] = {}
        return replace(self, inputs=empty)


class Outcome(StrEnum):
    """How a trial ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    TIMEOUT = "timeout"
    NOT_GRADED = "not graded"


@dataclass(frozen=True)
class Verdict:
    """The judgement on one trial.

    message   what was wrong, for a student: never a hidden input or an expected value
    hint      the likely mistake, or ""
    output    the output that was wrong, or ""
    measured  the largest deviation of a value that is too far off, and
    allowed   the largest that passes, both in units of torch.testing's tolerance for the dtype
    mistakes  the wrong examples whose mistake it is, where it is a known one: more than one only
              where nothing tells them apart. For the instructor
    """

    trial: Trial
    outcome: Outcome
    message: str = ""
    hint: str = ""
    output: str = ""
    measured: float | None = None
    allowed: float | None = None
    mistakes: tuple[str, ...] = ()
