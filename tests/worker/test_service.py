"""The service outlives its workers, however they end, and none of it outlives the judge."""

import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.worker.client import (
    ServiceError,
    ServiceHandle,
    WorkerGone,
    WorkerLied,
    how_it_ended,
    running_service,
)
from autograder.worker.confinement import FILES, Limits, takes_too_much
from autograder.worker.launch import launch
from autograder.worker.wire import Load, Raised, WireTimeout

LIFETIME = 600
PATIENCE = 60.0
"""Seconds for what should take none."""

HONEST = "def probe(): return 'fine'"


def wait_until_gone(pid: int) -> None:
    """Wait for a process to end, told by the system; fails when it lives on."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended, _, _ = select.select([process], [], [], PATIENCE)
    os.close(process)
    assert ended, f"process {pid} lives on"


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def load_request(source: str) -> Load:
    files = {"submission.py": np.frombuffer(source.encode(), np.uint8)}
    return Load("submission", "", files, {})


# ---- workers that end --------------------------------------------------------------------------

ENDS = {
    "exits": ("import os\ndef probe(): os._exit(3)", "exit code 3"),
    "exits as if all were well": ("import os\ndef probe(): os._exit(0)", "exit code 0"),
    "segfaults": ("import ctypes\ndef probe(): ctypes.string_at(0)", "SIGSEGV"),
    "aborts": ("import os\ndef probe(): os.abort()", "SIGABRT"),
    "kills itself": (
        "import os, signal\ndef probe(): os.kill(os.getpid(), signal.SIGKILL)",
        "SIGKILL",
    ),
}


@pytest.mark.parametrize(("source", "told"), ENDS.values(), ids=ENDS)
def test_a_worker_that_ends_is_told_and_the_next_one_is_fine(
    source: str, told: str, host: Any
) -> None:
    worker = host.loaded(source)
    with pytest.raises(WorkerGone, match=told):
        host.probed(worker)
    wait_until_gone(worker.pid)
    assert host.told(HONEST) == "fine"


def test_a_worker_that_loops_is_ended_and_the_next_one_is_fine(host: Any) -> None:
    worker = host.loaded("def probe():\n    while True: pass")
    with pytest.raises(WireTimeout):
        host.probed(worker, seconds=0.05)
    wait_until_gone(worker.pid)
    assert host.told(HONEST) == "fine"


def test_a_worker_that_ends_while_it_loads_is_told(host: Any) -> None:
    worker = host.service.worker()
    with pytest.raises(WorkerGone, match="exit code 7"):
        worker.load(load_request("import os\nos._exit(7)"), time.monotonic() + PATIENCE)
    assert host.told(HONEST) == "fine"


def test_a_worker_that_writes_to_its_wire_is_told_as_a_liar(host: Any) -> None:
    source = """
import os, socket, stat

def probe():
    for descriptor in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.write(descriptor, b"\\xff" * 100)
        except OSError:
            pass
"""
    worker = host.loaded(source)
    with pytest.raises(WorkerLied):
        host.probed(worker)
    wait_until_gone(worker.pid)
    assert host.told(HONEST) == "fine"


def test_a_worker_may_end_more_than_once(host: Any) -> None:
    worker = host.loaded(HONEST)
    for _ in range(3):
        worker.end()
    host.service.settle()
    assert host.told(HONEST) == "fine"


def test_many_workers_may_be_alive_and_end_in_any_order(host: Any) -> None:
    workers = [host.loaded(f"def probe(): return {number}") for number in range(5)]
    for number in (3, 0, 4, 1, 2):
        assert host.probed(workers[number]) == str(number)
        workers[number].end()
    host.service.settle()
    for worker in workers:
        wait_until_gone(worker.pid)


def test_what_a_submission_changes_is_unknown_to_the_next_worker(host: Any) -> None:
    poison = "import math, sys\ndef probe():\n    math.pi = 3\n    sys.path.clear()\n    return 3"
    assert host.told(poison) == "3"
    look = "import math, sys\ndef probe(): return [math.pi > 3.14, len(sys.path) > 0]"
    assert host.told(look) == "[True, True]"


def test_the_random_state_is_the_same_in_every_worker(host: Any) -> None:
    source = "import numpy as np, random\ndef probe(): return np.random.rand(), random.random()"
    assert host.told(source) == host.told(source)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (3 << 8, "exit code 3"),
        (signal.SIGSEGV, "SIGSEGV"),
        (signal.SIGXCPU, "CPU time"),
        (signal.SIGKILL | 0x80, "SIGKILL"),
        (signal.SIGRTMIN + 3, "a signal ended it"),
    ],
)
def test_every_end_has_a_sentence(status: int, told: str) -> None:
    assert told in how_it_ended(status)


# ---- imports -----------------------------------------------------------------------------------

LAZY = ("xml.dom.minidom", "cProfile", "numpy.testing", "safetensors.numpy", "rich.table")


@pytest.mark.parametrize("module", LAZY)
def test_a_module_can_be_imported_after_privileges_are_dropped(module: str, host: Any) -> None:
    source = f"""
import sys

def probe():
    before = "{module}" in sys.modules
    import {module}
    return f"{{before}} {{'{module}' in sys.modules}}"
"""
    assert host.told(source) == "False True"


def test_a_submission_s_other_files_can_be_imported(host: Any) -> None:
    worker = host.service.worker()
    files = {
        "submission.py": b"from parts.inner import VALUE",
        "parts/__init__.py": b"",
        "parts/inner.py": b"VALUE = 1",
    }
    arrays = {name: np.frombuffer(text, np.uint8) for name, text in files.items()}
    request = Load("submission", "", arrays, {})
    reply, _ = worker.load(request, time.monotonic() + PATIENCE)
    host.end(worker)
    assert not isinstance(reply, Raised)
    assert "VALUE" in reply.names


def test_torch_computes_in_a_worker_of_a_service_that_has_loaded_it(
    host_of: Callable[[ServiceHandle], Any],
) -> None:
    source = """
