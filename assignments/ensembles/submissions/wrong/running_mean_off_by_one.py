"""A running mean whose count starts at 0."""

FAILS = ["average_parameters"]
HINT = (
    "Your running mean forgets its first snapshot: the count starts one too low, so the second "
    "snapshot gets the weight 1 instead of 1/2. Check with two snapshots by hand."
)


def average_parameters(snapshots):
    average = {name: value.clone() for name, value in snapshots[0].items()}
    for count, snapshot in enumerate(snapshots[1:], start=1):
        for name, value in snapshot.items():
            if value.is_floating_point():
                average[name] = average[name] + (value - average[name]) / count
            else:
                average[name] = value.clone()
    return average
