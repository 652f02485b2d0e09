"""Students hold the public cases as the grader does, and their own verdicts equal the grader's."""

import json
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.stored import (
    FILE,
    LocalTests,
    Stored,
    StoredError,
    StoredQuestion,
    read_stored,
    write_stored,
)
from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.grading import Judge, Terms
from autograder.judge.reference import wrong_examples
from autograder.worker.arrays import output_of

ROOT = Path(__file__).parents[2]
X = np.arange(6.0).reshape(2, 3)
INPUTS = {
    "x": X,
    "by column": np.asfortranarray(X),
    "with gaps": np.repeat(X, 2, axis=1)[:, ::2],
    "empty": np.zeros((0, 3)),
    "scalar": np.array(2.5),
    "labels": np.array([1, 2], np.int64),
    "mask": np.array([True, False]),
    "settings": {"mode": "train", "momentum": 0.9, "sizes": [1, None, 3], "more": {"y": X[0]}},
}
EXPECTED = {
    "dx": output_of(X / 7),
    "exact": output_of(np.array([np.inf, -0.0, 1e-300])),
    "count": output_of(3),
    "share": output_of(0.1),
    "names": output_of("weight\nbias"),
    "labels": output_of(np.array([1, 2])),
}
RIGHT = output_of(X)
TRIAL = Trial(
    "layer_backward", "typical batch", True, "values", "numpy", "cpu", "float32", inputs=INPUTS
)
CHOSEN = Trial(
    "layer_forward",
    "one feature",
    True,
    "shapes",
    "torch",
    "cpu",
    "float64",
    outputs=("out", "mean"),
    check="graph",
)
STORED = Stored(
    "layers",
    "Layers, and what they learn",
    "layers",
    (StoredQuestion("layer_forward", "The forward pass", 2.5), StoredQuestion("l", "m", 1)),
    (TRIAL, CHOSEN),
    (EXPECTED, {}),
)


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return (
            (one.dtype, one.shape) == (other.dtype, other.shape)
            and one.tobytes() == other.tobytes()
            and one.flags.c_contiguous == other.flags.c_contiguous
            and one.flags.f_contiguous == other.flags.f_contiguous
        )
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


# ---- the file ----------------------------------------------------------------------------------


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_stored(STORED, tmp_path / FILE)
    read = read_stored(tmp_path)
    assert (read.name, read.title, read.module) == (STORED.name, STORED.title, STORED.module)
    assert read.questions == STORED.questions
    assert read.trials == STORED.trials
    assert [trial.id for trial in read.trials] == [trial.id for trial in STORED.trials]
    assert same(read.trials[0].inputs, INPUTS)
    assert read.trials[1].inputs == {}


def test_expected_outputs_are_read_again_to_the_bit(tmp_path: Path) -> None:
    write_stored(STORED, tmp_path / FILE)
    read = read_stored(tmp_path).expect(TRIAL)
    assert list(read) == list(EXPECTED)
    for name, output in EXPECTED.items():
        back = read[name]
        assert (back.kind, back.dtype, back.shape, back.text) == (
            output.kind,
            output.dtype,
            output.shape,
            output.text,
        )
        if output.values is None:
            assert back.values is None
        else:
            assert np.asarray(back.values).tobytes() == np.asarray(output.values).tobytes()


def test_what_the_cpu_is_asked_a_gpu_is_asked_too_and_not_the_other_way_round() -> None:
    half = replace(CHOSEN, device="cuda", dtype="float16", autocast="")
    stored = replace(STORED, trials=(TRIAL, CHOSEN, half), expected=(EXPECTED, {}, {"out": RIGHT}))
    on_cpu, on_cuda = (stored.on("layer_forward", device) for device in ("cpu", "cuda"))
    assert on_cpu == [CHOSEN]
    assert on_cuda == [replace(CHOSEN, device="cuda"), half]
    assert [stored.expect(trial) for trial in on_cuda] == [{}, {"out": RIGHT}]
    assert stored.on("layer_backward", "cuda") == []  # NumPy has no other device


