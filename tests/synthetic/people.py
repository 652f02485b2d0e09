"""Students who don't exist, each with an address that nobody has and a number."""

import random
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

GIVEN = (HERE / "given_names.txt").read_text(encoding="utf-8").split()
FAMILY = (HERE / "family_names.txt").read_text(encoding="utf-8").split()
INITIALS = " ABCDEFGHIJKLMNOPRSTW"
"""The first is none at all: more names than there are students of any course."""

FIRST_NUMBER = 3_030_000


@dataclass(frozen=True)
class Person:
    """A made-up student.

    handle  the name in the letters of a file's name, family name first
    """

    name: str
    handle: str
    email: str
    sid: str


def people(rng: random.Random, count: int) -> list[Person]:
    """So many, no two of one name; those of a few names have a middle initial."""
    pairs = len(GIVEN) * len(FAMILY)
    rounds = -(-count // pairs)
    if rounds > len(INITIALS):
        raise ValueError(f"there are names for {pairs * len(INITIALS):,} students")
    return [_person(number, place) for number, place in enumerate(_drawn(rng, pairs, count))]


def _drawn(rng: random.Random, pairs: int, count: int) -> list[int]:
    """Places in the table of names: those without an initial are used up first."""
    places: list[int] = []
    for start in range(0, count, pairs):
        places += [start + at for at in rng.sample(range(pairs), min(pairs, count - start))]
    return places


def _person(number: int, place: int) -> Person:
    turn, pair = divmod(place, len(GIVEN) * len(FAMILY))
    given, family = GIVEN[pair % len(GIVEN)], FAMILY[pair // len(GIVEN)]
    middle = INITIALS[turn].strip()
    name = " ".join(filter(None, [given, middle and f"{middle}.", family]))
    handle = "_".join(filter(None, map(_plain, (family, given, middle))))
    return Person(
        name, handle, f"{handle.replace('_', '.')}@example.org", str(FIRST_NUMBER + number)
    )


def _plain(name: str) -> str:
    """In small letters of ASCII."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", letters)
