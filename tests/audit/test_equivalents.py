"""A mutant that is right is recorded with its reason, and only as long as it is a mutant."""

from pathlib import Path

import pytest

from autograder.audit.equivalents import FILE, read_equivalents, refuted, write_equivalents
from autograder.audit.kills import Fate, Kill
from autograder.audit.mutants import mutants
from autograder.spec.course import Course, SpecError

ROOT = Path(__file__).parents[2]
SOURCE = '''def f(x, mode):
    """Twice x."""
    # BEGIN SOLUTION
    if mode == 'it\\'s "test"':
        x = 2 * x
    return x
    # END SOLUTION
'''
MUTANTS = mutants(SOURCE)
FIRST, SECOND = MUTANTS[0], MUTANTS[-1]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    reasons = {SECOND.id: 'Both are "x" \\ y.', FIRST.id: "No case has another mode."}
    write_equivalents(tmp_path, MUTANTS, reasons)
    found = read_equivalents(tmp_path, MUTANTS)
    assert list(found) == [FIRST.id, SECOND.id]
    assert {name: equivalent.reason for name, equivalent in found.items()} == reasons
    assert found[SECOND.id].change.strip() == SECOND.change


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_equivalents(tmp_path, MUTANTS) == {}


def record(name: str, reason: str = "It is the same.") -> str:
    return f"[[equivalent]]\nid = '{name}'\nchange = '- x'\nreason = '{reason}'\n"


BAD = {
    "no mutant": (record("f:0123456789"), "f:0123456789 is no mutant of the reference"),
    "no reason": (record(FIRST.id, "  "), f"{FIRST.id} needs a reason"),
    "twice": (record(FIRST.id) * 2, f"{FIRST.id} is there twice"),
    "another field": (record(FIRST.id) + "because = 1", "because"),
    "no TOML": ("[[equivalent", "Expected"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_faulty_record_is_named(fault: str, tmp_path: Path) -> None:
    text, message = BAD[fault]
    (tmp_path / FILE).write_text(text)
    with pytest.raises(SpecError, match=message):
        read_equivalents(tmp_path, MUTANTS)


def test_a_record_is_an_error_when_its_line_is_another(tmp_path: Path) -> None:
    write_equivalents(tmp_path, MUTANTS, {SECOND.id: "It is the same."})
    read_equivalents(tmp_path, mutants(SOURCE.replace("2 * x", "3 * x")))
    with pytest.raises(SpecError, match=SECOND.id):
        read_equivalents(tmp_path, mutants(SOURCE.replace("return x", "return +x")))


def test_a_record_that_a_case_kills_is_refuted() -> None:
    kill = Kill("f", "f[cpu-float64-a_case]", "values", seed="1")
    killed, other = Fate(FIRST.id, ("f",), (kill,), ("0",)), Fate("another", ("f",), (kill,))
    assert refuted([FIRST.id, SECOND.id], [killed, other, Fate(SECOND.id, ("f",))]) == [killed]


@pytest.mark.parametrize("name", Course(ROOT).names())
def test_the_equivalents_of_an_assignment_are_mutants_with_reasons(name: str) -> None:
    found = {m.id: m for m in mutants((ROOT / "reference" / f"{name}.py").read_text())}
    recorded = read_equivalents(ROOT / "assignments" / name, found.values())
    assert {i: r.change.strip() for i, r in recorded.items()} == {
        i: found[i].change for i in recorded
    }
