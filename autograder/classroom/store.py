"""The results of classes in one SQLite file: what is stored as they come, and what is read of them.

One row a hand-in and question, and beside it the hand-in's whole report. A hand-in is stored in one
transaction: whoever is ended in the middle leaves all of it or nothing. One process writes at a
time; any number may read meanwhile.
"""

import contextlib
import fcntl
import json
import os
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.classroom.export import Student
from autograder.classroom.jobs import Done, Score, unpacked
from autograder.classroom.submissions import HandIn
from autograder.report.report import DIGITS, Report
from autograder.report.stored import ReportError

APPLICATION = 0x47524144
FORM = 1
"""Version of the tables."""

BUSY_SECONDS = 30
"""How long a reader, or a copy that is made of the file, may hold up a writer."""

SEED_BITS = 62

LOCK = "-lock"
"""The ending of the file that whoever writes holds; SQLite's own are -wal and -shm."""

_TABLES = """
CREATE TABLE class (
    assignment TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    questions TEXT NOT NULL,     -- JSON: [[name, title, points], ...]
    seed TEXT NOT NULL,          -- what the hidden cases of all are drawn from
    device TEXT NOT NULL,
    hints TEXT NOT NULL          -- nothing: as the assignment says
);
CREATE TABLE submission (
    assignment TEXT NOT NULL,
    name TEXT NOT NULL,          -- of its file or folder
    path TEXT NOT NULL,
    students TEXT NOT NULL,      -- JSON: [{"name": ..., "email": ..., "sid": ...}, ...]
    digest TEXT NOT NULL,        -- of its content
    problem TEXT NOT NULL,       -- why it can't be opened or imported, or nothing
    set_aside TEXT NOT NULL,     -- why it has no result, or no new one, or nothing
    graded TEXT NOT NULL,        -- when, in UTC
    report BLOB,
    PRIMARY KEY (assignment, name)
);
CREATE TABLE result (
    assignment TEXT NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    key TEXT NOT NULL,           -- a hash of content, question as it is asked, seed and choices
    score REAL NOT NULL,
    points REAL NOT NULL,
    not_graded REAL NOT NULL,    -- points that could not be graded on that machine
    PRIMARY KEY (assignment, name, question)
) WITHOUT ROWID;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    assignment TEXT NOT NULL,
    began TEXT NOT NULL,
    ended TEXT                   -- nothing: it was cut off, or is under way
);
CREATE TABLE move (
    run INTEGER NOT NULL,
    assignment TEXT NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    before REAL NOT NULL,
    after REAL NOT NULL,
    handed_in_anew INTEGER NOT NULL
);
"""


class StoreError(Exception):
    """The store can't be read or written; the text says why, in a line."""


@dataclass(frozen=True)
class Class:
    """One assignment's: what all hand-ins of it were graded by.

    questions  names, titles and points, in their order
    hints      the failures whose likely mistake is told; "": as the assignment says
    """

    assignment: str
    title: str
    questions: tuple[tuple[str, str, float], ...]
    seed: int
    device: str
    hints: str


@dataclass(frozen=True)
class Row:
    """A hand-in as it is stored.

    problem    why it can't be opened or imported, or ""
    set_aside  why it has no result, or none of the last run, or ""
    scores     of its questions, in their order; none while it has no result
    """

    name: str
    path: str
    students: tuple[Student, ...]
    digest: str
    problem: str
    set_aside: str
    graded: str
    scores: tuple[Score, ...]

    @property
    def score(self) -> float:
        """Points earned."""
        return round(sum(score.score for score in self.scores), DIGITS)

    @property
    def points(self) -> float:
        """Points of all questions."""
        return sum(score.points for score in self.scores)


@dataclass(frozen=True)
class Spread:
    """What the hand-ins that have a result earned in a question, or altogether.

    every  how many of them all points; none: how many nothing
    """

    name: str
    points: float
    mean: float
    count: int
    every: int
    none: int


@dataclass(frozen=True)
class Move:
    """The points of a hand-in's question before a run and after it.

    handed_in_anew  its content is another; else it was graded anew
    """

    name: str
    question: str
    before: float
    after: float
    handed_in_anew: bool


@contextlib.contextmanager
def reading(path: Path) -> Iterator["Store"]:
    """A store that is there, to be read; it may be written to meanwhile."""
    if not path.is_file():
        raise StoreError(f"there is no store at {path}: `autograder grade-class` makes one")
    with _connected(path) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield Store(path, connection)


