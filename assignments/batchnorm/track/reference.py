"""The track's reference, in Triton: as few passes over memory as the size of the batch allows.

    short batch    a strip of columns with all of its rows fits on a processor of the device: read
                   once, summed there, and written. One launch, and the least bytes there are.
    small tensors  one launch as well: each program goes over its columns twice, and finds them in
                   the device's cache the second time.
    large tensors  two passes: partial sums of many rows at a time, without atomics and so without a
                   buffer to zero; a few programs that add them up; then the results, tile by tile.

What the sizes of tiles should be is found out in the first calls. Under Triton's interpreter, which
needs no device, the first of them is taken.
"""

import os

import torch
import triton
import triton.language as tl
from torch import Tensor

EPS = tl.constexpr(1e-5)

SHORT = 1_024
"""Rows of a strip that fits on a processor with both x and dout."""

SMALL = 40 << 20
"""Bytes of inputs that stay in the device's cache from one pass to the next."""

SPLITS = 64
"""Parts of the rows that are summed side by side."""

INTERPRETED = os.environ.get("TRITON_INTERPRET") == "1"


def _tuned(tiles, key=("n", "d")):
    """Try these (rows, columns, warps) of a tile at each new size, and keep the fastest."""
    configs = [
        triton.Config({"ROWS": rows, "COLUMNS": columns}, num_warps=warps)
        for rows, columns, warps in tiles
    ]
    return triton.autotune(configs[:1] if INTERPRETED else configs, key=list(key))


_STRIPS = [(0, 8, 4), (0, 8, 8), (0, 16, 8), (0, 16, 16), (0, 32, 16), (0, 32, 32)]
_LOOPS = [(128, 8, 8), (256, 8, 8), (128, 16, 8), (256, 16, 16), (512, 8, 16)]
_TILES = [(8, 128, 4), (16, 128, 4), (8, 256, 4), (16, 256, 8), (32, 128, 8), (32, 64, 4)]


# ---- backward ----------------------------------------------------------------------------------


@triton.jit
def _place(rows, columns, n, d):
    """Offsets of a tile in an (N, D) tensor, and which of them there are."""
    offsets = rows[:, None].to(tl.int64) * d + columns[None, :]
    return offsets, (rows[:, None] < n) & (columns[None, :] < d)


