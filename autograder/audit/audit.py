"""The audit of one assignment: does it grade rightly? Its errors as figures, and what falls short.

Accepted solutions must pass whatever is drawn, wrong ones must fail in the questions that they name
and only there, answers without thought must earn nothing, and so must the mutants of the reference,
but for those that are right as well. How far the nearest wrong answer is from what is allowed is
the margin.
"""

import math
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.audit.equivalents import read_equivalents, refuted
from autograder.audit.findings import (
    ELSEWHERE,
    Finding,
    Remark,
    elsewhere_after_all,
    false_fails,
    false_passes,
    idle_cases,
    refuted_records,
    small_margins,
    surviving,
    thoughtless,
    unproved,
)
from autograder.audit.kills import LONGEST, Fate, Job, Key, control, fates, seconds_for
from autograder.audit.margins import Margin, margins
from autograder.audit.mutants import Mutant, mutants
from autograder.audit.rehearsal import Rehearsal, draw_side_by_side
from autograder.audit.thoughtless import earned_without_thought
from autograder.audit.tolerances import (
    Measured,
    far_off,
    measured,
    recorded_margins,
    stale,
    written,
)
from autograder.checking.tolerance import Tolerances
from autograder.judge.reference import Example, Reference, accepted_examples, wrong_examples
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course
from autograder.worker.cuda import CUDA

LEAST_MARGIN = 10
"""Below it, a wrong answer is too near to a right one to be told from it on every machine."""

Progress = Callable[[str, int, int], None]
"""Told what is judged, how many are, and of how many."""


@dataclass(frozen=True)
class Scope:
    """How much is run.

    accepted_seeds  gradings of every accepted solution
    stand_in_seeds  of these, those with the cases that are a GPU's and for which the CPU stands in
    wrong_seeds     and of every wrong one
    mutants         whether those are run; under one seed
    every_case      whether wrong solutions are judged on after they fail: margins are measured, and
                    the matrix of kills is whole; else they are the margins of tolerances.toml
    together        solutions that are judged in one process, one after the other; of mutants, which
                    may hang or crash, each has its own
    cheapest_first  whether they are judged in the cases of the first seed that take least first
    processes       at a time; None: as many as there are processors
    assignments     audited at a time, each with so many processes
    device          where solutions run: "cpu", or "cuda" and then only what runs there is judged
    """

    accepted_seeds: int = 30
    stand_in_seeds: int = 10
    wrong_seeds: int = 2
    mutants: bool = True
    every_case: bool = True
    together: int = 1
    cheapest_first: bool = False
    processes: int | None = None
    assignments: int = 3
    device: str = "cpu"


QUICK = Scope(
    accepted_seeds=1,
    stand_in_seeds=0,
    wrong_seeds=1,
    mutants=False,
    every_case=False,
    together=8,
    cheapest_first=True,
    assignments=7,
)

ON_GPU = Scope(
    accepted_seeds=3,
    stand_in_seeds=0,
    wrong_seeds=1,
    mutants=False,
    processes=8,
    assignments=2,
    device=CUDA,
)
"""Each solution in a process of its own, which it may spoil for CUDA; so many fit on a card."""


@dataclass(frozen=True)
class Audit:
    """What came of it.

    graded    cases in which an accepted solution was judged
    accepted, wrong, mutants  what became of each
    survivors  mutants that get full marks and are not recorded as equivalent
    """

    assignment: Assignment
    graded: int
    accepted: tuple[Fate, ...]
    wrong: tuple[Fate, ...]
    mutants: tuple[Fate, ...]
    equivalents: int
    survivors: tuple[Mutant, ...]
    margins: dict[Key, Margin]
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    seconds: float
    cases: dict[str, list[str]]
    seeds: int
    device: str = "cpu"

    @property
    def is_green(self) -> bool:
        """Whether nothing falls short."""
        return not self.findings

    @property
    def false_fails(self) -> int:
        """Cases in which a right solution failed."""
        return sum(len(fate.kills) for fate in self.accepted)

    @property
    def wrong_killed(self) -> int:
        """Wrong solutions that fail where they must, and only there."""
        kinds = ("false pass", ELSEWHERE)
        misjudged = {f.what for f in self.findings if f.kind in kinds}
        return sum(fate.name not in misjudged for fate in self.wrong)

    @property
    def mutants_killed(self) -> int:
        """Mutants that lose points."""
        return sum(not fate.survived for fate in self.mutants)

    @property
    def least_margin(self) -> float:
        """Of all outputs; infinite where no wrong solution is told by its values."""
        return min((margin.times for margin in self.margins.values()), default=math.inf)

    @property
    def tolerances(self) -> str:
        """What tolerances.toml should say; of an audit in which every case was judged."""
        found = measured(self.accepted)
        allowed = Tolerances({key: entry.allowed for key, entry in found.items()})
        alive = {mutant.id for mutant in self.survivors}
        told = _margins_of(self.wrong, self.mutants, alive, found, allowed)
        return written(found, told, self.seeds)


