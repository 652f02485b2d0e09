"""Scores go into the gradebooks that Canvas exports, and nothing else in them changes a byte."""

import csv
import io
from dataclasses import replace

import pytest

from autograder.report.canvas import CanvasError, Filled, filled, number
from autograder.report.nbgrader import Entry, table_of
from autograder.report.report import WrittenReport
from autograder.report.table import TableError, rows_of
from tests.report.reports import FAILED, PASSED, question, report_of, verdict

HEAD = "Student,ID,SIS User ID,SIS Login ID,Section,BatchNorm (4711),Dropout (4712),Final Score\r\n"
GRADEBOOK = (
    HEAD
    + ",,,,,Manual Posting,,\r\n"
    + "    Points Possible,,,,,100,50,(read only)\r\n"
    + '"Lovelace, Ada",101,U-1,ada,"L1, L2",,12.50,80.0\r\n'
    + '"O\'Neil, ""Bo""",102,U-2,bo@uni.edu,  L1 ,"77,5",,\r\n'
    + "=cmd(),103,U-3,cy,L1,EX,3,\r\n"
    + "Zoë Ünal,104,U-4,zoe,L1,N/A,4,\r\n"
    + '"Student, Test",105,,a91c,L1,,,\r\n'
)


def fill(scores: dict[str, float], column: str = "BatchNorm", text: str = GRADEBOOK) -> Filled:
    return filled(text, column, scores)


def test_a_score_goes_into_the_students_row_and_all_else_stays() -> None:
    done = fill({"ada": 91.25})
    assert done.text == GRADEBOOK.replace('"L1, L2",,12.50', '"L1, L2",91.25,12.50')
    assert (done.column, done.possible) == ("BatchNorm (4711)", 100)
    assert (done.filled, done.kept, done.unknown, done.without) == (("ada",), (), (), 4)


@pytest.mark.parametrize("name", ["bo@uni.edu", "102", "U-2", "u-2", "BO@UNI.EDU"])
def test_a_student_is_found_by_any_of_their_numbers(name: str) -> None:
    assert fill({name: 3}).text == GRADEBOOK.replace('"77,5"', "3")


def test_what_a_student_may_be_found_by_besides_is_tried_as_well() -> None:
    done = filled(GRADEBOOK, "BatchNorm", {"ada@uni.edu": 3}, {"ada@uni.edu": ("U-1", "101")})
    assert done.text == GRADEBOOK.replace('"L1, L2",,12.50', '"L1, L2",3,12.50')
    assert done.filled == ("ada@uni.edu",)


def test_who_is_found_as_two_students_goes_to_none() -> None:
    with pytest.raises(CanvasError, match="may be any of"):
        filled(GRADEBOOK, "BatchNorm", {"ada@uni.edu": 3}, {"ada@uni.edu": ("U-1", "U-2")})


def test_a_student_is_found_by_an_email_where_there_is_one() -> None:
    text = "Student,ID,Email,HW (1)\nAda,7,ada@uni.edu,\n"
    assert fill({"ada@uni.edu": 2}, "HW", text).text == text.replace("edu,", "edu,2")


def test_nobody_is_found_by_a_name_or_a_section() -> None:
    assert fill({"L1": 3, "Zoë Ünal": 4, "": 5}).unknown == ("L1", "Zoë Ünal", "")


def test_who_is_excused_or_not_assigned_stays_so() -> None:
    done = fill({"cy": 1, "zoe": 2, "nobody": 3})
    assert done.text == GRADEBOOK
    assert (done.kept, done.unknown, done.filled) == (("cy", "zoe"), ("nobody",), ())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_marks_and_ends_of_lines_stay_as_they_are(mark: str, end: str, last: bool) -> None:
    text = mark + GRADEBOOK.replace("\r\n", end)
    text = text if last else text.removesuffix(end)
    done = fill({"ada": 5, "a91c": 6}, text=text)
    assert done.text == text.replace('L2",,', 'L2",5,').replace("a91c,L1,,", "a91c,L1,6,")


def test_bytes_that_are_no_utf8_go_through() -> None:
    content = GRADEBOOK.encode().replace("Zoë".encode(), b"Zo\xeb")
    done = fill({"ada": 5}, text=content.decode("utf-8", "surrogateescape"))
    assert done.text.encode("utf-8", "surrogateescape") == content.replace(b'L2",,', b'L2",5,')


def test_where_cells_are_separated_by_semicolons_numbers_have_commas() -> None:
    text = 'Student;ID;SIS Login ID;Section;HW (1)\n"Lovelace, Ada";1;ada;L1;\n'
    done = fill({"ada": 2.5}, "HW", text)
    assert done.text == text.replace("L1;", "L1;2,5")


