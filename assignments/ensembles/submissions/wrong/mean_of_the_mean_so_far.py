"""Halves again with each further snapshot."""

FAILS = ["average_parameters"]
HINT = (
    "For two snapshots you are right. With more, you take the middle between the mean so far and "
    "the next snapshot, so the last one counts half and the first ones hardly at all. In a "
    "running mean, the k-th value has the weight 1 / k."
)


def average_parameters(snapshots):
    average = {name: value.clone() for name, value in snapshots[0].items()}
    for snapshot in snapshots[1:]:
        for name, value in snapshot.items():
            floating = value.is_floating_point()
            average[name] = (average[name] + value) / 2 if floating else value.clone()
    return average
