"""How an assignment stands on Gradescope: the [gradescope] table of assignment.toml."""

import math

import msgspec

VISIBLE = "visible"
COUNTED = "counted"
WITHHELD = ("after_due_date", "after_published", "hidden")
"""When Gradescope shows an entry, beside at once; while it withholds one, it shows no total."""

SHOWN = (VISIBLE, COUNTED, *WITHHELD)

LEAST_MINUTES = 5
"""Below these nothing is left for the grading: 3 are kept for what the platform does around it."""


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a hand-in after the due date loses of its points, for each day that has begun."""

    percent_a_day: float = 0
    grace_minutes: float = 0
    at_most_percent: float = 100


class Attempts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many hand-ins are graded: `most` within so many hours before; 0 hours: altogether."""

    most: int
    within_hours: float = 0


class Gradescope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings.

    hidden       what a student sees of hidden cases: "visible": all that is said of them;
                 "counted": how many are right, no more; "after_due_date", "after_published" and
                 "hidden": an entry of their own, with all points, that is shown then or never
    leaderboard  whether the points stand on a board that all students see
    minutes      the platform's time limit, as set there; the grader ends before
    """

    hidden: str = VISIBLE
    leaderboard: bool = False
    minutes: int = 10
    late: Late = Late()
    attempts: Attempts | None = None

    @property
    def withholds(self) -> bool:
        """Whether points are shown later than at once, if ever."""
        return self.hidden in WITHHELD


DEFAULT = Gradescope()
"""Where assignment.toml says nothing."""


def problem_in(settings: Gradescope) -> str:
    """What is wrong with the settings, or ""."""
    late, attempts = settings.late, settings.attempts
    if settings.hidden not in SHOWN:
        return f"hidden must be one of {', '.join(SHOWN)}, not {settings.hidden!r}"
    if settings.leaderboard and settings.withholds:
        return f"leaderboard would show the points that hidden = {settings.hidden!r} withholds"
    if settings.minutes < LEAST_MINUTES:
        return f"minutes must be at least {LEAST_MINUTES}, not {settings.minutes}"
    for name, percent in (
        ("percent_a_day", late.percent_a_day),
        ("at_most_percent", late.at_most_percent),
    ):
        if not 0 <= percent <= 100:
            return f"late.{name} must be from 0 to 100, not {percent:g}"
    if not 0 <= late.grace_minutes < math.inf:
        return f"late.grace_minutes must be 0 or more, not {late.grace_minutes:g}"
    if attempts is not None and attempts.most < 1:
        return f"attempts.most must be at least 1, not {attempts.most}"
    if attempts is not None and not 0 <= attempts.within_hours < math.inf:
        return f"attempts.within_hours must be 0 or more, not {attempts.within_hours:g}"
    return ""
