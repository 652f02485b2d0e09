"""Copies are found, whatever they are called; solutions that were written independently are not."""

import ast
import random
import re
from itertools import combinations
from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from autograder.classroom.alike import Given, by_content, by_passages, given_by
from autograder.classroom.export import ClassError
from autograder.classroom.passages import names_in, passages_of, words_of
from autograder.classroom.similar import LEAST, identical, near
from autograder.classroom.submissions import HandIn
from autograder.report.class_report.records import Alike, ClassResults
from autograder.report.class_report.records import HandIn as Graded
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.report.classes import class_of

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "reference" / "activations.py").read_text()
TEMPLATE = (ROOT / "student_template" / "activations" / "activations.py").read_text()
ACCEPTED = [
    path.read_text()
    for path in sorted((ROOT / "assignments/activations/submissions/accepted").glob("*.py"))
]
OWN = "\n\n".join(ACCEPTED[:2])
"""A solution that no other text here is taken from."""


def groups(*sources: str, given: str = TEMPLATE) -> list[tuple[int, ...]]:
    return [group.members for group in near(dict(enumerate(sources)), given)]


def renamed(source: str) -> str:
    """Other names for all that a student may name, other comments, another layout."""
    kept = names_in(TEMPLATE) | {"np", "torch"} | set(re.findall(r"\.(\w+)", source))
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id not in kept and node.id not in dir(__builtins__):
            node.id = f"my_{node.id}"
        elif isinstance(node, ast.arg):
            node.arg = f"my_{node.arg}"
    return f"# mine\n{ast.unparse(tree)}\n"


def reordered(source: str) -> str:
    tree = ast.parse(source)
    defined = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    others = [node for node in tree.body if node not in defined]
    random.Random(2).shuffle(defined)
    return ast.unparse(ast.Module([*others, *defined], []))


def with_more(source: str) -> str:
    return f"{source}\n\ndef more(a, b):\n    c = a + b\n    print(c, c * c)\n    return c / 2, a\n"


@pytest.mark.parametrize(
    "changed",
    [renamed, reordered, with_more, lambda source: renamed(reordered(with_more(source)))],
    ids=["renamed", "reordered", "with more", "all of it"],
)
def test_a_copy_is_found_however_it_was_changed(changed) -> None:  # type: ignore[no-untyped-def]
    assert changed(OWN) != OWN
    assert groups(*ACCEPTED[2:5], OWN, changed(OWN)) == [(3, 4)]


def test_independent_solutions_are_not_alike() -> None:
    assert len(ACCEPTED) >= 7
    assert groups(*ACCEPTED) == []


def test_independent_solutions_have_far_less_in_common_than_copies() -> None:
    names = names_in(TEMPLATE)
    passages = [set(passages_of(words_of(source, names)).tolist()) for source in ACCEPTED]
    given = set(passages_of(words_of(TEMPLATE, names)).tolist())
    own = [found - given for found in passages]
    shares = [len(a & b) / len(a | b) for a, b in combinations(own, 2)]
    assert max(shares) < 0.1


def test_what_the_template_gives_is_no_similarity() -> None:
    one, two = (f"{REFERENCE}\n\nLAST = {[*range(n, n + 60)]}\n" for n in (100, 200))
    assert groups(one, two, given=REFERENCE) == []
    assert groups(one, two, given="") == [(0, 1)]


def test_what_many_have_written_is_the_textbooks() -> None:
    textbook = OWN
    different = [
        f"{textbook}\n\nLAST = [{', '.join(map(str, range(n, n + 30)))}]\n" for n in range(12)
    ]
    assert groups(*different[:10]) != []
    assert groups(*different) == []


def test_a_copy_made_by_many_is_told_all_the_same() -> None:
    assert groups(*(f"# {n}\n{OWN}" for n in range(40)), *ACCEPTED[2:5]) == [tuple(range(40))]


def test_short_answers_are_not_compared() -> None:
    short = "def relu(x):\n    return np.maximum(x, 0), x\n"
    assert groups(short, f"{short}# mine\n") == []
    lines = [f"def relu(x):\n    return {[*range(20)]}, {last}\n" for last in (1, 2)]
    assert 10 < len(passages_of(words_of(lines[0]))) < LEAST
    assert groups(*lines) == []


def test_near_groups_are_joined_and_tell_their_least_share() -> None:
    one, other = OWN, with_more(with_more(OWN))
    (group,) = near(dict(enumerate([one, with_more(one), other])), TEMPLATE)
    assert group.members == (0, 1, 2)
    assert 0.5 <= group.share < 1


@pytest.mark.parametrize("text", ["", "(((((", "def f(:\n 'open", "\0\ud800 é 漢", "#" * 10_000])
def test_any_text_has_passages(text: str) -> None:
    assert len(passages_of(words_of(text))) <= len(text)
    assert groups(text, text) == []


def test_texts_and_comments_say_nothing() -> None:
    assert list(words_of('x = "a" # b\n')) == list(words_of("y = '''c\nd'''\n\n# e"))
    assert list(words_of("x = 1")) != list(words_of("x = 2"))


def test_what_is_the_same_content_is_one_group() -> None:
    digests = ["a", "b", "a", "", "", "c", "b", "a", "template", "template"]
    assert identical(digests, {"template"}) == ((0, 2, 7), (1, 6))


def graded(*names: str, digest: str = "") -> ClassResults:
    return class_of(*(Graded(name, digest=digest) for name in names))


def handed_in(name: str, source: str) -> HandIn:
    files = {"activations.py": source.encode()}
    return HandIn(name, name, opened=lambda module: Submission(module, files))


def test_hand_ins_are_found_by_their_names_in_the_store() -> None:
    found = [handed_in("bob", OWN), handed_in("zoe", OWN), handed_in("ada", renamed(OWN))]
    told = by_passages(graded("ada", "bob", "cy"), Given(TEMPLATE), found, "activations")
    assert told.near == (Alike((0, 1), 1.0),)
    assert "1 of 3 hand-ins were not there to be compared." in told.told
    assert "others than those that were graded" not in told.told  # nothing is known of these


def test_a_group_of_the_very_same_content_is_told_once() -> None:
    same = Submission("activations", {"activations.py": OWN.encode()}).digest
    found = [handed_in("ada", OWN), handed_in("bob", OWN)]
    told = by_passages(graded("ada", "bob", digest=same), Given(TEMPLATE), found, "activations")
    assert (told.identical, told.near) == (((0, 1),), ())


def test_what_was_handed_in_anew_since_is_told() -> None:
    found = [handed_in("ada", OWN), handed_in("bob", ACCEPTED[3])]
    results = graded("ada", "bob", digest="another")
    told = by_passages(results, Given(), found, "activations").told
    assert "2 are others than those that were graded." in told
    assert "The course has no template" in told


def test_another_class_is_no_class_to_compare() -> None:
    with pytest.raises(ClassError, match="none of the hand-ins of the store is there"):
        by_passages(graded("ada"), Given(), [handed_in("zoe", OWN)], "activations")


def test_the_untouched_template_is_no_copy() -> None:
    course = Course(ROOT)
    given = given_by(course, read_assignment(course.folder("activations")))
    assert "def relu_forward" in given.text
    digest = Submission("activations", {"activations.py": TEMPLATE.encode()}).digest
    assert digest in given.digests
    assert by_content(graded("ada", "bob", digest=digest), given).identical == ()
    assert groups(TEMPLATE, f"{TEMPLATE}# mine\n", given=given.text) == []
