"""Starts at half of lr0."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate has the right form and half the size. cos + 1 runs from 2 down to 0, so lr0 / 2 in "
    "front of it makes each cycle start at lr0. You halve once too often."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 4 * (math.cos(math.pi * (step % length) / length) + 1)
