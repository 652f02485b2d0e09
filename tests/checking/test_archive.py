"""A zip of the same files is the same zip."""

import zipfile
from io import BytesIO

import pytest

from autograder.checking.archive import EARLIEST, archive, date_of_build


def test_the_order_in_which_files_are_given_does_not_matter() -> None:
    assert archive({"b": b"2", "a/c": b"1"}) == archive({"a/c": b"1", "b": b"2"})


def test_every_entry_is_a_plain_file_that_all_may_read() -> None:
    with zipfile.ZipFile(BytesIO(archive({"ä.py": b"x = 1\n"}))) as packed:
        (entry,) = packed.infolist()
        assert packed.read(entry) == b"x = 1\n"
    assert (entry.filename, entry.date_time, entry.extra) == ("ä.py", EARLIEST, b"")
    assert (entry.external_attr >> 16, entry.create_system) == (0o100644, 3)
    assert entry.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize(
    ("seconds", "date"),
    [
        (None, EARLIEST),
        ("", EARLIEST),
        ("0", EARLIEST),
        ("-1", EARLIEST),
        ("1700000000", (2023, 11, 14, 22, 13, 20)),
    ],
)
def test_a_build_is_dated_in_utc_and_not_before_zips_begin(
    seconds: str | None, date: tuple[int, ...]
) -> None:
    assert date_of_build(seconds) == date


@pytest.mark.parametrize("seconds", ["today", "1e9", "9" * 30, str(10**11)])
def test_what_is_no_date_is_told(seconds: str) -> None:
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        date_of_build(seconds)
