"""Falls and rises again within a cycle."""

import math

FAILS = ["snapshot_schedule", "train_snapshots"]
HINT = (
    "Your rate falls to 0 in the middle of a cycle and climbs back to its start. Snapshots would "
    "be taken at the largest rate. A cycle is half a wave: the angle runs from 0 to pi."
)


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    return lr0 / 2 * (math.cos(2 * math.pi * (step % length) / length) + 1)
