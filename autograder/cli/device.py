"""What --device may be, and whether the device is there."""

from autograder.checking.examination import DEVICE_CHOICES
from autograder.cli.ending import Unusable
from autograder.worker.client import cuda_is_here


def devices_of(choice: str) -> tuple[str, ...]:
    """The devices a --device asks for; `Unusable` if it is none."""
    if choice not in DEVICE_CHOICES:
        raise Unusable(f"--device must be one of {', '.join(DEVICE_CHOICES)}, not {choice!r}")
    return DEVICE_CHOICES[choice]


__all__ = ["cuda_is_here", "devices_of"]
