"""A copy is the same program under other names: it answers as the original does."""

import ast
import random
from pathlib import Path

from autograder.classroom.submissions import hand_ins
from autograder.judge.reference import load_solution
from autograder.spec.course import Course
from tests.synthetic.copies import disguised
from tests.synthetic.truth import HAND_INS, Kind
from tests.synthetic.writing import write_class

COURSE = Course(Path(__file__).parents[2])
NAME, SEED = "batchnorm", 3


def test_a_copy_says_the_same_in_other_words(tmp_path: Path) -> None:
    truth = write_class(tmp_path, COURSE, NAME, 80, SEED)
    copies = [each for each in truth.hand_ins if each.kind is Kind.COPY]
    known = {each.name: each for each in truth.hand_ins}
    with hand_ins(tmp_path / HAND_INS, NAME) as found:
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
