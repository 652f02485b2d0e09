"""A class without its students: what is left has nothing in it that one of them wrote."""

import random
from collections.abc import Sequence
from dataclasses import replace

from autograder.report.class_report.records import Alike, ClassResults, HandIn, Result, Similarity

_DRAWN = random.SystemRandom()


def anonymous(results: ClassResults, draw: random.Random = _DRAWN) -> ClassResults:
    """The results without names, files, lines and messages of students, nor the course's examples.

    Hand-ins are numbered in an order that is drawn anew each time: that of their names, or of when
    they came, would tell who is who. Of examples the sources are left out: such a page goes farther
    than the course's own files may.
    """
    order = list(range(len(results.hand_ins)))
    draw.shuffle(order)
    place = {before: after for after, before in enumerate(order)}
    similarity = results.similarity
    return replace(
        results,
        hand_ins=tuple(
            _nameless(results.hand_ins[before], after + 1) for after, before in enumerate(order)
        ),
        examples={n: replace(example, source="") for n, example in results.examples.items()},
        similarity=Similarity(
            tuple(_placed(members, place) for members in similarity.identical),
            tuple(Alike(_placed(a.members, place), a.share) for a in similarity.near),
            similarity.told,
        ),
        anonymous=True,
    )


def _placed(members: Sequence[int], place: dict[int, int]) -> tuple[int, ...]:
    return tuple(sorted(place[member] for member in members))


def _nameless(hand_in: HandIn, number: int) -> HandIn:
    """What is told instead of texts is the same for all."""
    return HandIn(
        f"{number}",
        results=tuple(map(_wordless, hand_in.results)),
        seconds=hand_in.seconds,
        flags=("",) * len(hand_in.flags),
        problem="can't be opened or imported" if hand_in.problem else "",
        set_aside="set aside" if hand_in.set_aside else "",
    )


def _wordless(result: Result) -> Result:
    """Without the reasons of devices: a worker's own words may stand in them."""
    if not any(device.not_graded for device in result.devices):
        return result
    devices = (
        replace(device, not_graded="not graded" if device.not_graded else "")
        for device in result.devices
    )
    return replace(result, devices=tuple(devices))
