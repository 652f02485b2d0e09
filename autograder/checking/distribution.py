"""Whether random outputs come from the distribution they should: masks and initial weights.

Every test is exact or bounds its error rigorously, so that all tests of one output together call a
right solution wrong with a probability of at most FALSE_ALARM, whatever generator it draws from and
in whatever order. None of them assumes large numbers.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from autograder.worker.dtypes import Array

Bools = npt.NDArray[np.bool_]

FALSE_ALARM = 1e-9
"""The probability with which a right solution may fail the tests of one output."""

REPEATED = 0.2
"""Agreement between neighbours, as a share of what chance leaves open, that is a repetition."""

QUARTILE = 0.6744897501960817
"""The upper quartile of the standard normal distribution."""


@dataclass(frozen=True)
class Distribution:
    """What the elements of an output are drawn from, each independently of all others.

    kind       "bernoulli": bools, true with probability `parameter`;
               "normal": floats of mean 0 and standard deviation `parameter`
    axes       what each axis of the output counts, in the singular: "call", "sample", "unit"
    """

    kind: Literal["bernoulli", "normal"]
    parameter: float
    axes: tuple[str, ...]


def bernoulli(p: float, axes: tuple[str, ...]) -> Distribution:
    """Independent bools that are true with probability p, 0 < p < 1."""
    if not 0 < p < 1:
        raise ValueError(f"p must lie between 0 and 1, not {p}")
    return Distribution("bernoulli", float(p), tuple(axes))


def normal(std: float, axes: tuple[str, ...]) -> Distribution:
    """Independent floats from N(0, std^2), std > 0."""
    if not 0 < std < math.inf:
        raise ValueError(f"std must be above 0, not {std}")
    return Distribution("normal", float(std), tuple(axes))


@dataclass(frozen=True)
class Fault:
    """How samples differ from their distribution.

    kind      "share", "mean", "spread" or "shape"; along an axis "count", "repeats" or "depends"
    axis      the axis, or ""
    estimate  the share, the mean or the standard deviation that was found
    expected  what it should be
    """

    kind: str
    axis: str = ""
    estimate: float = 0.0
    expected: float = 0.0

    def like(self, other: "Fault") -> bool:
        """Whether two faults may come from the same mistake: of one kind and of one size."""
        near = math.isclose(self.estimate, other.estimate, rel_tol=0.1, abs_tol=1e-9)
        return (self.kind, self.axis) == (other.kind, other.axis) and near


@dataclass(frozen=True)
class _Test:
    """One test: the largest probability of a result as extreme as this, for a right solution."""

    probability: float
    fault: Fault


def find_fault(samples: Array, distribution: Distribution) -> Fault | None:
    """The way in which samples are not from a distribution; None if chance may explain them."""
    if samples.ndim != len(distribution.axes):
        raise ValueError(f"samples of {samples.ndim} axes, {distribution.axes} are named")
    if samples.size == 0:
        return None
    tests = list(_TESTS[distribution.kind](samples, distribution))
    failed = [test for test in tests if test.probability * len(tests) <= FALSE_ALARM]
    return failed[0].fault if failed else None


def in_words(name: str, fault: Fault, *, public: bool) -> str:
    """A fault for a student; of a hidden case, none of its numbers."""
    estimate, expected = f"{fault.estimate:.3g}", f"{fault.expected:.3g}"
    more = "large" if fault.estimate > fault.expected else "small"
    often = "often" if fault.estimate > fault.expected else "rarely"
    shown = f" ({estimate} of the time, expected {expected})" if public else ""
    measured = f": it is {estimate}, expected {expected}" if public else ""
    return {
        "share": f"{name} is true too {often}{shown}",
        "mean": f"the mean of {name} is too {more}{measured}",
        "spread": f"the standard deviation of {name} is too {more}{measured}",
        "shape": f"{name} has the right spread, but does not follow the normal distribution",
        "count": f"{name} is true for nearly the same number in each {fault.axis}: every element "
        "must be drawn by itself",
        "repeats": f"{name} repeats itself from one {fault.axis} to the next: each of them needs "
        "draws of its own",
        "depends": f"{name} of one {fault.axis} depends on that of the next: all elements must be "
        "drawn independently",
    }[fault.kind]


# ---- bools -------------------------------------------------------------------------------------


def _bernoulli_tests(samples: Array, distribution: Distribution) -> Iterator[_Test]:
    true, p = samples.astype(bool), distribution.parameter
    repeats, depends = _agreements(true, p * p + (1 - p) ** 2, distribution.axes)
    yield from repeats
    count = int(true.sum())
    share = Fault("share", estimate=count / true.size, expected=p)
    yield _Test(binomial_probability(count, true.size, p), share)
    yield from _even_counts(true, p, distribution.axes)
    yield from depends


def _agreements(
    values: Array, chance: float, axes: tuple[str, ...]
) -> tuple[list[_Test], list[_Test]]:
    """Whether neighbours along each axis agree as often as independent draws do.

    The pairs (0, 1), (2, 3), ... share no element, so that agreements are independent and their
    number is binomial: exactly, with the probability `chance` that two right draws agree. First
    come the axes along which values clearly repeat, the clearest before the others: what repeats
    along one leaves few draws, that agree along another by chance. All others stand behind every
    other test, for a wrong share or spread makes independent draws agree too often as well.
    """
    shares = np.unique(values, return_counts=True)[1] / values.size
    unrelated = float((shares * shares).sum())
    repeats: list[tuple[float, _Test]] = []
    depends: list[_Test] = []
    for axis, name in enumerate(axes):
        along = np.moveaxis(values, axis, 0)
        pairs = len(along) // 2
        if pairs == 0:
            continue
        agree = along[0 : 2 * pairs : 2] == along[1 : 2 * pairs : 2]
        probability = binomial_probability(int(agree.sum()), agree.size, chance)
        share = float(agree.mean())
        if share - unrelated > REPEATED * (1 - unrelated):
            repeats.append((share, _Test(probability, Fault("repeats", name))))
        else:
            depends.append(_Test(probability, Fault("depends", name)))
    repeats.sort(key=lambda found: -found[0])
    return [test for _, test in repeats], depends


def _even_counts(true: Bools, p: float, axes: tuple[str, ...]) -> Iterator[_Test]:
    """Whether the number of true elements varies as that of independent draws does.

    For each sample of each call, then for each call, and so on: how many counts lie in the middle
    half of their binomial distribution is itself binomial.
    """
    for axis in range(true.ndim - 1, 0, -1):
        counts = true.reshape(*true.shape[:axis], -1).sum(-1)
        size = math.prod(true.shape[axis:])
        half_width = math.sqrt(size * p * (1 - p)) * QUARTILE
        least, most = math.ceil(size * p - half_width), math.floor(size * p + half_width)
        inside = sum(_binomial_mass(k, size, p) for k in range(least, most + 1))
        if 0 < inside < 1:
            middle = int(((counts >= least) & (counts <= most)).sum())
            fault = Fault("count", axes[axis - 1])
            yield _Test(binomial_probability(middle, counts.size, inside), fault)


def binomial_probability(count: int, trials: int, p: float) -> float:
    """Twice the smaller tail of Binomial(trials, p) at `count`, at most 1: exact."""
    if count < trials * p:
        count, p = trials - count, 1 - p
    if count <= 0 or p <= 0:
        return 1.0
    steps = np.arange(count + 1, trials + 1, dtype=np.float64)
    ratios = (trials - steps + 1) / steps * (p / (1 - p))
    tail = _binomial_mass(count, trials, p) * (1 + float(np.cumprod(ratios).sum()))
    return min(1.0, 2 * tail)


def _binomial_mass(count: int, trials: int, p: float) -> float:
    """P(K = count) for K ~ Binomial(trials, p), 0 < p < 1."""
    ways = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
    return math.exp(ways + count * math.log(p) + (trials - count) * math.log1p(-p))


# ---- floats ------------------------------------------------------------------------------------


def _normal_tests(samples: Array, distribution: Distribution) -> Iterator[_Test]:
    std = distribution.parameter
    with np.errstate(over="ignore", invalid="ignore"):
        standard = samples.astype(np.float64) / std
        mean, square = float(standard.mean()), float((standard * standard).mean())
    found = math.sqrt(square) * std if math.isfinite(square) else math.inf
    spread = Fault("spread", estimate=found, expected=std)
    if not math.isfinite(square):
        yield _Test(0.0, spread)
        return
    quarters = np.digitize(standard, (-QUARTILE, 0.0, QUARTILE))
    repeats, depends = _agreements(quarters, 1 / 4, distribution.axes)
    yield from repeats
    yield _Test(spread_probability(square, standard.size), spread)
    yield _Test(mean_probability(mean, standard.size), Fault("mean", estimate=mean * std))
    yield _Test(shape_probability(standard.ravel()), Fault("shape"))
    yield from depends


def mean_probability(mean: float, count: int) -> float:
    """P(|Z| >= |mean| sqrt(count)): exact for the mean of `count` standard normal draws."""
    return math.erfc(abs(mean) * math.sqrt(count / 2))


def spread_probability(square: float, count: int) -> float:
    """A bound on the probability of a mean square so far from 1, for `count` standard normal draws.

    Chernoff's bound on the chi-square distribution, exp(-count / 2 (s - 1 - log s)), for each tail.
    """
    if square <= 0:
        return 0.0
    return min(1.0, 2 * math.exp(-count / 2 * (square - 1 - math.log(square))))


def shape_probability(standard: Array) -> float:
    """A bound on the probability of a Kolmogorov-Smirnov distance so large.

    Massart's form of the Dvoretzky-Kiefer-Wolfowitz inequality, 2 exp(-2 n D^2): true for every n.
    """
    ordered = np.sort(standard)
    exact = np.fromiter(map(math.erf, ordered / math.sqrt(2)), np.float64, ordered.size) / 2 + 0.5
    steps = np.arange(ordered.size + 1) / ordered.size
    distance = float(np.maximum(steps[1:] - exact, exact - steps[:-1]).max())
    return min(1.0, 2 * math.exp(-2 * ordered.size * distance * distance))


_TESTS: dict[str, Callable[[Array, Distribution], Iterator[_Test]]] = {
    "bernoulli": _bernoulli_tests,
    "normal": _normal_tests,
}
