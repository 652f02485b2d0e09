"""Residual networks: the skip connection in NumPy, ResNet-18 to ResNet-152 in PyTorch.

CS 182 discussion 4, section 1. Sources: He, Zhang, Ren & Sun (2016), "Deep Residual Learning for
Image Recognition" (CVPR; arXiv:1512.03385), and for the gradient along the skips He, Zhang, Ren &
Sun (2016), "Identity Mappings in Deep Residual Networks" (ECCV; arXiv:1603.05027), section 2.

A plain layer replaces its input by f(x). A residual layer adds to it,

    out = x + f(x),        so that        d out / d x = 1 + f'(x)

and the "+ 1" is what this assignment is about. Every result keeps the dtype of x, and x itself is
left as it was.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]


def residual_forward(x: Array, w1: Array, b1: Array, w2: Array, b2: Array) -> tuple[Array, Any]:
    """A residual block of two linear layers, with a ReLU between them and one after the addition.

        f(x) = relu(x w1 + b1) w2 + b2
        out  = relu(x + f(x))

    x   (N, D), a batch of N samples; it must not be changed
    w1  (D, H)    b1  (H,)
    w2  (H, D)    b2  (D,)

    Returns out of shape (N, D), and a cache: whatever your residual_backward needs.

    The order is that of the first ResNet: the second linear layer has no ReLU of its own. f may be
    negative, so it can lower x as well as raise it; the ReLU comes once, after the addition.

    Where to start: name the two intermediate arrays (after the first ReLU, and the sum), and write
    their shapes beside them. (He et al. 2016, CVPR, equation 1 and figure 2.)
    """
    raise NotImplementedError("residual_forward is yours to write")


def residual_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array, Array, Array]:
    """The gradients of the residual block.

    dout   (N, D), dL/dout
    cache  what your residual_forward returned

    Returns dx (N, D), dw1 (D, H), db1 (H,), dw2 (H, D) and db2 (D,), in this order.

    Go from out to x. The last ReLU lets dout through where the *sum* x + f(x) was positive. What
    passes it, call it dsum, goes two ways, since the sum has two terms: along the skip it arrives
    at x as it is (the factor 1 of 1 + f'), and through f it is multiplied by w2, by the first ReLU
    and by w1. Where the two ways meet, at x, their gradients are added.

    A parameter is used for every sample, so its gradient is a sum over the batch.

    Where to start: dsum, then db2 and dw2, which need nothing else but the hidden values. The
    derivative of a ReLU at exactly 0 is a convention; both 0 and 1 pass. (Chain rule; He et al.
    2016, ECCV, equation 5, has the same two terms for many blocks at once.)
    """
    raise NotImplementedError("residual_backward is yours to write")


def gradient_norms(depth: int, skip: bool, weights: Array, x: Array, dout: Array) -> Array:
    """How much gradient arrives at every layer of a deep network, with or without skips.

    The network has `depth` layers, which use the first `depth` of the given weights. From h_0 = x,

        h_l = tanh(h_{l-1} W_l)               if skip is False
        h_l = h_{l-1} + tanh(h_{l-1} W_l)     if skip is True           l = 1, ..., depth

    depth    number of layers, at most len(weights)
    skip     whether every layer has a skip connection
    weights  (L, D, D); W_l is weights[l - 1]
    x        (N, D); it must not be changed
    dout     (N, D), the gradient dL/dh_depth at the output

    Returns an array of shape (depth + 1,), of the dtype of x: entry l is the norm of dL/dh_l, the
    gradient that arrives at the *values* of layer l (not at its weights). The norm is the root of
    the sum of all N * D squares. Entry 0 belongs to the input, the last entry is the norm of dout.

    With tanh' = 1 - tanh^2, one step backward is

        dL/dh_{l-1} = (dL/dh_l * (1 - tanh(h_{l-1} W_l)^2)) W_l^T    (+ dL/dh_l if skip is True)

    Where to start: a loop forward that keeps every tanh(...), a loop backward that goes through
    them in the opposite order. Mind that with a skip h_l is not the tanh any more. (He et al. 2016,
    ECCV, section 2; autograd may do the way back for you, if you prefer.)
    """
    raise NotImplementedError("gradient_norms is yours to write")


class BasicBlock(nn.Module):
    """The residual block of ResNet-18 and ResNet-34: two 3x3 convolutions beside a shortcut.

        conv1 (3x3, stride) - bn1 - relu - conv2 (3x3) - bn2 - (+ shortcut) - relu

    Its submodules have torchvision's names, so that torchvision's checkpoints fit:

        conv1, conv2  3x3 convolutions to `channels`, padding 1, without a bias (the BatchNorm after
                      each has one); conv1 has the block's stride, conv2 has stride 1
        bn1, bn2      nn.BatchNorm2d with its defaults
        downsample    the shortcut: the input itself where it has the shape of the branch's output.
                      Where stride is not 1, *or* the number of channels changes, a projection:
                      nn.Sequential of a 1x1 convolution with the block's stride and without a bias
                      (downsample.0), and a BatchNorm (downsample.1)

    A shortcut without parameters may be None, nn.Identity() or nn.Sequential(). How you write a
    ReLU is yours to choose; it has no parameters. Initial values aren't judged: your block is given
    others. (He et al. 2016, CVPR, figure 5 left, and section 3.3, option B.)
    """

    expansion = 1
    """Channels of the output, as a multiple of `channels`."""

    def __init__(self, in_channels: int, channels: int, stride: int = 1) -> None:
        """Set up the submodules named above, for input (N, in_channels, H, W).

        Where to start: the four of the branch; then ask when x + branch would fail for its shapes.
        """
        super().__init__()
        raise NotImplementedError("__init__ is yours to write")

    def forward(self, x: Tensor) -> Tensor:
        """The block's output of shape (N, channels, H', W'), H' = ceil(H / stride); x stays as is.

        Where to start: your residual_forward, with a BatchNorm after each of the two linear maps.
        """
        raise NotImplementedError("forward is yours to write")


class Bottleneck(nn.Module):
    """The residual block of ResNet-50 and deeper: the 3x3 convolution between two 1x1 ones.

        conv1 (1x1) - bn1 - relu - conv2 (3x3, stride) - bn2 - relu - conv3 (1x1) - bn3
            - (+ shortcut) - relu

    conv1 narrows the input to `channels`, conv2 works there, and conv3 widens the result to
    4 * channels. Its submodules have torchvision's names:

        conv1, conv2, conv3  convolutions without a bias; conv2 has padding 1
        bn1, bn2, bn3        nn.BatchNorm2d with its defaults
        downsample           as in BasicBlock, to 4 * channels

    The stride stands in the 3x3 convolution. The paper put it into the first 1x1, which then skips
    three of four places of its input; everyone moved it since, and "ResNet v1.5" is the name for
    that. (He et al. 2016, CVPR, figure 5 right; torchvision.models.resnet.)
    """

    expansion = 4
    """Channels of the output, as a multiple of `channels`."""

    def __init__(self, in_channels: int, channels: int, stride: int = 1) -> None:
        """Set up the submodules named above, for input (N, in_channels, H, W).

        Where to start: write the number of channels between any two submodules on paper. A block
        whose in_channels equals `channels` still changes the number of channels.
        """
        super().__init__()
        raise NotImplementedError("__init__ is yours to write")

    def forward(self, x: Tensor) -> Tensor:
        """The block's output of shape (N, 4 * channels, ceil(H / stride), ceil(W / stride)).

        Where to start: BasicBlock's forward pass, with one more layer.
        """
        raise NotImplementedError("forward is yours to write")


class ResNet(nn.Module):
    """A residual network for images: a stem, four stages of blocks, and a classifier.

        conv1    7x7 convolution from 3 channels to `width`, stride 2, padding 3, without a bias
        bn1      nn.BatchNorm2d, then a ReLU
                 3x3 max pooling, stride 2, padding 1
        layer1   blocks with `width` channels
        layer2   blocks with 2 * width channels; its first block has stride 2
        layer3   blocks with 4 * width channels; its first block has stride 2
        layer4   blocks with 8 * width channels; its first block has stride 2
                 the mean over all places
        fc       nn.Linear to `num_classes`

    "Channels" is the blocks' argument; a Bottleneck puts out four times as many. The blocks of a
    stage are numbered, layer1.0, layer1.1, ..., as in an nn.Sequential; every block but the first
    of a stage has stride 1 and no projection. (He et al. 2016, CVPR, table 1.)
    """

    def __init__(
        self,
        block: type[BasicBlock] | type[Bottleneck],
        blocks: Sequence[int],
        num_classes: int = 1000,
        width: int = 64,
    ) -> None:
        """Set up the submodules named above; blocks[i] is the number of blocks in stage i + 1.

        Where to start: a helper that makes one stage. It needs the number of channels that come
        in, and that number is other for the second block of a stage than for the first.
        """
        super().__init__()
        raise NotImplementedError("__init__ is yours to write")

    def forward(self, x: Tensor) -> Tensor:
        """Logits (N, num_classes) of images x (N, 3, H, W), of any size; no softmax.

        Where to start: print the shape after every line for x of shape (2, 3, 224, 224); before
        the mean it is (2, 8 * width * expansion, 7, 7).
        """
        raise NotImplementedError("forward is yours to write")


def resnet(depth: int, num_classes: int = 1000, width: int = 64) -> nn.Module:
    """The ResNet of a given depth.

        depth   block         blocks in the four stages   parameters
        18      BasicBlock    2, 2,  2, 2                 11,689,512
        34      BasicBlock    3, 4,  6, 3                 21,797,672
        50      Bottleneck    3, 4,  6, 3                 25,557,032
        101     Bottleneck    3, 4, 23, 3                 44,549,160
        152     Bottleneck    3, 8, 36, 3                 60,192,808

    depth        counts the convolutions of the main path and fc, without projections
    num_classes  outputs of the classifier
    width        channels after the stem; 64 in the paper, and in the counts above

    Raises ValueError for any other depth.

    A module of your own making will do as well, as long as its parameters and buffers have the
    names and shapes that ResNet's docstring gives.

    Where to start: with torch.device("meta"): network = resnet(18). On that device a network has
    shapes but no memory, so that its parameters are counted in no time. (He et al. 2016, CVPR,
    table 1; the counts are those of torchvision.models.)
    """
    raise NotImplementedError("resnet is yours to write")