def test_a_trial_of_a_gpu_is_read_again_and_is_no_test_on_the_cpu(folder: Path) -> None:
    held = read_stored(folder)
    amp = replace(held.trials[0], device="cuda", dtype="float32", autocast="bfloat16")
    more = replace(held, trials=(*held.trials, amp), expected=(*held.expected, {}))
    write_stored(more, folder / FILE)
    assert read_stored(folder).trials[-1] == amp
    assert LocalTests(folder).trials == held.trials


def test_the_file_may_be_read_by_everyone(tmp_path: Path) -> None:
    write_stored(STORED, tmp_path / FILE)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o644


def test_a_folder_without_the_file_is_told_to_be_no_template(tmp_path: Path) -> None:
    with pytest.raises(StoredError, match=str(tmp_path)):
        read_stored(tmp_path)


def safetensors(metadata: str) -> bytes:
    """A safetensors file without tensors, as its format describes it."""
    header = json.dumps({"__metadata__": {"autograder": metadata}}).encode()
    return len(header).to_bytes(8, "little") + header


DAMAGED = {
    "empty": b"",
    "another file": b"PK\x03\x04" + bytes(100),
    "no header": (2).to_bytes(8, "little") + b"{}",
    "an immense header": (2**62).to_bytes(8, "little"),
    "metadata that is no JSON": safetensors("{"),
    "metadata of another kind": safetensors("[1, 2]"),
    "another form": safetensors(json.dumps({"form": 99})),
    "an array that is not there": safetensors(
        json.dumps({"form": 1, "trials": {"$array": [3, "float64", [2], "C"]}})
    ),
    "a trial without a case": safetensors(
        json.dumps(
            {
                "form": 1,
                "name": "",
                "title": "",
                "module": "",
                "questions": [],
                "trials": [{"outputs": None, "expected": {}}],
            }
        )
    ),
    "a trial that is a number": safetensors(json.dumps({"form": 1, "trials": [5]})),
    "expected outputs as a list": safetensors(
        json.dumps({"form": 1, "trials": [{"outputs": None, "expected": [1]}]})
    ),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_told_as_one(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(StoredError, match="damaged"):
        read_stored(tmp_path)


def test_a_file_cut_off_anywhere_is_told_as_damaged(tmp_path: Path) -> None:
    write_stored(STORED, tmp_path / FILE)
    whole = (tmp_path / FILE).read_bytes()
    for length in range(0, len(whole), 97):
        (tmp_path / FILE).write_bytes(whole[:length])
        with pytest.raises(StoredError):
            read_stored(tmp_path)


# ---- verdicts ----------------------------------------------------------------------------------

EXERCISES = "def double(solution, x): return {'y': solution.double(x), 'z': solution.other(x)}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A template's folder with one question, of whose outputs one is judged."""
    x = np.array([1.0, 2.0])
    trial = Trial(
        "double", "by hand", True, "values", "numpy", "cpu", "float64", ("y",), inputs={"x": x}
    )
    expected = {"y": output_of(2 * x), "z": output_of(x)}
    questions = (StoredQuestion("double", "Doubling", 1),)
    stored = Stored("doubling", "Doubling", "doubling", questions, (trial,), (expected,))
    write_stored(stored, tmp_path / FILE)
    (tmp_path / "exercises.py").write_text(EXERCISES)
    return tmp_path


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("def double(x): return 2 * x\ndef other(x): return None", Outcome.PASSED),
        ("def double(x): return 3 * x\ndef other(x): return x", Outcome.FAILED),
    ],
)
def test_only_judged_outputs_count(source: str, outcome: Outcome, folder: Path) -> None:
    (folder / "doubling.py").write_text(source)
    tests = LocalTests(folder)
    (trial,) = tests.trials
    assert tests.verdict(trial).outcome is outcome


def test_a_failure_is_an_assertion_that_says_what_is_wrong(folder: Path) -> None:
    (folder / "doubling.py").write_text("def double(x): return 3 * x\ndef other(x): return x")
    tests = LocalTests(folder)
    with pytest.raises(AssertionError, match=r"by hand: y is off by 2 at \[1\].*right is 4"):
        tests.check(tests.trials[0])