def audit(
    assignment: Assignment, course: Course, scope: Scope, progress: Progress | None = None
) -> Audit:
    """Audit an assignment; every solution that runs here is the course's own."""
    begun = time.monotonic()
    tell = progress or (lambda what, done, of: None)
    reference = Reference(assignment, course.root)
    tolerances = assignment.tolerances()
    accepted_cases = [
        Rehearsal(
            assignment,
            reference,
            has_stand_ins=index < scope.stand_in_seeds,
            device=scope.device,
        )
        for index in range(scope.accepted_seeds)
    ]
    draw_side_by_side(accepted_cases, scope.processes)
    wrong_cases = accepted_cases[: scope.wrong_seeds]
    if scope.cheapest_first:
        wrong_cases[0].cheapest_first()
    right = [
        Example("the reference", reference.source, own=reference.source),
        *accepted_examples(assignment, reference.source),
    ]
    questions = wrong_cases[0].questions
    wrong, right_here = _by_what_they_do(
        wrong_examples(assignment, reference.source), assignment, scope.device
    )
    changed = mutants(reference.source) if scope.mutants else []
    records = read_equivalents(assignment.folder, changed) if scope.mutants else {}

    taken = control(wrong_cases[0])
    enough = seconds_for(taken, len(wrong_cases))
    kinds = (  # a right one may be many times as slow as the reference
        [
            Job(example, accepted_cases, LONGEST, every_case=True, stand_ins=True)
            for example in right
        ],
        [Job(example, wrong_cases, enough, every_case=scope.every_case) for example in wrong],
        [Job(mutant.example(), wrong_cases[:1], enough, first=True) for mutant in changed],
        [Job(example, wrong_cases, enough) for example in right_here],
    )
    groups = [
        kind[start : start + size]
        for kind, size in zip(
            kinds, (scope.together, scope.together, 1, scope.together), strict=True
        )
        for start in range(0, len(kind), size)
    ]
    found_of: dict[Job, Fate] = {}
    for job, fate in fates(groups, scope.processes):
        found_of[job] = fate
        tell("solutions judged", len(found_of), sum(map(len, kinds)))
    of_accepted, of_wrong, of_mutants, of_right_here = (
        tuple(found_of[job] for job in kind) for kind in kinds
    )
    alive = {fate.name for fate in of_mutants if fate.survived} - set(records)
    survivors = [mutant for mutant in changed if mutant.id in alive]
    found = measured(of_accepted)
    if scope.every_case:
        told = _margins_of(of_wrong, of_mutants, alive, found, tolerances)
    else:
        told = recorded_margins(assignment.folder)
    findings = [
        *false_fails(of_accepted),
        *false_passes(wrong, of_wrong),
        *elsewhere_after_all(of_right_here),
        *(
            finding
            for question in questions
            for finding in unproved(question.name, of_accepted[1:], wrong)
        ),
        *surviving(survivors),
        *refuted_records(refuted(records, of_mutants)),
        *(
            finding
            for question in questions
            for finding in thoughtless(
                question.name, earned_without_thought(wrong_cases[0].trials(question), tolerances)
            )
        ),
        *small_margins(told, LEAST_MARGIN),
        *(
            stale(assignment.folder, found, stand_ins=scope.stand_in_seeds > 0)
            if scope.device != CUDA
            else far_off(found, tolerances)
        ),
    ]
    cases = {q.name: [trial.id for trial, _ in wrong_cases[0].trials(q)] for q in questions}
    return Audit(
        assignment,
        sum(_graded(fate, accepted_cases) for fate in of_accepted),
        of_accepted,
        of_wrong,
        of_mutants,
        len(records),
        tuple(survivors),
        told,
        tuple(findings),
        tuple(idle_cases(cases, [*of_wrong, *of_mutants])) if scope.mutants else (),
        time.monotonic() - begun,
        cases,
        scope.accepted_seeds,
        scope.device,
    )


def _by_what_they_do(
    examples: Iterable[Example], assignment: Assignment, device: str
) -> tuple[list[Example], list[Example]]:
    """The wrong solutions that must fail some of the questions on a device, and those right there.

    What a wrong one must fail are those that run there, and whatever it names that is no question.
    """
    elsewhere = {each.name for each in assignment.questions if device not in each.devices}
    wrong, right = [], []
    for example in examples:
        names = tuple(name for name in example.fails_on(device) if name not in elsewhere)
        if names or not example.fails:
            wrong.append(replace(example, fails=names))
        else:
            right.append(example)
    return wrong, right


def _margins_of(
    wrong: Iterable[Fate],
    mutants: Iterable[Fate],
    alive: Collection[str],
    found: Mapping[Key, Measured],
    tolerances: Tolerances,
) -> dict[Key, Margin]:
    """The margins of wrong solutions and of the mutants that are alive."""
    near = [*wrong, *(fate for fate in mutants if fate.name in alive)]
    return margins(near, tolerances, {key: entry.honest for key, entry in found.items()})


def _graded(fate: Fate, rehearsals: Sequence[Rehearsal]) -> int:
    """Cases in which a solution was judged: all of the questions that it reaches."""
    count = 0
    for rehearsal in rehearsals:
        for question in rehearsal.questions:
            if question.name in fate.reached:
                trials = [*rehearsal.trials(question), *rehearsal.stand_ins(question)]
                of_this_seed = [t for t, _ in trials if rehearsal is rehearsals[0] or not t.public]
                count += len(of_this_seed)
    return count
