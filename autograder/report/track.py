"""What came of a hand-in on the speed track: times beside the floor, and the board's rows."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

ORDER = "desc"
"""The fastest stands first on the board."""

DIGITS = 3
"""Decimals of a score: more than two runs agree in."""


@dataclass(frozen=True)
class HeatReport:
    """One function, at one size, in one dtype.

    seconds  of a call; 0 where nothing was timed
    floor    the seconds in which the bytes of the plain way can move
    native   the seconds of the library's own function; 0 where there is none, or they can't be told
    problem  why it does not count, or ""
    """

    function: str
    device: str
    dtype: str
    n: int
    d: int
    seconds: float
    floor: float
    native: float
    problem: str = ""

    @property
    def id(self) -> str:
        """For example "batchnorm_backward_fused[cuda-float32-65536x4096]"."""
        return f"{self.function}[{self.device}-{self.dtype}-{self.n}x{self.d}]"

    @property
    def score(self) -> float:
        """The floor over the time taken: 1 for as fast as memory lets the plain way be."""
        return 0.0 if self.problem or not self.seconds else self.floor / self.seconds


@dataclass(frozen=True)
class TrackReport:
    """All heats of a hand-in, function by function.

    copy_rate  bytes a second that a copy on the device read and wrote, measured in the same run
    empty      seconds of a call that does nothing, which are no part of any other
    absent     functions that were not handed in, or not written: they are on no board
    problem    why the hand-in could not be timed at all, or ""
    tier       how safe the machine was; for the instructor
    """

    assignment: str
    title: str
    device: str
    device_name: str
    copy_rate: float
    empty: float
    heats: tuple[HeatReport, ...]
    absent: tuple[str, ...] = ()
    problem: str = ""
    tier: str = ""
    layers: dict[str, str] = field(default_factory=dict)

    @property
    def functions(self) -> tuple[str, ...]:
        """Those that were timed, in their order."""
        return tuple(dict.fromkeys(heat.function for heat in self.heats))

    def score(self, function: str) -> float:
        """The geometric mean of its heats' scores: 0 if any of them does not count."""
        scores = [heat.score for heat in self.heats if heat.function == function]
        if not scores or not all(scores):
            return 0.0
        return math.exp(math.fsum(map(math.log, scores)) / len(scores))


def board(report: TrackReport) -> list[dict[str, Any]]:
    """Gradescope's leaderboard: a column for each function that counts."""
    return [
        {"name": function, "value": round(report.score(function), DIGITS), "order": ORDER}
        for function in report.functions
    ]


def track_data(report: TrackReport) -> str:
    """All of it as JSON, with the scores."""
    data = asdict(report)
    for heat, told in zip(report.heats, data["heats"], strict=True):
        told |= {"id": heat.id, "score": heat.score}
    data["scores"] = {function: report.score(function) for function in report.functions}
    return json.dumps(data, indent=1, allow_nan=False) + "\n"


def track_text(report: TrackReport) -> str:
    """A table in plain text, and what went wrong."""
    lines = [f"{report.title}, on {report.device_name}"]
    if report.problem:
        return "\n".join([*lines, report.problem])
    lines.append(
        f"a copy moves {report.copy_rate / 1e9:,.0f} GB/s; an empty call takes "
        f"{_milliseconds(report.empty)} ms, which are taken off"
    )
    for function in report.functions:
        lines += ["", f"{function}: score {report.score(function):.{DIGITS}f}"]
        lines += _rows([heat for heat in report.heats if heat.function == function])
    if report.absent:
        lines += ["", f"Not handed in, and on no board: {', '.join(report.absent)}."]
    return "\n".join(lines)


def _rows(heats: Sequence[HeatReport]) -> list[str]:
    rows = [("N x D", "dtype", "ms", "floor", "native", "score")]
    for heat in heats:
        measured = [heat.seconds, heat.floor, heat.native]
        times = [_milliseconds(seconds) if seconds else "-" for seconds in measured]
        size = f"{heat.n} x {heat.d}"
        rows.append((size, heat.dtype, times[0], times[1], times[2], f"{heat.score:.{DIGITS}f}"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return [
        line + (f"  {heat.problem}" if heat is not None and heat.problem else "")
        for line, heat in zip(lines, [None, *heats], strict=True)
    ]


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.3f}"