@contextlib.contextmanager
def writing(path: Path) -> Iterator["Record"]:
    """A store to be written to, by nobody else meanwhile; made if there is none."""
    with _alone(path), _connected(path) as connection:
        yield Record(path, connection)


class Store:
    """What can be read of a store."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def classes(self) -> list[Class]:
        """Of every assignment that was graded into it."""
        with _explained(self.path):
            found = self._connection.execute(
                "SELECT assignment, title, questions, seed, device, hints FROM class ORDER BY 1"
            ).fetchall()
        return [
            Class(name, title, tuple(map(tuple, json.loads(questions))), int(seed), device, hints)
            for name, title, questions, seed, device, hints in found
        ]

    def of(self, assignment: str) -> Class:
        """The class of an assignment; StoreError if nothing of it was graded."""
        for found in self.classes():
            if found.assignment == assignment:
                return found
        raise StoreError(f"{self.path} holds nothing of {assignment}")

    def rows(self, assignment: str) -> Iterator[Row]:
        """Every hand-in by name, one after the other: a class may be large."""
        place = {name: at for at, (name, _, _) in enumerate(self.of(assignment).questions)}
        with _explained(self.path):
            found = self._connection.execute(
                "SELECT name, path, students, digest, problem, set_aside, graded, "
                "(SELECT json_group_array(json_array(question, score, points, not_graded)) "
                " FROM result WHERE assignment = submission.assignment "
                " AND name = submission.name) "
                "FROM submission WHERE assignment = ? ORDER BY name",
                [assignment],
            )
            for name, path, students, digest, problem, set_aside, graded, scores in found:
                yield Row(
                    name,
                    path,
                    tuple(Student(**told) for told in json.loads(students)),
                    digest,
                    problem,
                    set_aside,
                    graded,
                    tuple(
                        sorted(
                            (Score(*told) for told in json.loads(scores)),
                            key=lambda score: place.get(score.question, len(place)),
                        )
                    ),
                )

    def count(self, assignment: str) -> int:
        """How many hand-ins there are."""
        found = self._one("SELECT count(*) FROM submission WHERE assignment = ?", assignment)
        return int(str(found[0])) if found else 0

    def problems(self, assignment: str) -> list[tuple[str, str]]:
        """The hand-ins that can't be opened or imported, each with the reason."""
        with _explained(self.path):
            return self._connection.execute(
                "SELECT name, problem FROM submission WHERE assignment = ? AND problem != '' "
                "ORDER BY name",
                [assignment],
            ).fetchall()

    def spreads(self, assignment: str) -> list[Spread]:
        """What was earned in each question, in their order, and at the end altogether."""
        told = "avg(score), count(*), total(score >= points), total(score = 0)"
        whole = (
            "SELECT sum(score) AS score, sum(points) AS points FROM result "
            "WHERE assignment = ? GROUP BY name"
        )
        found = {}
        with _explained(self.path):
            for name, *values in self._connection.execute(
                f"SELECT question, {told} FROM result WHERE assignment = ? GROUP BY question",
                [assignment],
            ):
                found[name] = values
            (total,) = self._connection.execute(f"SELECT {told} FROM ({whole})", [assignment])
        questions = self.of(assignment).questions
        nothing = (0.0, 0, 0, 0)
        spreads = [_spread(name, most, found.get(name, nothing)) for name, _, most in questions]
        return [*spreads, _spread("total", sum(most for _, _, most in questions), total)]

    def report(self, assignment: str, name: str) -> Report | None:
        """The whole report on a hand-in; None while it has none."""
        content = self.packed_report(assignment, name)
        try:
            return unpacked(content) if content else None
        except (ReportError, ValueError) as error:
            raise StoreError(f"{self.path}: the report on {name}: {error}") from error

    def packed_report(self, assignment: str, name: str) -> bytes:
        """The same as it is kept; nothing while there is none."""
        found = self._one(
            "SELECT report FROM submission WHERE assignment = ? AND name = ?", assignment, name
        )
        return found[0] if found and isinstance(found[0], bytes) else b""

    def keys(self, assignment: str, name: str) -> dict[str, str]:
        """Of what each question's result is."""
        with _explained(self.path):
            return dict(
                self._connection.execute(
                    "SELECT question, key FROM result WHERE assignment = ? AND name = ?",
                    [assignment, name],
                ).fetchall()
            )

    def moves(self, assignment: str) -> list[Move]:
        """Whose points the last run has moved.

        What runs that were cut off have moved counts to the one that took them up.
        """
        with _explained(self.path):
            found = self._connection.execute(
                "SELECT name, question, before, after, handed_in_anew FROM move "
                "WHERE assignment = ? AND run > coalesce((SELECT max(id) FROM run WHERE "
                "assignment = ? AND ended IS NOT NULL AND id < (SELECT max(id) FROM run WHERE "
                "assignment = ?)), 0) ORDER BY run, rowid",
                [assignment] * 3,
            ).fetchall()
        joined: dict[tuple[str, str], Move] = {}
        for name, question, before, after, anew in found:
            earlier = joined.pop((name, question), None)
            first = earlier.before if earlier else before
            either = bool(anew) or (earlier is not None and earlier.handed_in_anew)
            joined[name, question] = Move(name, question, first, after, either)
        questions = [name for name, _, _ in self.of(assignment).questions]
        place = {name: at for at, name in enumerate(questions)}
        moved = [move for move in joined.values() if move.before != move.after]
        return sorted(moved, key=lambda move: (move.name, place.get(move.question, len(place))))

    def names(self, assignment: str) -> set[str]:
        """Of all hand-ins."""
        with _explained(self.path):
            found = self._connection.execute(
                "SELECT name FROM submission WHERE assignment = ?", [assignment]
            ).fetchall()
        return {name for (name,) in found}

    def _one(self, query: str, *values: object) -> Sequence[object] | None:
        with _explained(self.path):
            found: Sequence[object] | None = self._connection.execute(query, values).fetchone()
        return found


