"""A graph given as data is executed as it says, and refused, in words, where it breaks the form."""

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking.graph import OPERATIONS, GraphError, run_graph

Array = npt.NDArray[np.float64]
Node = dict[str, Any]

N, D = 6, 4
SEEDED = np.random.default_rng(7)
DOUT = SEEDED.normal(size=(N, D))
LEAVES: dict[str, Array | float] = {
    "x": SEEDED.normal(1.0, 2.0, (N, D)),
    "gamma": SEEDED.uniform(1.0, 2.0, D),
    "beta": SEEDED.uniform(1.0, 2.0, D),
    "eps": 0.3,
}


def node(name: str, operation: str, inputs: list[str], **gradients: str) -> Node:
    return {"name": name, "operation": operation, "inputs": inputs, "gradients": gradients}


def run(nodes: Any) -> dict[str, Array]:
    return run_graph(json.dumps(nodes), LEAVES, DOUT)


def affine(**changed: Any) -> list[Node]:
    """out = gamma * x + beta; `changed` replaces entries of the node that multiplies."""
    scaled = node("scaled", "multiply", ["gamma", "x"], gamma="sum(g * x)", x="g * gamma")
    return [
        {**scaled, **changed},
        node("out", "add", ["scaled", "beta"], scaled="g", beta="sum(g)"),
    ]


def with_gradient(expression: Any) -> list[Node]:
    """The affine graph with this expression as what is sent to x."""
    return affine(gradients={"gamma": "sum(g * x)", "x": expression})


def refusal(nodes: Any) -> str:
    with pytest.raises(GraphError) as error:
        run(nodes)
    return str(error.value)


def test_a_graph_is_run_forward_and_back() -> None:
    results = run(affine())
    x, gamma, beta = (np.asarray(LEAVES[name]) for name in ("x", "gamma", "beta"))
    assert set(results) == {"out", "dx", "dgamma", "dbeta"}
    np.testing.assert_allclose(results["out"], gamma * x + beta)
    np.testing.assert_allclose(results["dx"], DOUT * gamma)
    np.testing.assert_allclose(results["dgamma"], (DOUT * x).sum(axis=0))
    np.testing.assert_allclose(results["dbeta"], DOUT.sum(axis=0))


LOCAL: dict[str, str | tuple[str, str]] = {
    "mean": "g / N",
    "sum": "g",
    "negate": "-g",
    "square": "2 * g * a",
    "sqrt": "g / (2 * b)",
    "reciprocal": "-g * b ** 2",
    "add": ("g", "sum(g)"),
    "subtract": ("g", "-sum(g)"),
    "multiply": ("g * gamma", "sum(g * a)"),
    "divide": ("g / gamma", "-sum(g * b) / gamma"),
}
"""The right local gradients of b = operation(a), and of b = operation(a, gamma)."""


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_agrees_with_its_numerical_derivative(operation: str) -> None:
    local = LOCAL[operation]
    if isinstance(local, tuple):
        middle = node("b", operation, ["a", "gamma"], a=local[0], gamma=local[1])
    else:
        middle = node("b", operation, ["a"], a=local)
    nodes = [
        node("a", "square", ["x"], x="2 * g * x"),
        middle,
        node("c", "multiply", ["gamma", "beta"], gamma="g * beta", beta="g * gamma"),
        node("d", "multiply", ["x", "c"], x="g * c", c="sum(g * x)"),
        node("out", "multiply", ["d", "b"], d="g * b", b="g * d"),
    ]
    if OPERATIONS[operation].over_batch:
        nodes[-1]["gradients"]["b"] = "sum(g * d)"
    results = run(nodes)
    for leaf in ("x", "gamma", "beta"):
        value = np.asarray(LEAVES[leaf])
        for place in np.ndindex(value.shape):
            step = np.zeros_like(value)
            step[place] = 1e-6
            above, below = (
                run_graph(json.dumps(nodes), {**LEAVES, leaf: value + sign * step}, DOUT)["out"]
                for sign in (1, -1)
            )
            slope = ((above - below) * DOUT).sum() / 2e-6
            assert results[f"d{leaf}"][place] == pytest.approx(slope, rel=1e-5, abs=1e-6)


def test_gradients_that_reach_a_leaf_by_several_paths_are_added() -> None:
    nodes = [
        node("twice", "add", ["x", "x"], x="2 * g"),
        node("thrice", "add", ["twice", "x"], twice="g", x="g"),
        node(
            "scaled", "multiply", ["thrice", "gamma"], thrice="g * gamma", gamma="sum(g * thrice)"
        ),
        node("out", "add", ["scaled", "beta"], scaled="g", beta="sum(g)"),
    ]
    np.testing.assert_allclose(run(nodes)["dx"], 3 * DOUT * LEAVES["gamma"])


