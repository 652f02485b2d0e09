"""The last step of a cycle gets rate 0."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your last step of each cycle has the rate 0, so it does nothing. The wave is divided by the "
    "length of the cycle, not by one less: 0 would be reached by the step that starts the next "
    "cycle instead."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.cos(math.pi * (step % length) / max(length - 1, 1)) + 1)
