"""The network at test time."""

FAILS = ["dropout_train"]
HINT = (
    "Your network drops nothing: this is the pass at test time. In training both hidden layers "
    "are multiplied by a mask, drawn from rng, right after their ReLU."
)


def dropout_train(X, params, p, rng):
    return predict(X, params)