def test_nodes_made_of_constants_need_no_gradient() -> None:
    nodes = [
        node("share", "reciprocal", ["N"]),
        node("both", "add", ["share", "eps"]),
        node("shifted", "add", ["x", "both"], x="g"),
        *affine(
            inputs=["gamma", "shifted"],
            gradients={"gamma": "sum(g * shifted)", "shifted": "g * gamma"},
        ),
    ]
    shifted = LEAVES["x"] + 1 / N + 0.3
    np.testing.assert_allclose(run(nodes)["out"], LEAVES["gamma"] * shifted + LEAVES["beta"])


def test_an_unused_node_changes_nothing() -> None:
    unused = node("unused", "square", ["x"], x="2 * g * x")
    np.testing.assert_array_equal(run([unused, *affine()])["dx"], run(affine())["dx"])


@pytest.mark.parametrize(
    "expression",
    [
        "g * gamma",
        " ( g ) * gamma ",
        "gamma * g + 0 * scaled",
        "g * gamma ** 1",
        "g / gamma ** -1",
        "g * sqrt(gamma ** (4 / 2))",
        "-(-g) * gamma * N / N",
        "g * gamma - sum(0 * g) * x",
        "1e0 * g * gamma * .5 * 2.",
    ],
)
def test_an_expression_may_be_written_in_many_ways(expression: str) -> None:
    results = run(with_gradient(expression))
    np.testing.assert_allclose(results["dx"], DOUT * LEAVES["gamma"])


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os')",
        "x.T",
        "x[0]",
        "[g]",
        "(g, g)",
        "g if g else g",
        "g // 2",
        "g % 2",
        "g @ g",
        "not g",
        "+g",
        "g == g",
        "lambda: g",
        "1j * g",
        "True * g",
        "None",
        "'g'",
        "f'{g}'",
        "g := 1",
        "sum(g, 0)",
        "sum(*g)",
        "sum(a=g)",
        "sum()",
        "sqrt(g)(g)",
        "abs(g)",
        "eval(g)",
        "g\n",
        "g # comment",
        "g;g",
        "\uff47",
        "\ud800",
        "g\0",
        "",
        " ",
        "g *",
        "(" * 499,
        "sum(" * 124,
        "-" * 499 + "g",
        "(" * 249 + "g" + ")" * 249,
        "g" + "**2" * 160,
        "g" + " " * 500,
        7,
        None,
        ["g"],
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_anything_else_in_an_expression_is_refused(expression: Any) -> None:
    assert "node 'scaled', gradient for 'x'" in refusal(with_gradient(expression))


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("g * out", "'out' is not one of"),
        ("g * eps", "'eps' is not one of"),
        ("g ** gamma", "an exponent is a number"),
        ("g ** N", "an exponent is a number"),
        ("9 ** 9 ** 9", "an exponent is a number"),
        ("g ** 5", "an exponent is a number from -4 to 4"),
        ("g ** (0 / 0)", "an exponent is a number"),
        ("9" * 400, "a number is larger"),
        ("1e999 * g", "a number is larger"),
        ("g / 0", "not finite"),
        ("g * sqrt(-gamma)", "not finite"),
        ("sum(gamma)", "sum(.) adds over the batch, not over (D,)"),
        ("sum(sum(g))", "sum(.) adds over the batch, not over (D,)"),
        ("gamma", "it has the shape (D,), but 'x' has (N, D)"),
        ("1", "it has the shape (), but 'x' has (N, D)"),
        ("g * " + "(" * 41 + "g" + " * 1)" * 41, "nests deeper"),
    ],
)
def test_the_refusal_of_an_expression_says_what_is_wrong(expression: str, words: str) -> None:
    assert words in refusal(with_gradient(expression))


