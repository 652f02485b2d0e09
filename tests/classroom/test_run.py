"""A run over a class: what is stored stays, what is missing or outdated is graded, once."""

import gc
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.classroom.database import StoreError
from autograder.classroom.export import Student
from autograder.classroom.jobs import Event, Failed, GraderLost, Job, SetAside, Work
from autograder.classroom.record import writing
from autograder.classroom.run import IN_A_ROW, ClassRun
from autograder.classroom.store import Move, reading
from autograder.classroom.submissions import hand_ins
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.classroom.classes import (
    FIVE,
    HALVED,
    RIGHT,
    ROOT,
    Pretended,
    run_over,
    written,
)

BOTH = ("relu_forward", "relu_backward")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "grades.db"


def scores(store: Path) -> dict[str, dict[str, float]]:
    with reading(store) as read:
        return {
            row.name: {score.question: score.score for score in row.scores}
            for row in read.rows("relu")
        }


def moves(store: Path) -> list[Move]:
    with reading(store) as read:
        return read.moves("relu")


def test_every_hand_in_has_one_row_a_question_and_its_report(
    folder: Path, course: Course, store: Path
) -> None:
    tally = run_over(folder, course, store, Pretended())
    assert (tally.of, tally.graded, tally.kept) == (5, 5, 0)
    assert scores(store) == {
        name: dict.fromkeys(BOTH, 0 if name == "bob.py" else 10) for name in FIVE
    }
    with sqlite3.connect(store) as raw:
        assert raw.execute("SELECT count(*) FROM result").fetchone() == (10,)
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with reading(store) as read:
        bob = read.report("relu", "bob.py")
        assert bob is not None
        assert [question.score for question in bob.questions] == [0, 0]
        assert read.report("relu", "nobody") is None


def test_a_store_is_for_its_owner_alone(folder: Path, course: Course, store: Path) -> None:
    run_over(folder, course, store, Pretended())
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert {path.name for path in store.parent.glob("grades.db*")} == {"grades.db"}


def test_a_second_run_grades_nothing(folder: Path, course: Course, store: Path) -> None:
    run_over(folder, course, store, Pretended())
    again = Pretended()
    tally = run_over(folder, course, store, again)
    assert (again.jobs, tally.kept) == ([], 5)


