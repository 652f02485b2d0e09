"""The results of classes as they come: what is stored of a run, and whose points it moves.

A hand-in is stored in one transaction: whoever is ended in the middle leaves all of it or nothing.
"""

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from autograder.classroom.database import alone, connected, explained
from autograder.classroom.jobs import Done
from autograder.classroom.store import Class, Store
from autograder.classroom.submissions import HandIn
from autograder.report.report import DIGITS

SEED_BITS = 62
MARK_BYTES = 8


@contextlib.contextmanager
def writing(path: Path) -> Iterator["Record"]:
    """A store to be written to, by nobody else meanwhile; made if there is none."""
    with alone(path), connected(path) as connection:
        yield Record(path, connection)


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
                "INSERT INTO class VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (assignment) "
                "DO UPDATE SET title = excluded.title, questions = excluded.questions, "
                "seed = excluded.seed, device = excluded.device, hints = excluded.hints",
                (
                    *(assignment, title, json.dumps(questions), str(seed), device, hints),
                    secrets.token_hex(MARK_BYTES),
                ),
            )
            change("INSERT INTO run (assignment, began) VALUES (?, ?)", (assignment, _now()))
        found = self._one("SELECT max(id) FROM run")
        assert found is not None
        assert isinstance(found[0], int)
        self._run = found[0]
        return self.of(assignment)

    def end(self, assignment: str, present: Collection[str]) -> None:
        """The run has gone to its end; all hand-ins but those present are gone, and kept."""
        gone = json.dumps(sorted(self.names(assignment) - {*present}))
        with self._all_or_nothing() as change:
            change("UPDATE run SET ended = ? WHERE id = ?", (_now(), self._run))
            change(
                "UPDATE submission SET gone = name IN (SELECT value FROM json_each(?)) "
                "WHERE assignment = ?",
                (gone, assignment),
            )

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
                "INSERT INTO submission VALUES (?, ?, ?, ?, '', '', ?, '', NULL, 0) "
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
            "INSERT OR REPLACE INTO submission VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, 0)",
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
        with explained(self.path):
            return dict(
                self._connection.execute(
                    "SELECT question, score FROM result WHERE assignment = ? AND name = ?",
                    [assignment, name],
                ).fetchall()
            )

    @contextlib.contextmanager
    def _all_or_nothing(self) -> Iterator["_Change"]:
        with explained(self.path):
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


def _students(hand_in: HandIn) -> str:
    return json.dumps([asdict(student) for student in hand_in.students])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
