"""The judge and the service together stay under a gigabyte."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GIGABYTE = 1 << 20  # in the kB of /proc

GRADE = """
from pathlib import Path
from autograder.judge.grading import Terms, judging
from autograder.spec.course import Course

def peak(process):
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))

root = Path(ROOT)
with judging(Course(root), "batchnorm") as judge:
    report = judge.grade_path(root / "reference" / "batchnorm.py", Terms())
    print(report.score, peak("self"), peak(judge.service_pid))
"""


def test_a_whole_grading_takes_less_than_a_gigabyte() -> None:
    source = GRADE.replace("ROOT", repr(str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    score, judge, service = (float(number) for number in done.stdout.split())
    assert score == 100
    assert judge + service < GIGABYTE
