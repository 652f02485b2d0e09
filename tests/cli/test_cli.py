"""The commands as a person types them."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli.audit import audit_all
from autograder.cli.ending import Unusable
from autograder.worker.client import cuda_is_here

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "bench" / "course"
RIGHT = SMALL / "reference" / "relu.py"
ESCAPE = "\x1b"


def autograder(*words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def grade(submission: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return autograder("grade", submission, "--assignment", "relu", "--course", SMALL, *words)


def test_list_tells_every_question_with_its_points() -> None:
    done = autograder("list")
    assert done.returncode == 0
    assert "activations: ReLU and its relatives (90 points automatic, 10 by hand)" in done.stdout
    for question in ("relu_backward", "dead_fraction", "batchnorm_graph", "batchnorm_module"):
        assert question in done.stdout


def test_a_right_hand_in_gets_all_points_and_plain_text_where_nobody_looks() -> None:
    done = grade(RIGHT)
    assert (done.returncode, done.stderr) == (0, "")
    assert "20 / 20" in done.stdout
    assert ESCAPE not in done.stdout


def test_a_score_of_zero_is_a_grading_that_was_carried_out(tmp_path: Path) -> None:
    (tmp_path / "relu.py").write_text("x = 1\n")
    done = grade(tmp_path / "relu.py")
    assert done.returncode == 0
    assert "relu.py has no relu_forward" in done.stdout


def test_results_are_written_for_the_platform(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    shutil.copy(RIGHT, folder / "relu.py")
    done = grade(folder / "relu.py", "--results", folder / "results.json")
    assert done.returncode == 0
    told = json.loads((folder / "results.json").read_text())
    assert [test["score"] for test in told["tests"]] == [10, 10]
    assert [test["extra_data"]["question"] for test in told["tests"]] == [
        "relu_forward",
        "relu_backward",
    ]


def test_a_damaged_hand_in_gets_results_that_say_why(tmp_path: Path) -> None:
    (tmp_path / "hand-in.zip").write_bytes(b"no zip at all")
    done = grade(tmp_path / "hand-in.zip", "--results", tmp_path / "results.json")
    assert done.returncode == 0
    assert "hand-in.zip" in json.loads((tmp_path / "results.json").read_text())["output"]


def test_the_same_seed_gives_the_same_report(tmp_path: Path) -> None:
    (tmp_path / "relu.py").write_text(RIGHT.read_text().replace("np.maximum(x, 0)", "x * 0.5"))
    first, second, other = (
        grade(tmp_path / "relu.py", "--seed", seed).stdout for seed in ("1", "1", "2")
    )
    assert first == second
    assert first != other


def test_hints_are_told_as_the_instructor_chooses(tmp_path: Path) -> None:
    (tmp_path / "relu.py").write_text(RIGHT.read_text().replace("np.maximum(x, 0)", "x * 0"))
    assert "Likely:" in grade(tmp_path / "relu.py").stdout
    assert "Likely:" not in grade(tmp_path / "relu.py", "--hints", "none").stdout


UNUSABLE = {
    "an unknown assignment": (["grade", RIGHT, "--assignment", "nothing"], "'nothing'.*relu"),
    "a missing path": (["grade", "nowhere.py", "--assignment", "relu"], "nothing at nowhere.py"),
    "an unknown device": (
        ["grade", RIGHT, "--assignment", "relu", "--device", "tpu"],
        "cpu, cuda, all",
    ),
    "an unknown choice of hints": (
        ["grade", RIGHT, "--assignment", "relu", "--hints", "some"],
        "--hints must be one of all, public, none",
    ),
    "results in no folder": (
        ["grade", RIGHT, "--assignment", "relu", "--results", "no/where.json"],
        "no folder",
    ),
    "results over a folder": (
        ["grade", RIGHT, "--assignment", "relu", "--results", SMALL],
        "is a folder",
    ),
    "a negative seed": (["grade", RIGHT, "--assignment", "relu", "--seed", "-1"], "--seed"),
    "a seed in words": (["grade", RIGHT, "--assignment", "relu", "--seed", "one"], "--seed"),
    "no assignment": (["grade", RIGHT], "--assignment"),
    "no submission": (["grade", "--assignment", "relu"], "submission"),
    "an unknown option": (["grade", RIGHT, "--assignment", "relu", "--fast"], "--fast"),
    "an unknown command": (["grad", RIGHT], "grad"),
    "no course": (["list", "--course", "/"], "no course"),
    "an audit of nothing": (["audit", "nothing", "--course", SMALL], "'nothing'.*relu"),
    "an audit by no process": (["audit", "--processes", "0"], "--processes"),
    "tolerances of a quick audit": (["audit", "--quick", "--write"], "leave --quick and"),
    "tolerances of a GPU": (["audit", "--device", "cuda", "--write"], "leave --quick and --device"),
    "an audit on another device": (["audit", "--device", "tpu"], "must be one of cpu, cuda, not"),
    "an audit on a GPU of what runs on none": (
        ["audit", "--device", "cuda", "--course", SMALL],
        "no question of relu runs on cuda",
    ),
    "a page in no folder": (["audit", "--page", "no/where.html"], "--page .*no folder"),
    "a record over a folder": (["audit", "--json", SMALL], "--json .*is a folder"),
    "a new one without a name": (["new"], "name"),
    "a new one that would hide a module": (["new", "numpy", "--course", SMALL], "'numpy' is a mod"),
    "a new one that is there": (["new", "relu", "--course", SMALL], "'relu' is taken"),
    "a new one in a folder of other things": (["new", "rows", "--course", ROOT / "docs"], "no cou"),
    "a new one in no folder": (["new", "rows", "--course", "nowhere"], "nowhere is no course"),
    "a folder that is no template": (["check", ROOT / "docs"], "public_cases"),
    "a folder that is not there": (["check", "nowhere"], "no folder nowhere"),
    "a hand-in of no template": (["submission", ROOT / "docs"], "public_cases"),
    "a hand-in of a folder that is not there": (["submission", "nowhere"], "no folder nowhere"),
    "a release of nothing": (
        ["release"],
        "name the assignments to release or say --all, one of both",
    ),
    "a release of what is not there": (
        ["release", "nothing", "--course", SMALL],
        "'nothing'.*relu",
    ),
}


@pytest.mark.parametrize(("words", "told"), UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_call_ends_with_2_and_one_line(words: list[str | Path], told: str) -> None:
    if words[0] == "grade":
        words = [*words, "--course", SMALL]
    done = autograder(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("autograder: ")
    assert re.search(told, done.stderr), done.stderr


@pytest.mark.parametrize("words", [["grade", "-h"], ["list", "--courses", "."], ["grade"]])
def test_a_call_that_is_misspelt_names_the_help(words: list[str]) -> None:
    done = autograder(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"autograder {words[0]} --help" in done.stderr


def test_without_a_command_the_help_is_shown() -> None:
    done = autograder()
    assert done.returncode == 2
    assert "grade" in done.stderr
    assert "check" in done.stderr


def test_a_check_on_a_device_that_is_not_there_never_says_that_all_is_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    template = ROOT / "student_template" / "activations"
    done = autograder("check", template, "--device", "cuda")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"autograder: --device cuda: .*no CUDA device\n", done.stderr)


def test_the_course_around_the_working_folder_is_the_one_that_is_graded(tmp_path: Path) -> None:
    course = tmp_path / "a course"
    shutil.copytree(SMALL, course)
    inside = course / "reference"
    assert "ReLU, in NumPy alone" in autograder("list", folder=inside).stdout
    done = autograder("grade", "relu.py", "--assignment", "relu", folder=inside)
    assert "20 / 20" in done.stdout


def test_a_missing_device_is_told_at_once_and_its_points_are_not_lost() -> None:
    words = ["grade", ROOT / "reference" / "activations.py", "--assignment", "activations"]
    done = autograder(*words, "--device", "all")
    assert done.returncode == 0
    if "no CUDA device" in done.stderr:
        assert "16 points were not graded here" in done.stdout
    else:
        assert "90 / 90" in done.stdout


COMMANDS = [
    "grade",
    "grade-class",
    "check",
    "list",
    "samples",
    "template",
    "new",
    "audit",
    "release",
    "submission",
]


@pytest.mark.parametrize("words", [[], *([command] for command in COMMANDS)])
def test_help_is_there(words: list[str]) -> None:
    done = autograder(*words, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout


def test_the_untouched_template_fails_its_check_and_a_right_solution_passes(tmp_path: Path) -> None:
    folder = tmp_path / "my work"
    shutil.copytree(ROOT / "student_template" / "activations", folder)
    before = autograder("check", folder)
    assert before.returncode == 1
    assert "relu_forward is not implemented yet" in before.stdout
    shutil.copy(ROOT / "reference" / "activations.py", folder)
    after = autograder("check", folder=folder)
    assert after.returncode == 0
    assert "Every public case is right" in after.stdout
    assert sorted(os.listdir(folder)) == sorted(
        os.listdir(ROOT / "student_template" / "activations")
    )


def test_the_templates_local_tests_run_with_plain_pytest(tmp_path: Path) -> None:
    folder = tmp_path / "my work"
    shutil.copytree(ROOT / "student_template" / "batchnorm", folder)
    shutil.copy(ROOT / "reference" / "batchnorm.py", folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_a_new_assignment_is_begun_in_an_empty_folder_and_what_it_says_comes_next_works(
    tmp_path: Path,
) -> None:
    (tmp_path / "a course" / ".git").mkdir(parents=True)
    done = autograder("new", "rows", "--course", "a course", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for told in ("reference/rows.py", "assignments/rows/cases.py", "wrong/  12 solutions"):
        assert told in done.stdout
    lines = (line.strip() for line in done.stdout.splitlines())
    audit, template, grade = (shlex.split(li)[1:] for li in lines if li.startswith("autograder "))
    assert audit == ["audit", "rows", "--course", "a course"]
    assert autograder(*template, folder=tmp_path).returncode == 0
    assert (tmp_path / "a course" / "student_template" / "rows" / "rows.ipynb").is_file()
    graded = autograder(*grade, "--allow-unsafe", folder=tmp_path)
    assert graded.returncode == 0
    assert "100 / 100" in graded.stdout


def test_a_new_assignment_is_put_into_the_course_around(tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(SMALL, course)
    done = autograder("new", "rows", folder=course / "assignments")
    assert done.returncode == 0
    assert "--course" not in done.stdout
    assert (course / "assignments" / "rows" / "assignment.toml").is_file()


def test_a_course_without_assignments_says_so(tmp_path: Path) -> None:
    (tmp_path / "assignments").mkdir()
    listed = autograder("list", "--course", tmp_path)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "There is no assignment" in listed.stdout
    audited = autograder("audit", "--course", tmp_path)
    assert (audited.returncode, audited.stdout) == (2, "")
    assert "there is no assignment" in audited.stderr
    assert "`autograder new NAME`" in audited.stderr


def test_an_audit_without_what_makes_the_mutants_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "cosmic_ray", None)
    files: dict[str, Path | None] = {"given": SMALL, "page": None, "record": None}
    with pytest.raises(Unusable, match=r"install autograder\[audit\]"):
        audit_all([], device="cpu", quick=True, write=False, processes=1, **files)


def test_an_audit_on_a_gpu_says_that_there_is_none() -> None:
    if cuda_is_here():
        pytest.skip("this machine has a CUDA device")
    done = autograder("audit", "--device", "cuda")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--device cuda: this machine has no CUDA device" in done.stderr


def test_templates_are_current() -> None:
    assert autograder("template", "--check").returncode == 0
