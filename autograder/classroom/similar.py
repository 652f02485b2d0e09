"""Hand-ins that are nearly one: found by what only few of a class have in common.

A hint for a person who looks at both, never a verdict. What all were given is nobody's, and what
many have written is the textbook's: neither counts. Candidates are found by MinHash, so that not
every pair of a large class is compared; of those the passages themselves are.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from autograder.classroom.passages import Passages, names_in, passages_of, words_of
from autograder.report.class_report.records import Alike

SAME = 0.5
"""The part of their passages that two have in common which are nearly one."""

LEAST = 40
"""Passages of its own that a hand-in must have to be compared: about five lines of code."""

COMMON, COMMON_SHARE = 10, 0.05
"""What more hand-ins have than so many, and than this part of all, is the textbook's."""

PERMUTATIONS = 128


class LibraryMissing(Exception):
    """What compares isn't installed; the text says what to install."""


def identical(digests: Iterable[str], besides: Collection[str] = ()) -> tuple[tuple[int, ...], ...]:
    """Groups of the same content by their places, largest first; "" and those besides are none."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, digest in enumerate(digests):
        if digest and digest not in besides:
            found[digest].append(place)
    groups = [tuple(members) for members in found.values() if len(members) > 1]
    return tuple(sorted(groups, key=lambda members: (-len(members), members)))


def near(sources: Mapping[int, str], given: str) -> list[Alike]:
    """Groups of hand-ins that are nearly one, largest first.

    sources  the text of each, by its place
    given    what all were given: neither its passages nor its names tell hand-ins apart
    """
    names = names_in(given)
    theirs = passages_of(words_of(given, names))
    same: dict[bytes, list[int]] = defaultdict(list)
    own: dict[int, Passages] = {}
    for place, source in sources.items():
        words = words_of(source, names)
        key = hashlib.blake2b(words.tobytes(), digest_size=16).digest()
        if not same[key]:
            found = passages_of(words)
            own[place] = found[~np.isin(found, theirs)]
        same[key].append(place)
    copies = {members[0]: members for members in same.values()}
    pairs = _pairs(_rare(own)) + [
        (one, other, 1.0)
        for one, members in copies.items()
        for other in members[1:]
        if len(own[one]) >= LEAST
    ]
    groups = _joined(pairs)
    return sorted(groups, key=lambda group: (-len(group.members), group.members))


def _rare(own: Mapping[int, Passages]) -> dict[int, Passages]:
    """The passages that few have, of the hand-ins that have enough of them."""
    if not own:
        return {}
    every, counts = np.unique(np.concatenate(list(own.values())), return_counts=True)
    common = every[counts > max(COMMON, COMMON_SHARE * len(own))]
    rare = {place: found[~np.isin(found, common)] for place, found in own.items()}
    return {place: found for place, found in rare.items() if len(found) >= LEAST}


def _pairs(passages: Mapping[int, Passages]) -> list[tuple[int, int, float]]:
    """Two places each with the part that they have in common, where that is enough."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise LibraryMissing(
            "--submissions needs datasketch: install autograder[similar]"
        ) from error
    index = MinHashLSH(SAME, num_perm=PERMUTATIONS, weights=(0.2, 0.8))
    pairs = []
    blank = MinHash(PERMUTATIONS, hashfunc=int)
    for place, found in passages.items():
        sketch = blank.copy()
        sketch.update_batch((found >> np.uint64(32)).tolist())
        for other in index.query(sketch):
            share = _in_common(found, passages[other])
            if share >= SAME:
                pairs.append((other, place, share))
        index.insert(place, sketch, check_duplication=False)
    return pairs


def _in_common(first: Passages, second: Passages) -> float:
    both = len(np.intersect1d(first, second, assume_unique=True))
    return both / (len(first) + len(second) - both)


def _joined(pairs: Sequence[tuple[int, int, float]]) -> list[Alike]:
    """Groups that the pairs make together."""
    leader: dict[int, int] = {}

    def led_by(place: int) -> int:
        while (above := leader.setdefault(place, place)) != place:
            leader[place] = leader[above]
            place = above
        return place

    for one, other, _ in pairs:
        leader[led_by(other)] = led_by(one)
    members: dict[int, list[int]] = defaultdict(list)
    least: dict[int, float] = {}
    for place in leader:
        members[led_by(place)].append(place)
    for one, _, share in pairs:
        least[led_by(one)] = min(share, least.get(led_by(one), 1.0))
    return [Alike(tuple(sorted(found)), least[first]) for first, found in members.items()]
