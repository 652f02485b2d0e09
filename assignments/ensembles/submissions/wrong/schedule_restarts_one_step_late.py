"""Steps counted from 1, as in the paper."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate lags one step behind: the paper counts its iterations from 1 and subtracts 1; here "
    "steps are counted from 0, so nothing is left to subtract. Check step 0: the rate there is "
    "lr0."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.cos(math.pi * ((step - 1) % length) / length) + 1)