@_tuned(_STRIPS)
@triton.jit
def _backward_strip(
    dout, x, gamma, mean, inv_std, dx, dgamma, dbeta, n, d,
    N: tl.constexpr, ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    offsets, inside = _place(tl.arange(0, N), columns, n, d)
    deviation = tl.load(inv_std + columns, mask=there, other=0.0)
    average = tl.load(mean + columns, mask=there, other=0.0)
    scale = tl.load(gamma + columns, mask=there, other=0.0) * deviation
    gradient = tl.load(dout + offsets, mask=inside, other=0.0).to(tl.float32)
    values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
    x_hat = (values - average[None, :]) * deviation[None, :]
    slope, offset = tl.sum(gradient * x_hat, 0), tl.sum(gradient, 0)
    result = scale[None, :] * (gradient - (offset[None, :] + x_hat * slope[None, :]) / n)
    tl.store(dx + offsets, result.to(dx.dtype.element_ty), mask=inside)
    tl.store(dgamma + columns, slope, mask=there)
    tl.store(dbeta + columns, offset, mask=there)


@_tuned(_LOOPS)
@triton.jit
def _backward_looped(
    dout, x, gamma, mean, inv_std, dx, dgamma, dbeta, n, d,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    deviation = tl.load(inv_std + columns, mask=there, other=0.0)
    average = tl.load(mean + columns, mask=there, other=0.0)
    scale = tl.load(gamma + columns, mask=there, other=0.0) * deviation
    slopes = tl.zeros([ROWS, COLUMNS], tl.float32)
    sums = tl.zeros([ROWS, COLUMNS], tl.float32)
    for first in range(0, n, ROWS):
        offsets, inside = _place(first + tl.arange(0, ROWS), columns, n, d)
        gradient = tl.load(dout + offsets, mask=inside, other=0.0).to(tl.float32)
        values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
        sums += gradient
        slopes += gradient * (values - average[None, :]) * deviation[None, :]
    slope, offset = tl.sum(slopes, 0), tl.sum(sums, 0)
    for first in range(0, n, ROWS):
        offsets, inside = _place(first + tl.arange(0, ROWS), columns, n, d)
        gradient = tl.load(dout + offsets, mask=inside, other=0.0).to(tl.float32)
        values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
        x_hat = (values - average[None, :]) * deviation[None, :]
        result = scale[None, :] * (gradient - (offset[None, :] + x_hat * slope[None, :]) / n)
        tl.store(dx + offsets, result.to(dx.dtype.element_ty), mask=inside)
    tl.store(dgamma + columns, slope, mask=there)
    tl.store(dbeta + columns, offset, mask=there)


@_tuned(_TILES)
@triton.jit
def _backward_sums(
    dout, x, mean, inv_std, parts, n, d,
    SPLITS: tl.constexpr, ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    """Each program sums every SPLITS-th tile of its columns; parts is (2, SPLITS, D)."""
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    split = tl.program_id(1)
    there = columns < d
    deviation = tl.load(inv_std + columns, mask=there, other=0.0)
    average = tl.load(mean + columns, mask=there, other=0.0)
    slopes = tl.zeros([ROWS, COLUMNS], tl.float32)
    sums = tl.zeros([ROWS, COLUMNS], tl.float32)
    for first in range(split * ROWS, n, SPLITS * ROWS):
        offsets, inside = _place(first + tl.arange(0, ROWS), columns, n, d)
        gradient = tl.load(dout + offsets, mask=inside, other=0.0).to(tl.float32)
        values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
        sums += gradient
        slopes += gradient * (values - average[None, :]) * deviation[None, :]
    tl.store(parts + split * d + columns, tl.sum(slopes, 0), mask=there)
    tl.store(parts + (SPLITS + split) * d + columns, tl.sum(sums, 0), mask=there)


@triton.jit
def _added_up(parts, total, d, SPLITS: tl.constexpr, COLUMNS: tl.constexpr):
    """The sum of one half of the parts."""
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    offsets, inside = _place(tl.arange(0, SPLITS), columns, SPLITS, d)
    tl.store(
        total + columns,
        tl.sum(tl.load(parts + offsets, mask=inside, other=0.0), 0),
        mask=columns < d,
    )


@triton.jit
def _both_added_up(parts, first, second, d, SPLITS: tl.constexpr, COLUMNS: tl.constexpr):
    _added_up(parts, first, d, SPLITS, COLUMNS)
    _added_up(parts + SPLITS * d, second, d, SPLITS, COLUMNS)


@_tuned(_TILES)
@triton.jit
def _backward_tiles(
    dout, x, gamma, mean, inv_std, dx, dgamma, dbeta, n, d,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    deviation = tl.load(inv_std + columns, mask=there, other=0.0)
    average = tl.load(mean + columns, mask=there, other=0.0)
    scale = tl.load(gamma + columns, mask=there, other=0.0) * deviation
    slope = tl.load(dgamma + columns, mask=there, other=0.0)
    offset = tl.load(dbeta + columns, mask=there, other=0.0)
    offsets, inside = _place(tl.program_id(1) * ROWS + tl.arange(0, ROWS), columns, n, d)
    gradient = tl.load(dout + offsets, mask=inside, other=0.0).to(tl.float32)
    values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
    x_hat = (values - average[None, :]) * deviation[None, :]
    result = scale[None, :] * (gradient - (offset[None, :] + x_hat * slope[None, :]) / n)
    tl.store(dx + offsets, result.to(dx.dtype.element_ty), mask=inside)


def batchnorm_backward_fused(
    dout: Tensor,
    x: Tensor,
    gamma: Tensor,
    mean: Tensor,
    inv_std: Tensor,
    dx: Tensor,
    dgamma: Tensor,
    dbeta: Tensor,
) -> None:
    """The gradients of the layer in train mode."""
    n, d = x.shape
    given, found = (gamma, mean, inv_std), (dx, dgamma, dbeta)
    if n <= SHORT:
        rows = triton.next_power_of_2(n)
        _backward_strip[_strips(d)](dout, x, *given, *found, n, d, N=rows)
    elif 2 * x.nbytes <= SMALL:
        _backward_looped[_strips(d)](dout, x, *given, *found, n, d)
    else:
        parts = torch.empty(2, SPLITS, d, dtype=torch.float32, device=x.device)
        _backward_sums[_strips(d, SPLITS)](dout, x, mean, inv_std, parts, n, d, SPLITS=SPLITS)
        _both_added_up[(triton.cdiv(d, 32),)](parts, dgamma, dbeta, d, SPLITS=SPLITS, COLUMNS=32)
        _backward_tiles[_tiles(n, d)](dout, x, *given, *found, n, d)


# ---- forward -----------------------------------------------------------------------------------


@_tuned(_STRIPS)
@triton.jit
def _forward_strip(
    x, gamma, beta, out, mean, inv_std, n, d,
    N: tl.constexpr, ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    offsets, inside = _place(tl.arange(0, N), columns, n, d)
    values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
    average = tl.sum(values, 0) / n
    centered = tl.where(inside, values - average[None, :], 0.0)
    deviation = 1 / tl.sqrt(tl.sum(centered * centered, 0) / n + EPS)
    scale = tl.load(gamma + columns, mask=there, other=0.0) * deviation
    shift = tl.load(beta + columns, mask=there, other=0.0)
    result = centered * scale[None, :] + shift[None, :]
    tl.store(out + offsets, result.to(out.dtype.element_ty), mask=inside)
    tl.store(mean + columns, average, mask=there)
    tl.store(inv_std + columns, deviation, mask=there)


@_tuned(_LOOPS)
@triton.jit
def _forward_looped(
    x, gamma, beta, out, mean, inv_std, n, d,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    origin = tl.load(x + columns, mask=there, other=0.0).to(tl.float32)
    sums = tl.zeros([ROWS, COLUMNS], tl.float32)
    squares = tl.zeros([ROWS, COLUMNS], tl.float32)
    for first in range(0, n, ROWS):
        offsets, inside = _place(first + tl.arange(0, ROWS), columns, n, d)
        values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
        moved = tl.where(inside, values - origin[None, :], 0.0)
        sums += moved
        squares += moved * moved
    moved_by = tl.sum(sums, 0) / n
    average = origin + moved_by
    deviation = 1 / tl.sqrt(tl.sum(squares, 0) / n - moved_by * moved_by + EPS)
    scale = tl.load(gamma + columns, mask=there, other=0.0) * deviation
    shift = tl.load(beta + columns, mask=there, other=0.0)
    for first in range(0, n, ROWS):
        offsets, inside = _place(first + tl.arange(0, ROWS), columns, n, d)
        values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
        result = (values - average[None, :]) * scale[None, :] + shift[None, :]
        tl.store(out + offsets, result.to(out.dtype.element_ty), mask=inside)
    tl.store(mean + columns, average, mask=there)
    tl.store(inv_std + columns, deviation, mask=there)


@_tuned(_TILES)
@triton.jit
def _forward_sums(
    x, parts, n, d,
    SPLITS: tl.constexpr, ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    """Sums of x and of its squares, both of the distance to the first row."""
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    split = tl.program_id(1)
    there = columns < d
    origin = tl.load(x + columns, mask=there, other=0.0).to(tl.float32)
    sums = tl.zeros([ROWS, COLUMNS], tl.float32)
    squares = tl.zeros([ROWS, COLUMNS], tl.float32)
    for first in range(split * ROWS, n, SPLITS * ROWS):
        offsets, inside = _place(first + tl.arange(0, ROWS), columns, n, d)
        values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
        moved = tl.where(inside, values - origin[None, :], 0.0)
        sums += moved
        squares += moved * moved
    tl.store(parts + split * d + columns, tl.sum(sums, 0), mask=there)
    tl.store(parts + (SPLITS + split) * d + columns, tl.sum(squares, 0), mask=there)


@triton.jit
def _statistics(x, parts, mean, inv_std, n, d, SPLITS: tl.constexpr, COLUMNS: tl.constexpr):
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    offsets, inside = _place(tl.arange(0, SPLITS), columns, SPLITS, d)
    origin = tl.load(x + columns, mask=there, other=0.0).to(tl.float32)
    moved_by = tl.sum(tl.load(parts + offsets, mask=inside, other=0.0), 0) / n
    squares = tl.sum(tl.load(parts + SPLITS * d + offsets, mask=inside, other=0.0), 0)
    tl.store(mean + columns, origin + moved_by, mask=there)
    variance = squares / n - moved_by * moved_by
    tl.store(inv_std + columns, 1 / tl.sqrt(variance + EPS), mask=there)


@_tuned(_TILES)
@triton.jit
def _forward_tiles(
    x, gamma, beta, out, mean, inv_std, n, d,
    ROWS: tl.constexpr, COLUMNS: tl.constexpr,
):  # fmt: skip
    columns = tl.program_id(0) * COLUMNS + tl.arange(0, COLUMNS)
    there = columns < d
    average = tl.load(mean + columns, mask=there, other=0.0)
    deviation = tl.load(inv_std + columns, mask=there, other=0.0)
    scale = tl.load(gamma + columns, mask=there, other=0.0) * deviation
    shift = tl.load(beta + columns, mask=there, other=0.0)
    offsets, inside = _place(tl.program_id(1) * ROWS + tl.arange(0, ROWS), columns, n, d)
    values = tl.load(x + offsets, mask=inside, other=0.0).to(tl.float32)
    result = (values - average[None, :]) * scale[None, :] + shift[None, :]
    tl.store(out + offsets, result.to(out.dtype.element_ty), mask=inside)


def batchnorm_forward_fused(
    x: Tensor, gamma: Tensor, beta: Tensor, out: Tensor, mean: Tensor, inv_std: Tensor
) -> None:
    """Normalize the columns of x by their own statistics."""
    n, d = x.shape
    if n <= SHORT:
        rows = triton.next_power_of_2(n)
        _forward_strip[_strips(d)](x, gamma, beta, out, mean, inv_std, n, d, N=rows)
    elif x.nbytes <= SMALL:
        _forward_looped[_strips(d)](x, gamma, beta, out, mean, inv_std, n, d)
    else:
        parts = torch.empty(2, SPLITS, d, dtype=torch.float32, device=x.device)
        _forward_sums[_strips(d, SPLITS)](x, parts, n, d, SPLITS=SPLITS)
        _statistics[(triton.cdiv(d, 32),)](x, parts, mean, inv_std, n, d, SPLITS=SPLITS, COLUMNS=32)
        _forward_tiles[_tiles(n, d)](x, gamma, beta, out, mean, inv_std, n, d)


def _strips(d: int, splits: int = 1):
    """A program for each strip of columns, and each part of the rows."""
    return lambda tile: (triton.cdiv(d, tile["COLUMNS"]), splits)


def _tiles(n: int, d: int):
    """A program for each tile."""
    return lambda tile: (triton.cdiv(d, tile["COLUMNS"]), triton.cdiv(n, tile["ROWS"]))