def test_an_exception_of_the_solution_reaches_the_debugger_as_it_is(folder: Path) -> None:
    (folder / "doubling.py").write_text("def double(x): return {}['missing']")
    tests = LocalTests(folder)
    with pytest.raises(KeyError, match="missing"):
        tests.check(tests.trials[0])


def test_a_solution_that_writes_into_its_input_can_be_checked_again(folder: Path) -> None:
    source = "def double(x):\n    x *= 2\n    return x\ndef other(x): return x"
    (folder / "doubling.py").write_text(source)
    tests = LocalTests(folder)
    for _ in range(3):
        tests.check(tests.trials[0])


POSTPONED = """
from __future__ import annotations
import dataclasses

@dataclasses.dataclass
class Doubled:
    x: Unknown | None = None

def double(x): return 2 * x
def other(x): return x
"""


def test_a_file_is_known_to_python_while_it_is_imported_and_no_longer(folder: Path) -> None:
    (folder / "doubling.py").write_text(POSTPONED)
    tests = LocalTests(folder)
    tests.check(tests.trials[0])
    assert "doubling" not in sys.modules  # a notebook may have imported it in its own way


def test_tests_of_two_folders_are_kept_apart(folder: Path, tmp_path_factory: Any) -> None:
    (folder / "doubling.py").write_text("def double(x): return 2 * x\ndef other(x): return x")
    other = tmp_path_factory.mktemp("elsewhere") / folder.name
    shutil.copytree(folder, other)
    (other / "doubling.py").write_text("def double(x): return 3 * x\ndef other(x): return x")
    right, wrong = LocalTests(folder), LocalTests(other)
    assert right.verdict(right.trials[0]).outcome is Outcome.PASSED
    assert wrong.verdict(wrong.trials[0]).outcome is Outcome.FAILED


# ---- the local verdict equals the grader's -----------------------------------------------------

ROUNDS = 5
"""Hand-ins of which each has a mistake in every question; all wrong examples take part in one."""


def full_of_mistakes(judge: Judge, number: int) -> str:
    """The reference with every ROUNDS-th wrong example after it, each over the ones before."""
    source = judge.reference.source
    examples = wrong_examples(judge.assignment, source)[number::ROUNDS]
    return source + "".join(example.source.removeprefix(source) for example in examples)


def local_verdicts(folder: Path, source: str) -> dict[str, Verdict | str]:
    """What a student's own tests say of each public case: a verdict, or an exception's name."""
    (folder / "activations.py").write_text(source)
    tests = LocalTests(folder)
    told: dict[str, Verdict | str] = {}
    for trial in tests.trials:
        try:
            told[trial.id] = tests.verdict(trial)
        except Exception as error:
            told[trial.id] = type(error).__name__
    return told


@pytest.mark.parametrize("number", range(ROUNDS))
def test_the_local_verdict_equals_the_grader_s(
    number: int, judge_of: Callable[[str], Judge], tmp_path: Path
) -> None:
    judge = judge_of("activations")
    source = full_of_mistakes(judge, number)
    template = tmp_path / "activations"
    shutil.copytree(ROOT / "student_template" / "activations", template)
    tolerances = judge.assignment.folder / "tolerances.toml"
    if tolerances.is_file():
        shutil.copy(tolerances, template)
    local = local_verdicts(template, source)
    submission = Submission("activations", {"activations.py": source.encode()})
    report = judge.grade(submission, Terms(seed=1))
    graded = {
        verdict.trial.id: verdict
        for question in report.questions
        for verdict in question.verdicts
        if verdict.trial.public
    }
    assert list(graded) == list(local)
    assert {verdict.outcome for verdict in graded.values()} >= {Outcome.PASSED, Outcome.FAILED}
    for name, verdict in graded.items():
        mine = local[name]
        if isinstance(mine, str):
            assert verdict.outcome is Outcome.ERROR
            words = "to be solved without" if mine == "Forbidden" else mine
            assert words in verdict.message
            continue
        assert (mine.outcome, mine.message, mine.output) == (
            verdict.outcome,
            verdict.message,
            verdict.output,
        )
        assert (mine.measured, mine.allowed) == (verdict.measured, verdict.allowed)
