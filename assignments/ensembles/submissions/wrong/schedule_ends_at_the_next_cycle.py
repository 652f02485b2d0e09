"""Each cycle is one step too long."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your cycles have one step too many: the rate reaches 0 in a step of its own before it starts "
    "again, and every cycle begins one step later than the one before. After length - 1 comes 0."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.cos(math.pi * (step % (length + 1)) / length) + 1)
