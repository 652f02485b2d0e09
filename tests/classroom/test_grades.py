"""Who has which grade: the students of a class, not its files."""

from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from autograder.classroom.database import StoreError
from autograder.classroom.export import Student
from autograder.classroom.grades import Grades, Twice, grades_of
from autograder.classroom.record import writing
from autograder.classroom.store import reading
from autograder.classroom.submissions import HandIn
from tests.classroom.made_up import LAYERS, store_class

ADA, BO = Student("Ada Lovelace", "ada@uni.edu", "101"), Student("Bo", "", "102")


def grades(store: Path, **hand_ins: tuple[Student, ...]) -> Grades:
    store_class(store, hand_ins)
    with reading(store) as opened_store:
        return grades_of(opened_store, LAYERS)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "grades.db"


def test_all_who_handed_in_together_have_the_score(store: Path) -> None:
    told = grades(store, pair=(ADA, BO), wrong=())
    assert [(g.keys, g.score, g.points) for g in told.found] == [
        (("ada@uni.edu", "101"), 10.0, 10.0),
        (("102",), 10.0, 10.0),
        (("wrong",), 0.0, 10.0),
    ]
    assert (told.by_hand, told.twice, told.without) == (5.0, (), ())


def test_a_student_with_two_hand_ins_has_no_grade_and_is_told(store: Path) -> None:
    late = Student("Ada L.", "ADA@uni.edu")
    told = grades(store, first=(ADA,), second=(late, BO))
    assert [g.student for g in told.found] == [BO]
    assert told.twice == (Twice("ada@uni.edu", ("first", "second")),)


def test_one_number_makes_one_student(store: Path) -> None:
    told = grades(store, first=(ADA,), second=(Student("", "", "101"),))
    assert told.found == ()
    assert [twice.hand_ins for twice in told.twice] == [("first", "second")]


def test_who_is_told_twice_in_one_hand_in_is_one(store: Path) -> None:
    assert len(grades(store, pair=(ADA, ADA)).found) == 1


def test_a_hand_in_without_a_result_is_told_and_has_no_grade(store: Path) -> None:
    told = grades(store, lost=(ADA,), fine=(BO,))
    assert [g.student for g in told.found] == [BO]
    assert told.without == ("lost",)


def test_an_assignment_that_nothing_was_graded_of_is_an_error(store: Path) -> None:
    grades(store, fine=(BO,))
    with reading(store) as opened_store, pytest.raises(StoreError, match="nothing of dropout"):
        grades_of(opened_store, "dropout")


def test_only_what_says_its_form_is_cut_off_a_name(store: Path) -> None:
    names = ("john.smith", "john.doe", "eve@uni.edu", "Kim.PY", "lee.ipynb")
    told = grades(store, **dict.fromkeys(names, ()))
    keys = {key for grade in told.found for key in grade.keys}
    assert keys == {"john.smith", "john.doe", "eve@uni.edu", "Kim", "lee"}


def test_a_result_of_before_counts_and_is_told(store: Path) -> None:
    grades(store, fine=(BO,))
    with writing(store) as record:
        hand_in = HandIn("fine", "class/fine", (BO,), opened=lambda module: Submission(module, {}))
        record.put_aside(LAYERS, hand_in, "three tries")
    told = grades(store)
    assert [grade.score for grade in told.found] == [10.0]
    assert told.before == ("fine",)


def test_a_result_of_other_questions_is_none(store: Path) -> None:
    grades(store, fine=(BO,))
    with writing(store) as record:
        record.begin(LAYERS, "Layers", [("forward", "", 10.0), ("backward", "", 5.0)])
    with reading(store) as opened_store:
        told = grades_of(opened_store, LAYERS)
    assert (told.found, told.without) == ((), ("fine",))
