"""Falls along a straight line."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate falls on a straight line from lr0. The schedule of the paper follows a cosine: "
    "slowly at first, fast in the middle, slowly at the end."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 * (1 - (step % length) / length)
