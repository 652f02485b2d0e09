"""The hidden layers are linear."""

FAILS = ["dropout_train"]
HINT = (
    "Your hidden layers have no ReLU. Without one, three layers are no more than a single matrix. "
    "Where does the sheet have its maximum with 0?"
)


def dropout_train(X, params, p, rng):
    H1 = params["W1"] @ X + params["b1"]
    H1 *= _mask(H1, p, rng)
    H2 = params["W2"] @ H1 + params["b2"]
    H2 *= _mask(H2, p, rng)
    return params["W3"] @ H2 + params["b3"]
