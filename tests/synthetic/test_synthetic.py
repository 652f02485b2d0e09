"""A synthetic class is the same for the same seed, realistic, and keeps its truth to itself."""

import ast
import json
import os
import random
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import nbformat
import pytest

from autograder.checking.submission import SubmissionError
from autograder.classroom.submissions import hand_ins
from autograder.judge.reference import load_solution
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.synthetic.copies import disguised
from tests.synthetic.people import people
from tests.synthetic.solutions import Solutions
from tests.synthetic.truth import FILE, HAND_INS, Kind, Truth, read_truth
from tests.synthetic.writing import ClassFolderError, write_class

COURSE = Course(Path(__file__).parents[2])
NAME = "batchnorm"
SEED = 3


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("synthetic") / "a class"
    write_class(made, COURSE, NAME, 150, SEED)
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> Truth:
    return read_truth(folder)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """In another process, too, which has sets in another order."""
    words = ("tests.synthetic", tmp_path / "again", "--count", "150", "--seed", str(SEED))
    subprocess.run(
        [sys.executable, "-m", *map(str, words)],
        check=True,
        cwd=COURSE.root,
        env=os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": str(COURSE.root)},
    )
    assert contents(tmp_path / "again") == contents(folder)


def test_another_seed_gives_another_class(truth: Truth, tmp_path: Path) -> None:
    other = write_class(tmp_path, COURSE, NAME, 150, SEED + 1)
    assert {each.name for each in other.hand_ins} != {each.name for each in truth.hand_ins}
    planted = [Counter(each.mistakes for each in made.hand_ins) for made in (truth, other)]
    assert planted[0] != planted[1]


def test_there_is_one_of_every_kind_in_every_form(truth: Truth) -> None:
    assert {each.kind for each in truth.hand_ins} == {*Kind}
    forms = Counter(each.form for each in truth.hand_ins if each.kind is Kind.RIGHT)
    assert forms.keys() == {"file", "folder", "zip", "notebook"}
    few = [Kind.ENDLESS, Kind.ATTACK, Kind.ENDS, Kind.HUNGRY, Kind.EMPTY]
    assert sum(each.kind in few for each in truth.hand_ins) < 0.1 * len(truth.hand_ins)


def test_some_mistakes_are_made_by_many_and_some_by_one(truth: Truth) -> None:
    made = Counter(
        name for each in truth.hand_ins if each.kind is not Kind.COPY for name in each.mistakes
    )
    assert max(made.values()) >= 8
    assert list(made.values()).count(1) >= 8


def test_mistakes_in_one_hand_in_are_in_different_questions(truth: Truth) -> None:
    assignment = read_assignment(COURSE.folder(NAME))
    fails = {part.name: part.loses for part in Solutions(assignment, COURSE).mistakes}
    several = [each for each in truth.hand_ins if each.kind is Kind.SEVERAL]
    assert {len(each.mistakes) for each in several} == {2, 3}
    for each in several:
        failed = [question for name in each.mistakes for question in fails[name]]
        assert len(failed) == len({*failed})
        assert {*each.loses} == {*failed}


@pytest.mark.parametrize("is_export", [False, True], ids=["plain", "export"])
def test_what_is_graded_is_the_class_and_nothing_of_the_truth(
    is_export: bool, tmp_path: Path
) -> None:
    truth = write_class(tmp_path, COURSE, NAME, 60, SEED, is_export=is_export)
    sources = {}
    with hand_ins(tmp_path / HAND_INS, NAME) as found:
        assert {each.name for each in found} == {each.name for each in truth.hand_ins}
        students = {each.name: tuple(s.name for s in each.students) for each in found}
        for handed_in in found:
            try:
                text = handed_in.open(NAME).files[f"{NAME}.py"].decode()
            except SubmissionError:
                text = ""
            sources[handed_in.name] = text
    told = {each.name: each.students if is_export else () for each in truth.hand_ins}
    assert students == told
    empty = {each.name for each in truth.hand_ins if each.kind is Kind.EMPTY}
    assert {name for name, source in sources.items() if not source} == empty
    for each in truth.hand_ins:
        for word in (*each.mistakes, "FAILS", "HINT", "SOLUTION"):
            assert word not in sources[each.name]


def test_each_has_a_content_of_its_own_but_those_that_hold_nothing(
    folder: Path, truth: Truth
) -> None:
    nothing = {each.name for each in truth.hand_ins if each.kind in (Kind.UNTOUCHED, Kind.EMPTY)}
    with hand_ins(folder / HAND_INS, NAME) as found:
        digests = [each.open(NAME).digest for each in found if each.name not in nothing]
    assert len({*digests}) == len(digests) == len(truth.hand_ins) - len(nothing)


