"""One named set of inputs for a question."""

import math
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.checking.distribution import Distribution
from autograder.checking.trial import VALUES
from autograder.spec.course import SpecError


@dataclass(frozen=True)
class Case:
    """What an author yields from `cases.py`; made by `case`.

    name     what is special about these inputs, in words a student may read
    public   whether students get the inputs and the expected outputs
    group    what a student loses when it fails: "values", "shapes", "stability", "test mode", ...
    outputs  the outputs of the exercise that this case judges; None means all of them
    dtypes   the dtypes it runs in; None means all of the question's in the group "values", else
             only the first
    check    "equal": outputs equal within the tolerance; "graph": the exercise returns a
             computational graph as data, which the judge executes before it compares
    distributions  of random outputs: these are judged by it, the others are compared
    worth    its part of its group's points, beside those of the group's other cases; None: the
             group is lost as a whole, unless others in it have one: then it is 1
    inputs   the exercise's keyword arguments: arrays (float64, integers, bools), numbers, strings,
             None, and lists and dicts of these
    """

    name: str
    public: bool = False
    group: str = VALUES
    outputs: tuple[str, ...] | None = None
    dtypes: tuple[str, ...] | None = None
    check: Literal["equal", "graph"] = "equal"
    distributions: dict[str, Distribution] = field(default_factory=dict)
    worth: float | None = None
    inputs: dict[str, Any] = field(default_factory=dict)


def case(
    name: str,
    /,
    *,
    public: bool = False,
    group: str = VALUES,
    outputs: tuple[str, ...] | None = None,
    dtypes: tuple[str, ...] | None = None,
    check: Literal["equal", "graph"] = "equal",
    distributions: dict[str, Distribution] | None = None,
    worth: float | None = None,
    **inputs: Any,
) -> Case:
    """One case of a question; every further keyword is an input of the question's exercise."""
    if worth is not None and not 0 < worth < math.inf:
        raise SpecError(f"the case {name!r}: its worth must be a number above 0, not {worth}")
    if worth is not None and group == VALUES:
        raise SpecError(f"the case {name!r}: the values are right or not, as a whole")
    return Case(name, public, group, outputs, dtypes, check, distributions or {}, worth, inputs)
