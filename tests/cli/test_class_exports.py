"""What leaves a class's store: gradebooks, JSON lines, and a page for each student."""

import csv
import json
import math
from pathlib import Path

import pytest

from autograder.classroom.export import Student
from autograder.classroom.record import writing
from autograder.classroom.store import reading
from autograder.cli import class_feedback
from autograder.cli.class_feedback import write_class_feedback
from autograder.cli.class_results import STDOUT, write_class_results
from autograder.cli.ending import Unusable
from autograder.cli.gradebook import Given, fill_canvas, write_gradescope, write_nbgrader
from autograder.report.page import page_of
from autograder.report.report import Report
from tests.classroom.made_up import store_class
from tests.classroom.test_grade_class import autograder

ADA = Student("Ada King Lovelace", "ada@uni.edu", "0101")
BO = Student("=Bo", "", "102")
SECRET = Student("Cy", "cy@uni.edu", "103")

CLASS = {"pair": (ADA, BO), "wrong": (SECRET,), "lost": (), "dee.py": ()}

GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Layers (9)\n"
    "    Points Possible,,,,,15\n"
    "Ada,1,0101,alovelace,L,\n"
    "Bo,2,102,bo,L,\n"
    "Cy,3,u3,cy@uni.edu,L,\n"
    "Dee,4,u4,dee,L,\n"
    "Eve,102,u5,eve,L,7\n"  # Canvas's own number, which is the school's of somebody else
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a class" / "grades.db"
    path.parent.mkdir()
    store_class(path, CLASS)
    return path


# ---- gradebooks --------------------------------------------------------------------------------