def _spread(name: str, points: float, told: Sequence[float | None]) -> Spread:
    mean, count, every, none = (value or 0 for value in told)
    return Spread(name, points, mean, int(count), int(every), int(none))


class Record(Store):
    """A store that is written to."""

    _run = 0

    def begin(
        self,
        assignment: str,
        title: str,
        questions: Sequence[tuple[str, str, float]],
        seed: int | None = None,
        device: str | None = None,
        hints: str | None = None,
    ) -> Class:
        """Begin a run. What isn't given is as in the runs before; the first seed is a secret."""
        known = {found.assignment: found for found in self.classes()}.get(assignment)
        if seed is None:
            seed = known.seed if known else secrets.randbits(SEED_BITS)
        device = device or (known.device if known else "cpu")
        hints = hints or (known.hints if known else "")
        with self._all_or_nothing() as change:
            change(
                "INSERT INTO class VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (assignment) "
                "DO UPDATE SET title = excluded.title, questions = excluded.questions, "
                "seed = excluded.seed, device = excluded.device, hints = excluded.hints",
                (assignment, title, json.dumps(questions), str(seed), device, hints),
            )
            change("INSERT INTO run (assignment, began) VALUES (?, ?)", (assignment, _now()))
        found = self._one("SELECT max(id) FROM run")
        assert found is not None
        assert isinstance(found[0], int)
        self._run = found[0]
        return self.of(assignment)

    def end(self) -> None:
        """The run has gone to its end."""
        with self._all_or_nothing() as change:
            change("UPDATE run SET ended = ? WHERE id = ?", (_now(), self._run))

    def was_cut_off(self, assignment: str) -> bool:
        """Whether the run before this one didn't go to its end."""
        found = self._one(
            "SELECT ended FROM run WHERE assignment = ? AND id < ? ORDER BY id DESC LIMIT 1",
            assignment,
            self._run,
        )
        return found is not None and found[0] is None

    def put(
        self,
        assignment: str,
        hand_in: HandIn,
        digest: str,
        keys: Mapping[str, str],
        done: Done,
    ) -> None:
        """Store what came of a hand-in, in place of what was there; `keys` by question."""
        of = (assignment, hand_in.name)
        before = self._scores(*of)
        anew = self._digest(*of) != digest
        after = {score.question: score.score for score in done.scores}
        with self._all_or_nothing() as change:
            self._put_submission(change, assignment, hand_in, digest, done)
            change("DELETE FROM result WHERE assignment = ? AND name = ?", of)
            for score in done.scores:
                told = (score.score, score.points, score.not_graded)
                change(
                    "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (*of, score.question, keys[score.question], *told),
                )
            for question, earned in before.items():
                now = after.get(question, 0.0)
                if round(earned - now, DIGITS):
                    change(
                        "INSERT INTO move VALUES (?, ?, ?, ?, ?, ?, ?)",
                        (self._run, *of, question, earned, now, anew),
                    )

    def put_aside(self, assignment: str, hand_in: HandIn, why: str) -> None:
        """Note that a hand-in has no result, or no new one, and why."""
        with self._all_or_nothing() as change:
            change(
                "INSERT INTO submission VALUES (?, ?, ?, ?, '', '', ?, '', NULL) "
                "ON CONFLICT (assignment, name) DO UPDATE SET set_aside = excluded.set_aside",
                (assignment, hand_in.name, hand_in.path, _students(hand_in), why),
            )

    def confirm(self, assignment: str, hand_in: HandIn) -> None:
        """Note that what is stored of a hand-in is as it should be."""
        told = (hand_in.path, _students(hand_in))
        known = self._one(
            "SELECT path, students, set_aside FROM submission WHERE assignment = ? AND name = ?",
            assignment,
            hand_in.name,
        )
        if known is None or tuple(known) == (*told, ""):
            return
        with self._all_or_nothing() as change:
            change(
                "UPDATE submission SET path = ?, students = ?, set_aside = '' "
                "WHERE assignment = ? AND name = ?",
                (*told, assignment, hand_in.name),
            )

    def digest_of(self, assignment: str, name: str) -> str | None:
        """Of the content that was graded; None if none was."""
        return self._digest(assignment, name)

    def _put_submission(
        self, change: "_Change", assignment: str, hand_in: HandIn, digest: str, done: Done
    ) -> None:
        students = _students(hand_in)
        change(
            "INSERT OR REPLACE INTO submission VALUES (?, ?, ?, ?, ?, ?, '', ?, ?)",
            (
                *(assignment, hand_in.name, hand_in.path, students),
                *(digest, done.problem, _now(), done.report),
            ),
        )

    def _digest(self, assignment: str, name: str) -> str | None:
        found = self._one(
            "SELECT digest FROM submission WHERE assignment = ? AND name = ?", assignment, name
        )
        return str(found[0]) if found else None

    def _scores(self, assignment: str, name: str) -> dict[str, float]:
        with _explained(self.path):
            return dict(
                self._connection.execute(
                    "SELECT question, score FROM result WHERE assignment = ? AND name = ?",
                    [assignment, name],
                ).fetchall()
            )

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator["_Change"]:
        with _explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield _Change(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk may have ended it already
                    self._connection.execute("ROLLBACK")
                raise


class _Change:
    """A change within a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, statement: str, values: Sequence[object] = ()) -> None:
        self._connection.execute(statement, values)


@contextlib.contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with _explained(path):
        _create_for_the_owner(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        with _explained(path):
            _prepare(path, connection)
        yield connection
    finally:
        with contextlib.suppress(sqlite3.Error):  # what is committed is on the disk
            connection.close()


def _create_for_the_owner(path: Path) -> None:
    """Grades are nobody else's business."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _prepare(path: Path, connection: sqlite3.Connection) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not form:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN; {_TABLES} PRAGMA application_id = {APPLICATION}; "
            f"PRAGMA user_version = {FORM}; COMMIT;"
        )
    elif application != APPLICATION:
        raise StoreError(f"{path} is a database of another program: name another file")
    elif form != FORM:
        raise StoreError(f"{path} has form {form}, and {FORM} is read: grade into a new file")
    connection.execute(
        "PRAGMA synchronous = NORMAL"
    )  # a power cut costs the last hand-ins, no more


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """StoreError if somebody else writes to the store; released however this process ends."""
    lock = path.with_name(f"{path.name}{LOCK}")
    file = _locked(path, lock)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(file)


