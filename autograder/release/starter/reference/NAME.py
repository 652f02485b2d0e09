"""Softmax: what turns a classifier's scores into probabilities."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.floating]


def softmax(scores: Array) -> Array:
    """Turn each row of scores into probabilities.

        p_ij = exp(s_ij) / sum_k exp(s_ik)

    scores   (N, C): C scores for each of N samples. They may be as large as 1000, of either sign;
             there may be no sample at all, and there is at least one score
    returns  (N, C): positive or 0, each row with the sum 1; the dtype of scores, float64 or
             float32. scores stays as it is

    Source: Bridle (1990), "Training Stochastic Model Recognition Algorithms as Networks can Lead to
    Maximum Mutual Information Estimation of Parameters".

    Start with a single row on paper. Then let its scores be 1000 and 1001: what is exp(1000), and
    what happens to the probabilities if the same number is added to all scores of a row?
    """
    # BEGIN SOLUTION
    # Yours to replace. Students get all of this file but what stands between the two markers.
    shifted = scores - scores.max(axis=1, keepdims=True)
    exponentials = np.exp(shifted)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
    # END SOLUTION
