"""requires_grad is switched off and not on again."""

FAILS = ["xavier_normal_"]
HINT = (
    "After your call the parameter doesn't require gradients any more, so the optimizer would "
    "never train it. Instead of switching the tensor, tell autograd not to record what happens in"
    " a block."
)


def xavier_normal_(weight, generator=None):
    weight.requires_grad_(False)
    return weight.normal_(0, weight[0].numel() ** -0.5, generator=generator)
