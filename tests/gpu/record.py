"""Run all that needs a GPU in one go, and write down what came of it: `make gpu`.

    python -m tests.gpu.record [FILE] [--only WHAT]     docs/gpu.json by default

First whether a worker can use the card at all: else that is the end. Then what may share the card,
several tests at a time; then what measures it, or takes all of it. A second run on the same machine
and day takes the place of the tests that it runs again, and leaves the others. Ends with pytest's
status. Where there is no GPU nothing passes, and the file says so.
"""

import argparse
import datetime
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import torch

ROOT = Path(__file__).parents[2]

TESTS = ("tests/gpu", "tests/test_devices.py", "tests/track/test_track_on_the_gpu.py")
"""Where tests for a GPU are: others may need libraries that a machine with one lacks."""

FIRST = "tests/gpu/test_layers.py"
"""Where it fails nothing else can pass, and nothing else is run."""

PARTS = {
    "layers": "gpu",
    "shared": "gpu and not alone",
    "alone": "gpu and alone",
    "track": "gpu and alone",
}
"""What is run, by pytest's marks; of those that run alone the track's are a part of their own."""

MOST_AT_ONCE = 8
"""Tests that share a card: each holds a few processes on it."""


class Recorder:
    """Takes down how each test ended, how long it took, and what it measured; after each, anew."""

    def __init__(self, file: Path) -> None:
        self.tests: list[dict[str, Any]] = []
        self._file = file
        self._before = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        self._head = {"date": datetime.date.today().isoformat(), "machine": machine()}

    def write(self) -> dict[str, Any]:
        """The record, which a run that is cut off leaves behind as well."""
        written = merged(self._before, {**self._head, "tests": self.tests})
        self._file.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
        return written

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Of the test itself, or of a set-up in which it ended already."""
        if report.when == "call" or report.outcome != "passed":
            self.tests.append(
                {
                    "test": report.nodeid,
                    "outcome": report.outcome,
                    "seconds": round(report.duration, 3),
                    "measured": dict(report.user_properties),
                    "why": report.longreprtext.strip().splitlines()[-1:] or [],
                }
            )
            self.write()


def machine() -> Mapping[str, object]:
    """The card and the libraries. Asks the driver only, where there is one."""
    cards = [torch.cuda.get_device_name(n) for n in range(torch.cuda.device_count())]
    return {
        "cards": cards,
        "cuda": torch.version.cuda,
        "torch": torch.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
    }


def run(part: str, recorder: Recorder) -> int:
    """One part's tests; pytest's status."""
    at_once = min(MOST_AT_ONCE, (os.cpu_count() or 1) // 2)
    together = part == "shared" and at_once > 1 and find_spec("xdist") is not None
    beside = ["-n", str(at_once)] if together else ["-p", "no:xdist"]
    files = [str(ROOT / path) for path in _files(part)]
    return int(pytest.main([*files, "-m", PARTS[part], "--require-gpu", *beside], [recorder]))


def _files(part: str) -> list[str]:
    """Where a part's tests are."""
    if part == "layers":
        return [FIRST]
    return [path for path in TESTS if part == "shared" or ("track" in path) == (part == "track")]


def merged(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """A record with what an earlier one of the same day and machine tells of other tests."""
    of_the_same = all(before.get(name) == now[name] for name in ("date", "machine"))
    known = {told["test"]: told for told in before["tests"]} if of_the_same else {}
    known |= {told["test"]: told for told in now["tests"]}
    return {**now, "tests": sorted(known.values(), key=lambda told: str(told["test"]))}


def measurements(tests: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was measured, a line for each figure."""
    return [
        f"{told['test'].rpartition('::')[2]}: {name}: {json.dumps(value)}"
        for told in tests
        for name, value in told["measured"].items()
    ]


def main(file: Path, parts: Iterable[str]) -> int:
    """Run and write."""
    recorder = Recorder(file)
    statuses = []
    for part in parts:
        statuses.append(run(part, recorder))
        if part == "layers" and statuses[-1]:
            break
    print("\n".join(measurements(recorder.write()["tests"])))
    print(f"written: {file}")
    return max(statuses)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "docs" / "gpu.json")
    parser.add_argument("--only", choices=PARTS, help="this part alone")
    given = parser.parse_args()
    sys.exit(main(given.file, [given.only] if given.only else list(PARTS)))
