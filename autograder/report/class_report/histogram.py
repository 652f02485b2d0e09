"""The distribution of scores as an inline drawing, with the table that it shows."""

from autograder.report.class_report.figures import BINS, Scores
from autograder.report.class_report.marks import scored
from autograder.report.class_report.markup import percent, picked, table, told
from autograder.report.explain import points

WIDTH, HEIGHT = 720, 220
LEFT, RIGHT, TOP, BOTTOM = 46, 8, 18, 34
GAP = 3
MOST_LINES = 4
TICKS = 10
"""Parts of the axis of points."""


def histogram(scores: Scores, whole: float) -> str:
    """The drawing and the table; `whole` are the points that could be earned."""
    most = max(scores.bins)
    top = _round_up(most)
    body = [*_lines(top), *_bars(scores.bins, top), *_axis(whole)]
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


def _round_up(most: int) -> int:
    """The least number of few digits that a scale may end at, in steps of whole hand-ins."""
    step = 1
    while step * MOST_LINES < most:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step * MOST_LINES if most > MOST_LINES else max(most, 1)


def _height(count: float, top: int) -> float:
    return (HEIGHT - TOP - BOTTOM) * count / top


def _lines(top: int) -> list[str]:
    """Lines that tell how high a bar is."""
    steps = range(0, top + 1, max(1, top // MOST_LINES))
    floor = HEIGHT - BOTTOM
    return [
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{count:,}</text>'
        for count in steps
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
