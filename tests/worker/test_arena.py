"""Memory that a judge shares: only what it opens, only whom it gives it to, and of a fixed size."""

import os
import socket
import time
from collections.abc import Iterator

import pytest
import torch

from autograder.worker import arena as arena_module
from autograder.worker import driver, wire
from autograder.worker.arena import ALIGNMENT, Arena, Shape, open_arena
from autograder.worker.client import cuda_is_here
from autograder.worker.driver import DriverError
from autograder.worker.timed import Bench
from autograder.worker.wire import Call, Channel, Share
from tests.worker.fake_driver import GRANULARITY, FakeDriver

TENSORS = [Shape("x", "float32", (3, 5)), Shape("y", "bfloat16", (3, 5)), Shape("z", "int64", ())]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeDriver:
    """A device that is this machine's own memory."""
    fake = FakeDriver()
    monkeypatch.setattr(driver, "driver", lambda: fake)
    monkeypatch.setattr(arena_module, "_device", lambda: torch.device("cpu"))
    return fake


@pytest.fixture(params=["cpu", "cuda"])
def arena(request: pytest.FixtureRequest, fake: FakeDriver) -> Iterator[Arena]:
    arena = Arena(request.param, TENSORS, slots=2)
    yield arena
    arena.close()


@pytest.fixture
def ends() -> Iterator[tuple[Channel, Channel]]:
    """A judge's end of a wire, and a worker's, which takes descriptors."""
    mine, theirs = socket.socketpair()
    with mine, theirs:
        worker = Channel(theirs)
        worker.descriptors = []
        yield Channel(mine), worker


def asked(ends: tuple[Channel, Channel], request: wire.Request) -> wire.Request:
    judge, worker = ends
    judge.ask(request, time.monotonic() + 10)
    return worker.request()


def open_descriptors() -> set[str]:
    return set(os.listdir("/proc/self/fd"))


def test_what_one_side_writes_the_other_reads(arena: Arena, ends: tuple[Channel, Channel]) -> None:
    share = asked(ends, arena.share("function"))
    assert isinstance(share, Share)
    opened = open_arena(share)
    for slot, (x, y, z) in enumerate(opened):
        tensors = arena.tensors(slot)
        tensors["x"].copy_(torch.arange(15).reshape(3, 5))
        y.fill_(slot + 0.5)
        z.fill_(7)
        assert torch.equal(x, tensors["x"])
        assert torch.equal(tensors["y"], torch.full((3, 5), slot + 0.5, dtype=torch.bfloat16))
        assert tensors["z"].item() == 7


def test_tensors_lie_apart_and_aligned(arena: Arena) -> None:
    for slot in range(2):
        for number, tensor in enumerate(arena.tensors(slot).values()):
            tensor.fill_(10 * slot + number)
    for slot in range(2):
        for number, (name, tensor) in enumerate(arena.tensors(slot).items()):
            assert (tensor == 10 * slot + number).all(), name
    offsets = [buffer.offset for slot in arena.slots for buffer in slot]
    assert all(offset % ALIGNMENT == 0 for offset in offsets)


@pytest.mark.parametrize("arena", ["cpu"], indirect=True)
def test_nobody_can_make_it_smaller_under_the_other(arena: Arena) -> None:
    descriptor = arena.share("function").descriptor
    with pytest.raises(PermissionError):
        os.ftruncate(descriptor, 0)


def test_a_descriptor_comes_with_its_own_request(
    arena: Arena, ends: tuple[Channel, Channel]
) -> None:
    judge, worker = ends
    judge.ask(Call(1), time.monotonic() + 10)
    judge.ask(arena.share("function"), time.monotonic() + 10)
    judge.ask(Call(2), time.monotonic() + 10)
    first, share, last = (worker.request() for _ in range(3))
    assert (first, last) == (Call(1), Call(2))
    assert isinstance(share, Share)
    assert os.fstat(share.descriptor).st_ino == os.fstat(arena.share("").descriptor).st_ino
    os.close(share.descriptor)


def test_a_judge_takes_no_descriptor(arena: Arena) -> None:
    mine, theirs = socket.socketpair()
    with mine, theirs:
        Channel(theirs).ask(arena.share("function"), time.monotonic() + 10)
        before = open_descriptors()
        with pytest.raises(wire.WireError):
            Channel(mine).answer(time.monotonic() + 10)
        assert open_descriptors() == before


def test_opening_it_leaves_no_descriptor_behind(
    arena: Arena, ends: tuple[Channel, Channel]
) -> None:
    share = asked(ends, arena.share("function"))
    assert isinstance(share, Share)
    Bench(share)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(share.descriptor)


# ---- on a device -------------------------------------------------------------------------------


def test_a_device_s_memory_is_given_back(fake: FakeDriver) -> None:
    before = open_descriptors()
    arena = Arena("cuda", TENSORS, slots=2)
    assert arena.share("function").size == GRANULARITY
    arena.close()
    assert (fake.handles, fake.reserved, fake.mapped) == (set(), {}, set())
    assert open_descriptors() <= before  # what others have left may go meanwhile


@pytest.mark.parametrize(
    "function", ["cuMemCreate", "cuMemMap", "cuMemSetAccess", "cuMemExportToShareableHandle"]
)
def test_what_the_driver_refuses_is_told_and_nothing_is_left(
    fake: FakeDriver, function: str
) -> None:
    fake.fails[function] = 801
    before = open_descriptors()
    with pytest.raises(DriverError, match=rf"{function} of libcuda\.so\.1 gave the error 801"):
        Arena("cuda", TENSORS, slots=2)
    assert (fake.handles, fake.reserved, fake.mapped) == (set(), {}, set())
    assert open_descriptors() <= before  # what others have left may go meanwhile


def test_a_worker_that_may_not_open_it_says_so(fake: FakeDriver) -> None:
    arena = Arena("cuda", TENSORS, slots=2)
    fake.fails["cuMemImportFromShareableHandle"] = 304
    with pytest.raises(DriverError, match="cuMemImportFromShareableHandle"):
        open_arena(arena.share("function"))


def test_where_there_is_no_driver_it_is_said() -> None:
    if cuda_is_here():
        pytest.skip("this machine has one")
    with pytest.raises(DriverError, match=r"libcuda\.so\.1"):
        driver.driver()
