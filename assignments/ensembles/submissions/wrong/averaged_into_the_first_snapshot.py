"""Adds up in the first snapshot's own tensors."""

FAILS = ["average_parameters"]
HINT = (
    "Your values are right, but the first snapshot is changed: you add the others up in its "
    "tensors. The snapshots are an ensemble of their own, and may be averaged again with others. "
    "Start from a copy."
)


def average_parameters(snapshots):
    average = snapshots[0]
    for name, value in average.items():
        if value.is_floating_point():
            for snapshot in snapshots[1:]:
                value.add_(snapshot[name])
            value.div_(len(snapshots))
        else:
            value.copy_(snapshots[-1][name])
    return average
