"""Weight initialization, from the derivation of Xavier to orthogonal matrices, and in PyTorch.

CS 182 discussion 4, section 5. Sources: Glorot & Bengio (2010), "Understanding the difficulty of
training deep feedforward neural networks"; He et al. (2015), "Delving Deep into Rectifiers"; Saxe
et al. (2014), "Exact solutions to the nonlinear dynamics of learning in deep linear neural
networks".

A layer takes a batch of activations a (N, fan_in) to z = a @ W (N, fan_out), biases being 0 at the
start. So in NumPy a weight matrix is (fan_in, fan_out), and one unit of the layer is

    z_j = sum over i of a_i W_ij                    fan_in terms

fan_in is what the sheet calls D_a, the dimensionality of a. A generator `rng` is always a
np.random.Generator, as np.random.default_rng(seed) makes it: draw from it and from nothing else, so
that the same seed gives the same weights. In which order you draw from it is up to you.
"""

import itertools
import math
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Array = npt.NDArray[np.floating]
Init = Callable[[int, int, np.random.Generator], Array]
"""An initialization: init(fan_in, fan_out, rng) -> weights (fan_in, fan_out)."""


def product_variance(mean_a: float, var_a: float, mean_w: float, var_w: float) -> float:
    """Step 1 of the derivation: Var(a w), for independent random numbers a and w of any means.

    mean_a, mean_w  E[a] and E[w]
    var_a, var_w    Var(a) and Var(w)

    Returns a number.

    With both means 0 this is the product of the two variances, which is all that Xavier needs. The
    general case is worth having: after a ReLU the mean of a is not 0 any more.

    Where to start: Var(y) = E[y^2] - E[y]^2 with y = a w. Because a and w are independent, so are
    their squares, and the mean of a product is the product of the means. What is E[a^2], in terms
    of the mean and the variance? (Discussion 4, section 5.)
    """
    raise NotImplementedError("product_variance is yours to write")


def variance_after_layer(input_variance: float, weight_variance: float, fan_in: int) -> float:
    """Step 2: Var(z_j) for a linear layer z = a @ W whose inputs and weights have mean 0.

    input_variance   Var(a_i), the same for each i
    weight_variance  Var(W_ij), the same for each i and j
    fan_in           how many terms z_j has

    All a_i and W_ij are independent. Returns a number.

    Where to start: one term is step 1 with both means 0. What is the variance of a sum of
    independent terms? (Discussion 4, section 5.)
    """
    raise NotImplementedError("variance_after_layer is yours to write")


def variance_after_layers(
    input_variance: float, weight_variances: Sequence[float], fan_ins: Sequence[int]
) -> float:
    """Step 3: the variance after L such layers, one behind the other.

    input_variance    Var(a_i) of the input of the first layer
    weight_variances  L numbers, Var(W_ij) of each layer
    fan_ins           L whole numbers, the fan-in of each layer

    As tanh(z) is nearly z for small z, the output of a layer is the input of the next, with the
    same variance. Returns the variance of the last z as a number; that of the input if L is 0.

    Where to start: step 2 takes you across one layer. With L equal layers, what grows or shrinks
    exponentially in L? (Discussion 4, section 5.)
    """
    raise NotImplementedError("variance_after_layers is yours to write")


def constant_variance(fan_in: int) -> float:
    """Step 4: the Var(W_ij) with which a (nearly) linear layer keeps the variance as it is.

    fan_in  the dimensionality of the layer's input, D_a

    Returns a number: the variance of the weights, not their standard deviation.

    Where to start: set the result of step 2 equal to input_variance. (Discussion 4, section 5.)
    """
    raise NotImplementedError("constant_variance is yours to write")


