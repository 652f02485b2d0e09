"""What an audit finds short, in sentences, and the cases that it could do without."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.audit.kills import Fate, Key
from autograder.audit.margins import Margin
from autograder.audit.mutants import Mutant
from autograder.judge.reference import Example

ELSEWHERE = "failing elsewhere"

LEAST_ACCEPTED = 2
"""Right solutions of a question besides the reference, whose own errors would pass for truth."""


@dataclass(frozen=True)
class Finding:
    """Something that falls short: the audit fails.

    kind  "false fail", "false pass", "failing elsewhere", "unproved", "surviving mutant", "wrong
          record", "earned without thought", "margin", "tolerance"
    what  whose it is: a question, an example, a mutant or an output
    """

    kind: str
    what: str
    text: str


@dataclass(frozen=True)
class Remark:
    """A case that no wrong solution and no mutant needs: nothing falls short by it."""

    question: str
    case: str
    text: str


def false_fails(accepted: Iterable[Fate]) -> list[Finding]:
    """The cases in which a right solution fails."""
    return [
        Finding("false fail", fate.name, f"{kill.case or kill.question}: {kill.message}")
        for fate in accepted
        for kill in fate.kills
    ]


def false_passes(examples: Sequence[Example], wrong: Iterable[Fate]) -> list[Finding]:
    """Wrong solutions that pass where they must fail, or fail where they must pass."""
    named = {example.name: set(example.fails) for example in examples}
    found = []
    for fate in wrong:
        failed = {kill.question for kill in fate.kills}
        if not named[fate.name]:
            found.append(Finding("false pass", fate.name, "its FAILS names no question"))
        for question in sorted(named[fate.name] - failed):
            found.append(Finding("false pass", fate.name, f"it passes {question}"))
        for question in sorted(failed - named[fate.name]):
            kill = next(kill for kill in fate.kills if kill.question == question)
            why = f"it names no {question}, and fails {kill.case}: {kill.message}"
            found.append(Finding(ELSEWHERE, fate.name, why))
        for question in sorted(named[fate.name] & failed):
            if missed := fate.passes(question):
                seeds = ", ".join(missed)
                text = f"it passes {question} where the cases are drawn from seed {seeds}"
                found.append(Finding("false pass", fate.name, text))
    return found


def elsewhere_after_all(fates: Iterable[Fate]) -> list[Finding]:
    """Mistakes that only another device or library is to show, and that show on this device."""
    return [
        Finding(
            ELSEWHERE,
            fate.name,
            f"by its FAILS and DEVICES it is right here, and it fails {kill.case}",
        )
        for fate in fates
        for kill in fate.kills[:1]
    ]


def unproved(question: str, accepted: Sequence[Fate], examples: Iterable[Example]) -> list[Finding]:
    """What no figure of this question says anything about, as there is nothing to judge.

    accepted  the fates of right solutions without the reference
    """
    found = []
    others = sum(question in fate.reached for fate in accepted)
    if others < LEAST_ACCEPTED:
        text = f"{others} accepted solutions answer it in a way of their own, {LEAST_ACCEPTED} must"
        found.append(Finding("unproved", question, text))
    if not any(question in example.fails for example in examples):
        found.append(Finding("unproved", question, "no wrong solution names it in its FAILS"))
    return found


def surviving(survivors: Iterable[Mutant]) -> list[Finding]:
    """Mutants that get full marks, with their change."""
    return [
        Finding("surviving mutant", mutant.id, f"line {mutant.line}:\n{mutant.change}")
        for mutant in survivors
    ]


def refuted_records(fates: Iterable[Fate]) -> list[Finding]:
    """Mutants that are said to be right and are not."""
    return [
        Finding(
            "wrong record",
            fate.name,
            f"equivalents.toml calls it right, and it fails {fate.kills[0].case}",
        )
        for fate in fates
    ]


def thoughtless(question: str, earned: Mapping[str, float]) -> list[Finding]:
    """Answers without thought that earn something."""
    return [
        Finding("earned without thought", question, f"{kind} earn {share:.0%} of its points")
        for kind, share in earned.items()
    ]


def small_margins(margins: Mapping[Key, Margin], least: float) -> list[Finding]:
    """Outputs of which a wrong answer is too near to a right one."""
    return [
        Finding(
            "margin",
            f"{output} {place}",
            f"{margin.name} is only {margin.times:.3g} times as far off as is allowed: {least:g} "
            "at least; make a case in which it shows more, or allow less",
        )
        for (output, place), margin in margins.items()
        if margin.times < least
    ]


def idle_cases(cases: Mapping[str, Sequence[str]], fates: Collection[Fate]) -> list[Remark]:
    """Cases that no wrong solution and no mutant needs: those that kill none, and the doubles.

    cases  each question's, by the trials' ids
    fates  of wrong solutions, judged in every case, and of mutants, up to the first
    """
    killed: dict[str, set[str]] = defaultdict(set)
    for fate in fates:
        for kill in fate.kills:
            killed[kill.case].add(fate.name)
    remarks = []
    for question, ids in cases.items():
        seen: dict[frozenset[str], str] = {}
        for case in ids:
            by = frozenset(killed[case])
            if not by:
                remarks.append(Remark(question, case, "no wrong solution fails in it"))
            elif by in seen:
                text = f"the same {len(by)} wrong solutions fail in it as in {seen[by]}"
                remarks.append(Remark(question, case, text))
            else:
                seen[by] = case
    return remarks


def clearness(margin: Margin) -> str:
    """A margin in words."""
    return "by its form" if math.isinf(margin.times) else f"{margin.times:.3g} x allowed"
