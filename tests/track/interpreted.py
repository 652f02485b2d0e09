"""The reference under Triton's interpreter: `TRITON_INTERPRET=1 python -m tests.track.interpreted`.

A process of its own, since Triton asks for the interpreter when it is imported. Prints what is
wrong with the results, as JSON.
"""

import json
from collections.abc import Callable
from typing import Any

from autograder.judge.timing import Heat, Lane
from autograder.spec.assignment import load_module
from autograder.spec.track import Kernel, read_kernels
from tests.track.conftest import TRACK

KERNELS = {kernel.function: kernel for kernel in read_kernels(TRACK.parent).kernels}
DTYPES = ("float32", "bfloat16")
SIZES = ((48, 40), (37, 19), (300, 10))
"""Multiples of what tiles begin with, and not; several tiles of rows in each way."""

WAYS: dict[str, dict[str, int]] = {
    "a short batch": {"SHORT": 512},
    "small tensors": {"SHORT": 8, "SMALL": 1 << 20},
    "large tensors": {"SHORT": 8, "SMALL": 0, "SPLITS": 4},
}
"""The module's own settings that make these sizes go each of its ways."""


def problem(solution: Callable[..., Any], kernel: Kernel, n: int, d: int, dtype: str) -> str:
    """What the judge finds wrong with a function, called in this process."""
    lane = Lane(Heat(kernel, n, d, dtype, "cpu"))
    lane.draw()
    lane.lay_out(0)
    solution(*lane.arena.tensors(0).values())
    found = lane.judge(0, lane.sample(0))
    lane.close()
    return found


def main() -> None:
    """Each way, function and dtype, and the first size at which something is wrong."""
    found = {}
    for way, settings in WAYS.items():
        reference = load_module(TRACK / "reference.py")
        vars(reference).update(settings)
        for function, kernel in KERNELS.items():
            for dtype in DTYPES:
                solution = getattr(reference, function)
                problems = [problem(solution, kernel, n, d, dtype) for n, d in SIZES]
                found[f"{way}, {function}, {dtype}"] = next(filter(None, problems), "")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
