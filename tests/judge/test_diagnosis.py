"""A known mistake is told by its own hint; another by how its answer relates to the right one."""

import itertools
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking.judgement import Expected, judge_form, judge_values, judged, raised
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge import budget, mistakes
from autograder.judge.chance import VARIES
from autograder.judge.diagnosis import (
    BY_FORM,
    EXPLAINED,
    MOST_WORDS,
    Diagnosis,
    Known,
    key_of,
)
from autograder.judge.mistakes import Mistakes
from autograder.judge.reference import Example, run_exercise
from autograder.worker.arrays import output_of

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
    "other values": RIGHT + GIVEN**3,
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
    hint = told(answer, example(body), "float32")
    assert hint == ("its own hint" if answer(GIVEN) is None else f"its own hint {BY_FORM}")
    right_form = example("def layer(x): return x")
    assert told(answer, right_form, "float32") == ""


def test_an_example_is_told_only_in_questions_that_it_fails() -> None:
    assert told(lambda x: x * x, example("def layer(x): return x ** 2", "another")) == ""


def test_an_example_that_raises_is_not_the_mistake() -> None:
    assert told(lambda x: x * x, example("def layer(x): raise SystemError")) == ""


def test_a_small_mistake_is_not_taken_for_another_of_its_size() -> None:
    """Within 1,000 units of float32, which is 0.01, all small answers would be one."""
    known = example("def layer(x): return 2 * x + 1e-3 * x ** 2")
    assert told(lambda x: 2 * x + 1e-3 * x**2, known, "float32") == "its own hint"
    assert told(lambda x: 2 * x + 1e-3 * abs(x), known, "float32") == ""


def test_digits_that_rounding_has_left_do_not_hide_a_mistake() -> None:
    known = example("def layer(x): return 2 * x + 1 + 1e7 - 1e7")
    assert told(lambda x: 2 * x + 1, known) == "its own hint"


# ---- on another device -------------------------------------------------------------------------


def told_on_cuda(device: str, known: Example, monkeypatch: pytest.MonkeyPatch) -> str:
    """The hint on right values that a student left on a device, when a GPU was asked for.

    An example that is to run on the GPU itself leaves what it computes on the CPU.
    """
    trial = Trial("layer", "case", True, "values", "torch", "cuda", "float64", inputs={"x": GIVEN})
    reference: Any = Truth(2 * GIVEN)
    reference.exercises = Exercises

    def run(exercises: Any, solution: Any, asked: Trial, dtype: str, where: str) -> Expected:
        ran = run_exercise(exercises, solution, replace(asked, device="cpu"), dtype)
        return ran if where == "cuda" else run_exercise(exercises, solution, asked, dtype)

    monkeypatch.setattr(mistakes, "run_exercise", run)
    actual = {"out": replace(output_of(torch.tensor(2 * GIVEN)), device=device, values=None)}
    verdict = judge_form(trial, actual, reference.expect(trial))
    assert (verdict is None) == (device == "cuda:0")
    failed = verdict or Verdict(trial, Outcome.FAILED, "its values are wrong", output="out")
    return Diagnosis(reference, "layer", [known]).explain(failed, actual)


def test_what_lies_on_the_wrong_device_is_no_mistake_whose_answer_lies_on_the_right_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = example("def layer(x): return x * x")
    assert told_on_cuda("cpu", known, monkeypatch) == ""
    assert told_on_cuda("cuda:0", known, monkeypatch) == f"its own hint {BY_FORM}"


def test_a_mistake_that_a_gpu_alone_shows_is_told_by_the_device_of_its_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = replace(example("def layer(x): return 2 * x"), devices=("cuda",))
    assert told_on_cuda("cpu", known, monkeypatch) == f"its own hint {BY_FORM}"
    assert told_on_cuda("cuda:0", known, monkeypatch) == ""


def test_a_mistake_that_a_gpu_alone_shows_is_not_looked_for_on_the_cpu() -> None:
    known = example("def layer(x): return x ** 2")
    assert told(lambda x: x * x, replace(known, devices=("cuda",))) == ""


# ---- several examples, several cases -----------------------------------------------------------


class Course:
    """Two questions in one module: both return what the solution's function of that name does."""

    @staticmethod
    def first(solution: Any, x: Any) -> dict[str, Any]:
        return {"out": solution.first(x)}

    @staticmethod
    def second(solution: Any, x: Any) -> dict[str, Any]:
        return {"out": solution.second(x)}