def test_a_gradient_that_was_broadcast_has_to_be_summed() -> None:
    nodes = affine(gradients={"gamma": "g * x", "x": "g * gamma"})
    message = refusal(nodes)
    assert "node 'scaled', gradient for 'gamma': it has the shape (N, D)" in message
    assert "sum(.)" in message


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        ({}, "a graph is a list of 1 to 64 nodes, not an empty dict"),
        ([], "not a list of 0"),
        ("out", "not a string"),
        (None, "not a number, true, false or null"),
        ([node("n", "square", ["x"], x="g")] * 65, "not a list of 65"),
        ([[]], "node 1 is a list of 0; a node is a dict with the keys 'name', 'operation'"),
        ([{"name": "out"}], "node 1 is a dict with the keys 'name'; a node is"),
        (affine(comment="mine"), "node 1 is a dict with the keys"),
        (affine(name=7), "node 1 has the name a number"),
        (affine(name="two words"), "node 1 has the name 'two words'"),
        (affine(name="a" * 41), "at most 40 letters"),
        (affine(name="é"), "node 1 has the name '\\xe9'"),
        (affine(name="x"), "'x', which is taken"),
        (affine(name="g"), "'g', which is taken"),
        (affine(name="N"), "'N', which is taken"),
        ([*affine(), *affine()], "node 3 has the name 'scaled', which is taken"),
        (
            affine(operation="batchnorm"),
            "node 'scaled': 'batchnorm' is not an operation; there are",
        ),
        (affine(operation=["add"]), "a list of 1 is not an operation"),
        (affine(operation="square"), "the inputs of 'square' are a list of 1, not a list of 2"),
        (affine(inputs="x"), "are a list of 2, not a string"),
        (affine(inputs=["gamma", "y"]), "the input 'y' is neither a leaf nor an earlier node"),
        (affine(inputs=["gamma", "out"]), "the input 'out' is neither a leaf nor an earlier node"),
        (affine(inputs=["gamma", "scaled"]), "the input 'scaled' is neither"),
        (affine(inputs=["gamma", {}]), "the input an empty dict is neither"),
        (affine(gradients={"x": "g * gamma"}), "one expression for each of 'gamma', 'x'"),
        (affine(gradients=["g", "g"]), "'gradients' is a list of 2"),
        (
            [node("out", "add", ["x", "eps"], x="g", eps="sum(g)")],
            "one expression for each of 'x' (constants such as eps and N take none)",
        ),
        (affine()[:1], "no node is named 'out'"),
        ([node("out", "add", ["x", "eps"], x="g")], "no gradient reaches 'gamma'"),
        ([node("out", "mean", ["x"], x="g / N")], "node 'out' has the shape (D,)"),
        ([node("m", "mean", ["gamma"], gamma="g"), *affine()], "node 'm' goes over the batch"),
        (
            [
                node("zero", "subtract", ["x", "x"], x="0 * g"),
                node("out", "reciprocal", ["zero"], zero="g"),
            ],
            "node 'out' is not finite",
        ),
    ],
)
def test_the_refusal_of_a_graph_names_the_node_and_what_was_expected(
    nodes: Any, words: str
) -> None:
    assert words in refusal(nodes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no JSON",
        "[" * 60_000,
        '{"a":' * 10_000,
        "1" * 60_000,
        "NaN",
        "[NaN, Infinity]",
        json.dumps(affine()) + " " * 65_536,
        json.dumps(affine()).replace('"g"', "NaN"),
        json.dumps(affine()).replace('"scaled"', '"\ud800"'),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_text_that_is_no_graph_is_refused(text: str) -> None:
    with pytest.raises(GraphError):
        run_graph(text, LEAVES, DOUT)


def test_a_refusal_is_short_and_printable_whatever_the_graph_says() -> None:
    for text in ("\ud800\n\x00" * 1000, "é" * 5000):
        for nodes in (
            affine(name=text),
            affine(inputs=["x", text]),
            [{text: text}],
            [dict.fromkeys(map(str, range(99)))],
        ):
            message = refusal(nodes)
            assert message.isascii()
            assert message.isprintable()
            assert len(message) < 500


def test_leaves_that_do_not_fit_are_the_caller_s_mistake() -> None:
    with pytest.raises(ValueError, match="leaf gamma of shape"):
        run_graph("[]", {**LEAVES, "gamma": np.ones(D + 1)}, DOUT)


@settings(deadline=None)
@given(st.text(alphabet="gxN0129.+-*/() sumqrt_e", max_size=60))
def test_any_expression_is_run_or_refused(expression: str) -> None:
    try:
        results = run(with_gradient(expression))
    except GraphError:
        return
    assert results["dx"].shape == (N, D)


names = st.sampled_from(["x", "gamma", "beta", "eps", "N", "a", "b", "out", "g", "", "é"])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)
nearly_a_node = st.fixed_dictionaries(
    {
        "name": names | anything,
        "operation": st.sampled_from([*OPERATIONS]) | anything,
        "inputs": st.lists(names, max_size=2) | anything,
        "gradients": st.dictionaries(names, st.sampled_from(["g", "sum(g)"])) | anything,
    }
)


@settings(deadline=None)
@given(st.lists(nearly_a_node, max_size=4) | anything)
def test_any_data_is_run_or_refused(nodes: Any) -> None:
    try:
        results = run(nodes)
    except GraphError:
        return
    assert set(results) == {"out", "dx", "dgamma", "dbeta"}
