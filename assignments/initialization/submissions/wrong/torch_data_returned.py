"""weight.data is returned, which is another tensor object."""

FAILS = ["xavier_normal_"]
HINT = (
    "What you return shares its memory with the weight, but is another tensor: it is no parameter"
    " and takes no gradient. Return the one you were given."
)


def xavier_normal_(weight, generator=None):
    return weight.data.normal_(0, weight[0].numel() ** -0.5, generator=generator)
