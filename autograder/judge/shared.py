"""Hidden cases that many hand-ins share: drawn from a seed that was given, not from the hand-in.

Drawing them and computing what is right takes as long as a hand-in's own work, and is done once.
"""

from collections.abc import Callable

from autograder.checking.judgement import Expected
from autograder.checking.trial import Trial

KEPT_BYTES = 64 << 20
"""Bytes of known mistakes' outputs that are kept, of public cases and of shared ones each."""


class KnownOutputs:
    """What known mistakes give on cases whose inputs stay the same, up to so many bytes."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Expected] = {}
        self._bytes = 0

    def of(self, example: str, trial: Trial, compute: Callable[[], Expected]) -> Expected:
        """An example's outputs on a trial, computed unless they are kept."""
        key = example, trial.id
        if key in self._kept:
            return self._kept[key]
        outputs = compute()
        size = sum(o.values.nbytes for o in outputs.values() if o.values is not None)
        if self._bytes + size <= KEPT_BYTES:
            self._bytes += size
            self._kept[key] = outputs
        return outputs

    def clear(self) -> None:
        """Forget them."""
        self._kept.clear()
        self._bytes = 0


class SharedCases:
    """The trials of one seed and what is right; of no seed, nothing is kept.

    mistakes  what known mistakes give on them
    """

    def __init__(self) -> None:
        self.mistakes = KnownOutputs()
        self._seed: str | None = None
        self._drawn: dict[tuple[str, str], list[Trial]] = {}
        self._expected: dict[str, Expected] = {}

    def begin(self, seed: str | None) -> None:
        """Keep those of this seed from now on, and of no other; of None: keep none."""
        if seed != self._seed:
            self._seed = seed
            self._drawn.clear()
            self._expected.clear()
            self.mistakes.clear()

    def has(self, trial: Trial) -> bool:
        """Whether a trial is a hidden one that others have as well."""
        return self._seed is not None and not trial.public

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
        if not self.has(trial):
            return compute(trial)
        if trial.id not in self._expected:
            self._expected[trial.id] = compute(trial)
        return self._expected[trial.id]