def test_an_untouched_template_is_what_students_get(folder: Path, truth: Truth) -> None:
    given = (COURSE.template(NAME) / f"{NAME}.py").read_text()
    untouched = [each.name for each in truth.hand_ins if each.kind is Kind.UNTOUCHED]
    with hand_ins(folder / HAND_INS, NAME) as found:
        sources = {
            each.name: each.open(NAME).files[f"{NAME}.py"].decode()
            for each in found
            if each.name in untouched and not each.name.endswith(".ipynb")
        }
    assert sources
    assert {*sources.values()} == {given}


def test_notebooks_and_zips_are_what_they_say(folder: Path, truth: Truth) -> None:
    for each in truth.hand_ins:
        path = folder / HAND_INS / each.name
        if each.form == "notebook":
            nbformat.validate(nbformat.read(path, as_version=4))
        if path.suffix == ".zip":
            assert zipfile.ZipFile(path).testzip() is None


def test_a_copy_says_the_same_in_other_words(folder: Path, truth: Truth) -> None:
    copies = [each for each in truth.hand_ins if each.kind is Kind.COPY]
    known = {each.name: each for each in truth.hand_ins}
    with hand_ins(folder / HAND_INS, NAME) as found:
        sources = {each.name: each.open for each in found}
        for copy in copies:
            original = known[copy.copy_of]
            assert (copy.mistakes, copy.points) == (original.mistakes, original.points)
            texts = [
                sources[each.name](NAME).files[f"{NAME}.py"].decode() for each in (copy, original)
            ]
            trees = [ast.parse(text) for text in texts]
            assert texts[0] != texts[1]
            assert shapes(trees[0]) == shapes(trees[1])
    assert copies


def shapes(tree: ast.Module) -> list[str]:
    """The kinds of all nodes of a program: what is left of it without its names."""
    return [type(node).__name__ for node in ast.walk(tree)]


TRICKY = '''
import math
total = 5


def outer(values, *, scale=2):
    """scale is no variable."""
    sums = [value * scale for value in values]
    def inner(sums, factor=3):
        result = [factor * each for each in sums]
        return result
    sum = inner(sums=sums)
    count: int = len(sum)
    count += total
    with_ = dict(scale=scale, count=count)
    for math_, (index, value) in enumerate(zip(values, sums)):
        with_[index] = math.floor(value) + math_
    return with_, sum


def told(values):
    size = len(values)
    return f"{size} of {values}"


class Kept:
    factor = 2

    def scaled(self, value):
        self.value = shifted = value + 1
        return shifted * self.factor
'''


def test_names_that_mean_something_elsewhere_stay() -> None:
    for seed in range(20):
        copy = disguised(TRICKY, random.Random(seed))
        both = [load_solution(text, "tricky") for text in (TRICKY, copy)]
        answers = [
            (m.outer([1, 2], scale=3), m.told([1]), m.Kept().scaled(value=4), m.Kept.factor)
            for m in both
        ]
        assert answers[0] == answers[1]
        names = {node.id for node in ast.walk(ast.parse(copy)) if isinstance(node, ast.Name)}
        assert not names & {"count", "with_", "index", "shifted"}
        assert {"total", "scale", "size", "sums", "sum"} <= names


def test_students_are_many_and_no_two_of_one_name() -> None:
    made = people(random.Random(1), 20_000)
    for told in ("name", "handle", "email", "sid"):
        assert len({getattr(person, told) for person in made}) == 20_000
    assert all(person.handle.isascii() for person in made)
    assert all(person.email.endswith("@example.org") for person in made)


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("all of it")
    with pytest.raises(ClassFolderError, match="holds something else"):
        write_class(tmp_path, COURSE, NAME, 5, SEED)
    assert contents(tmp_path) == {"thesis.txt": b"all of it"}


def test_a_class_that_was_there_before_is_replaced(tmp_path: Path) -> None:
    write_class(tmp_path, COURSE, NAME, 9, SEED)
    (tmp_path / "grades.db").write_text("another's")
    write_class(tmp_path, COURSE, NAME, 5, SEED)
    assert len(list((tmp_path / HAND_INS).iterdir())) == 5
    assert (tmp_path / "grades.db").read_text() == "another's"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["{folder}", "--assignment", "relus"], "there is no assignment 'relus'"),
        (["{taken}"], "holds something else than a class"),
        (["{folder}", "--count", "0"], "--count must be 1 or more"),
    ],
)
def test_a_call_that_cant_be_carried_out_ends_with_a_line(
    words: list[str], told: str, tmp_path: Path
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "a.txt").write_text("")
    given = [word.format(folder=tmp_path / "new", taken=tmp_path / "taken") for word in words]
    done = subprocess.run(
        [sys.executable, "-m", "tests.synthetic", *given],
        check=False,
        capture_output=True,
        text=True,
        cwd=COURSE.root,
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_truth_is_json_with_a_row_a_hand_in(folder: Path) -> None:
    told = json.loads((folder / FILE).read_text())
    assert told["assignment"] == NAME
    names = [each["name"] for each in told["hand_ins"]]
    assert names == sorted(path.name for path in (folder / HAND_INS).iterdir())
