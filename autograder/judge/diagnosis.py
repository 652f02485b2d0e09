"""Which mistake a wrong answer is: a known one, or the right answer changed in a simple way.

The judge runs every wrong example on the failing case's inputs. If one gives what the student gave,
its hint is the student's. Otherwise the answer is held against the right one scaled, negated,
transposed and so on. Only trusted code runs here; the student's answer is an array.
"""

import warnings
from collections.abc import Callable, Mapping
from types import ModuleType

import numpy as np
import numpy.typing as npt

from autograder.checking.distribution import find_fault
from autograder.checking.judgement import graph_outputs
from autograder.checking.tolerance import deviation
from autograder.checking.trial import Trial, Verdict
from autograder.judge.reference import Example, Reference, load_solution, run_exercise
from autograder.worker.arrays import Output
from autograder.worker.dtypes import is_float

Array = npt.NDArray[np.float64]

LOOSENESS = 1e3
"""Units within which two wrong answers count as the same mistake: far below any mistake's size."""

LEAST_CHANGE = 1e-3
"""A constant or a factor's distance from 1 below this is rounding, and no mistake of its own."""


class Diagnosis:
    """The known mistakes of an assignment, run on a failing case's inputs when one fails."""

    def __init__(self, reference: Reference, module: str, examples: list[Example]) -> None:
        self._reference = reference
        self._module = module
        self._examples = examples
        self._loaded: dict[str, ModuleType] = {}
        self._latest: Example | None = None

    def _candidates(self, question: str) -> list[Example]:
        """The known mistakes of a question: the one that was found last comes first."""
        known = [example for example in self._examples if question in example.fails]
        return sorted(known, key=lambda example: example is not self._latest)

    def _solution(self, example: Example) -> ModuleType:
        if example.name not in self._loaded:
            self._loaded[example.name] = load_solution(example.source, self._module)
        return self._loaded[example.name]

    def explain(self, verdict: Verdict, actual: Mapping[str, Output]) -> str:
        """The likely mistake behind a failure in words, or ""."""
        trial, output = verdict.trial, verdict.output
        for example in self._candidates(trial.question):
            if self._agrees(trial, actual, self._solution(example)):
                self._latest = example
                return example.hint
        expected = self._reference.expect(trial)
        if output not in actual or output not in expected or output in trial.distributions:
            return ""
        return _simple_relation(trial, actual[output], expected[output])

    def _agrees(self, trial: Trial, actual: Mapping[str, Output], solution: ModuleType) -> bool:
        """Whether a wrong example gives the student's outputs, in form and values."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                theirs: Mapping[str, Output]
                theirs = run_exercise(self._reference.exercises, solution, trial, trial.dtype)
                if trial.check == "graph":
                    theirs, actual = graph_outputs(trial, theirs), graph_outputs(trial, actual)
        except Exception:  # a wrong example may fail in any way: then it is not this mistake
            return False
        compared = [name for name in actual if name in theirs]
        return bool(compared) and all(
            _same(trial, name, actual[name], theirs[name]) for name in compared
        )


def _same(trial: Trial, name: str, actual: Output, theirs: Output) -> bool:
    """Whether two wrong outputs are one mistake: of the same form, NaN in the same places.

    Random ones are, if they differ from their distribution in the same way or both not at all.
    """
    if (actual.kind, actual.dtype, actual.shape, actual.text) != (
        theirs.kind,
        theirs.dtype,
        theirs.shape,
        theirs.text,
    ):
        return False
    if actual.values is None or theirs.values is None:
        return True  # the form was wrong already: no values were sent
    if name in trial.distributions:
        fault = find_fault(actual.values, trial.distributions[name])
        known_fault = find_fault(theirs.values, trial.distributions[name])
        return fault.like(known_fault) if fault and known_fault else fault is known_fault
    if not is_float(theirs.dtype):
        return np.array_equal(actual.values, theirs.values)
    mine, known = actual.values.astype(np.float64), theirs.values.astype(np.float64)
    nan = np.isnan(mine)
    if not np.array_equal(nan, np.isnan(known)):
        return False
    return bool(deviation(mine[~nan], known[~nan], trial.dtype).max(initial=0.0) <= LOOSENESS)


def _simple_relation(trial: Trial, actual: Output, expected: Output) -> str:
    mine, right = actual.values, expected.values
    if mine is None or right is None or right.dtype.kind != "f" or mine.size < 2:
        return ""
    values = mine.astype(np.float64)
    if values.shape != right.shape or not np.isfinite(values).all():
        return ""
    if _near(values, right):
        return ""  # all of these relations would hold by rounding alone
    for relation, words in _RELATIONS:
        if relation(values, right):
            return words
    for name, given in trial.inputs.items():
        if isinstance(given, np.ndarray) and given.shape == values.shape and _near(values, given):
            return f"What you return is the input {name}, unchanged."
    scale = _scale(values, right)
    if scale is not None:
        factor = f"{scale:.4g}" if trial.public else "a number"  # which a hidden input might be
        return (
            f"What you return is the right answer times {factor}, the same in every place: look "
            "for a sum where a mean belongs, or a division that is missing."
        )
    return ""


def _near(actual: Array, other: Array) -> bool:
    return bool(np.allclose(actual, other, rtol=1e-4, atol=1e-7))


def _is_constant(actual: Array, right: Array) -> bool:
    return bool(np.ptp(actual) == 0 and np.ptp(right) > 0)


def _is_transposed(actual: Array, right: Array) -> bool:
    return actual.ndim == 2 and actual.shape[0] == actual.shape[1] and _near(actual, right.T)


def _first_row_only(actual: Array, right: Array) -> bool:
    rows = [_near(mine, truth) for mine, truth in zip(actual, right, strict=True)]
    return len(rows) > 1 and rows[0] and not any(rows[1:])


def _is_shifted(actual: Array, right: Array) -> bool:
    difference = actual - right
    constant = abs(difference.mean())
    return bool(constant > LEAST_CHANGE and np.ptp(difference) <= 1e-3 * constant)


_RELATIONS: tuple[tuple[Callable[[Array, Array], bool], str], ...] = (
    (lambda actual, right: not actual.any() and bool(right.any()), "What you return is all zeros."),
    (_is_constant, "What you return is the same number in every place."),
    (lambda actual, right: _near(actual, -right), "Right in size, but the sign is turned round."),
    (_is_transposed, "What you return is the right answer transposed."),
    (_is_shifted, "What you return is the right answer plus a constant."),
    (_first_row_only, "Only the first row is right: look at what the other rows are left with."),
)


def _scale(actual: Array, right: Array) -> float | None:
    """The constant that the right answer is multiplied by, if there is one."""
    squares = float((right * right).sum())
    if squares == 0:
        return None
    scale = float((actual * right).sum()) / squares
    if scale == 0 or abs(scale - 1) < LEAST_CHANGE:
        return None
    return scale if _near(actual, scale * right) else None
