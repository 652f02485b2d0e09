"""A known mistake is told by its own hint; another by how its answer relates to the right one."""

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.judgement import Expected, judge_form, judge_values
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.diagnosis import Diagnosis
from autograder.judge.grading import Judge
from autograder.judge.reference import (
    Example,
    load_solution,
    reference_source,
    wrong_examples,
)
from autograder.report.explain import question_text
from autograder.report.report import QuestionReport
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.worker.arrays import materialise, output_of

COURSE = Course(Path(__file__).parents[2])
SEED = "2026"
MODULE = "activations"
LIKELY = "  Likely: "


def examples() -> list[Example]:
    assignment = read_assignment(COURSE.folder(MODULE))
    return wrong_examples(assignment, reference_source(COURSE.root, MODULE))


EXAMPLES = {example.name: example for example in examples()}


@pytest.fixture(scope="module")
def judge(judge_of: Callable[[str], Judge]) -> Judge:
    return judge_of(MODULE)


@pytest.fixture(scope="module")
def diagnosis(judge: Judge) -> Diagnosis:
    return Diagnosis(judge.reference, MODULE, list(EXAMPLES.values()))


@pytest.fixture(scope="module")
def solution_of() -> Callable[[Example], Any]:
    """An example as a module, made once."""
    made: dict[str, Any] = {}

    def solution(example: Example) -> Any:
        if example.name not in made:
            made[example.name] = load_solution(example.source, MODULE)
        return made[example.name]

    return solution


def answer(judge: Judge, solution: Any, trial: Trial, dtype: str) -> Expected:
    """The judged outputs of a trusted solution, run here; ArithmeticError if it raises."""
    inputs = materialise(trial.inputs, trial.library, dtype, "cpu")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outputs = getattr(judge.reference.exercises, trial.question)(solution, **inputs)
    except Exception as error:
        raise ArithmeticError from error
    return {name: output_of(outputs[name]) for name in trial.outputs or outputs}


def verdict_on(judge: Judge, diagnosis: Diagnosis, solution: Any, trial: Trial) -> Verdict:
    """The grader's verdict on a solution that needs no confinement."""
    truth = judge.reference.expect(trial)
    expected = {name: truth[name] for name in trial.outputs or truth}
    try:
        actual = answer(judge, solution, trial, trial.dtype)
    except ArithmeticError:
        return Verdict(trial, Outcome.ERROR, "it raised")
    verdict = judge_form(trial, actual, expected)
    if verdict is not None:  # then a worker sends no values
        actual = {name: replace(output, values=None) for name, output in actual.items()}
    else:
        verdict = judge_values(trial, actual, expected, judge.assignment.tolerances())
    if verdict.outcome is Outcome.PASSED:
        return verdict
    return replace(verdict, hint=diagnosis.explain(verdict, actual))