def test_canvas_knows_students_by_any_of_their_numbers_or_by_the_hand_ins_name(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gradebook.csv").write_text(GRADEBOOK)
    out = tmp_path / "filled.csv"
    assert not fill_canvas(tmp_path / "gradebook.csv", Given(store=store), "Layers", out)
    scores = [row[-1] for row in csv.reader(out.read_text().splitlines())]
    assert scores == ["Layers (9)", "15", "10", "10", "0", "10", "7"]
    told = capsys.readouterr()
    assert f"{out}: 4 scores in Layers (9)" in told.out
    assert "without a result, so left out: lost" in told.err
    assert "5 points to be graded by hand count for nothing here" in told.err


def test_who_handed_in_twice_goes_into_no_gradebook_and_is_told(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store_class(store, {"later": (Student("Ada", "ada@uni.edu"),)})
    out = tmp_path / "table.csv"
    assert not write_nbgrader(Given(store=store), out)
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [(row["student_id"], row["score"], row["max_score"]) for row in rows] == [
        ("dee", "10", "15"),
        ("102", "10", "15"),
        ("cy@uni.edu", "0", "15"),
    ]
    told = "ada@uni.edu handed in later and pair, so left out: give their score by hand"
    assert told in capsys.readouterr().err


def test_gradescopes_table_has_its_heads_and_no_formula(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.csv"
    assert not write_gradescope(Given(store=store), out)
    assert out.read_text().splitlines() == [
        "First Name,Last Name,SID,Email,Total Score,Max Points,Status",
        ",,dee,,10,15,Graded",
        "Ada King,Lovelace,0101,ada@uni.edu,10,15,Graded",
        "'=Bo,,102,,10,15,Graded",
        "Cy,,103,cy@uni.edu,0,15,Graded",
    ]


def test_no_grades_are_lost_to_what_is_written(store: Path, tmp_path: Path) -> None:
    content = store.read_bytes()
    (tmp_path / "gradebook.csv").write_text(GRADEBOOK)
    (tmp_path / "link").symlink_to(store)
    given = Given(store=store)
    for out in (store, tmp_path / "link"):
        with pytest.raises(Unusable, match="is the store itself"):
            write_class_results(store, None, out)
        with pytest.raises(Unusable, match="is the store itself"):
            write_nbgrader(given, out)
        with pytest.raises(Unusable, match="is the store itself"):
            fill_canvas(tmp_path / "gradebook.csv", given, "Layers", out)
    with pytest.raises(Unusable, match="is no file"):
        write_class_results(store, None, Path("/dev/null"))
    assert store.read_bytes() == content


def test_who_may_be_two_in_the_gradebook_is_told_and_all_others_are_filled_in(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gradebook.csv").write_text(GRADEBOOK.replace("dee,L", "ada@uni.edu,L"))
    out = tmp_path / "filled.csv"
    assert not fill_canvas(tmp_path / "gradebook.csv", Given(store=store), "Layers", out)
    assert "so nowhere filled in: ada@uni.edu" in capsys.readouterr().err
    scores = [row[-1] for row in csv.reader(out.read_text().splitlines())]
    assert scores == ["Layers (9)", "15", "", "10", "0", "", "7"]


def test_scores_of_a_whole_class_end_well(tmp_path: Path) -> None:
    store, out = tmp_path / "grades.db", tmp_path / "table.csv"
    store_class(store, {"ada.py": (), "bo.py": ()})
    done = autograder("gradebook", "nbgrader", "--store", store, "--out", out)
    assert (done.returncode, done.stdout) == (0, f"{out}: 2 scores\n")


@pytest.mark.parametrize("reports", [(), ("ada.json",)])
def test_scores_come_from_reports_or_from_a_store(
    reports: tuple[str, ...], store: Path, tmp_path: Path
) -> None:
    given = Given([tmp_path / name for name in reports], store if reports else None)
    with pytest.raises(Unusable, match="one of the two"):
        write_nbgrader(given, tmp_path / "out.csv")


# ---- JSON lines --------------------------------------------------------------------------------


def test_a_line_tells_all_of_a_hand_in(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "class.jsonl"
    write_class_results(store, None, out)
    dee, lost, pair, wrong = map(json.loads, out.read_text().splitlines())
    assert dee.keys() == lost.keys() == pair.keys() == wrong.keys()
    assert [student["sid"] for student in pair["students"]] == ["0101", "102"]
    assert (pair["score"], pair["points"], pair["not_graded"]) == (10.0, 10.0, 0.0)
    assert pair["questions"][0]["lost"] == {}
    assert pair["questions"][0]["mistakes"] == []  # told of failures alone
    assert (wrong["score"], wrong["digest"]) == (0.0, "digest of wrong")
    assert wrong["questions"] == [
        {
            **{"name": "forward", "score": 0.0, "points": 10.0, "not_graded": 0.0},
            **{"lost": {"values": 10.0}, "mistakes": ["mean_forgotten"]},
        }
    ]
    assert (lost["score"], lost["questions"], lost["set_aside"]) == (None, [], "three tries")
    assert math.isfinite(wrong["seconds"])
    assert out.stat().st_mode & 0o077 == 0


def test_a_second_writing_says_the_same_and_a_dash_is_standard_output(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for out in (first, second):
        write_class_results(store, "layers", out)
    capsys.readouterr()
    write_class_results(store, "layers", STDOUT)
    assert first.read_text() == second.read_text() == capsys.readouterr().out


# ---- a page for each ---------------------------------------------------------------------------


def test_each_hand_in_has_a_page_that_tells_of_nobody_else(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "feedback"
    write_class_feedback(store, None, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        *("dee.html", "index.csv", "pair.html", "wrong.html")
    ]
    rows = list(csv.DictReader((folder / "index.csv").read_text().splitlines()))
    assert [(row["hand-in"], row["sid"], row["file"]) for row in rows] == [
        ("dee.py", "", "dee.html"),
        ("lost", "", ""),
        ("pair", "0101", "pair.html"),
        ("pair", "102", "pair.html"),
        ("wrong", "103", "wrong.html"),
    ]
    assert "0 of 10 points" in (folder / "wrong.html").read_text()
    for page in folder.glob("*.html"):
        for other in ("ada@uni.edu", "cy@uni.edu", "Lovelace", "seed", "digest of"):
            assert other not in page.read_text()
    assert "without a result, so without a page: lost" in capsys.readouterr().err
    assert folder.stat().st_mode & 0o077 == 0


def test_a_second_run_writes_anew_and_leaves_what_is_not_its_own(
    store: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "feedback"
    write_class_feedback(store, None, folder)
    (folder / "notes.html").write_text("mine")
    (folder / "wrong.html").write_text("old")
    with (folder / "index.csv").open("a") as index:  # as an earlier run would have left it
        with reading(store) as opened:
            mark = opened.of("layers").mark
        index.write(f"{mark},gone,,,,gone.html\n{mark},mine,,,,../grades.db\n")
    (folder / "gone.html").write_text("of somebody who left")
    write_class_feedback(store, None, folder)
    assert not (folder / "gone.html").exists()
    assert (folder / "notes.html").read_text() == "mine"
    assert "0 of 10 points" in (folder / "wrong.html").read_text()
    assert store.exists()


def test_pages_of_others_are_not_overwritten(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "feedback"
    folder.mkdir()
    (folder / "pair.html").write_text("mine")
    with pytest.raises(Unusable, match=r"pair\.html is no page of ours"):
        write_class_feedback(store, None, folder)
    (folder / "pair.html").unlink()
    write_class_feedback(store, None, folder)
    with writing(store) as record:
        record.begin("dropout", "Dropout", [("a", "A", 1.0)])
    another = tmp_path / "another.db"  # of the same assignment
    store_class(another, {"pair": (), "zoe": ()})
    for other, name in ((store, "dropout"), (another, None)):
        with pytest.raises(Unusable, match="holds pages of another class"):
            write_class_feedback(other, name, folder)
    (folder / "index.csv").write_text("my own list\n")
    with pytest.raises(Unusable, match="no index of ours"):
        write_class_feedback(store, "layers", folder)


def test_a_run_that_was_cut_off_is_made_up_for(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "feedback"

    def interrupted(report: Report) -> str:
        if report.score == 0:
            raise KeyboardInterrupt
        return page_of(report)

    monkeypatch.setattr(class_feedback, "page_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_class_feedback(store, None, folder)
    monkeypatch.undo()
    write_class_feedback(store, None, folder)
    assert len(list(folder.glob("*.html"))) == 3


def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path) -> None:
    store, folder = tmp_path / "grades.db", tmp_path / "feedback"
    store_class(store, {"../escaped": (), "CON": (), "con": (), "/etc/passwd": ()})
    before = sorted(path.name for path in tmp_path.iterdir())
    write_class_feedback(store, None, folder)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*before, "feedback"])
    assert len(list(folder.glob("*.html"))) == 4


# ---- calls that can't be carried out -----------------------------------------------------------


def test_of_several_assignments_one_must_be_named(store: Path, tmp_path: Path) -> None:
    with writing(store) as record:
        record.begin("dropout", "Dropout", [("a", "A", 1.0)])
    with pytest.raises(Unusable, match="name one with --assignment: dropout, layers"):
        write_class_results(store, None, tmp_path / "out")
    with pytest.raises(Unusable, match="holds nothing of 'relu'; it holds dropout, layers"):
        write_class_feedback(store, "relu", tmp_path / "out")


def test_what_is_wrong_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    nothing = tmp_path / "none.db"
    for words in (
        ("class-results", "--store", nothing, "--out", "-"),
        ("class-feedback", "--store", nothing, "--out", tmp_path / "file"),
        ("gradebook", "gradescope", "--store", nothing, "--out", tmp_path / "out"),
    ):
        done = autograder(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("autograder: ")
