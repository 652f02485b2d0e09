"""The length of a cycle not rounded at all."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Where the steps can be divided evenly, your rates are right. Otherwise your cycles have a "
    "broken number of steps, so a restart falls between two of them and never reaches lr0. The "
    "length of a cycle is rounded up to a whole number."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = total_steps / cycles
    return lr0 / 2 * (math.cos(math.pi * (step % length) / length) + 1)