def relu_constant_variance(fan_in: int, negative_slope: float) -> float:
    """Step 5: the Var(W_ij) that keeps Var(z) constant when a = leaky_relu(z), or ReLU for slope 0.

    fan_in          how many terms z_j = sum_i a_i W_ij has
    negative_slope  a = z for z > 0, and negative_slope * z for z <= 0

    The a_i that enter the layer are leaky_relu of the z of the layer below, and such a z is
    symmetric around 0: z and -z are equally likely. Weights have mean 0 and are independent of a.
    Returns the weight variance with which Var(z) here is that of the layer below.

    Where to start: step 1 with mean_w = 0, but mean_a not 0: which moment of a remains? Split it
    into the half where z > 0 and the half where z < 0, and compare each with Var(z). For slope 0
    the result is the variance of he_init. (He et al. 2015, section 2.2.)
    """
    raise NotImplementedError("relu_constant_variance is yours to write")


def gaussian_init(fan_in: int, fan_out: int, std: float, rng: np.random.Generator) -> Array:
    """Weights drawn independently from N(0, std^2).

    fan_in, fan_out  numbers of inputs and outputs of the layer
    std              the standard deviation (not the variance) of each weight
    rng              the generator to draw from

    Returns float64 weights of shape (fan_in, fan_out).

    Where to start: rng.normal, or rng.standard_normal. What do their arguments mean?
    """
    raise NotImplementedError("gaussian_init is yours to write")


