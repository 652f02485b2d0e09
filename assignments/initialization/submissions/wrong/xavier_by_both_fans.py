"""2 / (fan_in + fan_out), the form of Glorot and Bengio."""

FAILS = ["xavier_init"]
HINT = (
    "2 / (fan_in + fan_out) is the compromise of Glorot and Bengio between activations going "
    "forward and gradients going back, and many libraries use it. The discussion sheet defines "
    "Xavier by the forward pass alone, W_ij ~ N(0, 1/D_a), and D_a is the fan-in."
)


def xavier_init(fan_in, fan_out, rng):
    return rng.normal(0, (2 / (fan_in + fan_out)) ** 0.5, (fan_in, fan_out))
