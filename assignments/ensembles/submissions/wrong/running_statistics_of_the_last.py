"""Averages weights and biases, keeps the last running statistics."""

FAILS = ["average_parameters"]
HINT = (
    "Your weights are right. The running statistics come from the last snapshot alone; they are "
    "floats as the others are, and the mean is asked for. (It is a first guess for the averaged "
    "network; the last one's fit only the last one.)"
)


def average_parameters(snapshots):
    average = {name: value.clone() for name, value in snapshots[-1].items()}
    for name in average:
        if average[name].is_floating_point() and "running" not in name:
            average[name] = sum(snapshot[name] for snapshot in snapshots) / len(snapshots)
    return average
