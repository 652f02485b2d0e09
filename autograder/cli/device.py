"""What --device and --gpu-memory may be, and whether the device is there."""

import re

from autograder.checking.examination import DEVICE_CHOICES
from autograder.cli.ending import Unusable
from autograder.worker.client import cuda_is_here

LEAST = 64 << 20
"""Bytes of a GPU's memory that torch needs for a few small arrays."""

_AMOUNT = re.compile(r"(?P<number>\d+(\.\d+)?) *(?P<unit>[MG])i?B?", re.IGNORECASE)
_UNITS = {"M": 1 << 20, "G": 1 << 30}


def devices_of(choice: str) -> tuple[str, ...]:
    """The devices a --device asks for; `Unusable` if it is none."""
    if choice not in DEVICE_CHOICES:
        raise Unusable(f"--device must be one of {', '.join(DEVICE_CHOICES)}, not {choice!r}")
    return DEVICE_CHOICES[choice]


def memory_of(amount: str) -> int:
    """Bytes of an amount like 512MB or 1.5G; `Unusable` if it is none, or too little for torch."""
    found = _AMOUNT.fullmatch(amount.strip())
    if found is None:
        raise Unusable(f"--gpu-memory must be an amount like 512MB or 2GB, not {amount!r}")
    size = int(float(found["number"]) * _UNITS[found["unit"].upper()])
    if size < LEAST:
        raise Unusable(f"--gpu-memory must be at least {LEAST >> 20}MB, not {amount!r}")
    return size


__all__ = ["cuda_is_here", "devices_of", "memory_of"]