def _locked(path: Path, lock: Path) -> int:
    """The lock's open file: the one that has that name, not one that was removed meanwhile."""
    while True:
        with _explained(path):
            file = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(file).st_ino == lock.stat().st_ino:
                return file
        except BlockingIOError as error:
            os.close(file)
            told = f"{path} is being written to by another `grade-class`: wait until it has ended"
            raise StoreError(told) from error
        except FileNotFoundError:
            pass
        os.close(file)


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Errors of SQLite and of the disk, in a line."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_why(error)}") from error
    except OSError as error:
        raise StoreError(f"{path} can't be written: {error.strerror}") from error


def _why(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return {
        sqlite3.SQLITE_FULL: "the disk is full: nothing more can be stored",
        sqlite3.SQLITE_IOERR: "the disk takes nothing more, or can't be read",
        sqlite3.SQLITE_NOTADB: "it is no store of this program",
        sqlite3.SQLITE_CORRUPT: "it is damaged",
        sqlite3.SQLITE_READONLY: "it can't be written to",
        sqlite3.SQLITE_CANTOPEN: "it can't be opened",
        sqlite3.SQLITE_BUSY: "another program has it open and doesn't let go",
    }.get(code, str(error))


def _students(hand_in: HandIn) -> str:
    return json.dumps([asdict(student) for student in hand_in.students])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
