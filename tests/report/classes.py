"""Classes that are made up: what their figures must be is plain to see."""

from dataclasses import replace

from autograder.report.class_report.records import (
    Alike,
    Asked,
    Cause,
    ClassResults,
    DeviceResult,
    Example,
    HandIn,
    Result,
    Similarity,
)

FORWARD, BACKWARD = Asked("forward", "The forward pass", 10), Asked("backward", "Backward", 6)
ON_CPU = (DeviceResult("cpu", 10.0),)
GROUPS = ("values", "shapes")

ALL = Result(10.0, groups=GROUPS, devices=ON_CPU)
ALL_BACK = Result(6.0, groups=("values",), devices=(DeviceResult("cpu", 6.0),))


def wrong(
    score: float,
    *mistakes: tuple[str, ...],
    cause: Cause | None = None,
    lost: tuple[tuple[str, float], ...] = (("values", 10.0), ("shapes", 0.0)),
) -> Result:
    """A result of the forward pass with something wrong in it."""
    cause = cause or (Cause.KNOWN if mistakes else Cause.WRONG)
    return Result(score, 0.0, GROUPS, lost, mistakes, cause, ON_CPU)


def hand_in(name: str, forward: Result, backward: Result = ALL_BACK, **more: object) -> HandIn:
    return replace(HandIn(name, results=(forward, backward)), **more)  # type: ignore[arg-type]


def class_of(*hand_ins: HandIn, **more: object) -> ClassResults:
    results = ClassResults("Layers", "layers", (FORWARD, BACKWARD), hand_ins, "cpu", "all")
    return replace(results, **more)  # type: ignore[arg-type]


EVIL = (
    "</script><img src=x onerror=\"document.title='hit'\"><!-- ' \" &lt; =1+1 \0 \u202e \U0001f600"
)
"""What a student may be called, or have written."""

SECRET = "S3CRET"
"""Stands in everything that is a student's."""


def of_all_kinds(theirs: str = EVIL) -> ClassResults:
    """A class with something for every part of the page; `theirs` is whatever a student chose."""
    unread = Result(0.0, groups=GROUPS, lost=(("values", 10.0),), cause=Cause.ERROR, devices=ON_CPU)
    no_device = Result(
        0.0, 6.0, devices=(DeviceResult("cuda", 6.0, f"a worker can't use the GPU: {theirs}"),)
    )
    who = ((theirs, f"{theirs}@example.edu", f"7{theirs}"),)
    return class_of(
        hand_in(f"a {theirs}", ALL, students=who, seconds=1.0, digest="one"),
        hand_in(f"b {theirs}", ALL, students=who, seconds=2.0, digest="one"),
        hand_in(f"c {theirs}", wrong(0.0, ("halved",)), seconds=9.0, students=who),
        hand_in(f"d {theirs}", wrong(5.0, ("halved", "doubled"), lost=(("shapes", 5.0),))),
        hand_in(f"e {theirs}", wrong(0.0), no_device, flags=(f"line 3: {theirs}",)),
        hand_in(f"f {theirs}", unread, unread, problem=f"it can't be read: {theirs}"),
        HandIn(f"g {theirs}", set_aside=f"three tries: {theirs}"),
        told={("halved",): "half of it <is> missing", ("halved", "doubled"): "either or"},
        examples={
            "halved": Example("halved", "out / 2.", "half of it is missing", "return x / 2  # <b>"),
            "doubled": Example("doubled", "out * 2.", "twice as much", "return x * 2"),
        },
        similarity=Similarity(((0, 1),), (Alike((2, 3), 0.75),), "compared & found"),
        by_hand=4.0,
    )


EMPTY = {
    "nobody": class_of(),
    "only set aside": class_of(HandIn("ada", set_aside="three tries")),
    "one": class_of(hand_in("ada", ALL)),
    "full marks for all": class_of(hand_in("ada", ALL), hand_in("bob", ALL)),
    "nobody read": class_of(hand_in("ada", wrong(0.0), wrong(0.0), problem="it is empty")),
    "without diagnosis": class_of(hand_in("ada", wrong(0.0)), hints="none"),
    "without examples": class_of(hand_in("ada", wrong(0.0, ("halved",)))),
}
