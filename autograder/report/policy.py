"""What a course takes off for lateness, and which hand-ins it grades at all."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from autograder.report.explain import points
from autograder.report.metadata import Metadata, Previous
from autograder.spec.gradescope import Attempts, Late

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lateness:
    """How long after its due date a hand-in came, and the percentage that this costs."""

    by: timedelta
    percent: float

    def of(self, score: float) -> float:
        """What is left of a score."""
        return score * (100 - self.percent) / 100


@dataclass(frozen=True)
class Refusal:
    """A hand-in too many: it isn't graded, and the last graded one stands.

    again  when the next one is graded; None: never
    """

    last: Previous
    allowed: Attempts
    again: datetime | None


def lateness(metadata: Metadata, late: Late) -> Lateness | None:
    """None for who is in time, or within the grace, or where nothing is taken off."""
    if metadata.created is None or metadata.due is None or not late.percent_a_day:
        return None
    by = metadata.created - metadata.due
    if by <= timedelta(minutes=late.grace_minutes):
        return None
    percent = min(math.ceil(by / DAY) * late.percent_a_day, late.at_most_percent)
    return Lateness(by, percent)


def refusal(metadata: Metadata, attempts: Attempts | None) -> Refusal | None:
    """None where the hand-in is to be graded; so is one that nobody knows the time of."""
    if attempts is None:
        return None
    graded = [entry for entry in metadata.previous if entry.was_graded]
    again = None
    if attempts.within_hours:
        window = timedelta(hours=attempts.within_hours)
        now = metadata.created
        times = sorted(e.time for e in graded if e.time and now and now - e.time < window)
        if now is None or len(times) < attempts.most:
            return None
        again = times[-attempts.most] + window
    if len(graded) < attempts.most:
        return None
    return Refusal(max(graded, key=_when), attempts, again)


def late_text(late: Lateness, before: float, *, shown: bool) -> str:
    """What lateness cost, in a line; without figures where points are not shown."""
    line = f"Handed in {_span(late.by)} after the due date: {late.percent:g} % is taken off"
    left = f", {points(late.of(before))} of {points(before)} points are left" if shown else ""
    return f"{line}{left}."


def refusal_text(refusal: Refusal) -> str:
    """Why a hand-in was not graded, and what to do."""
    allowed = refusal.allowed
    span = f" within {allowed.within_hours:g} hours" if allowed.within_hours else ""
    hand_ins = "hand-in is" if allowed.most == 1 else "hand-ins are"
    lines = [
        f"Not graded: {allowed.most} {hand_ins} graded{span}, and you have had as many.",
        "The points below are those of the last one that was graded.",
    ]
    if refusal.again is not None:
        lines.append(f"The next is graded from {refusal.again:%Y-%m-%d %H:%M %Z} on.")
    return "\n".join(lines)


def _when(entry: Previous) -> float:
    return entry.time.timestamp() if entry.time else -math.inf


def _span(by: timedelta) -> str:
    minutes = max(1, round(by / timedelta(minutes=1)))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    told = [f"{count} {unit}{'s' * (count > 1)}" for count, unit in parts if count]
    return " ".join(told[:2])