class Doubled:
    """A reference whose answer to everything is 2 * x."""

    exercises = Course

    def expect(self, trial: Trial) -> Expected:
        return {"out": output_of(2.0 * trial.inputs["x"])}

    run = expect


POSITIVE, MIXED, LARGE = (
    np.array([0.5, 1.5, 2.5]),
    np.array([-1.0, 0.5, 2.0]),
    np.array([9.0, 8, 7]),
)
FACTOR = "def first(x): return 3 * x"
SIZE = "def first(x): return 3 * abs(x)"
CLIPPED = "def first(x): return np.where(x > 5, 2 * x, 3 * x)"


def named(name: str, body: str, *fails: str) -> Example:
    source = f"import numpy as np\n{body}"
    return Example(name, source, fails or ("first",), f"the hint of {name}")


def a_case(name: str, x: Any, question: str = "first", group: str = "values") -> Trial:
    return Trial(question, name, True, group, "numpy", "cpu", "float64", inputs={"x": x})


def diagnosed(
    answer: Callable[[Any], Any],
    trials: list[Trial],
    *known: Example,
    diagnosis: Diagnosis | None = None,
    solved: tuple[str, ...] = (),
) -> dict[str, str]:
    """What is told of each failing case of a solution, when all of them have been seen."""
    reference: Any = Doubled()
    diagnosis = diagnosis or Diagnosis(reference, "layer", list(known))
    verdicts, hints = [], {}
    for trial in trials:
        try:
            actual: Expected = {"out": output_of(answer(trial.inputs["x"]))}
            wrong_form = judge_form(trial, actual, judged(trial, reference.expect(trial)))
            if wrong_form is not None:
                actual = {"out": replace(actual["out"], values=None)}
            verdict = wrong_form or judge_values(
                trial, actual, judged(trial, reference.expect(trial)), Tolerances()
            )
        except Exception as error:
            actual = raised(type(error).__name__, str(error))
            verdict = Verdict(trial, Outcome.ERROR, "it raised")
        verdicts.append(verdict)
        if verdict.outcome is not Outcome.PASSED:
            hints[key_of(trial)] = diagnosis.explain(verdict, actual)
    diagnosis.settle(verdicts)
    hints |= {failure: known.hint for failure, known in diagnosis.known(solved).items()}
    return {trial.case: hints[key_of(trial)] for trial in trials if key_of(trial) in hints}


def test_a_later_case_decides_between_two_that_agree_in_the_first() -> None:
    known = (named("factor", FACTOR), named("size", SIZE))
    trials = [a_case("positive", POSITIVE), a_case("mixed", MIXED)]
    for answer, name in ((lambda x: 3 * x, "factor"), (lambda x: 3 * abs(x), "size")):
        for order in (known, known[::-1]):
            hint = f"the hint of {name}"
            assert diagnosed(answer, trials, *order) == {"positive": hint, "mixed": hint}


def test_a_case_after_those_that_are_explained_decides_still() -> None:
    """No hint is made of it, but what it tells apart isn't told as either or."""
    known = (named("factor", FACTOR), named("size", SIZE))
    first = [a_case(f"positive {number}", POSITIVE + number) for number in range(EXPLAINED)]
    trials = [*first, a_case("mixed", MIXED)]
    told = diagnosed(lambda x: 3 * abs(x), trials, *known)
    assert told == {**{trial.case: "the hint of size" for trial in first}, "mixed": ""}


def test_where_nothing_is_left_to_decide_later_failures_cost_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    agreeing = Mistakes.agreeing

    def noted(self: Mistakes, examples: list[Example], trial: Trial, *outputs: Expected) -> Any:
        asked.append(trial.case)
        return agreeing(self, examples, trial, *outputs)

    monkeypatch.setattr(Mistakes, "agreeing", noted)
    trials = [a_case(f"mixed {number}", MIXED + number) for number in range(EXPLAINED + 3)]
    diagnosed(lambda x: 3 * x, trials, named("factor", FACTOR), named("size", SIZE))
    assert {*asked} == {trial.case for trial in trials[:EXPLAINED]}


