"""(fan_out, fan_in), the shape of a weight in torch."""

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "Your matrix has a row for each output. That is how torch stores weights; here a layer is z ="
    " a @ W with a batch a of shape (N, fan_in), so a row of W belongs to an input. The top of "
    "the file says which shape that makes."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return rng.normal(0, std, (fan_out, fan_in))
