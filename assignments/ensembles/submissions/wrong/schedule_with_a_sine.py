"""A sine where the cosine belongs."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate rises first and falls later: a sine starts at 0, in the middle of its range. A "
    "cycle has to start at its largest rate, lr0, which is where the cosine is 1."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.sin(math.pi * (step % length) / length) + 1)
