"""One half wave over the whole run."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate falls once, from lr0 at the first step to 0 at the end of the run. It has to start "
    "again at lr0 with each cycle: the cosine sees the place of the step within its own cycle, "
    "and only the cycle's length."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    return lr0 / 2 * (math.cos(math.pi * step / total_steps) + 1)
