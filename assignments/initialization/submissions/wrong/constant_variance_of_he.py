"""2 / fan_in, which is for a ReLU."""

FAILS = ["constant_variance"]
HINT = (
    "The factor 2 belongs to ReLU networks, where half of E[z^2] is lost at each layer (step 5). "
    "Here the layer is linear, or a tanh near 0, and loses nothing. With your weights the "
    "variance would double in each layer."
)


def constant_variance(fan_in):
    return 2 / fan_in
