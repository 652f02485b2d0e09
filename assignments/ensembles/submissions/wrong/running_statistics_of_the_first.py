"""Averages weights and biases, keeps the first running statistics."""

FAILS = ["average_parameters"]
HINT = (
    "Your weights are right. The running statistics come from the first snapshot, whose "
    "activations are the furthest from those of the average. They are floats, and are averaged as "
    "all others."
)


def average_parameters(snapshots):
    average = {name: value.clone() for name, value in snapshots[-1].items()}
    for name in average:
        if "running" in name:
            average[name] = snapshots[0][name].clone()
        elif average[name].is_floating_point():
            average[name] = sum(snapshot[name] for snapshot in snapshots) / len(snapshots)
    return average
