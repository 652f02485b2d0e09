"""Reports as files: written by a grading, merged, given points, and put into gradebooks."""

import json
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.report.report import Report
from autograder.report.stored import read_report, stored
from tests.report.reports import (
    FAILED,
    NOT_GRADED,
    PASSED,
    on_devices,
    question,
    report_of,
    verdict,
)

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "bench" / "course"
RIGHT = SMALL / "reference" / "relu.py"

GRADEBOOK = (
    "Student,ID,SIS Login ID,Section,Layers (4711)\r\n"
    "    Points Possible,,,,10\r\n"
    '"Lovelace, Ada",1,ada,L1,\r\n'
    '"Babbage, C.",2,cb,L1,EX\r\n'
    '"Noether, Emmy",3,emmy,L1,7\r\n'
)

Write = Callable[[str, Report], Path]


def autograder(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a report under a name, as `grade --report` does."""

    def written(name: str, report: Report) -> Path:
        (tmp_path / name).write_text(stored(report), encoding="utf-8")
        return tmp_path / name

    return written


@pytest.fixture
def both(write: Write) -> list[Path]:
    """Reports of a machine without CUDA and of one that graded nothing else."""
    return [
        write("here.json", on_devices(PASSED, NOT_GRADED)),
        write("there.json", on_devices(NOT_GRADED, PASSED)),
    ]


@pytest.fixture
def gradebook(tmp_path: Path) -> Path:
    """What Canvas exported."""
    (tmp_path / "gradebook.csv").write_bytes(GRADEBOOK.encode("utf-8-sig"))
    return tmp_path / "gradebook.csv"


# ---- grade -------------------------------------------------------------------------------------


def test_a_grading_writes_every_file_that_is_asked_for(tmp_path: Path) -> None:
    shutil.copy(RIGHT, tmp_path / "relu.py")
    files = {
        "--report": "ada.json",
        "--results": "results.json",
        "--html": "ada.html",
        "--prairielearn": "pl.json",
    }
    words = [word for option, name in files.items() for word in (option, tmp_path / name)]
    done = autograder(
        "grade", tmp_path / "relu.py", "--assignment", "relu", "--course", SMALL, *words
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert read_report(tmp_path / "ada.json").score == 20
    assert [test["score"] for test in json.loads((tmp_path / "results.json").read_text())["tests"]]
    assert "20 of 20 points." in (tmp_path / "ada.html").read_text()
    assert json.loads((tmp_path / "pl.json").read_text())["score"] == 1
    for name in files.values():
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"relu.py", *files.values()}


def test_a_grading_imports_no_writer_that_is_not_asked_for(tmp_path: Path) -> None:
    program = (
        "import sys; from autograder.cli.app import main\n"
        "try: main()\n"
        "finally: print(sorted(m for m in sys.modules if m.startswith('autograder.report.')))"
    )
    words = ["grade", RIGHT, "--assignment", "relu", "--course", SMALL]
    results = ["--results", tmp_path / "results.json"]
    for more, told in (([], []), (results, ["gradescope", "metadata", "policy"])):
        command = [sys.executable, "-c", program, *map(str, [*words, *more])]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        found = re.findall(r"'autograder\.report\.(\w+)'", done.stdout)
        assert set(found) - {"files"} == {"explain", "report", "terminal", *told}


# ---- merge -------------------------------------------------------------------------------------


def test_two_machines_and_a_person_come_to_one_report(both: list[Path], tmp_path: Path) -> None:
    (tmp_path / "ada.csv").write_text("question,points\nwhy_it_helps,5\nwhy_divide,\n")
    out = {name: tmp_path / f"ada.{name}" for name in ("report", "results", "html", "prairielearn")}
    words = [word for name, path in out.items() for word in (f"--{name}", path)]
    done = autograder("merge", *both, "--written", tmp_path / "ada.csv", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^total +15 / 16", done.stdout, re.MULTILINE)
    assert "4 more points are graded by hand." in done.stdout
    whole = read_report(out["report"])
    assert (whole.score, whole.points, whole.by_hand) == (15, 16, 4)
    assert [t["score"] for t in json.loads(out["results"].read_text())["tests"]] == [10, 5]
    assert "15 of 16 points." in out["html"].read_text()
    assert json.loads(out["prairielearn"].read_text())["score"] == 0.9375


def test_a_merged_report_may_take_the_place_of_one_it_came_from(both: list[Path]) -> None:
    assert autograder("merge", *both, "--report", both[0]).returncode == 0
    assert read_report(both[0]).score == 10


def test_what_can_not_be_merged_is_one_line_and_nothing_is_written(
    both: list[Path], write: Write, tmp_path: Path
) -> None:
    other = write("other.json", on_devices(FAILED, PASSED))
    broken = write("broken.json", report_of())
    broken.write_text(broken.read_text()[:-20])
    (tmp_path / "ada.csv").write_text("question,points\nwhy,5\n")
    out = tmp_path / "out.json"
    for words, told in (
        ([both[0], other], r"forward\[cpu-float64-a_case\]: it is passed in .*here\.json"),
        ([both[0], broken], r"broken\.json: it is no JSON"),
        ([both[0], tmp_path / "no.json"], r"no\.json: it can't be read: No such file"),
        ([*both, "--written", tmp_path / "ada.csv"], r"ada\.csv: line 2: .*no written question"),
        ([*both, "--html", out], "--report and --html are both .*: name two files"),
        ([*both, "--html", tmp_path], "--html .* is a folder"),
        ([], "(?i)missing argument"),
    ):
        done = autograder("merge", *words, "--report", out)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert re.search(told, done.stderr), done.stderr
        assert not out.exists()


# ---- gradebook ---------------------------------------------------------------------------------


def test_scores_go_into_canvas(gradebook: Path, write: Write, tmp_path: Path) -> None:
    ada = write("ada.json", report_of(question(verdict(PASSED))))
    out = tmp_path / "out.csv"
    words = [gradebook, ada, "--column", "Layers", "--out", out]
    done = autograder("gradebook", "canvas", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 score in Layers (4711)" in done.stdout
    assert "2 students without a report: left as they were" in done.stdout
    filled = GRADEBOOK.replace("ada,L1,", "ada,L1,10")
    assert out.read_bytes() == filled.encode("utf-8-sig")


def test_whoever_is_not_in_the_gradebook_is_named_and_the_others_are_filled_in(
    gradebook: Path, write: Write, tmp_path: Path
) -> None:
    reports = [
        write("nobody.json", on_devices(PASSED, PASSED)),
        write("emmy.json", on_devices(PASSED, NOT_GRADED)),
        write("cb.json", report_of(question(verdict(PASSED), points=11))),
    ]
    out = tmp_path / "out.csv"
    words = [gradebook, *reports, "--column", "Layers", "--out", out]
    done = autograder("gradebook", "canvas", *words)
    assert done.returncode == 1
    assert b"emmy,L1,5\r\n" in out.read_bytes()
    assert done.stderr.splitlines() == [
        "autograder: not in the gradebook, so nowhere filled in: nobody",
        "autograder: excused or not assigned, so left as they were: cb",
        "autograder: the column is of 10 points, the reports of 11 and 20",
        "autograder: points to be graded by hand, which count for nothing here: nobody, emmy",
        "autograder: points that were not graded, which count for nothing here: emmy",
    ]


def test_scores_go_into_nbgraders_table(write: Write, tmp_path: Path) -> None:
    ada = write("ada.json", report_of(question(verdict(PASSED))))
    done = autograder("gradebook", "nbgrader", ada, "--out", tmp_path / "out.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out.csv").read_text().splitlines()[1] == "layers,,,ada,,,,10,0,10,10"


def test_a_gradebook_that_can_not_be_filled_is_one_line_and_nothing_is_written(
    gradebook: Path, write: Write, tmp_path: Path
) -> None:
    ada = write("ada.json", report_of(question(verdict(PASSED))))
    (tmp_path / "again").mkdir()
    again = write("again/ada.json", report_of(question(verdict(PASSED))))
    other = write("emmy.json", Report("relu", "ReLU", ()))
    (tmp_path / "wide.csv").write_bytes(GRADEBOOK.encode("utf-16"))
    out = tmp_path / "out.csv"
    canvas = ["canvas", gradebook, "--column", "Layers", "--out", out]
    for words, told in (
        ([*canvas, ada, again], r"two reports of ada: one is .*again"),
        ([*canvas, ada, other], "the reports are of layers and relu"),
        ([*canvas, gradebook], r"gradebook\.csv: it is no JSON"),
        (["canvas", gradebook, ada, "--column", "X", "--out", out], r"but: Layers \(4711\)"),
        (["canvas", tmp_path / "no.csv", *canvas[2:], ada], "no.csv can't be read"),
        (["canvas", tmp_path / "wide.csv", *canvas[2:], ada], "no text as Canvas exports it"),
        ([*canvas[:-1], tmp_path, ada], "--out .* is a folder"),
        (["nbgrader", ada], "--out"),
        (["moodle", ada], "moodle"),
    ):
        done = autograder("gradebook", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("autograder: ")
        assert re.search(told, done.stderr), done.stderr
        assert not out.exists()


def test_written_questions_travel_with_the_report_of_a_course(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(b"")
    words = [tmp_path / "empty.zip", "--assignment", "activations", "--report", tmp_path / "a.json"]
    done = autograder("grade", *words)
    assert done.returncode == 0
    report = read_report(tmp_path / "a.json")
    assert [(w.name, w.points) for w in report.written] == [
        ("relu_against_sigmoid", 5),
        ("non_negative_outputs", 5),
    ]
    assert report.digest == ""


@pytest.mark.parametrize("words", [["merge"], ["gradebook"], ["gradebook", "canvas"]])
def test_help_is_there(words: list[str]) -> None:
    done = autograder(*words, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
