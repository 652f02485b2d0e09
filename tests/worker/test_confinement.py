"""A hostile submission reads, signals and writes nothing that is not its own, and leaves nothing.

Every attack runs in a real worker. Where the grader does not run as root, workers share its user
and the attacks succeed: then the layer must say that it is off.
"""

import contextlib
import json
import os
import re
import select
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.judge.grading import Judge
from autograder.worker import confinement
from autograder.worker.client import ServiceError, running_service
from autograder.worker.confinement import (
    Cell,
    LayerOff,
    Limits,
    clear_files_of,
    close_to_others,
    free_uid,
    last_changes,
    own_user,
)
from autograder.worker.wire import Load, Run

ROOT = Path(__file__).parents[2]
LIFETIME = 600
PROCESSES = Limits().processes

Probe = Callable[[str], str]


def trying(body: str) -> str:
    """A submission that does `body` and tells what came of it."""
    return f"""
import os, resource, signal, sys, threading, time

def attack():
{textwrap.indent(textwrap.dedent(body), "    ")}

def probe():
    try:
        return f"done: {{attack()}}"
    except (OSError, ValueError) as error:
        return f"refused: {{error}}"
"""


@pytest.fixture(scope="session")
def layers(host: Any) -> dict[str, str]:
    """What a worker tells of its layers."""
    worker = host.service.worker()
    told = dict(worker.layers)
    host.end(worker)
    return told


@pytest.fixture(scope="session")
def _answers_closed(judge_of: Callable[[str], Judge]) -> None:
    judge_of("activations")  # a judge takes the answers out of others' reach before it grades


def assert_refused(told: str, layers: dict[str, str]) -> None:
    if os.geteuid() == 0:
        assert layers["own user"] == ""
        assert told.startswith("refused"), told
    else:
        assert "root" in layers["own user"]


ATTACKS = {
    "read the reference": "return open('{root}/reference/activations.py').read()",
    "list the references": "return os.listdir('{root}/reference')",
    "read the cases": "return open('{root}/assignments/activations/cases.py').read()",
    "list the wrong examples": (
        "return os.listdir('{root}/assignments/activations/submissions/wrong')"
    ),
    "signal the service": "return os.kill(os.getppid(), 0)",
    "signal the service's group": "return os.killpg(os.getpgid(os.getppid()), 0)",
    "signal the judge": "return os.kill({judge}, 0)",
    "read the judge's environment": "return open('/proc/{judge}/environ', 'rb').read()",
    "read the judge's memory": "return open('/proc/{judge}/mem', 'rb').read(1)",
    "write the judge's memory": "return open('/proc/{judge}/mem', 'r+b')",
    "list the judge's descriptors": "return os.listdir('/proc/{judge}/fd')",
    "read the service's environment": (
        "return open(f'/proc/{{os.getppid()}}/environ', 'rb').read()"
    ),
    "list the service's descriptors": "return os.listdir(f'/proc/{{os.getppid()}}/fd')",
    "write beside its folder": "return open('../planted', 'w')",
    "list the folders of others": "return os.listdir('..')",
    "write among the assignments": "return open('{root}/assignments/planted.py', 'w')",
    "write into the program": "return open('{root}/autograder/planted.py', 'w')",
    "write to the machine's settings": "return open('/etc/planted', 'w')",
    "become root": "return os.setresuid(0, 0, 0)",
    "take up another group": "return os.setgroups([0])",
    "raise its memory limit": (
        "return resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2)"
    ),
    "raise its process limit": (
        "return resource.setrlimit(resource.RLIMIT_NPROC, (10 ** 6, 10 ** 6))"
    ),
}


@pytest.mark.usefixtures("_answers_closed")
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_what_is_not_its_own_is_refused(attack: str, host: Any, layers: dict[str, str]) -> None:
    body = attack.format(root=ROOT, judge=os.getpid())
    assert_refused(host.told(trying(body)), layers)


def test_what_is_refused_to_a_worker_is_there_for_the_judge() -> None:
    """The attacks fail because of the layers, not because their targets don't exist."""
    assert "BEGIN SOLUTION" in (ROOT / "reference" / "activations.py").read_text()
    assert (ROOT / "assignments" / "activations" / "cases.py").is_file()
    os.kill(os.getppid(), 0)
    assert Path("/proc/self/environ").read_bytes()


def test_a_worker_can_do_what_honest_code_does(host: Any) -> None:
    body = """
        open("notes.txt", "w").write("mine")
        import tempfile
        with tempfile.NamedTemporaryFile("w+") as file:
            file.write("also mine")
        return open("notes.txt").read()
    """
    assert host.told(trying(body)) == "done: mine"


