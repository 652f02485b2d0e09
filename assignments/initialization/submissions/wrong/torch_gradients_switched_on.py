"""requires_grad is on afterwards, whether it was before or not."""

FAILS = ["xavier_normal_"]
HINT = (
    "Your function leaves the weight requiring gradients, also if it did not before: a frozen "
    "layer would come back to life. Instead of switching the tensor, tell autograd not to record "
    "what happens in a block."
)


def xavier_normal_(weight, generator=None):
    weight.requires_grad_(False)
    weight.normal_(0, weight[0].numel() ** -0.5, generator=generator)
    return weight.requires_grad_(True)
