"""Hidden cases that many hand-ins share: drawn from a seed that was given, not from the hand-in.

Drawing them and computing what is right takes as long as a hand-in's own work, and is done once.
"""

from collections.abc import Callable

from autograder.checking.judgement import Expected
from autograder.checking.trial import Trial


class SharedCases:
    """The trials of one seed and what is right; of no seed, nothing is kept."""

    def __init__(self) -> None:
        self._seed: str | None = None
        self._drawn: dict[tuple[str, str], list[Trial]] = {}
        self._expected: dict[str, Expected] = {}

    def begin(self, seed: str | None) -> None:
        """Keep those of this seed from now on, and of no other; of None: keep none."""
        if seed != self._seed:
            self._seed = seed
            self._drawn.clear()
            self._expected.clear()

    def drawn(
        self, seed: str, question: str, device: str, draw: Callable[[], list[Trial]]
    ) -> list[Trial]:
        """A question's trials on a device; those of another seed are not kept."""
        if seed != self._seed:
            return draw()
        if (question, device) not in self._drawn:
            self._drawn[question, device] = draw()
        return self._drawn[question, device]

    def expected(self, trial: Trial, compute: Callable[[Trial], Expected]) -> Expected:
        """What is right for a trial; a public one's is kept by who computes it."""
        if self._seed is None or trial.public:
            return compute(trial)
        if trial.id not in self._expected:
            self._expected[trial.id] = compute(trial)
        return self._expected[trial.id]
