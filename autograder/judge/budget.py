"""What the diagnosis of a question may take: counted, not timed.

So the same hand-in gets the same hints on a slow machine, a busy one, and after any other hand-in:
what is kept from before counts as if it were run anew.
"""

from autograder.checking.judgement import Expected
from autograder.checking.trial import Trial

MOST_WORK = 4_500
"""Work on a question after the first search. About a millisecond each, hence some seconds."""

MODULE = 30
"""Work of making and calling a module of torch, beside that of its parameters."""

LINES = 8
"""Lines of a text that are an output's work: each is a parameter that is made, and no more."""


def work_of(trial: Trial, right: Expected) -> int:
    """The work of one run of a case.

    What takes time are networks, and of these the number of their layers: each has parameters and
    buffers, which are outputs, or lines of one, of the exercise.
    """
    lines = sum(output.text.count("\n") for output in right.values())
    return len(right) + lines // LINES + (MODULE if trial.library == "torch" else 0)


class Budget:
    """What is left for one question of one hand-in."""

    def __init__(self) -> None:
        self._left = MOST_WORK
        self._has_searched = False

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be begun."""
        return self._left <= 0

    def spend(self, work: int) -> None:
        """Take what was begun and has to be finished, were it more than is left."""
        self._left -= work

    def allows(self, work: int) -> bool:
        """Whether this much is left; if so, it is taken."""
        if work > self._left:
            return False
        self._left -= work
        return True

    def allows_search(self, work: int) -> bool:
        """The same of a search through all known mistakes: the first is always made."""
        if self._has_searched:
            return self.allows(work)
        self._has_searched = True
        return True
