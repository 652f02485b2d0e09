"""Tolerances from measurement: how far right solutions are from the truth, and a factor on top.

Every accepted solution and the reference run in each dtype over many seeds. What is allowed is
FACTOR times the largest deviation of any of them, never less than torch.testing's own tolerance.
Beside it stands how far the nearest wrong solution is from what is allowed.

For what runs on a GPU alone, in a dtype of its own or under autocast, the CPU stands in: it rounds
to the same dtype. Of these only what is allowed more than a unit is written down.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.audit.findings import Finding
from autograder.audit.kills import Fate, Key
from autograder.audit.margins import Margin
from autograder.checking.tolerance import Tolerances

FACTOR = 10
"""Between the largest honest deviation that was seen and what is allowed."""

LEAST = 1e-3
"""Units; a smaller deviation is written as 0."""

ANOTHER_MACHINE = 2
"""Times the honest deviation may be as large elsewhere, where sums are made in another order."""

FILE = "tolerances.toml"

STAND_INS = [
    "# cuda-...: of cases that only a GPU is given, measured on the CPU, which stands in for one;",
    "# what is not listed is allowed as on the CPU, else 1.",
]


@dataclass(frozen=True)
class Measured:
    """One output's largest honest deviation, and what it makes allowed, in units."""

    honest: float

    @property
    def allowed(self) -> float:
        """FACTOR times the deviation, rounded up to two digits; 1 at least."""
        wanted = FACTOR * self.honest
        if wanted <= 1:
            return 1.0
        step = 10.0 ** (math.floor(math.log10(wanted)) - 1)
        return math.ceil(wanted / step) * step


def measured(accepted: Iterable[Fate]) -> dict[Key, Measured]:
    """The largest deviation of any right solution, for each output, device and dtype.

    An answer of another form is off by no number, and is no matter of tolerance.
    """
    worst: dict[Key, float] = {}
    for fate in accepted:
        for key, deviation in fate.deviations.items():
            if math.isinf(deviation):
                continue
            worst[key] = max(worst.get(key, 0.0), deviation)
    return {key: Measured(honest) for key, honest in worst.items()}


def written(found: Mapping[Key, Measured], margins: Mapping[Key, Margin], seeds: int) -> str:
    """The measurements as tolerances.toml."""
    lines = [
        "# Written by `autograder audit --write`: never by hand.",
        "# Units: torch.testing's tolerance for the dtype (absolute + relative * |right value|).",
        f"# allowed = {FACTOR} x the largest deviation of a right solution, 1 at least;",
        f"# honest = that deviation, over {seeds} seeds; below {LEAST:g} it is written as 0;",
        "# margin = the deviation of the nearest wrong solution / allowed, where values tell it.",
    ]
    found = {key: entry for key, entry in found.items() if not _goes_without_saying(key, entry)}
    if any(_is_stand_in(key) for key in found):
        lines += STAND_INS
    tables: dict[str, list[str]] = defaultdict(list)
    for (output, place), entry in found.items():
        told = f"allowed = {entry.allowed:.6g}, honest = {_rounded(entry.honest):.2g}"
        margin = margins.get((output, place))
        if margin is not None and math.isfinite(margin.times):
            told += f", margin = {margin.times:.2g}"
        tables[output].append(f"{place} = {{ {told} }}")
    for output, entries in tables.items():
        lines += ["", f'["{output}"]', *entries]
    return "\n".join(lines) + "\n"


def stale(folder: Path, found: Mapping[Key, Measured], *, stand_ins: bool = True) -> list[Finding]:
    """What tolerances.toml says that measurement doesn't: on any machine, over fewer seeds too.

    stand_ins  whether the cases were judged for which the CPU stands in
    """
    told = {
        (output, place): entry
        for output, places in _entries(folder).items()
        for place, entry in places.items()
        if stand_ins or not _is_stand_in((output, place))
    }
    return [
        Finding("tolerance", " ".join(key), why)
        for key in sorted({*told, *found})
        if (why := _why_stale(told.get(key, _untold(key)), found.get(key)))
    ]


def far_off(found: Mapping[Key, Measured], tolerances: Tolerances) -> list[Finding]:
    """Right solutions that are nearer to what is allowed on a GPU than another machine may be."""
    return [
        Finding(
            "tolerance",
            f"{output} {place}",
            f"a right solution is off by {entry.honest:.3g} units, and {allowed:g} are allowed: "
            f"{FACTOR // ANOTHER_MACHINE} times that at least",
        )
        for (output, place), entry in sorted(found.items())
        if (allowed := tolerances.of(*output.split(".", 1), *place.split("-", 1)))
        < entry.honest * FACTOR / ANOTHER_MACHINE
    ]


def recorded_margins(folder: Path) -> dict[Key, Margin]:
    """The margins that tolerances.toml tells; it doesn't say whose they are."""
    return {
        (output, place): Margin(float(entry["margin"]), "the nearest wrong solution")
        for output, places in _entries(folder).items()
        for place, entry in places.items()
        if "margin" in entry
    }


def _entries(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    path = folder / FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _why_stale(told: Mapping[str, float] | None, found: Measured | None) -> str:
    if told is None:
        return f"{FILE} has no such output: write it anew"
    if found is None:
        return f"{FILE} has it, and no case judges it: write it anew"
    allowed = Measured(told["honest"]).allowed
    if not math.isclose(told["allowed"], allowed, rel_tol=0.25):  # honest is rounded to two digits
        return f"{told['allowed']:g} is allowed, and what was measured allows {allowed:g}"
    if found.honest > max(ANOTHER_MACHINE * told["honest"], ANOTHER_MACHINE / FACTOR):
        before = f"{told['honest']:g} was measured"
        return f"a right solution is off by {found.honest:.3g} units, and {before}"
    return ""


def _is_stand_in(key: Key) -> bool:
    return not key[1].startswith("cpu-")


def _goes_without_saying(key: Key, entry: Measured) -> bool:
    return _is_stand_in(key) and entry.allowed == 1


def _untold(key: Key) -> Mapping[str, float] | None:
    """What holds for an output that the file doesn't list."""
    return {"allowed": 1.0, "honest": 1 / FACTOR} if _is_stand_in(key) else None


def _rounded(deviation: float) -> float:
    return 0.0 if deviation < LEAST else deviation