DESCRIPTORS = """
import json, os, stat, sys

def probe():
    found = []
    for descriptor in range(1024):
        try:
            status = os.fstat(descriptor)
        except OSError:
            continue
        link = os.readlink(f"/proc/self/fd/{descriptor}")
        found.append([descriptor, stat.S_IFMT(status.st_mode), link])
    imports = [path for path in sys.path if path.startswith("/proc/self/fd/")]
    return json.dumps([found, imports])
"""


def test_a_worker_holds_no_descriptor_but_its_own_wire(host: Any) -> None:
    neighbour = host.loaded("def probe(): return 'here too'")
    found, imports = json.loads(host.told(DESCRIPTORS))
    host.end(neighbour)
    links = {descriptor: link for descriptor, _, link in found}
    kinds = {descriptor: kind for descriptor, kind, _ in found}
    assert [links.pop(standard) for standard in (0, 1, 2)] == [os.devnull] * 3
    folders = {int(path.rsplit("/", 1)[1]) for path in imports}
    assert all(kinds[descriptor] == stat.S_IFDIR for descriptor in folders)
    assert [kinds[descriptor] for descriptor in links if descriptor not in folders] == [
        stat.S_IFSOCK
    ]


def test_the_grader_s_environment_stays_with_the_grader(host_of: Any) -> None:
    secret = "a-token-of-the-grader"
    os.environ["GRADER_TOKEN"] = secret
    try:
        with running_service([], Limits(), LIFETIME) as service:
            told = host_of(service).told("import os\ndef probe(): return dict(os.environ)")
    finally:
        del os.environ["GRADER_TOKEN"]
    assert "OMP_NUM_THREADS" in told
    assert secret not in told


# ---- what is left behind -----------------------------------------------------------------------


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def processes_of(uid: int) -> list[str]:
    return [
        entry.name
        for entry in os.scandir("/proc")
        if entry.name.isdigit() and _owner(entry.path) == uid
    ]


def _owner(path: str) -> int:
    try:
        return os.stat(path).st_uid
    except OSError:
        return -1


DAEMON = """
import os, signal

def probe():
    told, tell = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            os.write(tell, str(os.getpid()).encode())
            while True:
                signal.pause()
        os._exit(0)
    return os.read(told, 20).decode()
"""

CHILD = """
import os, signal

def probe():
    pid = os.fork()
    if pid == 0:
        while True:
            signal.pause()
    return pid
"""

THREAD = """
import os, threading

def probe():
    threading.Thread(target=threading.Event().wait, daemon=False).start()
    return os.getpid()
"""


@pytest.mark.parametrize(
    "source", [DAEMON, CHILD, THREAD], ids=["a daemon", "a child process", "a thread"]
)
def test_a_process_left_behind_is_gone_with_the_worker(source: str, forking_host: Any) -> None:
    host = forking_host
    worker = host.loaded(source)
    pid = int(host.probed(worker))
    assert is_alive(pid)
    host.end(worker)
    assert not is_alive(pid)


def test_a_file_left_behind_is_gone_with_the_worker(host: Any) -> None:
    body = """
        os.makedirs("deep/er")
        open("deep/er/file", "w").write("left")
        os.chmod("deep", 0)
        return os.getcwd()
    """
    worker = host.loaded(trying(body))
    folder = Path(host.probed(worker).removeprefix("done: "))
    assert folder.is_dir()
    host.end(worker)
    assert not folder.exists()


@pytest.mark.parametrize("folder", ["/tmp", "/var/tmp", "/dev/shm"])
def test_a_file_left_where_all_may_write_is_gone_with_the_worker(folder: str, host: Any) -> None:
    body = f"""
        name = "{folder}/left-by-" + str(os.getpid())
        os.mkdir(name)
        open(name + "/file", "w").write("for the next")
        os.chmod(name, 0)
        return name
    """
    worker = host.loaded(trying(body))
    told = host.probed(worker)
    host.end(worker)
    left = Path(told.removeprefix("done: "))
    assert told.startswith("refused") or not left.exists()


def test_a_folder_that_changed_since_is_cleared_and_no_other_is_gone_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "OPEN_TO_ALL", (str(tmp_path),))
    left = tmp_path / "left"
    left.touch()
    changed = tmp_path.stat().st_ctime_ns
    clear_files_of(left.stat().st_uid, {str(tmp_path): changed})
    assert left.exists()
    clear_files_of(left.stat().st_uid, {str(tmp_path): changed - 1})
    assert not left.exists()


