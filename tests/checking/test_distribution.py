"""Random outputs: what passes, what fails, and that the bounds bound what they should."""

import numpy as np
import pytest
from scipy import stats

from autograder.checking.distribution import (
    FALSE_ALARM,
    Distribution,
    Fault,
    bernoulli,
    binomial_probability,
    find_fault,
    in_words,
    mean_probability,
    normal,
    shape_probability,
    spread_probability,
)
from autograder.checking.judgement import judge_values
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial
from autograder.worker.arrays import output_of

AXES = ("call", "sample", "unit")
SHAPE = (100, 8, 16)
P, STD = 0.7, 0.1
MASK, WEIGHTS = bernoulli(P, AXES), normal(STD, AXES)


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def fault_of(samples: np.ndarray, distribution: Distribution) -> tuple[str, str]:
    fault = find_fault(samples, distribution)
    assert fault is not None
    return fault.kind, fault.axis


@pytest.mark.parametrize("p", [0.02, 0.3, 0.7, 0.99])
@pytest.mark.parametrize("seed", range(50))
def test_independent_draws_pass(p: float, seed: int) -> None:
    assert find_fault(generator(seed).random(SHAPE) < p, bernoulli(p, AXES)) is None


@pytest.mark.parametrize("seed", range(50))
def test_gaussian_draws_pass(seed: int) -> None:
    assert find_fault(generator(seed).normal(0, STD, SHAPE), WEIGHTS) is None


def test_few_draws_are_never_condemned() -> None:
    assert find_fault(np.ones((1, 2, 3), bool), MASK) is None
    assert find_fault(np.zeros((0, 2, 3), bool), MASK) is None


@pytest.mark.parametrize(
    ("shared", "axis"), [((1, 8, 16), "call"), ((100, 1, 16), "sample"), ((100, 8, 1), "unit")]
)
def test_one_draw_for_a_whole_axis_is_seen(shared: tuple[int, ...], axis: str) -> None:
    mask = np.broadcast_to(generator().random(shared) < P, SHAPE)
    assert fault_of(mask, MASK) == ("repeats", axis)
    weights = np.broadcast_to(generator().normal(0, STD, shared), SHAPE)
    assert fault_of(weights, WEIGHTS) == ("repeats", axis)


@pytest.mark.parametrize("seed", range(70))
def test_draws_that_repeat_along_one_axis_are_not_said_to_repeat_along_another(seed: int) -> None:
    """Few draws, each many times over, agree along other axes more often than many would."""
    axes = ("call", "image", "channel", "height")
    channels = generator(seed).random((25, 3, 4, 1)) < P
    mask = np.broadcast_to(channels, (25, 3, 4, 30))
    assert fault_of(mask, bernoulli(P, axes)) == ("repeats", "height")


@pytest.mark.parametrize("share", [0.3, 0.5, 0.75, 0.0, 1.0])
def test_a_wrong_share_is_seen(share: float) -> None:
    assert fault_of(generator().random(SHAPE) < share, MASK) == ("share", "")


@pytest.mark.parametrize(("axis", "shape"), [("sample", (800, 16)), ("call", (100, 128))])
def test_a_fixed_number_of_units_is_seen(axis: str, shape: tuple[int, int]) -> None:
    exact = np.argsort(generator().random(shape), axis=-1) < round(0.7 * shape[1])
    fault = find_fault(exact.reshape(SHAPE), bernoulli(round(0.7 * shape[1]) / shape[1], AXES))
    assert fault == Fault("count", axis)


@pytest.mark.parametrize("std", [0.0, 0.08, 0.12, 10.0, np.inf])
def test_a_wrong_spread_is_seen(std: float) -> None:
    with np.errstate(invalid="ignore"):
        weights = generator().normal(0, 1, SHAPE) * std
    assert fault_of(weights, WEIGHTS) == ("spread", "")


def test_a_wrong_mean_is_seen() -> None:
    assert fault_of(generator().normal(0.01, STD, SHAPE), WEIGHTS) == ("mean", "")


def test_another_shape_of_the_same_spread_is_seen() -> None:
    bound = STD * 3**0.5
    assert fault_of(generator().uniform(-bound, bound, SHAPE), WEIGHTS) == ("shape", "")


