"""`class-report` as an instructor types it."""

import hashlib
import os
import re
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.classroom.record import writing
from autograder.cli.class_report import Wanted, write_class_report
from autograder.cli.ending import Unusable
from autograder.spec.course import Course, SpecError
from tests.classroom.classes import RIGHT, Pretended, run_over, written
from tests.classroom.test_grade_class import autograder

LONGER = f"{RIGHT}\n\ndef f(a, b, c):\n" + "".join(
    f"    a{n} = b{n} * {n} + [c, {n}][{n} % 2] - a\n" for n in range(12)
)


@pytest.fixture
def store(folder: Path, course: Course, tmp_path: Path) -> Path:
    """Of the class of five, with what nothing but --submissions can tell: a copy."""
    written(folder, {"flo.py": LONGER, "gus.py": LONGER.replace("a", "z") + "# mine\n"})
    path = tmp_path / "grades.db"
    run_over(folder, course, path, Pretended())
    return path


def report(store: Path, course: Course, **more: Any) -> str:
    """The page; in this process, since a process of its own takes long to begin."""
    wanted = Wanted(**{"store": store, "out": store.with_name("page.html"), **more})
    write_class_report(wanted, course.root)
    return wanted.out.read_text()


def test_a_page_is_written_and_told(store: Path, course: Course) -> None:
    out = store.with_name("page.html")
    words = ("class-report", "--store", store, "--course", course.root, "--out", out)
    done = autograder(*words)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"7 hand-ins of relu: {out}\n")
    assert "ada.py" in out.read_text()
    assert "Without --submissions nothing else can be told" in out.read_text()
    assert out.stat().st_mode & 0o077 == 0  # grades are nobody else's business


def test_what_is_wrong_is_told_in_a_line(tmp_path: Path, course: Course) -> None:
    store = tmp_path / "grades.db"
    words = ("--store", store, "--course", course.root, "--out", tmp_path / "page.html")
    done = autograder("class-report", *words)
    told = f"autograder: there is no store at {store}: `autograder grade-class` makes one\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert not store.exists()


def test_with_the_hand_ins_copies_are_found(store: Path, course: Course) -> None:
    assert 'data-says="group 1"' not in report(store, course)
    text = report(store, course, submissions=store.parent / "class")
    assert re.search(r'data-says="group 1"[^>]*>2</a>', text)


def test_an_anonymous_page_names_nobody(store: Path, course: Course) -> None:
    text = report(store, course, anonymous=True)
    for name in ("ada", "bob", "cy", "dee", "eve", "flo", "gus"):
        assert f"{name}.py" not in text


def test_an_assignment_that_is_not_in_the_store_is_told_with_those_that_are(
    store: Path, course: Course
) -> None:
    with pytest.raises(Unusable, match="holds nothing of 'dropout'; it holds relu"):
        report(store, course, assignment="dropout")


def test_of_several_assignments_one_must_be_named(store: Path, course: Course) -> None:
    with writing(store) as record:
        record.begin("another", "Another", [("a", "A", 1.0)])
    with pytest.raises(Unusable, match="several: name one with --assignment: another, relu"):
        report(store, course)
    assert "ada.py" in report(store, course, assignment="relu")


def test_a_store_without_results_is_told(tmp_path: Path, course: Course) -> None:
    with writing(tmp_path / "grades.db"):
        pass
    with pytest.raises(Unusable, match="holds no results yet"):
        report(tmp_path / "grades.db", course)


def test_a_class_of_nobody_has_a_page(tmp_path: Path, course: Course) -> None:
    with writing(tmp_path / "grades.db") as record:
        record.begin("relu", "ReLU", [("relu_forward", "ReLU forward", 10.0)])
    assert "No hand-in has a result yet." in report(tmp_path / "grades.db", course)


def test_another_file_is_no_store(tmp_path: Path, course: Course) -> None:
    (tmp_path / "grades.db").write_text("no database at all, and longer than a header of one is")
    with pytest.raises(Unusable, match="it is no store of this program"):
        report(tmp_path / "grades.db", course)
    with sqlite3.connect(tmp_path / "other.db") as file:
        file.execute("CREATE TABLE a (b)")
    with pytest.raises(Unusable, match="a database of another program"):
        report(tmp_path / "other.db", course)


def test_what_cannot_be_written_is_told(store: Path, course: Course) -> None:
    with pytest.raises(Unusable, match="is a folder: name a file"):
        report(store, course, out=store.parent)
    with pytest.raises(Unusable, match="there is no folder"):
        report(store, course, out=store.parent / "nowhere" / "page.html")
    with pytest.raises(Unusable, match="is the store itself"):
        report(store, course, out=store)


def test_hand_ins_that_are_not_there_are_told(store: Path, course: Course, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="there is nothing at"):
        report(store, course, submissions=tmp_path / "nowhere")
    other = written(tmp_path / "other", {"zoe.py": RIGHT})
    with pytest.raises(Unusable, match="none of the hand-ins of the store is there"):
        report(store, course, submissions=other)


def test_without_the_library_that_compares_it_is_told_what_to_install(
    store: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "datasketch", None)
    assert "ada.py" in report(store, course)
    with pytest.raises(Unusable, match=r"install autograder\[similar\]"):
        report(store, course, submissions=store.parent / "class")


def test_a_course_without_the_assignment_is_told(store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty" / "assignments").mkdir(parents=True)
    with pytest.raises(SpecError, match="there is no assignment 'relu'"):
        report(store, Course(tmp_path / "empty"))


def test_a_name_of_the_systems_own_letters_is_shown(
    folder: Path, course: Course, tmp_path: Path
) -> None:
    name = b"<b>\xff\xe2\x80\xae.py"
    with open(os.fsencode(folder) + b"/" + name, "w") as file:
        file.write(RIGHT)
    run_over(folder, course, tmp_path / "grades.db", Pretended())
    mark = hashlib.sha256(os.fsdecode(name).encode(errors="surrogatepass")).hexdigest()[:6]
    assert f"<bdi>&lt;b&gt;??.py ({mark})</bdi>" in report(tmp_path / "grades.db", course)