def test_a_folder_that_has_just_changed_is_gone_through_as_it_may_change_in_the_same_tick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confinement, "OPEN_TO_ALL", (str(tmp_path),))
    (tmp_path / "left").touch()
    changed = tmp_path.stat().st_ctime_ns
    tick = confinement.TICK

    def read_after(nanoseconds: int) -> dict[str, int]:
        clock = SimpleNamespace(time_ns=lambda: changed + nanoseconds)
        monkeypatch.setattr(confinement, "time", clock)
        return dict(last_changes())

    assert read_after(tick) == {}
    assert read_after(tick + 1) == {str(tmp_path): changed}


FORK_BOMB = """
import os, signal

def probe():
    count = 0
    try:
        while count < 200:
            if os.fork() == 0:
                while True:
                    signal.pause()
            count += 1
    except OSError:
        pass
    return f"{os.getuid()} {count}"
"""


def test_a_fork_bomb_is_bounded_and_gone_with_the_worker(
    forking_host: Any, layers: dict[str, str]
) -> None:
    host = forking_host
    worker = host.loaded(FORK_BOMB)
    uid, count = map(int, host.probed(worker).split())
    if os.geteuid() == 0:
        assert 0 < count < PROCESSES
        assert len(processes_of(uid)) == count + 1
        host.end(worker)
        assert processes_of(uid) == []
    else:
        host.end(worker)
        assert "root" in layers["own user"]
    assert host.told("def probe(): return 'the next one works'") == "the next one works"


def test_memory_is_bounded(host: Any) -> None:
    source = f"""
import numpy as np

def probe():
    try:
        np.ones({Limits().memory} // 8 + 1)
    except MemoryError:
        return "refused"
"""
    assert host.told(source) == "refused"


def test_a_file_is_bounded(host: Any) -> None:
    body = f"""
        with open("large", "wb") as file:
            file.seek({Limits().file_bytes})
            file.write(b"one more")
    """
    assert host.told(trying(body)).startswith("refused")


# ---- users and folders -------------------------------------------------------------------------


def test_each_worker_has_a_user_that_no_other_process_has(host: Any) -> None:
    source = "import os\ndef probe(): return os.getuid()"
    workers = [host.loaded(source) for _ in range(3)]
    users = [int(host.probed(worker)) for worker in workers]
    if os.geteuid() == 0:
        assert len(set(users)) == 3
        assert [processes_of(user) for user in users] == [[str(w.pid)] for w in workers]
    else:
        assert set(users) == {os.geteuid()}
    for worker in workers:
        host.end(worker)


@pytest.fixture
def sleeper() -> Iterator[Callable[[int], None]]:
    """Starts processes of other users, which end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(user: int) -> None:
        started.append(subprocess.Popen(["/bin/sleep", "600"], user=user, cwd="/"))

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_user_who_has_an_account_or_a_process_is_never_drawn(
    monkeypatch: pytest.MonkeyPatch, sleeper: Callable[[int], None]
) -> None:
    """A worker's end is the end of all processes of its user: they must be its own."""
    if os.geteuid() != 0:
        assert free_uid(set()) is None
        return
    busy, known, taken, free = (confinement.FIRST_UID + n for n in (11, 12, 13, 14))
    sleeper(busy)
    draws = iter([busy, known, taken, free])
    monkeypatch.setattr(
        confinement.secrets, "randbelow", lambda _: next(draws) - confinement.FIRST_UID
    )
    monkeypatch.setattr(confinement, "has_an_account", lambda uid: uid == known)
    assert free_uid({taken}) == free


def test_the_machine_s_accounts_are_known() -> None:
    assert confinement.has_an_account(0)
    assert not confinement.has_an_account(54_321)


OWN_USER = """
import os
from pathlib import Path
from autograder.worker.confinement import Cell, Limits, own_user

os.setgroups([0, 4, 27])
own_user(Cell(Limits(), 54321, Path("/")))
print(set(os.getresuid()), set(os.getresgid()), os.getgroups())
"""


def test_a_worker_keeps_no_group_and_no_id_of_the_grader_s() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OWN_USER], check=False, capture_output=True, text=True
    )
    if os.geteuid() == 0:
        assert done.stdout.strip() == "{54321} {54321} []"
    else:
        assert "PermissionError" in done.stderr


