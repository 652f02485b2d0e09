"""No hint is false: what it says of a mutant's answer is found again here, by other means.

Mutants of the references are mistakes that nobody wrote a hint for. Each is judged in this process;
what is told of its first failure in a question is recomputed from its answer, the right one and the
inputs, by NumPy alone. A sentence without a check fails. `make hints` takes all seven assignments;
without it the quicker ones.
"""

import functools
import itertools
import os
import random
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.audit.mutants import Mutant, mutants
from autograder.checking.distribution import find_fault
from autograder.checking.examination import ASKED_AGAIN
from autograder.checking.judgement import (
    Expected,
    graph_outputs,
    judge_form,
    judge_values,
    judged,
    raised,
)
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.dependence import may_differ, parse
from autograder.judge.diagnosis import BY_FORM, Diagnosis, key_of
from autograder.judge.reference import (
    Example,
    Reference,
    load_solution,
    run_exercise,
    undisturbed,
    wrong_examples,
)
from autograder.spec.assignment import Cases, read_assignment
from autograder.spec.course import Course

COURSE = Course(Path(__file__).parents[2])
SEED = "2026"
QUICK = {"activations": 30, "ensembles": 20}
"""Mutants that fail a case, of the assignments that are judged in seconds."""

ALL = os.environ.get("AUTOGRADER_HINTS") == "all"
MANY = int(os.environ.get("AUTOGRADER_MUTANTS", "25"))
"""The same of each assignment in `make hints`."""

LONGEST = 20
"""Seconds after which a mutant is taken for one that never ends."""

Array = Any


# ---- a mutant, judged --------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What is told of a mutant's first failure in a question, and what it is told of."""

    mutant: Mutant
    trial: Trial
    verdict: Verdict
    hint: str
    actual: Expected
    right: Expected
    judge: "Rehearsed"

    @cached_property
    def mine(self) -> Array:
        """The wrong output, in float64."""
        return np.asarray(self.values(self.actual), np.float64)

    @cached_property
    def truth(self) -> Array:
        return np.asarray(self.values(self.right), np.float64)

    @cached_property
    def loose(self) -> float:
        """What rounding may make of a number of size 1."""
        return 1e-6 if self.trial.dtype == "float64" else 1e-4

    def values(self, outputs: Expected) -> Array:
        if self.trial.check == "graph":
            outputs = graph_outputs(self.trial, outputs)
        return outputs[self.verdict.output].values

    def close(self, one: Array, other: Array) -> bool:
        return np.shape(one) == np.shape(other) and bool(self.near(one, other).all())

    def near(self, one: Array, other: Array) -> Array:
        size = np.abs(np.where(np.isfinite(other), other, 0)).max(initial=0.0)
        return np.isclose(one, other, self.loose, self.loose * size, equal_nan=True)

    @cached_property
    def wrong(self) -> Array:
        """Where the mutant is wrong, by the tolerance that the case is judged with."""
        allowed = self.judge.diagnosis.mistakes.tolerances.of(
            self.trial.question, self.verdict.output, self.trial.device, self.trial.dtype
        )
        relative, absolute = {"float64": (1e-7, 1e-7), "float32": (1.3e-6, 1e-5)}[self.trial.dtype]
        bound = allowed * (absolute + relative * np.abs(self.truth))
        with np.errstate(invalid="ignore"):
            return ~(np.abs(self.mine - self.truth) <= bound)

    def named(self, name: str) -> Array:
        """The input of that name, wherever it stands; of several in a list, the last."""
        return list(_named(self.trial.inputs, name))[-1]

    def on(self, change: Callable[[Any], Any]) -> Array:
        """What is right for other inputs."""
        inputs = change(self.trial.inputs)
        return self.values(self.judge.reference.run(replace(self.trial, inputs=inputs)))


def _named(tree: Any, name: str) -> Iterator[Any]:
    if isinstance(tree, list | tuple):
        for value in tree:
            yield from _named(value, name)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key == name:
                yield from value if isinstance(value, list | tuple) else [value]
            yield from _named(value, name)