def test_a_case_that_is_right_decides_as_well() -> None:
    """An example that fails where the student passes is not the mistake."""
    known = (named("factor", FACTOR), named("clipped", CLIPPED))
    trials = [a_case("positive", POSITIVE), a_case("large", LARGE)]
    assert diagnosed(lambda x: np.where(x > 5, 2 * x, 3 * x), trials, *known) == {
        "positive": "the hint of clipped"
    }


def test_two_mistakes_in_a_hand_in_are_told_each_where_it_shows() -> None:
    known = (named("factor", FACTOR), named("large", "def first(x): return x * (2 + (x > 5))"))
    trials = [a_case("mixed", MIXED), a_case("large", LARGE + 100)]
    assert diagnosed(lambda x: 3 * x + 5 * (x > 100), trials, *known)["mixed"] == (
        "the hint of factor"
    )
    both = diagnosed(
        lambda x: np.where(x > 5, 3 * x, 3 * abs(x)), trials, *known, named("size", SIZE)
    )
    assert both == {"mixed": "the hint of size", "large": "the hint of size"}


def test_of_two_that_nothing_tells_apart_both_are_told() -> None:
    hint = diagnosed(
        lambda x: 3 * x, [a_case("mixed", MIXED)], named("one", FACTOR), named("other", FACTOR)
    )["mixed"]
    assert hint == (
        "More than one mistake gives this. Either: the hint of one Or: the hint of other"
    )


def test_as_many_are_told_as_can_be_read_in_a_minute() -> None:
    many = [
        Example(str(n), f"import numpy as np\n{FACTOR}", ("first",), f"{n}: " + "word " * 50)
        for n in range(5)
    ]
    hint = diagnosed(lambda x: 3 * x, [a_case("mixed", MIXED)], *many)["mixed"]
    assert 100 < len(hint.split()) <= MOST_WORDS


def test_another_question_decides_between_two_that_agree_in_all_cases_of_one() -> None:
    twice = named("twice", f"{FACTOR}\ndef second(x): return 5 * x", "first", "second")
    once = named("once", FACTOR)
    reference: Any = Doubled()
    for second, solved, name in (
        (lambda x: 5 * x, (), "twice"),
        (lambda x: 2 * x, ("second",), "once"),
    ):
        diagnosis = Diagnosis(reference, "layer", [once, twice])
        diagnosed(lambda x: 3 * x, [a_case("mixed", MIXED)], diagnosis=diagnosis)
        diagnosed(second, [a_case("mixed", MIXED, "second")], diagnosis=diagnosis)
        told = diagnosis.known(solved)[key_of(a_case("mixed", MIXED))]
        assert told == Known(f"the hint of {name}", (name,))


def test_what_was_found_in_one_hand_in_says_nothing_about_the_next() -> None:
    reference: Any = Doubled()
    shared = Diagnosis(reference, "layer", [named("factor", FACTOR), named("size", SIZE)])
    trials = [a_case("mixed", MIXED)]
    diagnosed(lambda x: 3 * abs(x), trials, diagnosis=shared.of_another())
    again = shared.of_another()
    told = diagnosed(lambda x: 3 * x, [a_case("positive", POSITIVE)], diagnosis=again)["positive"]
    assert "the hint of factor" in told
    assert "the hint of size" in told


def test_a_single_wrong_number_is_a_known_mistake_only_if_every_case_confirms_it() -> None:
    known = named("size", "def first(x): return 2 * abs(x)")
    one, other = a_case("one", np.array([-1.0])), a_case("other", np.array([-2.0, 3.0, -4.0]))
    assert diagnosed(lambda x: 2 * abs(x), [one, other], known)["one"] == "the hint of size"
    by_accident = diagnosed(lambda x: 2 * x + 4 * (x == -1), [one, other], known)
    assert by_accident == {"one": ""}


def test_a_form_alone_is_told_as_such_until_values_agree() -> None:
    known = named("ones", "def first(x): return 3 * x if len(x) == 3 else np.ones(len(x) + 1)")
    short, full = a_case("short", np.array([1.0, 2.0])), a_case("full", MIXED)

    def seen_in_full(x: Any) -> Any:
        return 3 * x if len(x) == 3 else np.ones(len(x) + 1)

    both = diagnosed(seen_in_full, [short, full], known)
    assert both == {"short": "the hint of ones", "full": "the hint of ones"}
    unlike = diagnosed(lambda x: np.zeros(len(x) + 1), [short], known)
    assert unlike == {"short": f"the hint of ones {BY_FORM}"}


