"""An assignment as `autograder new` makes it passes its audit; broken on purpose, it doesn't."""

import functools
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.audit import kills
from autograder.audit.audit import QUICK, Audit, Scope, audit
from autograder.audit.equivalents import read_equivalents, write_equivalents
from autograder.audit.mutants import mutants
from autograder.audit.page import page_of
from autograder.audit.record import record_of
from autograder.audit.tolerances import Measured, stale, written
from autograder.release.scaffold import scaffold
from autograder.spec.assignment import Assignment, Cases, read_assignment
from autograder.spec.course import Course, SpecError

ROOT = Path(__file__).parents[2]
NAME = "rows"
WHOLE = Scope(processes=1)
SMALL = Scope(accepted_seeds=2, mutants=False, processes=1)
FAST = replace(QUICK, processes=1)

MUTANTS = functools.cache(mutants)

Break = Callable[[Path], None]
"""Spoils something in the folder of an assignment."""


def new_course(root: Path) -> Course:
    root.mkdir(exist_ok=True)
    course = Course(root)
    scaffold(NAME, course)
    return course


def assignment_of(course: Course, name: str = NAME) -> Assignment:
    return read_assignment(course.folder(name))


@pytest.fixture(autouse=True)
def mutants_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference is never what is broken: its mutants are made once, which takes long."""
    monkeypatch.setattr("autograder.audit.audit.mutants", MUTANTS)


def audited(course: Course, scope: Scope, name: str = NAME) -> Audit:
    return audit(assignment_of(course, name), course, scope)


def found_in(done: Audit) -> set[tuple[str, str]]:
    """What falls short, and whose it is."""
    return {(finding.kind, finding.what) for finding in done.findings}


def broken(root: Path, spoil: Break, scope: Scope = FAST) -> Audit:
    course = new_course(root)
    spoil(course.folder(NAME))
    return audited(course, scope)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return new_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def whole(new: Course) -> Audit:
    return audited(new, WHOLE)


# ---- as it is made -----------------------------------------------------------------------------


def test_a_new_assignment_passes_the_whole_audit(whole: Audit) -> None:
    assert whole.findings == ()
    assert whole.is_green
    assert whole.remarks == ()
    assert whole.false_fails == 0
    assert whole.least_margin >= 10
    assert whole.wrong_killed == len(whole.wrong) == 12
    assert len(whole.mutants) > 30
    assert len(whole.mutants) == whole.mutants_killed + whole.equivalents


def test_every_accepted_solution_is_judged_in_every_case_of_every_seed(
    new: Course, whole: Audit
) -> None:
    cases, question = Cases(assignment_of(new)), assignment_of(new).questions[0]
    public, hidden = cases.public(question), cases.hidden(question, "0")
    solutions = 1 + len(list(new.folder(NAME).glob("submissions/accepted/*.py")))
    assert whole.graded == solutions * (len(public) + WHOLE.accepted_seeds * len(hidden))


def test_the_quick_audit_takes_the_margins_that_are_recorded(new: Course) -> None:
    done = audited(new, FAST)
    assert done.findings == ()
    assert done.mutants == ()
    assert {place: margin.times for (_, place), margin in done.margins.items()} == {
        "cpu-float32": 49,
        "cpu-float64": 2.6e7,
    }
    assert all(len(fate.kills) == 1 for fate in done.wrong)


def test_what_is_measured_is_what_is_written(new: Course, whole: Audit) -> None:
    told = tomllib.loads(whole.tolerances)
    kept = tomllib.loads((new.folder(NAME) / "tolerances.toml").read_text())
    assert told.keys() == kept.keys()
    for output, places in kept.items():
        for place, entry in places.items():
            assert told[output][place]["allowed"] == entry["allowed"]
            assert told[output][place]["margin"] == pytest.approx(entry["margin"], rel=0.1)


# ---- what is told ------------------------------------------------------------------------------


class Page(HTMLParser):
    """A page's rows, and whatever is wrong with it."""

    EMPTY = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += [name for name in told if name in ("src", "href", "srcset", "action")]
        if tag in ("script", "link", "iframe", "img", "object"):
            self.links.append(tag)
        if tag not in self.EMPTY:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag == "td" and told.get("class") == "kill":
            self.rows[-1].append(told["title"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["th"]:
            self.rows[-1].append(data)


def test_the_page_is_one_file_with_the_matrix_of_kills(whole: Audit) -> None:
    text = page_of([whole])
    page = Page(text)
    assert page.open == []
    assert page.links == []
    assert not re.search(r"https?:|url\(|@import", text)
    killed = {fate.name: {kill.case for kill in fate.kills} for fate in whole.wrong}
    assert {row[0]: set(row[1:]) for row in page.rows if row and row[0] in killed} == killed
    assert killed["shifted_by_the_mean"] == {"softmax[cpu-float64-far_apart_in_a_row]"}


def test_the_page_of_a_broken_assignment_says_what_falls_short(tmp_path: Path) -> None:
    done = broken(tmp_path, wrong("a<b", RIGHT))
    text = page_of([done])
    assert Page(text).open == []
    assert "something falls short" in text
    assert "a&lt;b" in text


def test_the_record_is_json_with_all_of_it(whole: Audit) -> None:
    (told,) = json.loads(record_of([whole]))
    assert told["assignment"] == NAME
    assert told["green"] is True
    assert told["graded"] == whole.graded
    assert told["kills"]["shifted_by_the_mean"] == {
        "softmax": ["softmax[cpu-float64-far_apart_in_a_row]"]
    }
    assert set(told["kills"]) == {fate.name for fate in (*whole.wrong, *whole.mutants)}
    assert {entry["nearest"] for entry in told["margins"]} == {"rounded", "scores_overwritten"}


def autograder(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_command_says_how_many_cases_it_graded_and_ends_with_0(
    new: Course, whole: Audit, tmp_path: Path
) -> None:
    words = ("--processes", "1", "--page", tmp_path / "a.html", "--json", tmp_path / "a.json")
    done = autograder("audit", NAME, "--course", new.root, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{whole.graded} cases of accepted solutions graded; nothing falls short" in done.stdout
    assert f"{len(whole.mutants) - 2} / {len(whole.mutants)}" in done.stdout
    assert Page((tmp_path / "a.html").read_text()).open == []
    assert json.loads((tmp_path / "a.json").read_text())[0]["green"] is True


def test_the_command_names_what_falls_short_and_ends_with_1(tmp_path: Path) -> None:
    course = new_course(tmp_path)
    wrong("right_after_all", RIGHT)(course.folder(NAME))
    done = autograder("audit", "--quick", "--course", course.root, "--processes", "1")
    assert (done.returncode, done.stderr) == (1, "")
    assert "rows: false pass: right_after_all: it passes softmax" in done.stdout
    assert "1 findings: something falls short" in done.stdout


# ---- broken on purpose -------------------------------------------------------------------------

RIGHT = """
def softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
"""
IN_FLOAT64 = """
def softmax(scores):
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True), dtype=np.float64)
    return exponentials / exponentials.sum(axis=1, keepdims=True)
"""


def change(file: str, *changes: tuple[str, str]) -> Break:
    """Replace a part of a file that is in it once."""

    def spoil(folder: Path) -> None:
        text = (folder / file).read_text()
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / file).write_text(text)

    return spoil


def append(file: str, text: str) -> Break:
    def spoil(folder: Path) -> None:
        with (folder / file).open("a") as opened:
            opened.write(text)

    return spoil


def wrong(name: str, code: str, fails: str = '["softmax"]') -> Break:
    def spoil(folder: Path) -> None:
        text = f'"""An example."""\n\nimport numpy as np\n\nFAILS = {fails}\n\n{code}'
        (folder / "submissions" / "wrong" / f"{name}.py").write_text(text)

    return spoil


def accepted(name: str, code: str) -> Break:
    def spoil(folder: Path) -> None:
        text = f'"""An example."""\n\nimport numpy as np\n\n{code}'
        (folder / "submissions" / "accepted" / f"{name}.py").write_text(text)

    return spoil


def remove(pattern: str) -> Break:
    def spoil(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.unlink()

    return spoil


def without_case(name: str) -> Break:
    """The question without the case of that name."""
    lines = (
        "_all_cases = softmax\n\n\ndef softmax(draw: Draw) -> Iterator[Case]:\n"
        f"    return (each for each in _all_cases(draw) if each.name != {name!r})\n"
    )
    return append("cases.py", f"\n\n{lines}")


def second_question(folder: Path) -> None:
    """Another question, which shows what is wrong in the first one on any scores."""
    question = '\n[[questions]]\nname = "largest"\ntitle = "The largest of each"\npoints = 1\n'
    append("assignment.toml", question)(folder)
    exercise = "def largest(solution: Any, scores: Array) -> Outputs:\n"
    exercise += '    return {"largest": solution.softmax(scores).max(axis=1)}\n'
    append("exercises.py", f"\n\n{exercise}")(folder)
    cases = "def largest(draw: Draw) -> Iterator[Case]:\n"
    cases += '    yield case("by hand", public=True, scores=EIGHTHS)\n'
    cases += '    yield case("a random batch", scores=draw.normal(6, 9))\n'
    append("cases.py", f"\n\n{cases}")(folder)


ALLOWED = "cpu-float32 = { allowed = 1,"

NEEDED = {
    "a random batch": ("earned without thought", "softmax"),
    "very negative scores": ("false pass", "shifted_by_the_largest_size"),
    "rows far apart": ("false pass", "shifted_by_the_largest_of_the_batch"),
    "far apart in a row": ("false pass", "shifted_by_the_mean"),
    "one sample": ("false pass", "one_sample_becomes_a_vector"),
    "no sample": ("false pass", "rows_joined_from_a_list"),
    "scores are left alone": ("false pass", "scores_overwritten"),
}
"""Every hidden case, and what comes to light when it is dropped."""


def test_every_hidden_case_is_one_of_those_that_are_dropped(new: Course) -> None:
    question = assignment_of(new).questions[0]
    hidden = Cases(assignment_of(new)).hidden(question, "0")
    assert {trial.case for trial in hidden} == set(NEEDED)


@pytest.mark.parametrize("case", NEEDED)
def test_a_hidden_case_that_is_dropped_is_missed(case: str, tmp_path: Path) -> None:
    done = broken(tmp_path, without_case(case))
    assert NEEDED[case] in found_in(done)
    assert not done.is_green


FOUND: dict[str, tuple[Break, set[tuple[str, str]]]] = {
    "a tolerance that is loosened": (
        change("tolerances.toml", (ALLOWED, "cpu-float32 = { allowed = 100,")),
        {("tolerance", "softmax.probabilities cpu-float32")},
    ),
    "a tolerance of an output that is gone": (
        append("tolerances.toml", '\n["softmax.sum"]\ncpu-float64 = { allowed = 1, honest = 0 }\n'),
        {("tolerance", "softmax.sum cpu-float64")},
    ),
    "a tolerance that was never measured": (
        change("tolerances.toml", ('["softmax.scores afterwards"]', '["softmax.scores"]')),
        {
            ("tolerance", "softmax.scores cpu-float64"),
            ("tolerance", "softmax.scores afterwards cpu-float64"),
        },
    ),
    "a wrong solution that passes": (
        wrong("right_after_all", RIGHT),
        {("false pass", "right_after_all")},
    ),
    "a wrong solution that names no question": (
        wrong("right_after_all", RIGHT, fails="[]"),
        {("false pass", "right_after_all")},
    ),
    "an accepted solution that fails": (
        accepted("in_float64", IN_FLOAT64),
        {("false fail", "in_float64")},
    ),
    "no wrong solution": (remove("submissions/wrong/*.py"), {("unproved", "softmax")}),
    "one accepted solution": (remove("submissions/accepted/[bc]*.py"), {("unproved", "softmax")}),
}


@pytest.mark.parametrize("fault", FOUND)
def test_a_fault_is_found_and_named(fault: str, tmp_path: Path) -> None:
    spoil, expected = FOUND[fault]
    assert found_in(broken(tmp_path, spoil)) == expected


def test_an_answer_without_thought_that_earns_points_is_found(tmp_path: Path) -> None:
    no_values = change(
        "cases.py",
        ('case("by hand", public=True,', 'case("by hand", group="plain", public=True,'),
        ('case("a random batch",', 'case("a random batch", group="plain",'),
    )
    done = broken(tmp_path, no_values)
    found = {f.text.partition(" earn ")[0] for f in done.findings if "thought" in f.kind}
    assert "the input" in found


ON_ANY_SCORES = {
    *("always_float64", "not_normalised", "over_the_samples", "over_the_whole_batch", "rounded")
}
"""The wrong solutions that need no special scores to show."""


def test_a_wrong_solution_that_fails_elsewhere_is_named_with_the_case(tmp_path: Path) -> None:
    done = broken(tmp_path, second_question)
    elsewhere = {f.what: f.text for f in done.findings if f.kind == "failing elsewhere"}
    assert set(elsewhere) == ON_ANY_SCORES
    assert "it names no largest, and fails largest[cpu-" in elsewhere["rounded"]
    assert ("unproved", "largest") in found_in(done)


def test_a_right_solution_may_be_much_slower_than_the_reference(
    new: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kills, "CPU_SECONDS", 0)
    monkeypatch.setattr(kills, "SLOWER", 0)
    done = audited(new, FAST)
    assert {kill.case for fate in done.wrong for kill in fate.kills} == {kills.TIME}
    assert done.false_fails == 0


def test_a_wrong_solution_that_some_seeds_do_not_find_out_is_named_with_them(
    tmp_path: Path,
) -> None:
    course = new_course(tmp_path)
    question, cases = assignment_of(course).questions[0], Cases(assignment_of(course))
    random = {
        seed: trial.inputs["scores"].shape
        for seed in "01"
        for trial in cases.hidden(question, seed)
        if trial.case == "a random batch"
    }
    assert random["0"] != random["1"]
    code = f"{RIGHT}    return out * 2 if scores.shape == {random['1']} else out\n"
    wrong("now_and_then", code.replace("    return np", "    out = np", 1))(course.folder(NAME))
    (finding,) = audited(course, SMALL).findings
    assert (finding.kind, finding.what) == ("false pass", "now_and_then")
    assert finding.text == "it passes softmax where the cases are drawn from seed 0"


def test_a_margin_that_is_too_small_is_found(tmp_path: Path) -> None:
    nearer = change("submissions/wrong/rounded.py", ("True), 3)", "True), 4)"))
    (finding,) = broken(tmp_path / "a", nearer, SMALL).findings
    assert (finding.kind, finding.what) == ("margin", "softmax.probabilities cpu-float32")
    assert "rounded is only 4." in finding.text
    recorded = change("tolerances.toml", ("margin = 49", "margin = 4.9"))
    (finding,) = broken(tmp_path / "b", recorded).findings
    assert (finding.kind, finding.what) == ("margin", "softmax.probabilities cpu-float32")


def test_what_is_measured_depends_on_the_right_answers_alone(new: Course, tmp_path: Path) -> None:
    """Not on what was written before, nor on what is no number of the right form."""

    def spoil(folder: Path) -> None:
        change("tolerances.toml", (ALLOWED, "cpu-float32 = { allowed = 30,"))(folder)
        accepted("in_float64", IN_FLOAT64)(folder)

    done = broken(tmp_path, spoil, SMALL)
    assert not done.is_green
    assert done.tolerances == audited(new, SMALL).tolerances


def test_a_mutant_that_survives_is_shown_with_its_change(tmp_path: Path) -> None:
    weaker = change("cases.py", ("1000 * np.eye(6, 9)", "np.eye(6, 9)"))
    done = broken(tmp_path, weaker, replace(SMALL, mutants=True))
    survivors = {f.what: f.text for f in done.findings if f.kind == "surviving mutant"}
    assert set(survivors) == {mutant.id for mutant in done.survivors}
    minimum = "\n+ shifted = scores - scores.min(axis=1, keepdims=True)"
    assert any(minimum in text for text in survivors.values())
    assert ("false pass", "shifted_by_the_mean") in found_in(done)


def test_a_record_of_a_mutant_that_a_case_kills_is_found(tmp_path: Path) -> None:
    course = new_course(tmp_path)
    folder = course.folder(NAME)
    found = mutants((course.root / "reference" / f"{NAME}.py").read_text())
    reasons = {name: r.reason for name, r in read_equivalents(folder, found).items()}
    killed = next(mutant for mutant in found if ".min(" in mutant.after)
    write_equivalents(folder, found, {**reasons, killed.id: "It seems so."})
    (finding,) = audited(course, replace(SMALL, mutants=True)).findings
    assert (finding.kind, finding.what) == ("wrong record", killed.id)
    assert "far_apart_in_a_row" in finding.text


def test_a_case_that_nothing_needs_is_remarked_and_breaks_nothing(tmp_path: Path) -> None:
    more = '    yield case("another", outputs=PROBABILITIES, scores=draw.normal(6, 9))\n'
    done = broken(tmp_path, append("cases.py", more), replace(SMALL, mutants=True))
    assert done.is_green
    (double, _) = done.remarks
    assert double.case == "softmax[cpu-float64-another]"
    assert "as in softmax[cpu-float64-a_random_batch]" in double.text


DOUBLING = """
import torch


def softmax(scores):
    return torch.softmax(scores, dim=1)
"""
ON_A_GPU = """
title = "Rows of probabilities"
module = "rows"

[[questions]]
name = "softmax"
title = "Softmax in torch"
points = 100
library = "torch"
devices = ["cpu", "cuda"]
cuda_dtypes = ["float64", "float16"]
"""


def on_a_gpu(folder: Path) -> None:
    """The assignment in torch, which a GPU is asked in float16 as well."""
    (folder / "assignment.toml").write_text(ON_A_GPU)
    (folder.parents[1] / "reference" / f"{NAME}.py").write_text(DOUBLING)
    remove("submissions/*/*.py")(folder)


def test_what_a_gpu_alone_is_asked_is_measured_on_the_cpu(tmp_path: Path) -> None:
    course = new_course(tmp_path)
    folder = course.folder(NAME)
    on_a_gpu(folder)
    accepted("half_off", f"{DOUBLING.replace('return', 'out =')}    return out - off(out)\n{OFF}")(
        folder
    )
    told = {f.what: f.text for f in audited(course, SMALL).findings if f.kind == "tolerance"}
    place = "softmax.probabilities cuda-float16"
    assert "a right solution is off by" in told[place]
    text = audited(course, SMALL).tolerances
    assert tomllib.loads(text)["softmax.probabilities"]["cuda-float16"]["allowed"] > 1
    assert "which stands in for one" in text
    (folder / "tolerances.toml").write_text(text)
    assert not [f for f in audited(course, SMALL).findings if f.kind == "tolerance"]


def test_what_a_unit_is_enough_for_goes_without_saying_on_a_gpu(tmp_path: Path) -> None:
    found = {("a.out", "cpu-float32"): Measured(0.05), ("a.out", "cuda-float16"): Measured(0.05)}
    (tmp_path / "tolerances.toml").write_text(written(found, {}, 30))
    assert "cuda" not in (tmp_path / "tolerances.toml").read_text()
    assert stale(tmp_path, found) == []
    (further,) = stale(tmp_path, {**found, ("a.out", "cuda-float16"): Measured(0.5)})
    assert (further.what, further.kind) == ("a.out cuda-float16", "tolerance")
    (missing,) = stale(tmp_path, {**found, ("a.out", "cpu-float64"): Measured(0.05)})
    assert missing.what == "a.out cpu-float64"


OFF = """

def off(out):
    return 0.004 * out * (out.dtype == torch.float16)
"""


@pytest.mark.parametrize("devices", ['["cuda"]', '["cpu"]'])
def test_a_mistake_that_only_a_gpu_is_to_show_is_right_on_the_cpu(
    devices: str, tmp_path: Path
) -> None:
    declared = f'DEVICES = {devices}\nFAILS = ["softmax"]'
    course = new_course(tmp_path)
    wrong("of_another_device", f"{declared}\n{RIGHT}")(course.folder(NAME))
    done = audited(course, FAST)
    passes = {("false pass", "of_another_device")}
    assert found_in(done) == (passes if devices == '["cpu"]' else set())
    broken_too = RIGHT.replace("axis=1", "axis=0")
    wrong("of_another_device", f"{declared}\n{broken_too}")(course.folder(NAME))
    done = audited(course, FAST)
    (finding,) = done.findings or [None]
    if devices == '["cpu"]':
        assert finding is None
        return
    assert (finding.kind, finding.what) == ("failing elsewhere", "of_another_device")
    assert done.wrong_killed == len(done.wrong)


@pytest.mark.parametrize(
    ("fails", "code", "found"),
    [
        ('["softmax", "sofmax"]', RIGHT.replace("axis=1", "axis=0"), {"false pass"}),
        ('["sofmax"]', RIGHT, {"false pass"}),
        ('["sofmax"]', RIGHT.replace("axis=1", "axis=0"), {"false pass", "failing elsewhere"}),
    ],
)
def test_a_mistake_that_names_no_question_is_found(
    fails: str, code: str, found: set[str], tmp_path: Path
) -> None:
    done = broken(tmp_path, wrong("misspelt", code, fails))
    assert found_in(done) == {(kind, "misspelt") for kind in found}
    assert any("sofmax" in finding.text for finding in done.findings)


@pytest.mark.parametrize("devices", ['["tpu"]', "[]", '"cuda"'])
def test_an_unknown_device_of_a_mistake_is_told_with_its_file(devices: str, tmp_path: Path) -> None:
    spoil = wrong("elsewhere", f"DEVICES = {devices}\n{RIGHT}")
    with pytest.raises(SpecError, match=r"elsewhere\.py: DEVICES must be a list of cpu, cuda, not"):
        broken(tmp_path, spoil)


def test_a_submission_that_is_no_python_is_named_with_its_line(tmp_path: Path) -> None:
    path = "submissions/wrong/half_a_line.py"
    with pytest.raises(SpecError, match=f"{path}, line 7: .*never closed"):
        broken(tmp_path, wrong("half_a_line", "def softmax(scores:\n"))


# ---- an assignment of the course ---------------------------------------------------------------

SWAPPED = {"p_as_the_probability_of_dropping", "scaled_by_one_minus_p", "always_doubled"}
"""Wrong in no way that shows where as much is kept as is dropped."""
BY_CHANCE = {"large_values_are_kept_more_often"}
"""It draws by itself: whether the cases that are left find it is by chance."""


def test_dropout_with_p_one_half_everywhere_fails_and_names_what_is_swapped(tmp_path: Path) -> None:
    folder = tmp_path / "assignments" / "dropout"
    shutil.copytree(ROOT / "assignments" / "dropout", folder)
    (tmp_path / "reference").mkdir()
    shutil.copy(ROOT / "reference" / "dropout.py", tmp_path / "reference")
    remove("submissions/accepted/[!b]*.py")(folder)  # they take long, and are not what is asked
    cases = (folder / "cases.py").read_text()
    drawn = r"SMALL_P = 0\.8|float\(draw\.uniform\(low=0\.\d+, high=0\.\d+\)\)"
    halved, times = re.subn(drawn, lambda m: "SMALL_P = 0.5" if "SMALL" in m[0] else "0.5", cases)
    assert times == 5
    (folder / "cases.py").write_text(halved)
    done = audited(Course(tmp_path), FAST, "dropout")
    passed = {what for kind, what in found_in(done) if kind == "false pass"}
    assert passed - BY_CHANCE == SWAPPED
