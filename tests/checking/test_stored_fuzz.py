"""A damaged file of public cases is read as public cases, or refused as a damaged file."""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checking.distribution import normal
from autograder.checking.stored import (
    FILE,
    Stored,
    StoredError,
    StoredQuestion,
    read_stored,
    write_stored,
)
from autograder.checking.trial import Trial
from autograder.worker.arrays import output_of
from tests.fuzzing import damaged, examples, misled, seldom

X = np.arange(6.0).reshape(2, 3)
INPUTS = {"x": X, "turned": np.asfortranarray(X), "settings": {"sizes": [1, None], "mode": "train"}}
TRIAL = Trial(
    "forward",
    "typical batch",
    True,
    "values",
    "numpy",
    "cpu",
    "float32",
    outputs=("dx", "names"),
    distributions={"w": normal(1.0, ("unit",))},
    inputs=INPUTS,
)
EXPECTED = {"dx": output_of(X), "names": output_of("weight"), "w": output_of(np.ones(2))}
STORED = Stored("a", "A", "mine", (StoredQuestion("forward", "F", 2),), (TRIAL,), (EXPECTED,))

ODD = st.sampled_from(
    [None, True, -1, 10**30, 1.5, float("nan"), "", "x", [], {}, [[]], {"$array": []}]
    + [{"$array": [place, "float64", [3, 2], "C"]} for place in (0, 99, -1, 1.5, "0", None)]
    + [{"$array": [0, "float64", shape, "strided"]} for shape in ([], [-1], [2**62, 4], "6", {})]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("template")


@pytest.fixture(scope="module")
def whole(folder: Path) -> bytes:
    """The file as it is written."""
    write_stored(STORED, folder / FILE)
    return (folder / FILE).read_bytes()


def with_header(whole: bytes, header: Any) -> bytes:
    """The same file with another header."""
    (size,) = struct.unpack("<Q", whole[:8])
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + whole[8 + size :]


def header_of(whole: bytes) -> Any:
    (size,) = struct.unpack("<Q", whole[:8])
    return json.loads(whole[8 : 8 + size])


@examples(40)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(folder: Path, whole: bytes, data: st.DataObject) -> None:
    header = header_of(whole)
    tree = json.loads(header["__metadata__"]["autograder"])
    told = json.dumps(data.draw(seldom(misled(tree, ODD), st.just([[]]))))
    depth = data.draw(seldom(st.just(0), st.sampled_from([900, 5_000])))
    header["__metadata__"]["autograder"] = "[" * depth + told + "]" * depth
    content = data.draw(seldom(st.just(with_header(whole, header)), damaged(whole)))
    (folder / FILE).write_bytes(content)
    try:
        assert isinstance(read_stored(folder), Stored)
    except StoredError as error:
        refusal = str(error)
    else:
        return
    assert "damaged" in refusal
