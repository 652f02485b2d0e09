"""Sets the running statistics to 0 and 1."""

import torch

FAILS = ["average_parameters"]
HINT = (
    "Your weights are right. You set the running statistics back to 0 and 1, as before any "
    "training: until they are recomputed, the network is useless in evaluation. The mean of the "
    "snapshots' is a much better first guess, and it is what is asked for."
)


def average_parameters(snapshots):
    average = {}
    for name, last in snapshots[-1].items():
        if name.endswith("running_mean"):
            average[name] = torch.zeros_like(last)
        elif name.endswith("running_var"):
            average[name] = torch.ones_like(last)
        elif last.is_floating_point():
            average[name] = sum(snapshot[name] for snapshot in snapshots) / len(snapshots)
        else:
            average[name] = last.clone()
    return average