def xavier_init(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Weights drawn independently from N(0, 1 / fan_in): they keep the variance going forward.

    fan_in, fan_out  numbers of inputs and outputs of the layer
    rng              the generator to draw from

    Returns float64 weights of shape (fan_in, fan_out).

    This is the definition of the discussion sheet, W_ij ~ N(0, 1/D_a). The second number of
    N(mean, variance) is a *variance*. Many texts (and torch.nn.init.xavier_normal_) take
    2 / (fan_in + fan_out) instead, the compromise of Glorot & Bengio (2010) between keeping the
    variance of activations on the way forward (1 / fan_in) and that of gradients on the way back
    (1 / fan_out). With fan_in = fan_out all three agree.

    Where to start: constant_variance is the variance; which number does gaussian_init want?
    (Discussion 4, section 5.)
    """
    raise NotImplementedError("xavier_init is yours to write")


def he_init(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """Weights drawn independently from N(0, 2 / fan_in), for layers whose inputs come from a ReLU.

    fan_in, fan_out  numbers of inputs and outputs of the layer
    rng              the generator to draw from

    Returns float64 weights of shape (fan_in, fan_out).

    A ReLU lets half of E[z^2] through, and the factor 2 makes up for it.

    Where to start: xavier_init; and is it the variance or the standard deviation that doubles?
    (He et al. 2015, equation 10.)
    """
    raise NotImplementedError("he_init is yours to write")


def activation_scales(
    widths: Sequence[int],
    init: Init,
    activation: Callable[[Array], Array],
    x: Array,
    rng: np.random.Generator,
) -> Array:
    """The standard deviation of the activations after every layer of a fresh network.

    widths      L + 1 whole numbers: that of the input, then that of each of the L layers
    init        called once for each layer, in their order, as init(fan_in, fan_out, rng)
    activation  such as np.tanh, applied after *every* layer: z -> a, element by element
    x           (N, widths[0]), a batch of inputs
    rng         handed on to init

    From a_0 = x, layer l computes a_l = activation(a_{l-1} @ W_l), without a bias. The scale after
    it is one number for the whole array a_l of shape (N, widths[l]), as np.std(a_l) gives it.

    Returns a float64 array of shape (L,): the scales of a_1 to a_L (that of x is not among them).

    Where to start: one loop over neighbouring pairs of widths.
    """
    raise NotImplementedError("activation_scales is yours to write")


def input_output_jacobian(weights: Sequence[Array], x: Array) -> Array:
    """The Jacobian dy/dx of a tanh network with a linear last layer, at one input x.

    weights  L matrices, L >= 1: W_l is (D_{l-1}, D_l); they must not be changed
    x        (D_0,), one input

    The network has no biases, and every layer but the last has a tanh:

        a_0 = x,    z_l = a_{l-1} @ W_l,    a_l = tanh(z_l) for l < L,    y = z_L

    Returns J of shape (D_L, D_0) and of the dtype of x, with J[i, j] = dy_i / dx_j: as always, a
    row for each output and a column for each input.

    Work it out by the chain rule, not by finite differences, whose error is far too large. By the
    chain rule J is a product with one factor for each layer and one for each tanh, whose own
    Jacobian is a diagonal matrix: it multiplies each row, or each column, by a number.

    Where to start: what is J for L = 1, and why is a transpose in it? Then tanh'(z) = 1 -
    tanh(z)^2, taken at which z? (Discussion 4, section 5, "advanced initialization".)
    """
    raise NotImplementedError("input_output_jacobian is yours to write")


def jacobian_singular_values(weights: Sequence[Array], x: Array) -> Array:
    """The singular values of input_output_jacobian(weights, x), the largest first.

    weights, x  as for input_output_jacobian

    Returns min(D_0, D_L) numbers, of the dtype of x.

    A small step dx changes y by J dx: the singular values say by which factors J stretches its
    directions, and so, going back, by which factors gradients shrink or grow. If all are 1, J keeps
    every length ("dynamical isometry"). The sheet speaks of eigenvalues; J need not be square, and
    what tells about lengths is the root of the eigenvalues of J^T J.

    Where to start: np.linalg.svd. (Saxe et al. 2014, section 3.)
    """
    raise NotImplementedError("jacobian_singular_values is yours to write")


def orthogonal_init(fan_in: int, fan_out: int, rng: np.random.Generator) -> Array:
    """A random matrix all of whose singular values are 1, drawn uniformly from all such matrices.

    fan_in, fan_out  numbers of inputs and outputs of the layer
    rng              the generator to draw from

    Returns float64 weights W of shape (fan_in, fan_out) with

        W^T W = I  (orthonormal columns)   if fan_in >= fan_out
        W W^T = I  (orthonormal rows)      if fan_in <= fan_out

    In a product of square matrices of this kind, all singular values stay at 1, however many there
    are: with Gaussian matrices they spread over more and more orders of magnitude.

    Uniformly means that no direction is preferred: each column (or row) points everywhere with the
    same probability. A Gaussian matrix has this property, and orthonormalizing its columns keeps it
    - but np.linalg.qr (like the U of np.linalg.svd) comes with signs of the library's own choice:
    Q[0, 0] is never positive. A = QR stays true when a column of Q and the row of R that belongs to
    it both change their sign. Uniform is the Q for which the diagonal of R is positive.

    Where to start: fan_in > fan_out, with np.linalg.qr of a Gaussian matrix; look at the diagonal
    of R. Then, what has orthonormal rows when W has orthonormal columns? (Saxe et al. 2014;
    Mezzadri 2007, "How to generate random matrices from the classical compact groups".)
    """
    raise NotImplementedError("orthogonal_init is yours to write")


def xavier_normal_(weight: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Fill a layer's weight with draws from N(0, 1 / fan_in), in place, and return this tensor.

    weight     of a linear layer, (out_features, in_features); or of a convolution,
               (out_channels, in_channels, *kernel), with one to three kernel axes
    generator  of the device of weight; None for torch's default one

    Returns the very tensor it was given. Its dtype and device stay as they are.

    fan_in is the number of terms in one output: in a convolution, every place of the kernel (its
    receptive field) contributes one for each input channel. Note that torch keeps the outputs in
    axis 0, and that the variance is the sheet's, unlike that of torch.nn.init.xavier_normal_.

    weight may be a parameter that requires gradients: it still does afterwards, and filling it is
    not recorded by autograd (which refuses to see a leaf changed in place).

    Where to start: Tensor.normal_ fills in place and takes a generator; torch.no_grad. How many
    elements does weight[0] have?
    """
    raise NotImplementedError("xavier_normal_ is yours to write")