# ---- errors ------------------------------------------------------------------------------------

ROWS_ONLY = "def first(x):\n    rows, columns = x.shape\n    return 2 * x"
SQUARE = np.array([[1.0, 2.0], [3.0, 4.0]])


def rows_only(x: Any) -> Any:
    _rows, _columns = x.shape
    return 2 * x


def test_an_example_that_raises_the_same_error_in_the_same_cases_is_the_mistake() -> None:
    trials = [a_case("square", SQUARE), a_case("one axis", MIXED)]
    assert diagnosed(rows_only, trials, named("rows", ROWS_ONLY)) == {
        "one axis": "the hint of rows"
    }


def test_another_error_or_the_same_in_other_cases_is_not() -> None:
    def elsewhere(x: Any) -> Any:
        if x.ndim == 2:
            raise KeyError("rows")
        return rows_only(x)

    trials = [a_case("one axis", MIXED), a_case("square", SQUARE)]
    known = named("rows", ROWS_ONLY)
    assert diagnosed(elsewhere, trials, known) == {"one axis": "", "square": ""}
    assert diagnosed(lambda x: x["a"], trials[:1], known) == {"one axis": ""}


def test_code_that_is_not_written_yet_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: Any) -> None:
        raise AssertionError("no example is to be run")

    monkeypatch.setattr(mistakes.Mistakes, "agreeing", refused)

    def stub(x: Any) -> Any:
        raise NotImplementedError

    assert diagnosed(stub, [a_case("mixed", MIXED)], named("factor", FACTOR)) == {"mixed": ""}


def test_a_mistake_of_ones_own_is_looked_for_once_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time costs a run of every known mistake."""
    looked_at: list[str] = []
    agreeing = mistakes.Mistakes.agreeing

    def noted(self: Any, examples: list[Example], trial: Trial, *outputs: Expected) -> Any:
        looked_at.append(trial.case)
        return agreeing(self, examples, trial, *outputs)

    monkeypatch.setattr(mistakes.Mistakes, "agreeing", noted)
    trials = [a_case(f"{group} {n}", MIXED + n, group=group) for group in "ab" for n in range(3)]
    assert set(diagnosed(lambda x: x**3, trials, named("factor", FACTOR)).values()) == {""}
    assert looked_at == ["a 0", "b 0"]


# ---- what it may take --------------------------------------------------------------------------

NETWORK = 200
"""Outputs of a case that takes long: its parameters and buffers."""


class Deep(Doubled):
    """A reference of a network with many parameters; it counts how often it is run anew."""

    def __init__(self) -> None:
        self.runs = 0

    def expect(self, trial: Trial) -> Expected:
        right = 2.0 * trial.inputs["x"]
        buffers = {f"buffer {n}": output_of(0.0) for n in range(NETWORK - 1)}
        return {"out": output_of(right), **buffers}

    def run(self, trial: Trial) -> Expected:
        self.runs += 1
        return self.expect(trial)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The examples that are run, each time they are."""
    ran: list[str] = []
    run = mistakes.Mistakes._run

    def noted(self: Any, example: Example, *others: Any) -> Any:
        ran.append(example.name)
        return run(self, example, *others)

    monkeypatch.setattr(mistakes.Mistakes, "_run", noted)
    return ran


def deep(case: str, x: Any, group: str = "values") -> Trial:
    return replace(a_case(case, x, group=group), outputs=("out",), public=False)


def many(body: str) -> list[Example]:
    return [named(f"{n}", f"# {n}\n{body}") for n in range(40)]


def test_a_mistake_of_ones_own_takes_one_search_and_a_bounded_rest(runs: list[str]) -> None:
    reference: Any = Deep()
    trials = [deep(f"{group}", MIXED, group) for group in "abcdef"]
    diagnosis = Diagnosis(reference, "layer", many(FACTOR))
    told = diagnosed(lambda x: x**3, trials, diagnosis=diagnosis)
    assert set(told.values()) == {""}
    assert len(runs) == 40  # another search would take 40 x 200, which is more than is left
    assert reference.runs <= budget.MOST_WORK / NETWORK


def test_where_a_run_takes_little_every_group_is_searched(runs: list[str]) -> None:
    trials = [a_case(f"{group}", MIXED, group=group) for group in "abcdef"]
    diagnosed(lambda x: x**3, trials, *many(FACTOR))
    assert len(runs) == 6 * 40


