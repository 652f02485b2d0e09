"""A track is read as its author wrote it, or refused with what is wrong and where."""

from pathlib import Path

import pytest
import torch

from autograder.spec.assignment import read_assignment
from autograder.spec.course import SpecError
from autograder.spec.track import blocks, read_kernels, stub_path

GOOD = """
title = "Layers"
module = "layers"

[[questions]]
name = "forward"
title = "The forward pass"
points = 2.5

[track]
title = "For speed"
module = "layers_fast"
sizes = [[64, 32]]
stand_in = [[4, 3], [5, 2]]
dtypes = ["float32", "bfloat16"]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "assignment.toml").write_text(text)
    return folder


def test_it_is_read(tmp_path: Path) -> None:
    track = read_assignment(written(tmp_path, GOOD)).track
    assert track is not None
    assert track.sizes_on("cuda") == ((64, 32),)
    assert track.sizes_on("cpu") == ((4, 3), (5, 2))
    assert stub_path(tmp_path, track) == tmp_path / "track" / "layers_fast.py"


def test_without_a_table_there_is_none(tmp_path: Path) -> None:
    assert read_assignment(written(tmp_path, GOOD.split("[track]")[0])).track is None


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('"layers_fast"', '"layers fast"', "module must be the name of a Python module"),
        ('"layers_fast"', '"layers"', "module must be another than the assignment's"),
        ('"bfloat16"]', '"int8"]', "dtypes must be of float64"),
        ("[[64, 32]]", "[]", "sizes must hold pairs of N and D"),
        ("[[4, 3], [5, 2]]", "[[4, 0]]", "stand_in must hold pairs of N and D"),
        ("[[64, 32]]", "[[64, 32, 1]]", "track.sizes"),
        ('title = "For speed"', 'name = "For speed"', "unknown field `name`"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, good: str, bad: str, told: str) -> None:
    with pytest.raises(SpecError, match=r"assignment\.toml") as error:
        read_assignment(written(tmp_path, GOOD.replace(good, bad)))
    assert told in str(error.value)


@pytest.mark.parametrize("text", ["", "KERNELS = ()", "KERNELS = ('forward',)"])
def test_kernels_must_be_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "track").mkdir()
    (tmp_path / "track" / "kernels.py").write_text(text)
    with pytest.raises(SpecError, match="must define KERNELS"):
        read_kernels(tmp_path)
    (tmp_path / "track" / "kernels.py").unlink()
    with pytest.raises(SpecError, match="is missing"):
        read_kernels(tmp_path)


@pytest.mark.parametrize(("n", "d", "values"), [(4, 7, 8), (4, 7, 1), (4, 7, 100), (9, 1, 4)])
def test_blocks_hold_every_column_once(n: int, d: int, values: int) -> None:
    seen = torch.zeros(d)
    for columns in blocks(n, d, values):
        seen[columns] += 1
        assert n * (columns.stop - columns.start) <= max(values, n)
    assert (seen == 1).all()
