"""A page for each student in a folder, under a name that can lead nowhere else.

What a hand-in is called is up to whoever handed it in: it may hold slashes, be `CON`, or differ
from another's by a capital alone, which some disks don't tell apart.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

ENDING = ".html"

INDEX = "index.csv"

LONGEST = 100
"""Letters of a file's name before what is added to it; most disks allow 255 bytes."""

_FORM = re.compile(r"\.(py|ipynb|zip)\Z", re.IGNORECASE)
"""What a hand-in's name says of its form, and no student's name."""

_UNSAFE = re.compile(r"[^A-Za-z0-9_@+-]+")

_NOT_FIRST = "-+@"
"""What begins an option of a program, or a spreadsheet's formula."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|index)", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever the ending; and the index's own."""

_PAGE = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9_@+-]*(\.[0-9a-f]+)?\{ENDING}")

_MARK = 16
"""Letters of a hash: so many that nobody finds two names which have them in common."""


def file_names(hand_ins: Iterable[str]) -> dict[str, str]:
    """A file's name for each hand-in: letters, digits and a few marks alone, no two alike.

    One that had to be changed, or is another's but for capitals, has a part of its hash behind it:
    the same hand-in has the same name whoever else is in the class, but for those.
    """
    plain = {name: _plain(name) for name in hand_ins}
    count = Counter(stem.casefold() for stem in plain.values())
    return {
        name: f"{stem if _is_own(name, stem, count) else _marked(name, stem)}{ENDING}"
        for name, stem in plain.items()
    }


def is_name_of_page(name: str) -> bool:
    """Whether it can be one of these names: it then leads nowhere out of its folder."""
    return _PAGE.fullmatch(name) is not None


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", _FORM.sub("", name))[:LONGEST]


def _is_own(name: str, stem: str, count: Counter[str]) -> bool:
    is_whole = _FORM.sub("", name) == stem
    fits = bool(stem) and stem[0] not in _NOT_FIRST and not _RESERVED.fullmatch(stem)
    return is_whole and fits and count[stem.casefold()] == 1


def _marked(name: str, stem: str) -> str:
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    stem = stem.lstrip(_NOT_FIRST)
    return f"{'_' if not stem or _RESERVED.fullmatch(stem) else ''}{stem}.{mark}"
