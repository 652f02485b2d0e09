"""Points that a person gave are read from a table, checked, and count from then on."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.report.explain import report_text
from autograder.report.gradescope import results
from autograder.report.report import Report
from autograder.report.terminal import show
from autograder.report.written import LARGEST, WrittenError, read_table, with_written
from tests.report.reports import PASSED, WRITTEN, question, report_of, verdict

UNGRADED = report_of(question(verdict(PASSED)), written=WRITTEN)

TABLE = 'question,points,comment\nwhy_it_helps,4.5,"Ties, named."\nwhy_divide,4,\n'


def graded(table: str = TABLE) -> Report:
    return with_written(UNGRADED, table)


def refusal(table: str) -> str:
    with pytest.raises(WrittenError) as error:
        graded(table)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_before_anybody_graded_them_they_are_no_part_of_the_points() -> None:
    assert (UNGRADED.score, UNGRADED.points, UNGRADED.by_hand) == (10, 10, 10)
    assert report_text(UNGRADED) == "10 of 10 points. 10 more points are graded by hand."


def test_points_given_by_hand_count() -> None:
    report = graded()
    assert (report.score, report.points, report.by_hand) == (18.5, 20, 0)
    assert report_text(report) == "18.5 of 20 points."
    assert [w.comment for w in report.written] == ["Ties, named.", ""]


def test_a_question_without_points_is_still_to_be_graded() -> None:
    report = graded("question,points\nwhy_it_helps,\nwhy_divide,0\n")
    assert (report.score, report.points, report.by_hand) == (10, 14, 6)
    assert report_text(report) == "10 of 14 points. 6 more points are graded by hand."


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace("\n", "\r\n"),
        TABLE.replace(",", " , ").replace('"Ties ,  named."', '"Ties, named."').rstrip(),
        "\n\n" + TABLE + "\n,,\n",
        TABLE.replace("question,points,comment", "Question, Points, Comment,,"),
        'question,points,comment\nwhy_divide,4.0\nwhy_it_helps,04.50,"Ties, named."\n',
    ],
)
def test_a_table_is_read_however_a_program_writes_it(table: str) -> None:
    assert graded(table) == graded()


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_its_head(tmp_path: Path) -> None:
    (tmp_path / "ada.csv").write_bytes(TABLE.encode("utf-8-sig"))
    assert with_written(UNGRADED, read_table(tmp_path / "ada.csv")) == graded()


WRONG = {
    "nothing": ("", "line 1 must be question,points or question,points,comment, and is empty"),
    "another head": ("name,points\n", "and is name,points"),
    "semicolons": ("question;points\n", "and is question;points"),
    "an unknown question": (
        "question,points\nwhy,3\n",
        "line 2: there is no written question 'why' (but why_it_helps, why_divide)",
    ),
    "a question twice": (
        "question,points\nwhy_divide,3\nwhy_divide,4\n",
        "line 3: why_divide stands in it twice",
    ),
    "a question that is missing": (
        "question,points\nwhy_divide,3\n",
        "it has no line for why_it_helps",
    ),
    "too many points": (
        "question,points\nwhy_divide,4.5\n",
        "line 2: why_divide may get 0 to 4 points, and '4.5' is none of these",
    ),
    "points below nothing": ("question,points\nwhy_divide,-1\n", "may get 0 to 4 points"),
    "points that are no number": ("question,points\nwhy_divide,nan\n", "may get 0 to 4 points"),
    "points without end": ("question,points\nwhy_divide,1e999\n", "may get 0 to 4 points"),
    "points in other figures": ("question,points\nwhy_divide,٣\n", "may get 0 to 4 points"),
    "a comma for a point": ("question,points\nwhy_divide,3,5\n", "line 2 has 3 cells"),
    "a comma in a comment": (
        "question,points,comment\nwhy_divide,3,good, but short\n",
        "line 2 has 4 cells, and the first 3: a comma inside of a comment needs quotes",
    ),
    "a quote without its partner": (
        'question,points,comment\nwhy_divide,3,"good\nwhy_it_helps,2,\n',
        "can't be read as CSV",
    ),
    "controls": ("question,points\n\x1b[31m\0,3\n", "there is no written question"),
}


@pytest.mark.parametrize(("table", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_line(table: str, told: str) -> None:
    assert told in refusal(table)


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"question,points\n\xff\xfe", "not stored as UTF-8"), (b"," * (LARGEST + 1), "1 MB")],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "ada.csv").write_bytes(content)
    with pytest.raises(WrittenError, match=told):
        read_table(tmp_path / "ada.csv")
    with pytest.raises(WrittenError, match="can't be read"):
        read_table(tmp_path / "nowhere.csv")


def test_an_assignment_without_written_questions_has_nothing_to_give() -> None:
    with pytest.raises(WrittenError, match="layers has no written questions"):
        with_written(replace(UNGRADED, written=()), TABLE)


def test_points_are_given_anew_when_somebody_looks_again() -> None:
    assert with_written(graded(), TABLE.replace("4.5", "6")).score == 20


# ---- where they are told -----------------------------------------------------------------------


def test_gradescope_gets_an_entry_for_each_that_was_graded() -> None:
    told = results(graded("question,points,comment\nwhy_it_helps,,\nwhy_divide,3,\0 short\n"))
    assert [(t["name"], t["number"], t["score"], t["max_score"]) for t in told["tests"]] == [
        ("Forward (forward)", "1", 10, 10),
        ("Why divide by p (why_divide)", "2", 3, 4),
    ]
    assert told["tests"][1]["output"] == "? short"
    assert told["tests"][1]["status"] == "failed"
    assert told["extra_data"]["by_hand_points"] == 6


def test_the_terminal_tells_them_with_the_comment(capsys: pytest.CaptureFixture[str]) -> None:
    show(graded(TABLE.replace("Ties", "\x1b[31mTies")))
    told = capsys.readouterr().out
    assert "why_it_helps     4.5 / 6         by hand" in told
    assert "total           18.5 / 20" in told
    assert "why_it_helps — Why it helps\n?[31mTies, named." in told
    assert "more points" not in told
