"""The recorded mutants are what their record says, by their answers alone."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.audit.mutants import Mutant
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.synthetic.comparing import Answers
from tests.synthetic.measured import ASKS, SEEDS, measured
from tests.synthetic.recorded import FOLDER, StaleRecord, read_record

COURSE = Course(Path(__file__).parents[2])
ALL = os.environ.get("AUTOGRADER_HINTS") == "all"
RECORDED = sorted(path.stem for path in FOLDER.glob("*.toml"))
MEASURED = RECORDED if ALL else ["activations"]
SHARE = 1 if ALL else 8
"""One of so many is measured again; `make hints` takes them all, of all assignments."""


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_mutants_are_of_the_reference_as_it_is(name: str) -> None:
    reference = (COURSE.root / "reference" / f"{name}.py").read_text()
    recorded = read_record(name).mutants
    assert len(recorded) > 10
    changed = {mutant.applied(reference) for mutant in recorded}
    assert len(changed) == len(recorded)
    assert reference not in changed


@pytest.mark.parametrize("name", MEASURED)
def test_mutants_and_mistakes_answer_as_recorded(name: str) -> None:
    answers = Answers(read_assignment(COURSE.folder(name)), COURSE, SEEDS)
    record = read_record(name)
    for mutant in record.mutants[::SHARE]:
        source = mutant.applied(answers.reference.source)
        made = Mutant(mutant.id, "", mutant.function, 0, "", "", source, source)
        told = measured(answers, made, record.unsteady)
        assert told == (mutant.loses, mutant.mistakes), mutant.id
    examples = answers.examples[::SHARE]
    for example in examples:
        if example.name in record.unsteady:
            assert answers.is_unsteady(example, 2 * ASKS), example.name
        else:
            apart = [answers.is_unsteady(example, 2) for _ in range(2)]  # draws may differ once
            assert not all(apart), example.name


def test_a_mutant_of_a_line_that_is_gone_says_what_to_do() -> None:
    mutant = read_record("activations").mutants[0]
    gone = replace(mutant, before="    no such line")
    reference = (COURSE.root / "reference" / "activations.py").read_text()
    with pytest.raises(StaleRecord, match="run `python -m tests"):
        gone.applied(reference)
