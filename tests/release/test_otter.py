"""Otter grades with its zip as the grader does, and runs nothing of what was handed in.

What a hand-in would have run leaves a file; that it would, a zip without the plugin shows.
"""

import json
import os
import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from autograder.checking.archive import EARLIEST, archive
from autograder.cli.otter import Plugin
from autograder.judge.grading import Judge, Terms, judging
from autograder.release.otter import PLUGIN, otter_zip
from autograder.report.gradescope import results as results_of
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course, SpecError
from autograder.worker.proof import UnsafeMachine

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
NUMPY_COURSE = Course(ROOT / "tests" / "bench" / "course")
ATTACKS = ROOT / "tests" / "attacks"
SUBMISSIONS = ROOT / "assignments" / "activations" / "submissions"

HALF = """
import numpy as np

def relu_forward(x):
    return np.maximum(x, 0), x

def relu_backward(dout, cache):
    return dout
"""

RUN = """
import sys
from pathlib import Path
from otter.run import main

paths = list(map(Path, sys.argv[1:]))
for packed, hand_in in zip(paths[::2], paths[1::2]):
    results = hand_in.with_name(f"{hand_in.stem}-results")
    results.mkdir()
    main(str(hand_in), autograder=str(packed), output_dir=str(results), no_logo=True)
"""
"""`otter run` for several hand-ins, in one process."""

Results = dict[str, Any]


def packed_of(name: str, course: Course = COURSE) -> bytes:
    return otter_zip(read_assignment(course.folder(name)), course, EARLIEST)


