"""The middle between the first snapshot and the last."""

FAILS = ["average_parameters"]
HINT = (
    "You take the middle between the first and the last snapshot. All of them count, with the "
    "same weight."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        values = [snapshot[name] for snapshot in snapshots]
        average[name] = (values[0] + values[-1]) / 2 if last.is_floating_point() else last.clone()
    return average
