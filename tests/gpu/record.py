"""Run all that needs a GPU in one go, and write down what came of it: `make gpu`.

    python -m tests.gpu.record [FILE]     docs/gpu.json by default

Ends with pytest's status. Where there is no GPU every test fails, and the file says so.
"""

import datetime
import json
import platform
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import torch

ROOT = Path(__file__).parents[2]


class Recorder:
    """Takes down how each test ended, how long it took, and what it measured."""

    def __init__(self) -> None:
        self.tests: list[dict[str, Any]] = []

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


def machine() -> Mapping[str, object]:
    """The card and the libraries. Asks the driver only, where there is one."""
    cards = [torch.cuda.get_device_name(n) for n in range(torch.cuda.device_count())]
    return {
        "cards": cards,
        "cuda": torch.version.cuda,
        "torch": torch.__version__,
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def main(file: Path) -> int:
    """Run and write."""
    recorder = Recorder()
    status = pytest.main(
        ["tests", "-m", "gpu", "--require-gpu", "-p", "no:xdist"], plugins=[recorder]
    )
    written = {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "tests": recorder.tests,
    }
    file.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(f"written: {file}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "gpu.json"))