def test_what_is_handed_in_anew_is_graded_and_told(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    (folder / "bob.py").write_text(RIGHT)
    (folder / "eve.py").rename(folder / "fay.py")
    again = Pretended()
    run_over(folder, course, store, again)
    assert again.jobs == [("bob.py", BOTH), ("fay.py", BOTH)]
    assert moves(store) == [Move("bob.py", name, 0, 10, True) for name in BOTH]
    assert "eve.py" not in scores(store)


def test_who_is_gone_is_left_out_until_they_are_there_again(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    before = scores(store)
    (folder / "bob.py").rename(folder.parent / "bob.py")
    run_over(folder, course, store, Pretended())
    with reading(store) as read:
        assert "bob.py" not in {row.name for row in read.rows("relu")}
        assert read.count("relu") == 4
        assert [spread.count for spread in read.spreads("relu")] == [4, 4, 4]
        assert "bob.py" in read.names("relu")
    (folder.parent / "bob.py").rename(folder / "bob.py")
    again = Pretended()
    run_over(folder, course, store, again)
    assert (again.jobs, scores(store)) == ([], before)


def test_a_run_that_is_cut_off_leaves_nobody_out(folder: Path, course: Course, store: Path) -> None:
    run_over(folder, course, store, Pretended())
    (folder / "bob.py").unlink()
    (folder / "ada.py").write_text(HALVED)

    def cut_off(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        next(jobs)
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        run_over(folder, course, store, cut_off)
    assert "bob.py" in scores(store)


def test_a_question_that_is_not_asked_any_more_counts_for_nothing(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    with writing(store) as record:
        record.begin("relu", "ReLU", [("relu_forward", "ReLU forward", 10.0)])
    with reading(store) as read:
        ada = next(row for row in read.rows("relu") if row.name == "ada.py")
        total = read.spreads("relu")[-1]
    assert (ada.score, ada.points) == (10.0, 10.0)
    assert total.points == 10.0
    assert 0 < total.mean <= 10.0


def test_after_a_mended_case_only_its_question_is_graded(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    mend(course)
    again = Pretended()
    run_over(folder, course, store, again)
    assert again.jobs == [(name, ("relu_backward",)) for name in FIVE]
    assert moves(store) == []
    with reading(store) as read:
        report = read.report("relu", "ada.py")
    assert report is not None
    assert [question.name for question in report.questions] == list(BOTH)


def mend(course: Course) -> None:
    """Change a case of relu_backward."""
    path = course.folder("relu") / "cases.py"
    head, mark, tail = path.read_text().partition("def relu_backward")
    path.write_text(head + mark + tail.replace("16, 8", "16, 9"))


class Harder(Pretended):
    """Now everything is wrong."""

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        halved = (Job(job.name, None, job.questions, "mended", job.before) for job in jobs)
        return super().__call__(work, halved)


def test_it_is_told_whose_points_moved_and_by_how_much(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    mend(course)
    run_over(folder, course, store, Harder())
    others = [name for name in FIVE if name != "bob.py"]
    assert moves(store) == [Move(name, "relu_backward", 10, 0, False) for name in others]
    assert scores(store)["ada.py"] == {"relu_forward": 10, "relu_backward": 0}
    run_over(folder, course, store, Pretended())
    assert moves(store) == []


class CutOff(Exception):
    pass


def cut_off_after(count: int, engine: Pretended) -> Pretended:
    class Short(Pretended):
        def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
            for number, event in enumerate(engine(work, jobs)):
                if number == count:
                    raise CutOff
                yield event

    return Short()


def test_a_run_that_was_cut_off_is_taken_up(folder: Path, course: Course, store: Path) -> None:
    with pytest.raises(CutOff):
        run_over(folder, course, store, cut_off_after(2, Pretended()))
    rest = Pretended()
    run_over(folder, course, store, rest)
    assert [name for name, _ in rest.jobs] == list(FIVE)[2:]
    whole = store.with_name("whole.db")
    run_over(folder, course, whole, Pretended())
    assert scores(store) == scores(whole)


def test_a_regrade_that_was_cut_off_tells_all_moves_in_the_end(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    mend(course)
    with pytest.raises(CutOff):
        run_over(folder, course, store, cut_off_after(1, Harder()))
    run_over(folder, course, store, Harder())
    assert {move.name for move in moves(store)} == set(FIVE) - {"bob.py"}


def test_all_are_graded_with_one_secret_seed_which_stays(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    with reading(store) as read:
        seed = read.of("relu").seed
    other = store.with_name("other.db")
    run_over(folder, course, other, Pretended())
    with reading(other) as read:
        assert read.of("relu").seed != seed
    again = Pretended()
    run_over(folder, course, store, again, seed=seed)
    assert again.jobs == []
    run_over(folder, course, store, again, seed=seed + 1)
    assert [name for name, _ in again.jobs] == list(FIVE)


class Unlucky(Pretended):
    """The machine fails each hand-in once, and bob's always."""

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        for job in jobs:
            yield Failed(job.name, "no memory")
            if job.name == "bob.py":
                yield SetAside(job.name, "no memory")
            else:
                yield from super().__call__(work, iter([job]))


def test_one_that_is_set_aside_has_no_score_and_is_tried_again(
    folder: Path, course: Course, store: Path
) -> None:
    tally = run_over(folder, course, store, Unlucky())
    assert (tally.graded, len(tally.failures)) == (4, 5)
    assert tally.set_aside == [SetAside("bob.py", "no memory")]
    assert scores(store)["bob.py"] == {}
    again = Pretended()
    run_over(folder, course, store, again)
    assert again.jobs == [("bob.py", BOTH)]
    with reading(store) as read:
        assert {row.set_aside for row in read.rows("relu")} == {""}


def test_a_result_that_is_there_stays_when_a_regrade_is_set_aside(
    folder: Path, course: Course, store: Path
) -> None:
    run_over(folder, course, store, Pretended())
    (folder / "bob.py").write_text(HALVED + "\n")
    run_over(folder, course, store, Unlucky())
    assert scores(store)["bob.py"] == dict.fromkeys(BOTH, 0)
    with reading(store) as read:
        assert {row.name for row in read.rows("relu") if row.set_aside} == {"bob.py"}


class Broken(Pretended):
    """A machine that fails every hand-in but those named."""

    def __init__(self, *able: str) -> None:
        super().__init__()
        self.able = able

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        for job in jobs:
            if job.name in self.able:
                yield from super().__call__(work, iter([job]))
            else:
                self.jobs.append((job.name, job.questions))
                yield SetAside(job.name, "no memory")


def test_a_machine_that_fails_one_after_the_other_ends_the_run(
    tmp_path: Path, course: Course, store: Path
) -> None:
    names = [f"s{number:02}.py" for number in range(2 * IN_A_ROW)]
    folder = written(tmp_path / "class", dict.fromkeys(names, RIGHT))
    broken = Broken(names[1])
    with pytest.raises(GraderLost, match=f"{IN_A_ROW} hand-ins in a row.*no memory"):
        run_over(folder, course, store, broken)
    assert [name for name, _ in broken.jobs] == names[: IN_A_ROW + 2]
    again = Pretended()
    run_over(folder, course, store, again)
    tried = [names[0], *names[2 : IN_A_ROW + 2]]
    assert [name for name, _ in again.jobs] == [*names[IN_A_ROW + 2 :], *tried]


def test_hand_ins_that_fail_each_time_keep_no_others_from_being_graded(
    tmp_path: Path, course: Course, store: Path
) -> None:
    names = [f"s{number:02}.py" for number in range(IN_A_ROW + 5)]
    folder = written(tmp_path / "class", dict.fromkeys(names, RIGHT))
    able = names[IN_A_ROW:]
    with pytest.raises(GraderLost):
        run_over(folder, course, store, Broken(*able))
    tally = run_over(folder, course, store, Broken(*able))
    assert (tally.graded, len(tally.set_aside)) == (5, IN_A_ROW)


def test_students_of_an_export_stand_in_their_rows(
    tmp_path: Path, course: Course, store: Path
) -> None:
    told = "submission_1:\n  :submitters:\n  - :name: Ada\n    :email: ada@example.org\n"
    files = {"submission_metadata.yml": told, "submission_1/relu.py": RIGHT}
    folder = written(tmp_path / "export", files)
    run_over(folder, course, store, Pretended())
    (folder / "submission_metadata.yml").write_text(told.replace("Ada", "Ada Lovelace"))
    again = Pretended()
    run_over(folder, course, store, again)
    assert again.jobs == []
    with reading(store) as read:
        (row,) = read.rows("relu")
    assert row.students == (Student("Ada Lovelace", "ada@example.org"),)


@pytest.mark.parametrize(("device", "needs"), [("cpu", "CPU"), ("all", "GPU"), ("cuda", "GPU")])
def test_a_machine_with_a_gpu_is_asked_for_where_a_question_runs_on_one(
    device: str, needs: str, tmp_path: Path, store: Path
) -> None:
    course = Course(ROOT)
    found: set[str] = set()

    def noted(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        found.update(job.needs for job in jobs)
        return iter(())

    folder = written(tmp_path / "class", {"ada.py": "x = 1"})
    for name in ("batchnorm", "resnet"):
        assignment = read_assignment(course.folder(name))
        with hand_ins(folder, name) as ada, writing(store) as record:
            graded_by = record.begin(name, assignment.title, [], device=device)
            ClassRun(ada, assignment, course, record, graded_by).grade(noted)
    assert found == {needs}


# ---- the file ----------------------------------------------------------------------------------


def test_a_full_disk_ends_the_run_and_loses_nothing(
    folder: Path, course: Course, store: Path
) -> None:
    written(folder, {f"more_{number:03}.py": f"{RIGHT}\n# {number}\n" for number in range(200)})

    class Filling(Pretended):
        def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
            for number, job in enumerate(jobs):
                if number == 3:
                    limit(store)
                yield from super().__call__(work, iter([job]))

    with pytest.raises(StoreError, match="the disk is full"):
        run_over(folder, course, store, Filling())
    kept = scores(store)
    assert 3 <= len(kept) < 205
    run_over(folder, course, store, Pretended())
    assert len(scores(store)) == 205
    assert {name: scores(store)[name] for name in kept} == kept


def limit(store: Path) -> None:
    """Let this process's connections to the store have a few pages more, then none."""
    for connection in gc.get_objects():
        if isinstance(connection, sqlite3.Connection):
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 8}")


def test_two_cant_write_at_a_time(store: Path) -> None:
    with (
        writing(store),
        pytest.raises(StoreError, match="is being written to by another"),
        writing(store),
    ):
        pass
    with writing(store):
        pass


def test_it_can_be_read_while_it_is_written(folder: Path, course: Course, store: Path) -> None:
    seen = []

    class Watched(Pretended):
        def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
            for event in super().__call__(work, jobs):
                seen.append(len(scores(store)))
                yield event

    run_over(folder, course, store, Watched())
    assert seen == [0, 1, 2, 3, 4]


NO_STORES = {
    "another program's": (b"", "another program"),
    "no database": (b"no database at all, but long enough to be taken for one" * 20, "no store"),
}


@pytest.mark.parametrize(("content", "why"), NO_STORES.values(), ids=NO_STORES)
def test_what_is_no_store_is_refused_and_left_alone(content: bytes, why: str, store: Path) -> None:
    if content:
        store.write_bytes(content)
    else:
        with sqlite3.connect(store) as other:
            other.execute("CREATE TABLE notes (text)")
    before = store.read_bytes()
    with pytest.raises(StoreError, match=why), writing(store):
        pass
    assert store.read_bytes() == before


def test_reading_makes_no_store(store: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"), reading(store):
        pass
    assert not store.exists()
