"""Uniform up to 1 / sqrt(fan_in), as torch.nn.Linear does."""

FAILS = ["xavier_init"]
HINT = (
    "Your weights are uniform, with 1 / sqrt(fan_in) as their *bound*. This is what "
    "torch.nn.Linear does, and its variance is only a third of the bound's square, so activations"
    " shrink from layer to layer. Xavier here is a normal distribution with 1 / fan_in as its "
    "variance."
)


def xavier_init(fan_in, fan_out, rng):
    bound = fan_in**-0.5
    return rng.uniform(-bound, bound, (fan_in, fan_out))