def test_examples_that_nothing_tells_apart_are_not_run_on_every_case(runs: list[str]) -> None:
    reference: Any = Deep()
    known = [named("size", SIZE), *many(FACTOR)]
    trials = [deep(f"case {n}", POSITIVE + n) for n in range(30)]
    diagnosis = Diagnosis(reference, "layer", known)
    told = diagnosed(lambda x: 3 * x, trials, diagnosis=diagnosis)
    assert told["case 0"].startswith("More than one mistake gives this.")
    assert len(runs) <= 41 + budget.MOST_WORK / NETWORK


def test_an_error_is_no_known_mistake_where_no_work_is_left_to_confirm_it() -> None:
    reference: Any = Deep()
    square = [deep(f"square {n}", SQUARE + n) for n in range(30)]
    trials = [deep("one axis", MIXED), *square]
    diagnosis = Diagnosis(reference, "layer", [named("rows", ROWS_ONLY)])
    assert diagnosed(rows_only, trials, diagnosis=diagnosis) == {"one axis": ""}
    few = Diagnosis(reference, "layer", [named("rows", ROWS_ONLY)])
    assert diagnosed(rows_only, trials[:6], diagnosis=few) == {"one axis": "the hint of rows"}


def test_a_relation_that_is_begun_is_looked_for_to_its_end() -> None:
    """Half of it might take one of two numbers for the only one."""
    reference: Any = Deep()
    diagnosis = Diagnosis(reference, "layer", [])
    trial = replace(deep("case", MIXED), inputs={"x": MIXED, "p": 0.3, "q": 0.3})
    diagnosis._budgets["first"].spend(budget.MOST_WORK - 1)
    diagnosed(lambda x: x**3, [trial], diagnosis=diagnosis)
    assert reference.runs == 6
    diagnosed(lambda x: x**3, [trial], diagnosis=diagnosis)
    assert reference.runs == 6


def test_what_is_kept_from_other_hand_ins_decides_no_hint() -> None:
    """A run that is spared counts as if it were made."""
    reference: Any = Deep()
    trials = [
        replace(deep(f"{n}", MIXED + n, group), public=True) for n, group in enumerate("abcdef")
    ]
    known = [*many(FACTOR)[:20], named("late", "def first(x): return x ** 3 * (x.max() > 5)")]
    shared = Diagnosis(reference, "layer", known)
    first, again = (
        diagnosed(lambda x: x**3, trials, diagnosis=shared.of_another()) for _ in range(2)
    )
    assert first == again


# ---- what is said of the notes -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "end"), [("", "fraction."), ("section 2", "section 2 of the sheet.")]
)
def test_a_relation_says_where_the_notes_have_the_formula(sheet: str, end: str) -> None:
    trial = replace(a_case("mixed", RIGHT), inputs={"x": RIGHT, "gamma": np.array([2.0, 3.0, 4.0])})
    reference: Any = Truth(RIGHT)
    actual = {"out": output_of(RIGHT * np.array([2.0, 3.0, 4.0]))}
    verdict = judge_values(trial, actual, reference.expect(trial), Tolerances())
    hint = Diagnosis(reference, "layer", [], sheet=sheet).explain(verdict, actual)
    assert hint.endswith(end)
    assert len(hint.split()) <= MOST_WORDS


# ---- answers by chance -------------------------------------------------------------------------


def answered_twice(
    answer: Callable[[Any], Any], trials: list[Trial], *known: Example
) -> dict[str, str]:
    """What is told of each failing case when each is asked once more."""
    reference: Any = Doubled()
    diagnosis = Diagnosis(reference, "layer", list(known))
    verdicts, failed, hints = [], [], {}
    for trial in trials:
        actual: Expected = {"out": output_of(answer(trial.inputs["x"]))}
        verdicts.append(judge_values(trial, actual, reference.expect(trial), Tolerances()))
        if verdicts[-1].outcome is not Outcome.PASSED:
            hints[key_of(trial)] = diagnosis.explain(verdicts[-1], actual)
            failed.append((verdicts[-1], actual))
    for verdict, actual in failed:
        again: Expected = {"out": output_of(answer(verdict.trial.inputs["x"]))}
        differs = diagnosis.asked_again(verdict, actual, again)
        assert differs == (not np.array_equal(actual["out"].values, again["out"].values))  # type: ignore[arg-type]
    diagnosis.settle(verdicts)
    hints |= {failure: known.hint for failure, known in diagnosis.known(()).items()}
    return {trial.case: hints[key_of(trial)] for trial in trials if key_of(trial) in hints}


