"""How each question calls a solution, and which of its results are judged.

Random weights are judged by their distribution, over many calls with one generator: in which order
a solution draws from it doesn't matter.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]
Outputs = dict[str, Any]

ACTIVATIONS: dict[str, Callable[[Array], Array]] = {
    "identity": lambda z: z,
    "tanh": np.tanh,
    "ReLU": lambda z: np.maximum(z, 0),
    "softplus": lambda z: np.logaddexp(z, 0),
}

FAR_OUT = 2.5
"""Standard deviations: that none of 6,000 normal draws lies beyond has a probability of 1e-32."""


def product_variance(
    solution: Any, mean_a: float, var_a: float, mean_w: float, var_w: float
) -> Outputs:
    """Step 1, as a Python number."""
    return {"variance": float(solution.product_variance(mean_a, var_a, mean_w, var_w))}


def variance_after_layer(
    solution: Any, input_variance: float, weight_variance: float, fan_in: int
) -> Outputs:
    """Step 2, as a Python number."""
    variance = solution.variance_after_layer(input_variance, weight_variance, fan_in)
    return {"variance": float(variance)}


def variance_after_layers(
    solution: Any, input_variance: float, weight_variances: list[float], fan_ins: list[int]
) -> Outputs:
    """Step 3, as a Python number."""
    variance = solution.variance_after_layers(input_variance, weight_variances, fan_ins)
    return {"variance": float(variance)}


def constant_variance(solution: Any, fan_in: int) -> Outputs:
    """Step 4, as a Python number."""
    return {"weight variance": float(solution.constant_variance(fan_in))}


def relu_constant_variance(solution: Any, fan_in: int, negative_slope: float) -> Outputs:
    """Step 5, as a Python number."""
    variance = solution.relu_constant_variance(fan_in, negative_slope)
    return {"weight variance": float(variance)}


def gaussian_init(
    solution: Any, fan_in: int, fan_out: int, std: float, calls: int, seed: int
) -> Outputs:
    """Many matrices from one generator, and the first of them again from a second one."""
    return drawn(lambda rng: solution.gaussian_init(fan_in, fan_out, std, rng), calls, seed)


def xavier_init(solution: Any, fan_in: int, fan_out: int, calls: int, seed: int) -> Outputs:
    """Many matrices from one generator, and the first of them again from a second one."""
    return drawn(lambda rng: solution.xavier_init(fan_in, fan_out, rng), calls, seed)


def he_init(solution: Any, fan_in: int, fan_out: int, calls: int, seed: int) -> Outputs:
    """Many matrices from one generator, and the first of them again from a second one."""
    return drawn(lambda rng: solution.he_init(fan_in, fan_out, rng), calls, seed)


def drawn(init: Callable[[np.random.Generator], Array], calls: int, seed: int) -> Outputs:
    """What is judged of an initialization in NumPy."""
    rng = np.random.default_rng(seed)
    matrices = [init(rng) for _ in range(calls)]
    weights = np.stack(matrices)
    return {
        "one matrix": matrices[0],
        "weights": weights,
        "findings about the tails": tails_of(weights),
        "findings about a generator with the same seed": repetition(init, matrices[0], seed),
    }


def tails_of(weights: Array) -> str:
    """A normal distribution has no ends: a few of many draws lie far out."""
    far_out = abs(weights).max() > FAR_OUT * weights.std()
    return "some weights lie far out" if far_out else "no weight lies far out"


def repetition(init: Callable[[np.random.Generator], Array], first: Array, seed: int) -> str:
    """Whether a new generator with the same seed gives the same weights again."""
    again = np.array_equal(init(np.random.default_rng(seed)), first)
    return "gives the same weights" if again else "gives other weights"


def activation_scales(
    solution: Any, widths: list[int], matrices: list[Array], activation: str, x: Array
) -> Outputs:
    """The scales with an initialization that hands out the given matrices, one for each call."""
    generator = np.random.default_rng(0)
    calls: list[str] = []

    def init(fan_in: int, fan_out: int, rng: Any) -> Array:
        given = "rng" if rng is generator else "another generator"
        calls.append(f"call {len(calls) + 1}: init({fan_in}, {fan_out}, {given})")
        return matrices[len(calls) - 1]

    scales = solution.activation_scales(widths, init, ACTIVATIONS[activation], x, generator)
    return {"calls of init": "\n".join(calls), "scales": scales}


def input_output_jacobian(solution: Any, weights: list[Array], x: Array) -> Outputs:
    """The Jacobian, and what it leaves of the weights."""
    before = [weight.copy() for weight in weights]
    jacobian = solution.input_output_jacobian(weights, x)
    changes = [weight - old for weight, old in zip(weights, before, strict=True)]
    return {
        "jacobian": jacobian,
        "change of the weights": np.concatenate([change.ravel() for change in changes]),
    }


def jacobian_singular_values(solution: Any, weights: list[Array], x: Array) -> Outputs:
    """The singular values of the Jacobian."""
    return {"singular values": solution.jacobian_singular_values(weights, x)}


def orthogonal_init(solution: Any, fan_in: int, fan_out: int, calls: int, seed: int) -> Outputs:
    """Many matrices from one generator: orthonormal, different, and uniform.

    A uniform matrix with orthonormal columns, times a random triangle from an independent Gaussian
    matrix (the root of its Gram matrix), has independent normal elements; one that prefers any
    direction has not. Rows that are orthonormal are treated as columns.
    """

    def init(rng: np.random.Generator) -> Array:
        weights: Array = solution.orthogonal_init(fan_in, fan_out, rng)
        return weights

    rng = np.random.default_rng(seed)
    matrices = [init(rng) for _ in range(calls)]
    form: Outputs = {"0 * one matrix": 0 * matrices[0]}
    if np.shape(matrices[0]) != (fan_in, fan_out):
        return form
    weights = np.stack(matrices)
    columns = weights if fan_in >= fan_out else weights.swapaxes(1, 2)
    others = np.random.default_rng([seed, calls]).standard_normal(columns.shape)
    triangles = np.linalg.cholesky(others.swapaxes(1, 2) @ others).swapaxes(1, 2)
    same_again = np.array_equal(matrices[0], matrices[-1])
    product = functools.reduce(np.matmul, matrices) if fan_in == fan_out else matrices[0]
    return form | {
        "products of the columns (or rows)": columns.swapaxes(1, 2) @ columns,
        "singular values of the product": np.linalg.svd(product, compute_uv=False),
        "findings about a second call": "gives the same weights"
        if same_again
        else "gives other weights",
        "weights times random triangles": columns @ triangles,
        "findings about a generator with the same seed": repetition(init, matrices[0], seed),
    }


def xavier_normal_(
    solution: Any, weight: Tensor, calls: int, seed: int, parameter: bool, generator: bool
) -> Outputs:
    """Many copies of a weight filled one after the other, with a generator or torch's own.

    weight holds other values at first; with `parameter` the copies require gradients. What is
    judged is what the weight itself holds afterwards, not what is returned.
    """
    filled = []
    rng = source(generator, weight, seed)
    for _ in range(calls):
        layer = nn.Parameter(weight.clone(), requires_grad=parameter)
        memory = layer.detach()
        returned = solution.xavier_normal_(layer, **rng)
        filled.append(layer.detach())
    again = weight.clone()
    solution.xavier_normal_(again, **source(generator, weight, seed))
    weights = torch.stack(filled)
    return {
        "weights": weights,
        "findings about the tails": tails_of(weights.cpu().numpy()),
        "findings about what is returned": "the weight itself"
        if returned is layer
        else "something else",
        "findings about the memory": "filled" if torch.equal(memory, layer) else "replaced",
        "findings about requires_grad": "on" if layer.requires_grad else "off",
        "findings about a generator with the same seed": same(again, filled[0]),
    }


def source(generator: bool, weight: Tensor, seed: int) -> dict[str, Any]:
    """The keyword arguments of a call: a fresh generator, or none and torch's own one seeded."""
    if generator:
        return {"generator": torch.Generator(weight.device).manual_seed(seed)}
    torch.manual_seed(seed)
    return {}


def same(again: Tensor, first: Tensor) -> str:
    """Whether two fillings agree."""
    return "gives the same weights" if torch.equal(again, first) else "gives other weights"
