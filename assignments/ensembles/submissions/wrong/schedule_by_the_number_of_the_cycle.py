"""The number of the cycle instead of the place in it."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate is constant within each cycle: you divide the step by the length, which tells the "
    "number of the cycle. What the cosine needs is the remainder of that division, the place "
    "within the cycle."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.cos(math.pi * (step // length) / cycles) + 1)