BY_CHANCE = "def first(x): return 2 * x + np.random.default_rng().choice([0, 1, 2], x.shape)"
NOISY = "def first(x): return 2 * x + np.random.default_rng().normal(size=x.shape)"
WIDE = np.arange(1.0, 9.0)


def one_of_three(x: Any) -> Any:
    """Never right, never the same twice."""
    return 2 * x + next(TURNS)[: x.size]


TURNS = itertools.cycle(
    np.array([[1, 2, 0, 1, 1, 0, 2, 2], [2, 1, 1, 1, 0, 0, 1, 2], [0, 0, 2, 1, 2, 1, 0, 1]])
)


def test_an_answer_by_chance_is_told_by_the_mistake_that_answers_by_chance() -> None:
    known = (named("by_chance", BY_CHANCE), named("factor", FACTOR))
    trials = [a_case("mixed", MIXED), a_case("wide", WIDE)]
    hint = "the hint of by_chance"
    assert answered_twice(one_of_three, trials, *known) == {"mixed": hint, "wide": hint}


def test_an_answer_by_chance_is_no_mistake_that_gives_it_each_time() -> None:
    """At first it is what this one gives; asked again it isn't, and the examples know no other."""
    turns = itertools.cycle([3.0, 5.0])
    told = answered_twice(
        lambda x: next(turns) * x, [a_case("mixed", MIXED)], named("factor", FACTOR)
    )
    assert told == {"mixed": VARIES.format(output="out")}


def test_what_an_example_never_answers_is_not_its_own() -> None:
    turns = itertools.cycle([2.0 * MIXED + 0.5, 2.0 * MIXED + 1])
    told = answered_twice(
        lambda x: next(turns), [a_case("mixed", MIXED)], named("by_chance", BY_CHANCE)
    )
    assert told == {"mixed": VARIES.format(output="out")}


def test_of_two_that_answer_by_chance_the_one_is_told_that_may_have_given_it() -> None:
    far = "def first(x): return 2 * x + 100 + np.random.default_rng().normal(size=x.shape)"
    rng = np.random.default_rng(1)
    known = (named("far", far), named("noisy", NOISY))
    told = answered_twice(
        lambda x: 2 * x + rng.normal(size=x.shape), [a_case("wide", WIDE)], *known
    )
    assert told == {"wide": "the hint of noisy"}


def test_an_answer_that_was_the_same_by_chance_is_told_with_the_others() -> None:
    """Of a single number it may well be: the other cases say what it is."""
    trials = [a_case("wide", WIDE), a_case("one number", np.ones(1))]
    turns = iter([*(next(TURNS) for _ in range(1)), np.ones(1), next(TURNS), np.ones(1)])
    told = answered_twice(lambda x: 2 * x + next(turns), trials, named("by_chance", BY_CHANCE))
    assert told == dict.fromkeys(("wide", "one number"), "the hint of by_chance")


def test_where_nothing_differs_the_second_time_all_is_as_it_was() -> None:
    known = (named("by_chance", BY_CHANCE), named("factor", FACTOR))
    told = answered_twice(lambda x: 3 * x, [a_case("mixed", MIXED)], *known)
    assert told == {"mixed": "the hint of factor"}


def test_graphs_are_asked_again_for_what_they_compute() -> None:
    trial = Trial(
        *("first", "case", True, "values", "numpy", "cpu", "float64"),
        check="graph",
        inputs={"x": MIXED, "dout": np.ones(3)},
    )

    def square(gradient: str) -> Expected:
        node = {"name": "out", "operation": "square", "inputs": ["x"]}
        return {"graph": output_of(json.dumps([node | {"gradients": {"x": gradient}}]))}

    reference: Any = Doubled()
    diagnosis = Diagnosis(reference, "layer", [])
    failed = Verdict(trial, Outcome.FAILED, "wrong", output="out")
    assert not diagnosis.asked_again(failed, square("3 * g * x"), square("g * x * 3"))
    assert diagnosis.asked_again(failed, square("3 * g * x"), square("4 * g * x"))
