"""The seeded source from which an assignment's cases draw their inputs."""

import hashlib

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_SIGNS = np.array([-1.0, 1.0])


class Draw:
    """Random inputs for cases: float64 arrays that depend on the seed and on nothing else.

    A case's inputs depend on its own place among its question's cases, not on how much the cases
    before it drew: `start_case` gives every case a generator of its own.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self.start_case(0)

    def start_case(self, index: int) -> None:
        """Make the next draws those of case `index`."""
        digest = hashlib.sha256(f"{self._seed}/{index}".encode()).digest()
        self.generator = np.random.Generator(np.random.PCG64(int.from_bytes(digest[:16], "big")))

    def normal(self, *shape: int, mean: float = 0.0, std: float = 1.0) -> Array:
        """Gaussian values of the given shape."""
        return self.generator.normal(mean, std, shape)

    def uniform(self, *shape: int, low: float = 0.0, high: float = 1.0) -> Array:
        """Values spread evenly over [low, high)."""
        return self.generator.uniform(low, high, shape)

    def away_from_zero(self, *shape: int, least: float = 0.1, most: float = 3.0) -> Array:
        """Values of either sign with least <= |value| < most: no kink is near, no sum cancels."""
        signs = _SIGNS[self.generator.integers(0, 2, shape)]  # what choice would draw, sooner
        return signs * self.generator.uniform(least, most, shape)

    def integers(self, *shape: int, low: int, high: int) -> Integers:
        """Whole numbers from low to high - 1, as int64."""
        return self.generator.integers(low, high, shape, dtype=np.int64)

    def whole(self, low: int, high: int) -> int:
        """One whole number from low to high, both included: a size that no solution can foresee."""
        return int(self.generator.integers(low, high + 1))


def fortran(array: Array) -> Array:
    """The same values stored column by column, as a transpose leaves them."""
    return np.asfortranarray(array)


def strided(array: Array) -> Array:
    """The same values as a view with gaps: every second element of a wider array."""
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    view = wide[..., ::2]
    view[...] = array
    return view