def test_draws_that_mirror_each_other_are_seen() -> None:
    half = generator().normal(0, STD, (100, 8, 8))
    mirrored = np.stack([half, -half], axis=-1).reshape(SHAPE)
    assert fault_of(mirrored, WEIGHTS) == ("depends", "unit")


# ---- the bounds --------------------------------------------------------------------------------


@pytest.mark.parametrize(("trials", "p"), [(1, 0.5), (20, 0.1), (12_800, 0.7), (10**6, 0.58)])
def test_the_binomial_probability_is_exact(trials: int, p: float) -> None:
    for share in (0.0, 0.5 * p, 0.98 * p, p, 1.01 * p, 1.0):
        count = round(share * trials)
        tails = stats.binom.cdf(count, trials, p), stats.binom.sf(count - 1, trials, p)
        exact = min(1.0, 2 * min(tails))
        assert binomial_probability(count, trials, p) == pytest.approx(exact, rel=1e-6, abs=1e-300)


def test_the_probability_of_a_mean_is_exact() -> None:
    for mean in (0.0, 0.1, -0.5):
        exact = 2 * stats.norm.sf(abs(mean), scale=1 / 8)
        assert mean_probability(mean, 64) == pytest.approx(exact)


@pytest.mark.parametrize("count", [1, 30, 5_000])
def test_the_bound_on_the_spread_holds(count: int) -> None:
    for square in (0.3, 0.9, 1.0, 1.1, 3.0):
        tails = stats.chi2.cdf(square * count, count), stats.chi2.sf(square * count, count)
        assert spread_probability(square, count) >= 2 * min(tails) or square == 1.0
        assert spread_probability(square, count) <= 1


@pytest.mark.parametrize("count", [5, 100, 3_000])
def test_the_bound_on_the_shape_holds(count: int) -> None:
    draws = generator(count).normal(0.3, 1, count)
    distance, probability = stats.kstest(draws, "norm", method="exact")
    bound = shape_probability(draws)
    assert bound >= probability
    assert bound == pytest.approx(min(1, 2 * np.exp(-2 * count * distance**2)), rel=1e-6)


def test_a_false_alarm_is_as_rare_as_stated() -> None:
    """At the least share that fails, all tests together were allowed FALSE_ALARM."""
    shape, p = (400, 1, 1), 0.7  # the tests: one of the share, one of neighbours
    passing = [
        count
        for count in range(shape[0] + 1)
        if binomial_probability(count, shape[0], p) * 2 > FALSE_ALARM
    ]
    outside = stats.binom.cdf(passing[0] - 1, *(400, p)) + stats.binom.sf(passing[-1], *(400, p))
    assert 0 < outside <= FALSE_ALARM / 2


# ---- as a verdict ------------------------------------------------------------------------------


def trial(*, public: bool) -> Trial:
    return Trial(
        "q", "c", public, "values", "numpy", "cpu", "float64", distributions={"kept": MASK}
    )


@pytest.mark.parametrize("public", [True, False])
def test_random_outputs_are_judged_by_distribution_and_others_compared(public: bool) -> None:
    right = {"kept": output_of(generator(1).random(SHAPE) < P), "scale": output_of(np.ones(3))}
    fresh = {**right, "kept": output_of(generator(2).random(SHAPE) < P)}
    wrong = {**right, "kept": output_of(generator(2).random(SHAPE) < 1 - P)}
    scaled = {**fresh, "scale": output_of(2 * np.ones(3))}

    def verdict(actual: dict) -> tuple[Outcome, str]:
        judged = judge_values(trial(public=public), actual, right, Tolerances())
        return judged.outcome, judged.output

    assert verdict(fresh) == (Outcome.PASSED, "")
    assert verdict(wrong) == (Outcome.FAILED, "kept")
    assert verdict(scaled) == (Outcome.FAILED, "scale")


def test_a_hidden_case_tells_no_number() -> None:
    fault = find_fault(generator().random(SHAPE) < 0.3, MASK)
    assert fault is not None
    assert "0.7" in in_words("kept", fault, public=True)
    assert in_words("kept", fault, public=False) == "kept is true too rarely"


@pytest.mark.parametrize(
    ("make", "value"), [(bernoulli, 0), (bernoulli, 1), (normal, 0), (normal, np.inf)]
)
def test_a_distribution_without_spread_is_refused(make: object, value: float) -> None:
    with pytest.raises(ValueError, match="must"):
        make(value, AXES)  # type: ignore[operator]