def test_a_column_is_named_whole_where_two_have_one_name() -> None:
    text = GRADEBOOK.replace("Dropout (4712)", "BatchNorm (9)")
    with pytest.raises(CanvasError, match=r"name one whole: BatchNorm \(4711\); BatchNorm \(9\)"):
        fill({"ada": 1}, text=text)
    assert fill({"ada": 1}, "BatchNorm (9)", text).text == text.replace(",12.50,", ",1,")


@pytest.mark.parametrize("column", ["Relu", "ID", "Student", "Final Score", "(4711)", ""])
def test_a_column_that_is_not_there_is_told_with_those_that_are(column: str) -> None:
    with pytest.raises(CanvasError, match=r"but: BatchNorm \(4711\); Dropout \(4712\)$"):
        fill({"ada": 1}, column)


def test_a_column_that_canvas_computes_is_refused() -> None:
    text = GRADEBOOK.replace("Final Score", "Final Score (1)")
    with pytest.raises(CanvasError, match="Canvas computes that column itself"):
        fill({"ada": 1}, "Final Score", text)


def test_a_name_that_may_be_of_two_students_goes_to_none() -> None:
    text = GRADEBOOK.replace(",103,U-3,", ",103,101,")
    with pytest.raises(CanvasError, match=r"101 may be any of Lovelace, Ada; =cmd\(\)"):
        fill({"101": 1}, text=text)


def test_two_reports_of_one_student_are_refused() -> None:
    with pytest.raises(CanvasError, match="ada and U-1 are one student, Lovelace, Ada"):
        fill({"ada": 1, "U-1": 2})


BROKEN = {
    "nothing": ("", "no gradebook that Canvas exported"),
    "another table": ("name,points\nada,3\n", "no gradebook that Canvas exported"),
    "a row too short": (GRADEBOOK + "Ada,106,U-6\r\n", "the row of Ada has 3 cells"),
    "a quote without its partner": (GRADEBOOK + '"Ada,106\r\n', "line 9: a quote has no partner"),
    "something behind a quote": (
        GRADEBOOK + '"Ada"x,106\r\n',
        "line 9: something follows a closing quote",
    ),
}


@pytest.mark.parametrize(("text", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_gradebook_is_refused(text: str, told: str) -> None:
    with pytest.raises(CanvasError, match=told):
        fill({"ada": 1}, text=text)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (10, "10"), (100.0, "100"), (1 / 3, "0.3333"), (2.5, "2.5"), (1e-9, "0")],
)
def test_points_have_at_most_four_decimals(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    "text",
    [
        "a,b\nc,d\n",
        "a,b\r\nc,",
        'a,"b\r\n""c"""\n"",\n\n,,',
        '"a"',
        "",
        '""""\r',
        "a b,' c'\n",
    ],
)
def test_cells_are_those_that_python_reads(text: str) -> None:
    rows = rows_of(text, ",")
    expected = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    told = [[cell.value for cell in row] for row in rows]
    assert [row if row != [""] else [] for row in told] == [
        r if r != [""] else [] for r in expected
    ]
    for row in rows:
        for cell in row:
            raw = text[cell.begin : cell.end]
            assert cell.value == (raw[1:-1].replace('""', '"') if raw[:1] == '"' else raw)


def test_a_long_cell_of_quotes_is_read_at_once() -> None:
    with pytest.raises(TableError):
        rows_of('"' + '""' * 1_000_000, ",")


# ---- nbgrader ----------------------------------------------------------------------------------


def test_nbgraders_table_has_its_columns_and_a_row_a_report() -> None:
    written = (WrittenReport("why", "Why", 5, 2.5), WrittenReport("how", "How", 5))
    reports = {
        "ada": report_of(question(verdict(PASSED)), written=written),
        "bo": report_of(question(verdict(FAILED), points=1 / 3)),
    }
    text = table_of(Entry.of(name, report) for name, report in reports.items())
    first, *rows = text.splitlines()
    assert first == (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,"
        "raw_score,late_submission_penalty,score,max_score"
    )
    assert rows == ["layers,,,ada,,,,12.5,0,12.5,20", "layers,,,bo,,,,0,0,0,0.3333"]


@pytest.mark.parametrize("name", ["=1+1", "+ada", "-ada", "@ada", "\t=1"])
def test_no_name_becomes_a_formula(name: str) -> None:
    report = replace(report_of(question(verdict(PASSED))), assignment="=layers")
    (row,) = csv.DictReader(io.StringIO(table_of([Entry.of(name, report)])))
    assert (row["student_id"], row["assignment"]) == (f"'{name}", "'=layers")


def test_a_name_with_commas_and_quotes_stays_one_cell() -> None:
    report = report_of(question(verdict(PASSED)))
    (row,) = csv.DictReader(io.StringIO(table_of([Entry.of('a,"b', report)])))
    assert row["student_id"] == 'a,"b'