def give_the_same(one: Expected, other: Expected) -> bool:
    """Whether two solutions' outputs can't be told apart but by rounding."""
    return one.keys() == other.keys() and all(
        one[name].shape == other[name].shape
        and one[name].text == other[name].text
        and (one[name].values is None) == (other[name].values is None)
        and (
            one[name].values is None
            or np.allclose(one[name].values, other[name].values, rtol=1e-3, equal_nan=True)  # type: ignore[arg-type]
        )
        for name in one
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_known_mistake_is_told_by_its_own_hint_first(
    name: str, judge: Judge, diagnosis: Diagnosis, solution_of: Callable[[Example], Any]
) -> None:
    example = EXAMPLES[name]
    for question_name in example.fails:
        question = judge.assignment.question(question_name)
        solution = solution_of(example)
        verdicts = [
            verdict_on(judge, diagnosis, solution, trial)
            for trial in judge.trials(question, SEED, "cpu")
        ]
        text = question_text(QuestionReport(question.name, "", question.points, tuple(verdicts)))
        told = [line.removeprefix(LIKELY) for line in text.splitlines() if line.startswith(LIKELY)]
        explained = [v for v in verdicts if v.outcome is Outcome.FAILED]
        if not explained:
            assert all(v.outcome in (Outcome.ERROR, Outcome.PASSED) for v in verdicts)
            continue
        trial = explained[0].trial
        mine = answer(judge, solution, trial, "float64")
        rivals = [
            other.hint
            for other in EXAMPLES.values()
            if question_name in other.fails and _gives(judge, solution_of(other), trial, mine)
        ]
        assert told, text
        assert told[0] in {example.hint, *rivals}
        if rivals == [example.hint]:
            assert told[0] == example.hint


def _gives(judge: Judge, solution: Any, trial: Trial, answers: Expected) -> bool:
    try:
        return give_the_same(answer(judge, solution, trial, "float64"), answers)
    except ArithmeticError:
        return False


# ---- mistakes that no example knows ------------------------------------------------------------

RIGHT = np.array([[1.0, -2.0, 3.5], [0.5, 4.0, -1.25], [2.0, 0.75, -3.0]])
GIVEN = np.array([[0.3, 1.7, -0.4], [2.2, -1.1, 0.6], [-0.8, 1.3, 0.9]])


class Truth:
    """A reference that has one right answer."""

    def __init__(self, right: Any) -> None:
        self.right = right
        self.exercises = None

    def expect(self, trial: Trial) -> Expected:
        return {"out": output_of(self.right)}


def hint_for(answer: Any, right: Any = RIGHT, *, public: bool = True) -> str:
    """What is said about a wrong answer to the input GIVEN, by a judge that knows no examples."""
    trial = Trial(
        "layer", "case", public, "values", "numpy", "cpu", "float64", inputs={"x": GIVEN, "p": 0.5}
    )
    reference: Any = Truth(right)
    actual = {"out": output_of(answer)}
    verdict = judge_values(trial, actual, reference.expect(trial), Tolerances())
    assert verdict.outcome is Outcome.FAILED
    return Diagnosis(reference, "layer", []).explain(verdict, actual)


FIRST_ROW = np.concatenate([RIGHT[:1], np.zeros((2, 3))])
RELATIONS = {
    "a multiple": (RIGHT * 9, "times 9,"),
    "a fraction": (RIGHT / 3, "times 0.3333,"),
    "minus twice": (RIGHT * -2, "times -2,"),
    "the other sign": (-RIGHT, "sign"),
    "transposed": (RIGHT.T, "transposed"),
    "zeros": (np.zeros((3, 3)), "all zeros"),
    "one number": (np.full((3, 3), 0.7), "the same number in every place"),
    "a constant more": (RIGHT + 5, "plus a constant"),
    "a constant less": (RIGHT - 0.01, "plus a constant"),
    "the input": (GIVEN, "the input x, unchanged"),
    "one row only": (FIRST_ROW, "first row"),
}


@pytest.mark.parametrize(("answer", "words"), RELATIONS.values(), ids=RELATIONS)
def test_an_answer_that_is_the_right_one_but_changed_is_told_how(answer: Any, words: str) -> None:
    assert words in hint_for(answer)


def test_relations_are_seen_through_float32_rounding() -> None:
    assert "times 9," in hint_for((RIGHT * 9).astype(np.float32).astype(np.float64))


def test_the_factor_of_a_hidden_case_is_no_number_that_is_shown() -> None:
    """It may have been made of a hidden input."""
    told = hint_for(RIGHT * 1.2345, public=False)
    assert "times a number" in told
    assert not any(letter.isdigit() for letter in told)


NO_RELATION = {
    "other values": RIGHT + GIVEN,
    "one value off": RIGHT + np.eye(3) * 3 * (np.arange(3) == 1),
    "rounding": RIGHT * (1 + 1e-5),
    "a tiny constant": RIGHT + 1e-5,
    "NaN": np.where(RIGHT > 3, np.nan, RIGHT),
    "infinities": np.where(RIGHT > 3, np.inf, RIGHT * 9),
}


@pytest.mark.parametrize("answer", NO_RELATION.values(), ids=NO_RELATION)
def test_an_answer_without_such_a_relation_gets_no_hint(answer: Any) -> None:
    assert hint_for(answer) == ""


def test_an_answer_that_is_nearly_right_is_called_nothing_else() -> None:
    symmetric = np.array([[2.0, 1.0], [1.0, 3.0]])
    assert hint_for(symmetric + 1e-6, symmetric) == ""
    assert hint_for(GIVEN * (1 + 1e-5), GIVEN) == ""


def test_right_zeros_are_no_reason_for_a_hint() -> None:
    assert "zeros" not in hint_for(np.ones((2, 2)), np.zeros((2, 2)))
    assert "times" not in hint_for(GIVEN, np.zeros((3, 3)))


def test_a_single_value_or_whole_numbers_get_no_hint() -> None:
    assert hint_for(np.array([9.0]), np.array([1.0])) == ""
    assert hint_for(np.array([2, 4]), np.array([1, 2])) == ""
    assert hint_for(0.5, 0.25) == ""


# ---- what is told of an example ----------------------------------------------------------------


class Exercises:
    @staticmethod
    def layer(solution: Any, x: Any) -> dict[str, Any]:
        return {"out": solution.layer(x)}


def example(body: str, *fails: str) -> Example:
    return Example("example", f"import numpy as np\n{body}", fails or ("layer",), "its own hint")


def told(answer: Callable[[Any], Any], known: Example, dtype: str = "float64") -> str:
    """The hint on an answer where the right one is 2 * x and one example is known."""
    trial = Trial("layer", "case", True, "values", "numpy", "cpu", dtype, inputs={"x": GIVEN})
    reference: Any = Truth(2 * GIVEN)
    reference.exercises = Exercises
    actual = {"out": output_of(answer(GIVEN.astype(dtype)))}
    expected = reference.expect(trial)
    verdict = judge_form(trial, actual, expected)
    if verdict is not None:
        actual = {"out": replace(actual["out"], values=None)}
    else:
        verdict = judge_values(trial, actual, expected, Tolerances())
    return Diagnosis(reference, "layer", [known]).explain(verdict, actual)


def test_an_example_that_gives_the_same_values_is_the_mistake() -> None:
    known = example("def layer(x): return x ** 2")
    assert told(lambda x: x * x, known) == "its own hint"
    assert told(lambda x: x**2 + 0.01, known) != "its own hint"


def test_nan_in_the_same_places_is_the_same_mistake_and_elsewhere_another() -> None:
    known = example("def layer(x): return np.where(x > 1, np.nan, 2 * x)")
    assert told(lambda x: np.where(x > 1, np.nan, x + x), known) == "its own hint"
    assert told(lambda x: np.where(x > 0, np.nan, x + x), known) == ""


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("def layer(x): return 2 * x.astype('float64')", lambda x: 2.0 * x.astype(np.float64)),
        ("def layer(x): return None", lambda x: None),
        ("def layer(x): return 2 * x[0]", lambda x: 2 * x[0]),
        ("def layer(x): return (2 * x).tolist()", lambda x: (2 * x).tolist()),
    ],
    ids=["dtype", "None", "shape", "list"],
)
def test_the_same_wrong_form_is_the_same_mistake(body: str, answer: Callable[[Any], Any]) -> None:
    assert told(answer, example(body), "float32") == "its own hint"
    right_form = example("def layer(x): return x")
    assert told(answer, right_form, "float32") == ""


def test_an_example_is_told_only_in_questions_that_it_fails() -> None:
    assert told(lambda x: x * x, example("def layer(x): return x ** 2", "another")) == ""


def test_an_example_that_raises_is_not_the_mistake() -> None:
    assert told(lambda x: x * x, example("def layer(x): raise SystemError")) == ""
