"""No torch.no_grad: a parameter refuses to be changed."""

FAILS = ["xavier_normal_"]
HINT = (
    "With a parameter your function fails: autograd won't let a leaf that requires gradients be "
    "changed in place, as it would have to record that. Filling a weight is no part of any "
    "computation that is differentiated. Tell autograd so."
)


def xavier_normal_(weight, generator=None):
    return weight.normal_(0, weight[0].numel() ** -0.5, generator=generator)
