"""Every cycle starts at half the rate of the one before."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your restarts get smaller from cycle to cycle. Here every cycle starts at lr0 again: it "
    "takes the full rate to leave the minimum of the snapshot before."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 ** (step // length + 1) * (math.cos(math.pi * (step % length) / length) + 1)
