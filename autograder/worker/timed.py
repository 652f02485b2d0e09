"""Calls of a submission's function on memory of the judge's, timed from within.

The judge times them from without, and that time counts. What is told here has only to agree with
it: a submission that lies to the clocks of its own process shows by it.
"""

from collections.abc import Callable, Sequence
from time import perf_counter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from autograder.worker.arena import open_arena
from autograder.worker.wire import Share

if TYPE_CHECKING:
    from torch import Tensor

Timer = Callable[[Callable[..., Any], "Sequence[Tensor]"], float]


class Bench:
    """The judge's memory, opened, and the clock that suits its device."""

    def __init__(self, share: Share) -> None:
        self._function = share.function
        self._slots = open_arena(share)
        self._timer = timer_of_cuda() if share.device == "cuda" else time_on_cpu

    def time(self, solution: ModuleType, slot: int) -> float:
        """Call the solution's function on a slot's arguments; the seconds until it was done."""
        function = getattr(solution, self._function)
        return self._timer(function, self._slots[slot])


def time_on_cpu(function: Callable[..., Any], arguments: "Sequence[Tensor]") -> float:
    """The seconds that a call takes."""
    start = perf_counter()
    function(*arguments)
    return perf_counter() - start


def timer_of_cuda() -> Timer:
    """A clock of the device's own events.

    It waits for all of the device's work, in whatever stream, by torch's functions as they are now:
    it is made before a submission is loaded, which may put others in their place.
    """
    import torch

    make_event: Callable[..., Any] = torch.cuda.Event
    wait = torch.cuda.synchronize

    def time(function: Callable[..., Any], arguments: "Sequence[Tensor]") -> float:
        start, end = make_event(enable_timing=True), make_event(enable_timing=True)
        wait()
        start.record()
        function(*arguments)
        wait()  # before the end is recorded: other streams are none of this event's business
        end.record()
        wait()
        return float(start.elapsed_time(end)) / 1000

    return time
