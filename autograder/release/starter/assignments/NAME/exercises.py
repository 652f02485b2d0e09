"""How each question calls a solution, and which of its results are judged."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating]
Outputs = dict[str, Any]


def softmax(solution: Any, scores: Array) -> Outputs:
    """The probabilities, and the scores as the caller finds them afterwards."""
    probabilities = solution.softmax(scores)
    return {"probabilities": probabilities, "scores afterwards": scores}
