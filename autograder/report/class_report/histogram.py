"""The distribution of scores as an inline drawing, with the table that it shows."""

import math

from autograder.report.class_report.marks import scored
from autograder.report.class_report.markup import percent, picked, table, told
from autograder.report.class_report.scores import BINS, Scores
from autograder.report.explain import points

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 18, 34
GAP = 3
MOST_LINES, STEPS = 5, (1, 2, 2.5, 5)
TICKS = 10
"""Parts of the axis of points."""


def histogram(scores: Scores, whole: float) -> str:
    """The drawing and the table; `whole` are the points that could be earned."""
    most = max(scores.bins)
    step, top = _scale(most)
    body = [*_lines(step, top), *_bars(scores.bins, top), *_axis(whole)]
    peak = scores.bins.index(most)
    label = (
        f"Distribution of {scores.count:,} scores in {BINS} steps of {points(whole / BINS)} "
        f"points; the most, {most:,}, have {_step(peak, whole)}. The table below tells all numbers."
    )
    drawing = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{told(label)}" '
        f'class="histogram">{"".join(body)}</svg>'
    )
    rows = [
        (
            _step(at, whole),
            picked(count, scored(at), _step(at, whole)),
            percent(count, scores.count),
        )
        for at, count in enumerate(scores.bins)
    ]
    numbers = table("Hand-ins by score", ("points", "hand-ins", "of all"), rows, (1, 2))
    return f"{drawing}<details><summary>As a table</summary>{numbers}</details>"


def _step(at: int, whole: float) -> str:
    """The points that a bar is of."""
    low, high = points(at * whole / BINS), points((at + 1) * whole / BINS)
    return f"{low} to {high}" if at == BINS - 1 else f"{low} to below {high}"


def _scale(most: int) -> tuple[int, int]:
    """The step of a scale of few round numbers, and where it ends: at the least above `most`."""
    step = next(
        digit * 10**power
        for power in range(9)
        for digit in STEPS
        if digit * 10**power * MOST_LINES >= most and (power or digit == int(digit))
    )
    return int(step), int(step) * max(1, math.ceil(most / step))


def _height(count: float, top: int) -> float:
    return (HEIGHT - TOP - BOTTOM) * count / top


def _lines(step: int, top: int) -> list[str]:
    """Lines that tell how high a bar is."""
    floor = HEIGHT - BOTTOM
    return [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{count:,}</text>'
        for count in range(0, top + 1, step)
        for y in [floor - _height(count, top)]
    ]


def _bars(bins: tuple[int, ...], top: int) -> list[str]:
    wide = (WIDTH - LEFT - RIGHT) / BINS
    floor = HEIGHT - BOTTOM
    drawn = []
    for at, count in enumerate(bins):
        if count:
            high = max(1.0, _height(count, top))
            x, y = LEFT + at * wide, floor - high
            drawn.append(
                f'<rect x="{x + GAP / 2:.1f}" y="{y:.1f}" width="{wide - GAP:.1f}" '
                f'height="{high:.1f}"/><text x="{x + wide / 2:.1f}" y="{y - 4:.1f}" '
                f'text-anchor="middle">{count:,}</text>'
            )
    return drawn


def _axis(whole: float) -> list[str]:
    wide = (WIDTH - LEFT - RIGHT) / TICKS
    floor = HEIGHT - BOTTOM
    marks = [
        f'<text x="{LEFT + at * wide:.1f}" y="{floor + 16}" '
        f'text-anchor="{"end" if at == TICKS else "middle"}">{points(at * whole / TICKS)}</text>'
        for at in range(TICKS + 1)
    ]
    middle = (LEFT + WIDTH - RIGHT) / 2
    return [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{floor}" y2="{floor}" class="axis"/>',
        *marks,
        f'<text x="{middle:.0f}" y="{HEIGHT - 2}" text-anchor="middle" class="what">points</text>',
    ]