def _with(tree: Any, name: str, value: Any) -> Any:
    """Inputs with another value under a name."""
    if not isinstance(tree, dict):
        return tree
    return {key: value if key == name else _with(old, name, value) for key, old in tree.items()}


def _each(tree: Any, change: Callable[[Array], Array]) -> Any:
    """Inputs with each array changed."""
    if isinstance(tree, dict):
        return {key: _each(value, change) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(_each(value, change) for value in tree)
    return change(tree) if isinstance(tree, np.ndarray) else tree


class Rehearsed:
    """An assignment whose cases all count as public: what an example gives is computed once."""

    def __init__(self, name: str) -> None:
        assignment = read_assignment(COURSE.folder(name))
        cases = Cases(assignment)
        self.reference = Reference(assignment, COURSE.root)
        self.examples = wrong_examples(assignment, self.reference.source)
        self.diagnosis = Diagnosis(
            self.reference,
            assignment.module,
            self.examples,
            tolerances=assignment.tolerances(),
        )
        self.exercises = parse(assignment.exercises_source)
        self.solution = parse(self.reference.source)
        self.load = functools.cache(lambda source: load_solution(source, assignment.module))
        self.trials = {
            question.name: [
                replace(trial, public=True)
                for trial in (*cases.public(question), *cases.hidden(question, SEED))
            ]
            for question in assignment.questions
        }

    def outputs(self, source: str, trial: Trial) -> Expected:
        """What a solution gives, or its error."""
        try:
            with undisturbed(), np.errstate(all="ignore"):
                solution = self.load(source)
                return run_exercise(self.reference.exercises, solution, trial, trial.dtype)
        except TimeoutError:
            raise
        except Exception as error:
            return raised(type(error).__name__, str(error))

    def told(self, mutant: Mutant) -> list[Told]:
        """What is told of the first failure in each question that the mutant fails."""
        diagnosis = self.diagnosis.of_another()
        first: list[Told] = []
        solved = set()
        texts = (self.exercises, self.solution, parse(mutant.own))
        for question, trials in self.trials.items():
            if not may_differ(question, *texts):
                solved.add(question)
                continue
            failures: list[tuple[Verdict, Expected]] = []
            verdicts = []
            for trial in trials:
                right = self.reference.expect(trial)
                actual = self.outputs(mutant.source, trial)
                verdict, sent = self._verdict(trial, actual, judged(trial, right))
                verdicts.append(verdict)
                if verdict.outcome is Outcome.PASSED:
                    continue
                failures.append((verdict, sent))
                hint = diagnosis.explain(verdict, sent)
                if len(failures) == 1:
                    first.append(Told(mutant, trial, verdict, hint, actual, right, self))
            self._ask_again(diagnosis, mutant, failures)
            diagnosis.settle(verdicts)
            if not failures:
                solved.add(question)
        known = {failure: found.hint for failure, found in diagnosis.known(solved).items()}
        return [replace(told, hint=known.get(key_of(told.trial), told.hint)) for told in first]

    def _ask_again(
        self, diagnosis: Diagnosis, mutant: Mutant, failures: list[tuple[Verdict, Expected]]
    ) -> None:
        """Tell what the first failures give when they are asked once more."""
        in_form = [
            each
            for each in failures
            if each[0].outcome is Outcome.FAILED
            and all(o.values is not None or o.kind == "text" for o in each[1].values())
        ]
        for verdict, sent in in_form[:ASKED_AGAIN]:
            second = self.outputs(mutant.source, verdict.trial)
            if second.keys() >= sent.keys():
                diagnosis.asked_again(verdict, sent, {name: second[name] for name in sent})

    def _verdict(self, trial: Trial, actual: Expected, right: Expected) -> tuple[Verdict, Expected]:
        """The verdict, and the outputs that a worker would have sent."""
        sent = {name: output for name, output in actual.items() if name in right}
        if not sent:
            return Verdict(trial, Outcome.ERROR, "it raised"), actual
        wrong_form = judge_form(trial, sent, right)
        if wrong_form is not None:
            return wrong_form, {name: replace(o, values=None) for name, o in sent.items()}
        return judge_values(trial, sent, right, self.diagnosis.mistakes.tolerances), sent


def explained(name: str, how_many: int) -> Iterator[Told]:
    """What is told of as many mutants, drawn at random, that fail a case."""
    rehearsed = Rehearsed(name)
    drawn = mutants(rehearsed.reference.source)
    random.Random(SEED).shuffle(drawn)
    failed = 0
    for mutant in drawn:
        if failed == how_many:
            return
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(LONGEST)
        try:
            told = rehearsed.told(mutant)
        except TimeoutError:
            continue
        finally:
            signal.alarm(0)
        failed += bool(told)
        yield from told
    assert failed == how_many, "too few mutants"


def _too_long(*_signal: Any) -> None:
    raise TimeoutError


# ---- a known mistake ---------------------------------------------------------------------------


def is_known_mistake(told: Told, hint: str, by_form: bool) -> bool:
    """Whether a wrong example with that hint gives what the mutant gives, or only its form."""
    return any(_agrees(told, e, by_form) for e in told.judge.examples if e.hint == hint)


def _agrees(told: Told, example: Example, by_form: bool) -> bool:
    theirs = told.judge.outputs(example.source, told.trial)
    if "" in theirs or "" in told.actual:
        return "" in theirs and "" in told.actual and theirs[""].dtype == told.actual[""].dtype
    mine = told.actual
    if told.trial.check == "graph":
        theirs, mine = graph_outputs(told.trial, theirs), graph_outputs(told.trial, mine)
    names = [name for name in judged(told.trial, told.right) if name in mine or name in theirs]
    return all(name in mine and name in theirs for name in names) and all(
        _equal(told, name, mine[name], theirs[name], by_form) for name in names
    )


def _equal(told: Told, name: str, mine: Any, theirs: Any, by_form: bool) -> bool:
    if (mine.kind, mine.dtype, mine.shape, mine.text) != (
        theirs.kind,
        theirs.dtype,
        theirs.shape,
        theirs.text,
    ):
        return False
    if by_form:
        return True
    if name in told.trial.distributions:
        law = told.trial.distributions[name]
        return bool(find_fault(mine.values, law)) == bool(find_fault(theirs.values, law))
    return mine.values is None or told.close(mine.values, theirs.values)


# ---- a relation to the right answer ------------------------------------------------------------


def _function(of: Callable[[Array], Array]) -> Callable[..., bool]:
    def check(told: Told) -> bool:
        with np.errstate(all="ignore"):
            return told.close(told.mine, of(told.truth))

    return check


def _times(told: Told, words: str) -> bool:
    """The factor that is told, by its name or in numbers, or one that is not told."""
    large = np.abs(told.truth) > 1e-3 * np.abs(told.truth).max()
    ratio = float(np.median(told.mine[large] / told.truth[large]))
    number, _, name = words.partition(", that is, ")
    if not name and not re.match(r"times (a number|-?[\d.e+-]+)$", number):
        number, name = "times a number", words
    told_number = re.fullmatch(r"times (-?[\d.e+-]+)", number)
    return (
        told.close(told.mine, ratio * told.truth)
        and (told_number is None or np.isclose(float(told_number[1]), ratio, 1e-3))
        and (not name or any(np.isclose(f, ratio, 1e-3) for f in _factors(told, name)))
    )


def _factors(told: Told, words: str) -> Iterator[float]:
    """What "divided by the root of the length of x along axis 0" is."""
    how, rest = words.split(" ", 1)
    if how == "divided":
        yield from (1 / factor for factor in _factors(told, "times " + rest.removeprefix("by ")))
    elif rest.startswith("the root of "):
        yield from (f**0.5 for f in _factors(told, "times " + rest.removeprefix("the root of ")))
    elif rest.startswith("the square of "):
        yield from (f**2 for f in _factors(told, "times " + rest.removeprefix("the square of ")))
    elif rest.startswith(("n / (n - 1)", "(n - 1) / n")):
        for n in _factors(told, "times " + rest.split("n being ")[1]):
            yield n / (n - 1) if rest.startswith("n") else (n - 1) / n
    elif rest.startswith("1 - "):
        yield 1 - float(told.named(rest.removeprefix("1 - ")))
    elif match := re.fullmatch(r"the length of (\S+) along axis (\d+)", rest):
        yield np.shape(told.named(match[1]))[int(match[2])]
    elif match := re.fullmatch(r"the number of values of (\S+) at an index of axis (\d+)", rest):
        array = np.asarray(told.named(match[1]))
        yield array.size // array.shape[int(match[2])]
    elif match := re.fullmatch(r"the number of values in (\S+)", rest):
        yield np.asarray(told.named(match[1])).size
    elif match := re.fullmatch(r"one of the lengths of (\S+)", rest):
        yield from np.shape(told.named(match[1]))
    else:
        yield 2.0 if rest == "2" else float(told.named(rest))


def _own(told: Told, axis: str, what: str) -> bool:
    """One number of its own for each index of an axis, as a factor or as a summand."""
    mine, truth = (np.moveaxis(v, int(axis), 0) for v in (told.mine, told.truth))
    for given, right in zip(mine, truth, strict=True):
        if what == "times":
            at = np.unravel_index(np.abs(right).argmax(), right.shape)
            fitted = right * (given[at] / right[at] if right[at] else 1)
        else:
            fitted = right + (given - right).flat[0]
        if not told.close(given, fitted):
            return False
    return True


def _own_factors(told: Told, axis: str) -> bool:
    return _own(told, axis, "times")


def _own_summands(told: Told, axis: str) -> bool:
    return _own(told, axis, "plus")


def _orders(told: Told) -> Iterator[tuple[int, ...]]:
    return itertools.permutations(range(told.truth.ndim))


def _laid_out_anew(told: Told) -> bool:
    return any(
        told.close(told.mine, told.truth.transpose(order).reshape(told.truth.shape))
        for order in _orders(told)
    )


def _copies(told: Told, which: str, axis: str) -> bool:
    entry = np.take(told.truth, [0 if which == "first" else -1], int(axis))
    return told.close(told.mine, np.broadcast_to(entry, told.truth.shape))


def _shifted(told: Told, when: str, axis: str) -> bool:
    mine, truth = (np.moveaxis(v, int(axis), 0) for v in (told.mine, told.truth))
    return told.close(*((mine[1:], truth[:-1]) if when == "late" else (mine[:-1], truth[1:])))


def _another_order(told: Told, axis: str) -> bool:
    mine, truth = (
        np.moveaxis(v, int(axis), 0).reshape(v.shape[int(axis)], -1)
        for v in (told.mine, told.truth)
    )
    left = list(truth)
    for entry in mine:
        at = next((i for i, other in enumerate(left) if told.close(entry, other)), None)
        if at is None:
            return False
        del left[at]
    return True


def _elsewhere(told: Told) -> bool:
    return told.close(np.sort(told.mine, axis=None), np.sort(told.truth, axis=None))


def _reduced(told: Told, axis: str, what: str) -> bool:
    entry = getattr(np, what)(told.truth, axis=int(axis), keepdims=True)
    return told.close(told.mine, np.broadcast_to(entry, told.truth.shape))


# ---- where an answer is wrong ------------------------------------------------------------------


def _split(told: Told, which: str, entry: str) -> tuple[Array, Array]:
    """Where the first or last entry is wrong, and where the others are."""
    axis = {"value": 0, "row": 0, "column": 1}.get(entry)
    along = np.moveaxis(told.wrong, int(entry.split()[-1]) if axis is None else axis, 0)
    index = 0 if which == "first" else len(along) - 1
    return along[index], np.delete(along, index, 0).reshape(len(along) - 1, -1)


def _only(told: Told, which: str, entry: str) -> bool:
    own, others = _split(told, which, entry)
    return not own.any() and bool(others.any(axis=1).all())


def _all_but(told: Told, entry: str, which: str) -> bool:
    own, others = _split(told, which, entry)
    return bool(own.any()) and not others.any()


def _border(told: Told) -> bool:
    return bool(told.wrong.any()) and not told.wrong[..., 1:-1, 1:-1].any()


def _where(told: Told, what: str, kind: str = "wrong") -> bool:
    wrong = told.wrong
    if kind != "wrong":
        wrong = np.isnan(told.mine) if kind == "NaN" else ~np.isfinite(told.mine)
    if what == "the right answer is 0":
        return bool(wrong.any()) and not wrong[told.truth != 0].any()
    name, _, how = what.partition(" is ")
    value = np.asarray(told.named(name))
    parts = {"0": value == 0, "negative": value < 0, "positive": value > 0}
    sizes = {"largest": value, "lowest": -value, "largest in size": np.abs(value)}
    if how in parts:
        return bool(wrong.any()) and not wrong[~parts[how]].any()
    return bool(sizes[how][wrong].min() > sizes[how][~wrong].max())


def _broken(told: Told, kind: str, what: str) -> bool:
    return _where(told, what, kind)


# ---- right for other inputs --------------------------------------------------------------------


def _mode(told: Told, name: str, other: str, _again: str, given: str) -> bool:
    meant: Any = {"True": True, "False": False}.get(other, other)
    is_given = str(told.named(name)) == given and given != other
    return is_given and told.close(told.mine, told.on(lambda tree: _with(tree, name, meant)))


def _one_minus(told: Told, name: str) -> bool:
    other = 1 - told.named(name)
    return told.close(told.mine, told.on(lambda tree: _with(tree, name, other)))


def _number(told: Told, name: str, number: str) -> bool:
    other = type(told.named(name))(float(number))
    return told.close(told.mine, told.on(lambda tree: _with(tree, name, other)))


def _another(told: Told, name: str) -> bool:
    numbers = ("0", "1", "0.1", "0.9", "0.01", "1e-3", "1e-5", "1e-8")
    return any(_number(told, name, number) for number in numbers) or _one_minus(told, name)


def _samples(told: Told) -> int:
    arrays: list[Array] = []
    _each(told.trial.inputs, lambda array: arrays.append(array) or array)
    return len(next(array for array in arrays if array.ndim > 1))


def _cut(told: Told, index: int) -> Array:
    n = _samples(told)
    return told.on(
        lambda tree: _each(tree, lambda a: a[index : index + 1] if a.ndim and len(a) == n else a)
    )


def _sample(told: Told, which: str) -> bool:
    return told.close(told.mine, _cut(told, 0 if which == "first" else _samples(told) - 1))


def _alone(told: Told) -> bool:
    parts = [_cut(told, index) for index in range(_samples(told))]
    return told.close(told.mine, np.concatenate(parts))


# ---- sentences ---------------------------------------------------------------------------------

RIGHT = "What you return is the right answer"
SENTENCES: dict[str, Callable[..., bool]] = {
    "Not one of your values is a number": lambda told: bool(np.isnan(told.mine).all()),
    "What you return is all zeros": lambda told: not told.mine.any() and bool(told.truth.any()),
    "What you return is the same number in every place": lambda told: (
        np.ptp(told.mine) == 0 and np.ptp(told.truth) > 0
    ),
    r"What you return as (?:.+) is the input (\S+), unchanged": lambda told, name: any(
        told.close(told.mine, given) for given in _named(told.trial.inputs, name)
    ),
    r"Where (?:.+) is expected, there is the right (.+?)\. So": lambda told, name: told.close(
        told.mine, told.right[name].values
    ),
    "What you return is the square of the right answer": _function(np.square),
    "What you return is the square root of the right answer": _function(np.sqrt),
    f"{RIGHT} without its signs": _function(np.abs),
    "What you return is the exponential of the right answer": _function(np.exp),
    "What you return is the logarithm of the right answer": _function(np.log),
    "What you return is one over the right answer": _function(np.reciprocal),
    "What you return is 1 minus the right answer": _function(lambda right: 1 - right),
    "Right in size, but the sign is turned round": _function(np.negative),
    rf"{RIGHT} times (\S+): it is": lambda told, name: told.close(
        told.mine, told.truth * told.named(name)
    ),
    rf"{RIGHT} divided by (\S+): a factor": lambda told, name: told.close(
        told.mine, told.truth / told.named(name)
    ),
    rf"{RIGHT} ((?:times|divided) .+?), the same in every place": _times,
    r"At each index of axis (\d) what you return is the right answer times": _own_factors,
    r"At each index of axis (\d) what you return is the right answer plus": _own_summands,
    rf"{RIGHT} plus a constant": lambda told: told.close(
        told.mine - told.truth, np.full(told.truth.shape, (told.mine - told.truth).flat[0])
    ),
    rf"{RIGHT} plus (\S+): ": lambda told, name: told.close(
        told.mine, told.truth + told.named(name)
    ),
    rf"{RIGHT} less (\S+): ": lambda told, name: told.close(
        told.mine, told.truth - told.named(name)
    ),
    f"{RIGHT} transposed": lambda told: told.close(told.mine, told.truth.T),
    f"{RIGHT} with its axes in another order": lambda told: any(
        told.close(told.mine, told.truth.transpose(order)) for order in _orders(told)
    ),
    "The numbers are right and lie in the wrong places, as after a reshape": _laid_out_anew,
    rf"{RIGHT} back to front along axis (\d)": lambda told, axis: told.close(
        told.mine, np.flip(told.truth, int(axis))
    ),
    r"You return the right (first|last) entry along axis (\d), again and again": _copies,
    rf"{RIGHT}, one place too (late|early) along axis (\d)": _shifted,
    r"Along axis (\d) your entries are the right ones, in another order": _another_order,
    "Your numbers are the right ones, and lie in other places": _elsewhere,
    r"What you return is the running sum of the right answer along axis (\d)": lambda told, axis: (
        told.close(told.mine, np.cumsum(told.truth, int(axis)))
    ),
    r"The right answer is the running sum of what you return along axis (\d)": lambda told, axis: (
        told.close(np.cumsum(told.mine, int(axis)), told.truth)
    ),
    r"Along axis (\d) you return one number, the (sum|mean) of the right entries": _reduced,
    r"Only the (first|last) (value|row|column|entry along axis \d) is right": _only,
    r"Every (value|row|column|entry along axis \d) is right but the (first|last) one": _all_but,
    "Right in the middle, wrong at the border of the last two axes alone": _border,
    "Your answer is wrong only where (.+?);": _where,
    r"Your answer is (NaN|not finite|wrong) only where (.+?)[;.]": _broken,
    r"Your answer is right for (\S+) (\S+), and this case has (\S+) (\S+)\. The": _mode,
    r"Your answer is right for 1 - (\S+) in the place of": _one_minus,
    r"Your answer is right for (\S+) = (\S+), and not": _number,
    r"Your answer is right for another (\S+) than": _another,
    "Your answer is right for a batch that holds the (first|last) sample alone": _sample,
    "Each sample of your answer is right for a batch that holds this sample alone": _alone,
}
"""Each sentence about the right answer, changed, and what it takes for it to be true."""

EITHER = "More than one mistake gives this. Either: "


def is_true(told: Told) -> bool:
    """Whether a hint holds, found anew."""
    hints = {example.hint for example in told.judge.examples}
    by_form = told.hint.endswith(BY_FORM)
    words = told.hint.removesuffix(BY_FORM).rstrip()
    if words in hints or words.startswith(EITHER):
        stated = re.split(" Or: ", words.removeprefix(EITHER))
        return all(is_known_mistake(told, hint, by_form) for hint in stated)
    for sentence, check in SENTENCES.items():
        if match := re.match(sentence, words):
            return bool(check(told, *match.groups()))
    return False  # nobody has checked such a sentence


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name, marks=pytest.mark.skipif(not ALL and name not in QUICK, reason="make hints")
        )
        for name in COURSE.names()
    ],
)
def test_no_hint_on_a_mutant_is_false(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.judge.shared.KEPT_BYTES", 2 << 30)
    told = list(explained(name, MANY if ALL else QUICK[name]))
    hinted = [each for each in told if each.hint]
    assert hinted
    false = [
        f"{each.trial.id}\n{each.mutant.diff}\n{each.hint}" for each in hinted if not is_true(each)
    ]
    assert not false, "\n\n".join(false)
