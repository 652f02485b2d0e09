"""A scheduler of `distributed`: where it is, the connection to it, and who works for it.

It may go away and come back, and so may its workers: what is raised then is no error.
"""

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from autograder.classroom.jobs import Refused

AWAY_SECONDS = 600
"""How long a scheduler may be away before the run ends; it is taken up by the same command."""

CONNECT_SECONDS = 30

LOST = (OSError, TimeoutError, asyncio.CancelledError)
"""What is raised where the scheduler, or a worker that was asked, is lost."""

MESSAGES_KEPT = 10
"""A connection keeps the last ones, hand-ins and all, for who looks for its faults; else 1,000."""

LOGGERS = ("distributed", "distributed.client")
"""They tell of every loss with a traceback; what a person has to know is told in our own words."""

Warn = Callable[[str], None]


@contextlib.contextmanager
def connection(address: str, connected_before: bool, warn: Warn) -> Iterator[Any]:
    """A client of the scheduler; one that was there before is waited for.

    address  or the file in which a scheduler tells it (`dask scheduler --scheduler-file`)
    """
    import dask
    from distributed import Client

    until = time.monotonic() + (AWAY_SECONDS if connected_before else 0)
    dask.config.set({"distributed.admin.low-level-log-length": MESSAGES_KEPT})
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if connected_before:
        warn(f"the scheduler at {address} is away: waiting for it")
    while True:
        try:
            client = Client(_found(address), timeout=CONNECT_SECONDS, set_as_default=False)
            break
        except (OSError, TimeoutError, ValueError, LookupError, TypeError) as error:
            if time.monotonic() >= until:
                raise Refused(f"no scheduler answers at {address}") from error
    try:
        yield client
    finally:
        client.close(timeout=CONNECT_SECONDS)


def _found(address: str) -> str:
    path = Path(address)
    return str(json.loads(path.read_text())["address"]) if path.is_file() else address


def workers_of(client: Any) -> dict[str, dict[str, float]]:
    """Each worker's resources by its address, from the scheduler itself.

    What the client remembers (`scheduler_info`) may have been replaced meanwhile by what it asks
    for its own ends, and that tells of no worker.
    """
    try:
        told = client.sync(client.scheduler.identity, n_workers=-1)
    except TypeError:  # before 2025 it told of all
        told = client.sync(client.scheduler.identity)
    return {address: dict(worker["resources"]) for address, worker in told["workers"].items()}


@contextlib.contextmanager
def losses(client: Any) -> Iterator[None]:
    """What fails because somebody was lost is no error: the client's status tells, or a look."""
    try:
        yield
    except LOST:
        pass
    except Exception:  # a client that was closed meanwhile fails in many ways
        if client.status == "running":
            raise
