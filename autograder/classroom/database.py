"""The SQLite file behind a store: its tables, who may write to it, and its errors in a line."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

APPLICATION = 0x47524144
FORM = 2
"""Version of the tables."""

BUSY_SECONDS = 30
"""How long a reader, or a copy that is made of the file, may hold up a writer."""

LOCK = "-lock"
"""The ending of the file that whoever writes holds; SQLite's own are -wal and -shm."""

_TABLES = """
CREATE TABLE class (
    assignment TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    questions TEXT NOT NULL,     -- JSON: [[name, title, points], ...]
    seed TEXT NOT NULL,          -- what the hidden cases of all are drawn from
    device TEXT NOT NULL,
    hints TEXT NOT NULL,         -- nothing: as the assignment says
    mark TEXT NOT NULL           -- drawn once: tells this class from any other
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
    gone INTEGER NOT NULL,       -- whether the last run that came to its end didn't find it
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


def files_of(path: Path) -> list[Path]:
    """All files that a store may consist of at one time or another."""
    return [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", LOCK)]


@contextlib.contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, made with its tables if there is none; StoreError if it is no store."""
    with explained(path):
        _create_for_the_owner(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        with explained(path):
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
def alone(path: Path) -> Iterator[None]:
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
        with explained(path):
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
def explained(path: Path) -> Iterator[None]:
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
