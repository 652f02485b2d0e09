"""The hidden layers are linear."""

FAILS = ["predict"]
HINT = (
    "Your hidden layers have no ReLU at test time. Only the masks disappear there; everything "
    "else is the network that was trained."
)


def predict(X, params):
    H1 = params["W1"] @ X + params["b1"]
    H2 = params["W2"] @ H1 + params["b2"]
    return params["W3"] @ H2 + params["b3"]
