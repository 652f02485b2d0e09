"""Tolerances from measurement: how far right solutions are from the truth, and a factor on top.

Every accepted solution and the reference run in each dtype over many seeds. What is allowed is
FACTOR times the largest deviation of any of them, never less than torch.testing's own tolerance.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

from autograder.checking.compare import largest_deviation
from autograder.checking.judgement import Expected, graph_outputs
from autograder.checking.trial import Trial
from autograder.judge.reference import Reference, accepted_examples, load_solution
from autograder.spec.assignment import Assignment, Cases
from autograder.spec.course import Course
from autograder.worker.arrays import materialise, output_of

FACTOR = 10
"""Between the largest honest deviation that was seen and what is allowed."""


@dataclass(frozen=True)
class Measured:
    """One output's largest honest deviation, and what it makes allowed, in units."""

    honest: float

    @property
    def allowed(self) -> float:
        """FACTOR times the deviation, rounded up to two digits; 1 at least."""
        wanted = FACTOR * self.honest
        if wanted <= 1:
            return 1.0
        step = 10.0 ** (math.floor(math.log10(wanted)) - 1)
        return math.ceil(wanted / step) * step


Key = tuple[str, str]
"""(question.output, device-dtype)."""


def measured_tolerances(assignment: Assignment, course: Course, seeds: int) -> dict[Key, Measured]:
    """Measure on the CPU, in this process: every solution that runs here is ours."""
    reference = Reference(assignment, course.root)
    examples = accepted_examples(assignment, reference.source)
    solutions = [reference.solution] + [
        load_solution(example.source, assignment.module) for example in examples
    ]
    cases = Cases(assignment)
    worst: dict[Key, float] = defaultdict(float)
    for question in assignment.questions:
        trials = cases.public(question)
        for seed in range(seeds):
            trials += cases.hidden(question, f"tolerances/{seed}")
        for trial in trials:
            expected = _compared(trial, reference.expect(trial))
            for solution in solutions:
                inputs = materialise(trial.inputs, trial.library, trial.dtype, trial.device)
                outputs = getattr(reference.exercises, trial.question)(solution, **inputs)
                actual = _compared(
                    trial, {name: output_of(value) for name, value in outputs.items()}
                )
                for name, truth in expected.items():
                    if name not in trial.distributions and _is_judged(trial, name):
                        key = (f"{trial.question}.{name}", f"{trial.device}-{trial.dtype}")
                        deviation = largest_deviation(trial, actual[name], truth)
                        worst[key] = max(worst[key], deviation)
    return {key: Measured(honest) for key, honest in worst.items()}


def written(measured: dict[Key, Measured], seeds: int) -> str:
    """The measurements as tolerances.toml."""
    lines = [
        "# Written by `make tolerances`: never by hand.",
        "# Units: torch.testing's tolerance for the dtype (absolute + relative * |right value|).",
        f"# allowed = {FACTOR} x the largest deviation of a right solution, 1 at least;",
        f"# honest = that deviation, over {seeds} seeds. A deviation below 0.001 is written as 0.",
    ]
    tables: dict[str, list[str]] = defaultdict(list)
    for (output, place), entry in measured.items():
        honest = 0.0 if entry.honest < 1e-3 else entry.honest
        tables[output].append(
            f"{place} = {{ allowed = {entry.allowed:.6g}, honest = {honest:.2g} }}"
        )
    for output, entries in tables.items():
        lines += ["", f'["{output}"]', *entries]
    return "\n".join(lines) + "\n"


def _is_judged(trial: Trial, name: str) -> bool:
    return trial.outputs is None or name in trial.outputs or trial.check == "graph"


def _compared(trial: Trial, outputs: Expected) -> Expected:
    return graph_outputs(trial, outputs) if trial.check == "graph" else outputs
