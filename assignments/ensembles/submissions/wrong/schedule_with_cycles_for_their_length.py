"""The number of cycles in the place of their length."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "You take the remainder by the number of cycles. So a cycle has as many steps as there should "
    "be cycles. First work out how many steps a cycle has: total_steps / cycles, rounded up."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    return lr0 / 2 * (math.cos(math.pi * (step % cycles) / cycles) + 1)
