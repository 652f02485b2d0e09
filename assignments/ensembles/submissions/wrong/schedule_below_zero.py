"""The cosine without the 1 that is added to it."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate turns negative in the second half of each cycle, and a negative rate climbs the "
    "loss. The cosine runs from 1 to -1; add 1 before you scale it."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * math.cos(math.pi * (step % length) / length)