import sys
loaded = "torch" in sys.modules
import torch

def probe():
    x = torch.ones(300, 300, requires_grad=True)
    (x @ x).sum().backward()
    return loaded, float(x.grad.sum())
"""
    with running_service(["numpy", "torch"], Limits(), LIFETIME) as service:
        # d sum(x @ x) / dx is 2 * 300 in each of 300 * 300 places.
        assert host_of(service).told(source) == "(True, 54000000.0)"


def test_temporary_files_are_a_workers_own_whatever_a_library_looked_up_before(
    host_of: Callable[[ServiceHandle], Any],
) -> None:
    source = """
import os, tempfile

def probe():
    with tempfile.TemporaryDirectory() as name:
        return os.path.dirname(name) == os.environ["TMPDIR"] == os.getcwd()
"""
    with running_service(["dill"], Limits(), LIFETIME) as service:  # dill does as it is imported
        assert host_of(service).told(source) == "True"


# ---- the service's own end ---------------------------------------------------------------------


def test_a_service_whose_control_socket_closes_ends_with_its_workers() -> None:
    with running_service([], Limits(), LIFETIME) as service:
        given = {service.worker().pid, service.worker().pid}
        family = children_of(service.pid)
        pid = service.pid
    assert given <= set(family)
    for member in (pid, *family):
        wait_until_gone(member)


def test_a_launched_service_that_is_never_used_ends_too() -> None:
    launched = launch()
    launched.abandon()
    launched.abandon()
    wait_until_gone(launched.process.pid)
    assert not launched.folder.exists()


JUDGE = """
import os, signal, sys
from autograder.worker.client import running_service
from autograder.worker.confinement import FILES, Limits, takes_too_much

with running_service([], Limits(), 600) as service:
    worker = service.worker()
    print(service.pid, worker.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_judge_that_is_killed_takes_service_and_workers_with_it() -> None:
    judge = subprocess.run(
        [sys.executable, "-c", JUDGE], check=False, capture_output=True, text=True
    )
    assert judge.returncode == -signal.SIGKILL
    service, worker = map(int, judge.stdout.split())
    wait_until_gone(worker)
    wait_until_gone(service)


def test_workers_die_with_their_service_and_the_judge_is_told() -> None:
    with running_service([], Limits(), LIFETIME) as service:
        held = service.worker()  # whose wire stays open: it is not told by the end of that
        family = children_of(service.pid)
        assert held.pid in family
        os.kill(service.pid, signal.SIGKILL)
        for member in family:
            wait_until_gone(member)
        with pytest.raises(ServiceError, match="-9"):
            service.worker()


def test_a_service_that_can_t_import_a_library_says_which() -> None:
    with (
        running_service(["no_such_library"], Limits(), LIFETIME) as service,
        pytest.raises(ServiceError, match="no_such_library"),
    ):
        service.worker()


def test_a_service_leaves_no_folder_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        os.chmod(place, 0o711)
        monkeypatch.setattr("tempfile.tempdir", place)
        with running_service([], Limits(), LIFETIME) as service:
            service.worker()
            assert os.listdir(place)
        assert os.listdir(place) == []


def test_two_services_at_a_time_know_nothing_of_each_other(
    host: Any, host_of: Callable[[ServiceHandle], Any]
) -> None:
    whoami = "import os\ndef probe(): return os.getuid()"
    with running_service([], Limits(), LIFETIME) as service:
        other = host_of(service)
        mine, theirs = host.loaded(whoami), other.loaded(whoami)
        assert mine.pid != theirs.pid
        if os.geteuid() == 0:
            assert host.probed(mine) != other.probed(theirs)
            spy = f"import os\ndef probe(): os.kill({theirs.pid}, 0)"
            with pytest.raises(AssertionError, match="PermissionError"):
                host.told(spy)
        host.end(mine)
        assert other.probed(theirs).isdigit()
    assert host.told(HONEST) == "fine"


def test_a_worker_that_can_t_reach_its_folder_is_told_as_the_machine_s_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where TMPDIR lies in a folder of root's own, a worker with a user of its own is shut out."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr("tempfile.tempdir", str(closed))
    with running_service([], Limits(), LIFETIME) as service:
        if os.geteuid() == 0:
            with pytest.raises(ServiceError, match=f"{closed}.*TMPDIR"):
                service.worker()
        else:
            assert service.worker().layers


FILLER = """
def probe():
    taken = 0
    for number in range(100):
        with open(f"part{number}", "wb", buffering=0) as file:
            taken += file.write(bytes(10 << 20))
    return taken
"""


def test_a_worker_without_a_disk_of_its_own_is_ended_when_it_fills_the_disk(
    host_of: Callable[[ServiceHandle], Any],
) -> None:
    """Writing 1 GB takes long enough to be noticed on any machine."""
    with running_service(["numpy"], Limits(), LIFETIME, without=("own disk",)) as service:
        host = host_of(service)
        worker = host.loaded(FILLER)
        with pytest.raises(WorkerGone, match=r"SIGKILL.*disk"):
            host.probed(worker)
        host.end(worker)


def test_a_folder_takes_too_much_by_its_bytes_or_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "file").write_bytes(bytes(2 << 20))
    assert not takes_too_much(tmp_path, Limits(disk=3 << 20))
    assert takes_too_much(tmp_path, Limits(disk=1 << 20))
    assert not takes_too_much(tmp_path / "not there", Limits())
    for number in range(FILES):
        (tmp_path / str(number)).touch()
    assert takes_too_much(tmp_path, Limits())
