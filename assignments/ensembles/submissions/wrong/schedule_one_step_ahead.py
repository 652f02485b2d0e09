"""The rate of the step after this one."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate is one step ahead: step 0 already gets the second rate of its cycle, and the last "
    "step of a cycle gets lr0. Steps are counted from 0, and the rate of step 0 is lr0."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.cos(math.pi * ((step + 1) % length) / length) + 1)