def entries(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def unpacked(packed: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        zipped.extractall(folder)
    return folder


def run(script: Path, *words: str | Path, program: Path, cwd: Path | None = None) -> None:
    """Run a script that may import the program in that folder, and no other."""
    done = subprocess.run(
        [sys.executable, script, *words],
        cwd=cwd or script.parent,
        env={**os.environ, "PYTHONPATH": str(program)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def run_otter(hand_ins: dict[Path, bytes], folder: Path) -> dict[str, Results]:
    """What `otter run` makes of each hand-in with its zip, by the name of its file."""
    script = folder / "script" / "grade.py"
    script.parent.mkdir()
    script.write_text(RUN)
    words = []
    for hand_in, packed in hand_ins.items():
        path = folder / f"otter-{hand_in.stem}.zip"
        path.write_bytes(packed)
        words += [path, hand_in]
    run(script, *words, program=unpacked(packed, folder / "program"))
    return {
        path.stem: json.loads((path.parent / f"{path.stem}-results/results.json").read_text())
        for path in hand_ins
    }


def asked(packed: bytes, hand_in: Path, place: Path) -> Results:
    """What otter's results are once it has asked the plugin for them; no kernel is started."""
    from otter.run import AutograderConfig
    from otter.test_files import GradingResults

    submission = unpacked(hand_in.read_bytes(), place / "submission")
    settings = json.loads(entries(packed)["otter_config.json"])
    unpacked(packed, place / "source")
    chosen = [*submission.glob("*.ipynb"), *submission.glob("*.py")]
    plugin = Plugin(str(chosen[0]), {}, {})
    plugin.before_grading(None)
    given = GradingResults([])
    plugin.after_grading(given)
    assert plugin.before_execution(None).cells == []
    told: Results = given.to_gradescope_dict(AutograderConfig(settings))
    return told


def scores(told: Results) -> dict[str, tuple[float, float]]:
    return {entry["name"]: (entry["score"], entry["max_score"]) for entry in told["tests"]}


def zip_of(files: dict[str, bytes | str], path: Path) -> Path:
    path.write_bytes(archive({name: _bytes(content) for name, content in files.items()}))
    return path


def _bytes(content: bytes | str) -> bytes:
    return content.encode() if isinstance(content, str) else content


def notebook(*sources: str, **metadata: object) -> str:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    text: str = nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=metadata))
    return text


# ---- the zip -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def relu_zip() -> bytes:
    return packed_of("relu", NUMPY_COURSE)


def test_a_zip_is_the_same_every_time(relu_zip: bytes) -> None:
    assert packed_of("relu", NUMPY_COURSE) == relu_zip


def test_otter_made_the_zip_and_the_grader_is_in_it(relu_zip: bytes) -> None:
    files = entries(relu_zip)
    assert {"setup.sh", "run_autograder", "run_otter.py", "environment.yml"} <= files.keys()
    assert {"course/reference/relu.py", "course/assignments/relu/cases.py"} <= files.keys()
    assert "autograder/cli/otter.py" in files
    assert not any(name.startswith(("files/", "autograder/release/")) for name in files)
    assert json.loads(files["otter_config.json"])["plugins"] == [PLUGIN]
    (needed,) = (
        entry["pip"]
        for entry in yaml.safe_load(files["environment.yml"])["dependencies"]
        if isinstance(entry, dict)
    )
    assert any(line.startswith("otter-grader[grading") for line in needed)
    assert any(line.startswith("numpy==") for line in needed)


def test_without_otter_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "otter.generate", None)
    with pytest.raises(SpecError, match="otter-grader makes this zip: install"):
        packed_of("relu", NUMPY_COURSE)


# ---- the same scores, and nothing run ----------------------------------------------------------


@pytest.fixture(scope="module")
def relu_judge() -> Iterator[Judge]:
    with judging(NUMPY_COURSE, "relu") as judge:
        yield judge


class Trap:
    """What an unpickled log runs."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str, str]]:
        return open, (str(self.path), "w")


FORGED = """
import glob, json
for path in ("../results/results.json", "results.json"):
    open(path, "w").write(json.dumps({"score": 20, "tests": []}))
open("../source/tests/not_graded.py", "w").write("raise SystemExit")
"""

SHADOWED = ("otter", "pickle", "nbformat", "sitecustomize", "ipykernel_launcher")


def everything_at_once(left: Path) -> dict[str, bytes | str]:
    """A half-right hand-in that tries to be run by otter in every way; each leaves a file."""

    def leave(what: str) -> str:
        return f"open({str(left / what)!r}, 'w').close()\n"

    modules = {f"{name}.py": leave(name) for name in SHADOWED}
    program = {f"autograder/{name}": leave("program") for name in ("__init__.py", "cli/otter.py")}
    test = 'OK_FORMAT = False\nname = "not graded"\npoints = 20\n'
    return {
        "relu.py": HALF,
        "relu.ipynb": notebook(leave("cell"), FORGED),
        ".OTTER_LOG": pickle.dumps(Trap(left / "log")),
        "tests/not_graded.py": test + leave("test"),
        "__init__.py": leave("package"),
        **modules,
        **program,
    }


def attack(name: str) -> str:
    return (ATTACKS / f"{name}.py").read_text()


def sample(name: str) -> str:
    """A solution among the examples of activations, complete."""
    reference = (ROOT / "reference" / "activations.py").read_text()
    return f"{reference}\n{(SUBMISSIONS / f'{name}.py').read_text()}"


@pytest.fixture(scope="module")
def activations_zip() -> bytes:
    return packed_of("activations")


@pytest.fixture(scope="module")
def judges() -> Iterator[Callable[[str], Judge]]:
    with judging(NUMPY_COURSE, "relu") as relu, judging(COURSE, "activations") as activations:
        yield {"relu": relu, "activations": activations}.__getitem__


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what has run leaves a file."""
    return tmp_path_factory.mktemp("left")


@pytest.fixture(scope="module")
def hand_ins(left: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Hand-ins for otter, by what is in them."""
    folder = tmp_path_factory.mktemp("hand-ins")
    accepted = sample("accepted/torch_where_on_the_output")
    contents: dict[str, dict[str, bytes | str]] = {
        "everything": everything_at_once(left),
        "daemon": {"relu.py": attack("processes/daemon_that_writes_results")},
        "accepted": {"activations.py": accepted, "activations.ipynb": notebook("1 + 1")},
    }
    return {name: zip_of(files, folder / f"{name}.zip") for name, files in contents.items()}


@pytest.fixture(scope="module")
def told(
    relu_zip: bytes,
    activations_zip: bytes,
    hand_ins: dict[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Results]:
    """What `otter run` makes of them."""
    packed = {
        path: activations_zip if name == "accepted" else relu_zip for name, path in hand_ins.items()
    }
    return run_otter(packed, tmp_path_factory.mktemp("otter"))


@pytest.mark.parametrize(
    ("name", "assignment", "earns"),
    [("everything", "relu", 10), ("daemon", "relu", 20), ("accepted", "activations", 90)],
)
def test_a_hand_in_gets_the_points_that_the_grader_gives(
    name: str,
    assignment: str,
    earns: float,
    told: dict[str, Results],
    hand_ins: dict[str, Path],
    judges: Callable[[str], Judge],
) -> None:
    report = judges(assignment).grade_path(hand_ins[name], Terms())
    assert report.score == earns
    assert scores(told[name]) == scores(results_of(report))
    assert {entry["visibility"] for entry in told[name]["tests"]} == {"visible"}


@pytest.mark.usefixtures("told")
def test_nothing_of_a_hand_in_is_run_by_otter(left: Path) -> None:
    assert sorted(left.iterdir()) == []


def test_otter_by_itself_would_run_it(relu_zip: bytes, tmp_path: Path) -> None:
    """What is left then shows that the hand-in is as hostile as it says."""
    files = entries(relu_zip)
    settings = json.loads(files["otter_config.json"])
    settings["plugins"] = []
    files["otter_config.json"] = json.dumps(settings).encode()
    left = tmp_path / "left"
    left.mkdir()
    hostile = everything_at_once(left)
    del hostile["ipykernel_launcher.py"]  # it would be run in the place of the kernel
    run_otter({zip_of(hostile, tmp_path / "hostile.zip"): archive(files)}, tmp_path)
    assert {path.name for path in left.iterdir()} >= {"cell", "log", "otter"}


NOT_THE_NOTEBOOK = "hand in the .py file that you filled in with it"


@pytest.mark.parametrize(
    ("files", "earns", "says"),
    [
        ({"relu.py": attack("processes/exit_while_imported")}, 0, "ended the whole process"),
        ({"relu.ipynb": notebook("1 + 1", autograder={})}, 0, NOT_THE_NOTEBOOK),
        ({"mine.ipynb": notebook(HALF)}, 10, "there is no relu.py: mine.ipynb was taken for it"),
        ({"relu.ipynb": "1 + 1", "relu.py": HALF, "more.py": ""}, 10, "10 of 20 points"),
    ],
)
def test_what_is_unusual_is_told_as_the_grader_tells_it(
    files: dict[str, bytes | str],
    earns: float,
    says: str,
    relu_zip: bytes,
    judges: Callable[[str], Judge],
    tmp_path: Path,
) -> None:
    hand_in = zip_of(files, tmp_path / "hand-in.zip")
    expected = results_of(judges("relu").grade_path(hand_in, Terms()))
    told = asked(relu_zip, hand_in, tmp_path)
    assert scores(told) == scores(expected)
    assert sum(score for score, _ in scores(told).values()) == earns
    assert told["output"] == expected["output"]
    assert says in told["output"] + told["tests"][0]["output"]


def test_a_question_reads_as_the_grader_tells_it(
    activations_zip: bytes, judges: Callable[[str], Judge], tmp_path: Path
) -> None:
    source = sample("wrong/leaky_output_always_float64")
    hand_in = zip_of({"activations.py": source}, tmp_path / "hand-in.zip")
    expected = results_of(judges("activations").grade_path(hand_in, Terms()))
    told = asked(activations_zip, hand_in, tmp_path)
    assert scores(told) == scores(expected)
    for entry, wanted in zip(told["tests"], expected["tests"], strict=True):
        lines = "\n".join(line.strip() for line in entry["output"].splitlines())
        assert "\n".join(line.strip() for line in wanted["output"].splitlines()) in lines
    assert any("Likely: " in entry["output"] for entry in told["tests"])
    assert any(0 < score < most for score, most in scores(told).values())


# ---- what otter shows, and where it can't grade ------------------------------------------------


@pytest.mark.parametrize("hidden", ["counted", "after_published", "hidden"])
def test_what_is_withheld_on_the_platform_is_not_told_by_otter(hidden: str, tmp_path: Path) -> None:
    course = Course(Path(shutil.copytree(NUMPY_COURSE.root, tmp_path / "course")))
    with (course.folder("relu") / "assignment.toml").open("a") as file:
        file.write(f'\n[gradescope]\nhidden = "{hidden}"\n')
    hand_in = zip_of({"relu.py": HALF}, tmp_path / "hand-in.zip")
    told = asked(packed_of("relu", course), hand_in, tmp_path)
    assert sum(score for score, _ in scores(told).values()) == 10
    assert sum(most for _, most in scores(told).values()) == 20
    if hidden == "counted":
        assert "(hidden, " not in json.dumps(told)
    else:
        assert {entry["visibility"] for entry in told["tests"]} == {hidden}
        assert "of 20 points" not in told["output"]
        assert "public cases passed" in told["output"]
        assert "(hidden, " not in told["output"]


def test_a_machine_that_can_not_grade_is_told_in_otter_s_results(
    relu_zip: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from otter.run.run_autograder.utils import OtterRuntimeError

    def unsafe(*_: object) -> None:
        raise UnsafeMachine("it could read the answers")

    monkeypatch.setattr(Judge, "grade_path", unsafe)
    hand_in = zip_of({"relu.py": HALF}, tmp_path / "hand-in.zip")
    with pytest.raises(OtterRuntimeError, match="nothing was graded, whatever was handed in: it"):
        asked(relu_zip, hand_in, tmp_path)


# ---- on the platform ---------------------------------------------------------------------------


def test_on_the_platform_no_hand_in_is_in_otter_s_way(
    relu_zip: bytes, judges: Callable[[str], Judge], tmp_path: Path
) -> None:
    """Two notebooks, one of them broken, beside two files of Python: otter would refuse."""
    files = {"relu.py": "from rest import *\n", "rest.py": HALF, "a.ipynb": "{", "b.ipynb": "["}
    place = tmp_path / "autograder"
    for folder in ("submission", "results"):
        (place / folder).mkdir(parents=True)
    for name, text in files.items():
        (place / "submission" / name).write_text(text)
    (place / "submission_metadata.json").write_text("{}")
    source = unpacked(relu_zip, place / "source")
    expected = results_of(judges("relu").grade_path(place / "submission", Terms()))
    run(source / "run_otter.py", program=source)
    told = json.loads((place / "results" / "results.json").read_text())
    assert scores(told) == scores(expected)
    assert told["output"] == expected["output"]


# ---- what the notebook builds ------------------------------------------------------------------

EXPORT = """
import otter
from autograder.checking.notebook import files_to_hand_in
grader = otter.Notebook()
"""


def test_what_the_notebook_s_last_cell_builds_is_graded_as_the_folder_is(
    judges: Callable[[str], Judge], tmp_path: Path
) -> None:
    folder = tmp_path / "activations"
    shutil.copytree(COURSE.template("activations"), folder)
    stub = (folder / "activations.py").read_text()
    (folder / "solved.py").write_text(HALF)
    (folder / "activations.py").write_text(f"{stub}\nfrom solved import relu_forward\n")
    cells = nbformat.read(folder / "activations.ipynb", as_version=4).cells
    (tmp_path / "export.py").write_text(EXPORT + cells[-1].source)
    run(tmp_path / "export.py", program=ROOT, cwd=folder)
    packed = folder / "activations-submission.zip"
    with zipfile.ZipFile(packed) as zipped:
        names = set(zipped.namelist())
    assert names == {"activations.ipynb", "activations.py", "solved.py", "__zip_filename__"}
    judge = judges("activations")
    from_zip, from_folder = (judge.grade_path(path, Terms(seed=3)) for path in (packed, folder))
    assert 0 < from_zip.score < from_zip.points
    assert results_of(from_zip)["tests"] == results_of(from_folder)["tests"]
