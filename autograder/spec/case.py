"""One named set of inputs for a question."""

import math
from dataclasses import dataclass, field
from typing import Any, Literal

from autograder.checking.distribution import Distribution
from autograder.checking.trial import VALUES
from autograder.spec.course import SpecError

DEVICES = ("cpu", "cuda")

AUTOCAST = "autocast"
"""The input that names autocast's dtype, and the group of the cases that have it."""

AUTOCASTS = ("bfloat16", "float16")
"""The dtypes that torch.autocast may compute in."""


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
    devices  those of the question's that it runs on; None means all of them
    autocast "bfloat16" or "float16": the exercise is to run under torch.autocast, in float32 and on
             a GPU; what is allowed is that dtype's rounding; "": it isn't
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
    devices: tuple[str, ...] | None = None
    autocast: str = ""


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
    devices: tuple[str, ...] | None = None,
    autocast: str = "",
    **inputs: Any,
) -> Case:
    """One case of a question; every further keyword is an input of the question's exercise.

    With `autocast` it runs on a GPU alone, in float32, and in the group of that name unless another
    is given; the exercise gets the dtype as its input `autocast`.
    """
    if worth is not None and not 0 < worth < math.inf:
        raise SpecError(f"the case {name!r}: its worth must be a number above 0, not {worth}")
    if worth is not None and group == VALUES:
        raise SpecError(f"the case {name!r}: the values are right or not, as a whole")
    if devices is not None and not (devices and set(devices) <= set(DEVICES)):
        known = ", ".join(DEVICES)
        raise SpecError(f"the case {name!r}: its devices must be of {known}, not {devices}")
    if autocast:
        if autocast not in AUTOCASTS:
            known = ", ".join(AUTOCASTS)
            raise SpecError(f"the case {name!r}: autocast must be one of {known}, not {autocast!r}")
        if dtypes or devices:
            raise SpecError(f"the case {name!r}: under autocast it runs on cuda, in float32")
        dtypes, devices, inputs = ("float32",), ("cuda",), {**inputs, AUTOCAST: autocast}
        group = AUTOCAST if group == VALUES else group
    return Case(
        name,
        public,
        group,
        outputs,
        dtypes,
        check,
        distributions or {},
        worth,
        inputs,
        devices,
        autocast,
    )