ORDINARY_USER = """
import os, socket, sys
from pathlib import Path
from autograder.worker import confinement
from autograder.worker.confinement import Cell, LayerOff, Limits

scratch = Path(sys.argv[1])
if os.geteuid() == 0:
    os.chown(scratch, 12345, 12345)
    os.setgroups([])
    os.setresgid(12345, 12345, 12345)
    os.setresuid(12345, 12345, 12345)
    confinement._prctl(confinement._PR_SET_DUMPABLE, 1)  # as a process that was started so
cell = Cell(Limits(disk=1 << 20), None, scratch)
try:
    confinement.own_network(cell)
    confinement.own_disk(cell)
except LayerOff as reason:
    print("off:", reason)
    sys.exit()
os.chdir(scratch)
Path("left").write_text("nobody else sees it")
size = os.statvfs(".").f_blocks * os.statvfs(".").f_frsize
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
    try:
        udp.sendto(b"x", ("127.0.0.1", 9))
        network = "a network"
    except OSError:
        network = "no network"
confinement.no_new_privileges(cell)
status = Path("/proc/self/status").read_text()
powers = {line.split()[1] for line in status.splitlines() if line.startswith(("CapEff", "CapPrm"))}
print("on:", size, network, os.getuid() == os.geteuid() != 0, powers)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are closed."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


def test_an_ordinary_user_s_workers_have_a_network_and_a_disk_of_their_own(
    open_folder: Path,
) -> None:
    scratch = open_folder / "scratch"
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", ORDINARY_USER, scratch], check=False, capture_output=True, text=True
    )
    if done.stdout.startswith("off: "):
        assert "only root" in done.stdout
        pytest.skip(done.stdout)
    assert done.stdout.strip() == f"on: {1 << 20} no network True {{'{'0' * 16}'}}", done.stderr
    assert list(scratch.iterdir()) == []


def test_without_root_the_layer_says_that_workers_share_the_grader_s_user(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert free_uid(set()) is None
    with pytest.raises(LayerOff, match="root"):
        own_user(Cell(Limits(), None, tmp_path))
    assert "root" in close_to_others([tmp_path])


def test_answers_that_anyone_may_read_are_closed(tmp_path: Path) -> None:
    folders = [tmp_path / "reference", tmp_path / "assignments"]
    for folder in folders:
        folder.mkdir(mode=0o755)
    reason = close_to_others(folders)
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in folders]
    if os.geteuid() == 0:
        assert reason == ""
        assert modes == [0o700, 0o700]
    else:
        assert "root" in reason


MEMORY = """
import os, sys, time
from pathlib import Path
from autograder.worker import confinement
from autograder.worker.confinement import Cell, Limits

if os.geteuid() == 0:
    os.setresuid(12345, 12345, 12345)
confinement._prctl(confinement._PR_SET_DUMPABLE, 1)  # as a process that was started so
to_worker, from_test = os.pipe()
to_test, from_worker = os.pipe()
worker = os.fork()
if worker == 0:
    os.close(from_test)
    if sys.argv[1] == "on":
        confinement.not_dumpable(Cell(Limits(), None, Path("/")))
    os.write(from_worker, b"ready")
    os.read(to_worker, 1)
    os._exit(0)
os.read(to_test, 5)
try:
    os.close(os.open(f"/proc/{worker}/mem", os.O_RDONLY))
    print("open")
except PermissionError:
    print("closed")
"""


@pytest.mark.parametrize(("layer", "told"), [("on", "closed"), ("off", "open")])
def test_a_process_of_the_same_user_reads_a_worker_s_memory_only_without_the_layer(
    layer: str, told: str
) -> None:
    command = [sys.executable, "-c", MEMORY, layer]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout.strip() == told, done.stderr


@pytest.mark.parametrize("without", [(), ("death with parent",)], ids=["on", "off"])
def test_a_worker_outlives_a_service_that_is_killed_only_without_the_layer(
    without: tuple[str, ...],
) -> None:
    with (
        contextlib.suppress(ServiceError),
        running_service(["numpy"], Limits(), LIFETIME, without=without) as service,
    ):
        worker = service.worker()
        deaf = "import signal\ndef probe():\n    while True: signal.pause()"
        files = {"submission.py": np.frombuffer(deaf.encode(), np.uint8)}
        exercise = "def probe(solution):\n    solution.probe()"
        worker.load(Load("submission", exercise, files, {}), time.monotonic() + 60)
        worker.ask(Run("probe", "numpy", "float64", "cpu", 60, None, 0, {}), time.monotonic() + 60)
        process = os.pidfd_open(worker.pid)
        os.kill(service.pid, signal.SIGKILL)
    ended, _, _ = select.select([process], [], [], 0 if without else 60)  # the service has ended
    if not ended:
        os.kill(worker.pid, signal.SIGKILL)
    os.close(process)
    assert bool(ended) != bool(without)


def test_every_layer_is_told_with_a_reason_if_it_is_off(layers: dict[str, str]) -> None:
    assert list(layers) == [name for name, _ in confinement.LAYERS]
    assert all(reason == "" or re.search(r"\w+ \w+", reason) for reason in layers.values())
