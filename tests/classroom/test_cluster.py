"""On a scheduler's workers: whoever is lost, every hand-in ends with the undisturbed result."""

import contextlib
import json
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed")
from distributed import Client

from autograder.classroom import cluster as cluster_module
from autograder.classroom import scheduler
from autograder.classroom.cluster import on_cluster
from autograder.classroom.jobs import GPU, Done, Event, Failed, Job, Refused, Work
from autograder.report.report import Report
from tests.classroom.classes import FIVE, ROOT, SMALL, small_jobs, told
from tests.classroom.machines import PATIENCE, Cluster, end


def each_once(events: list[Event]) -> list[str]:
    return sorted(event.name for event in events if isinstance(event, Done))


def test_it_comes_to_what_this_machine_makes_of_it(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    cluster.scheduler()
    cluster.worker()
    events = list(cluster.graded(work, small_jobs(FIVE)))
    assert told(events) == undisturbed
    assert each_once(events) == sorted(FIVE)
    assert not any(isinstance(event, Failed) for event in events)


def test_a_result_that_is_lost_with_its_worker_is_graded_anew(
    cluster: Cluster,
    work: Work,
    undisturbed: Mapping[str, Report],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was told that it is done, and is gone when it is asked for."""
    cluster.scheduler()
    workers = [cluster.worker()]
    gather = Client.gather

    def too_late(client: Client, *asked: Any, **how: Any) -> Any:
        if len(workers) == 1:
            end(workers[0])
            workers.append(cluster.worker())
        return gather(client, *asked, **how)

    monkeypatch.setattr(Client, "gather", too_late)
    monkeypatch.setattr(cluster_module, "RESULT_SECONDS", 1)
    events = list(cluster.graded(work, small_jobs(FIVE)))
    assert told(events) == undisturbed
    assert each_once(events) == sorted(FIVE)


def test_an_error_of_who_hands_out_the_jobs_is_no_loss_of_the_scheduler(
    cluster: Cluster, work: Work
) -> None:
    cluster.scheduler()
    cluster.worker()

    def jobs() -> Iterator[Job]:
        yield from small_jobs({"ada.py": FIVE["ada.py"]})
        raise OSError("the class can't be read any more")

    with pytest.raises(OSError, match="can't be read any more"):
        list(cluster.graded(work, jobs()))


def test_who_is_there_is_asked_of_the_scheduler_itself(
    cluster: Cluster, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a client remembers of the workers is now and then replaced by nothing."""
    cluster.scheduler()
    cluster.worker()
    monkeypatch.setattr(Client, "scheduler_info", lambda *_, **__: {"workers": {}})
    (event,) = cluster.graded(work, small_jobs({"ada.py": FIVE["ada.py"]}))
    assert isinstance(event, Done)


def test_jobs_for_a_cpu_leave_a_worker_with_a_gpu_alone(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    cluster.scheduler()
    cluster.worker("GPU=1")
    asked: list[str] = []

    def start_one(warning: str) -> None:
        asked.append(warning)
        cluster.worker("CPU=1")

    events = list(on_cluster(work, small_jobs(FIVE), cluster.address, start_one))
    assert asked == ["waiting for a worker that offers CPU: start one with --resources CPU=1"]
    assert told(events) == undisturbed


def test_jobs_for_a_gpu_find_it_by_the_schedulers_file(
    cluster: Cluster, work: Work, tmp_path: Path
) -> None:
    file = tmp_path / "scheduler.json"
    file.write_text(json.dumps({"type": "Scheduler", "address": cluster.address}))
    cluster.scheduler()
    cluster.worker("GPU=1")
    jobs = (replace(job, needs=GPU) for job in small_jobs(FIVE))
    events = list(on_cluster(work, jobs, str(file), cluster.warnings.append))
    assert each_once(events) == sorted(FIVE)


def test_a_worker_with_another_version_is_refused_by_name(cluster: Cluster, work: Work) -> None:
    cluster.scheduler()
    cluster.worker()
    other = replace(work, versions={**work.versions, "torch": "1.0"})
    with pytest.raises(Refused, match=r"tcp://127.0.0.1:\d+: it has torch .* instead of 1.0"):
        list(cluster.graded(other, small_jobs(FIVE)))
    assert "is refused" in cluster.warnings[-1]


def test_a_worker_with_an_older_program_is_refused_by_name_and_the_others_go_on(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report], tmp_path: Path
) -> None:
    """So old that it can't be asked for its version."""
    shutil.copytree(ROOT / "autograder", tmp_path / "autograder")
    node = tmp_path / "autograder" / "classroom" / "node.py"
    node.write_text(node.read_text().replace("why_refused", "another_name"))
    cluster.scheduler()
    cluster.worker()
    cluster.worker(program=tmp_path)
    with Client(cluster.address, timeout=PATIENCE, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=PATIENCE)
    assert told(list(cluster.graded(work, small_jobs(FIVE)))) == undisturbed
    (warning,) = cluster.warnings
    assert re.match(r"the worker tcp://\S+ is refused: it has another version of this ", warning)


def test_a_worker_with_another_course_is_refused_by_name(cluster: Cluster, work: Work) -> None:
    cluster.scheduler()
    cluster.worker()
    other = replace(work, digests={**work.digests, "relu_forward": "another"})
    with pytest.raises(Refused, match="another version of relu"):
        list(cluster.graded(other, small_jobs(FIVE)))


def test_without_a_scheduler_it_is_told_where_none_answers(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "CONNECT_SECONDS", 1)
    with socket.socket() as free, contextlib.suppress(OSError):
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(Refused, match=f"no scheduler answers at {address}"):
            list(on_cluster(work, small_jobs(FIVE), address, lambda text: None))


def test_a_folder_elsewhere_is_named_by_the_nodes_own_environment(
    cluster: Cluster, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.scheduler()
    monkeypatch.setenv("AUTOGRADER_COURSE", str(SMALL))
    cluster.worker()
    elsewhere = replace(work, course=str(tmp_path / "not here"))
    assert each_once(list(cluster.graded(elsewhere, small_jobs(FIVE)))) == sorted(FIVE)
