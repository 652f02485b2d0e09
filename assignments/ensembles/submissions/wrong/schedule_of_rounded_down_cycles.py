"""The length of a cycle rounded down."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Where the steps can be divided evenly, your rates are right. Otherwise you round the length "
    "of a cycle down, which leaves a few steps over for one cycle too many. The length is rounded "
    "up, and the last cycle is cut short."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = max(total_steps // cycles, 1)
    return lr0 / 2 * (math.cos(math.pi * (step % length) / length) + 1)
