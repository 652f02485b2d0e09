"""A zip whose bytes depend on what is in it, and on nothing else."""

import io
import stat
import time
import zipfile
from collections.abc import Collection, Mapping

Date = tuple[int, int, int, int, int, int]

EARLIEST: Date = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip can hold: that of every entry, unless a build says another."""

LAST_YEAR = 2107

MODE = stat.S_IFREG | 0o644
EXECUTABLE = stat.S_IFREG | 0o755
UNIX = 3


def archive(
    files: Mapping[str, bytes], date: Date = EARLIEST, executable: Collection[str] = ()
) -> bytes:
    """A zip of these files by their paths, in the order of these; some of them can be executed.

    Nothing is compressed: what a compressor makes of the same bytes differs by its version.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as zipped:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, date)
            entry.create_system = UNIX
            entry.external_attr = (EXECUTABLE if path in executable else MODE) << 16
            zipped.writestr(entry, files[path])
    return packed.getvalue()


def date_of_build(seconds: str | None) -> Date:
    """The date that SOURCE_DATE_EPOCH says, in UTC and no earlier than a zip can hold.

    ValueError if it says none.
    """
    if not seconds:
        return EARLIEST
    try:
        given = time.gmtime(int(seconds))[:6]
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"SOURCE_DATE_EPOCH={seconds!r} is no number of seconds") from error
    if given[0] > LAST_YEAR:
        raise ValueError(f"SOURCE_DATE_EPOCH={seconds!r}: a zip holds no date after {LAST_YEAR}")
    return max(given, EARLIEST)
