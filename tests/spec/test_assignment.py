"""An assignment is read as its author wrote it, or refused with what is wrong and where."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.trial import Trial
from autograder.spec import Case, Draw, case
from autograder.spec.assignment import Assignment, Cases, Question, Written, read_assignment
from autograder.spec.course import Course, SpecError, find_course

ROOT = Path(__file__).parents[2]
GOOD = """
title = "Layers"
module = "layers"
sheet = "section 6"

[[questions]]
name = "forward"
title = "The forward pass"
points = 2.5

[[questions]]
name = "module"
title = "A module"
points = 4
library = "torch"
dtypes = ["float32", "bfloat16"]
devices = ["cpu", "cuda"]
"""
CASES = """
from autograder.spec import case

def forward(draw):
    yield case("by hand", public=True, x=draw.normal(2))
    yield case("random", x=draw.normal(3))
    yield case("one feature", group="shapes", x=draw.normal(1))
    yield case("in half", group="half", dtypes=("float16",), x=draw.normal(2))

def module(draw):
    yield case("random", outputs=("out",), check="graph", x=draw.normal(3))
"""

Write = Callable[..., Assignment]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an assignment of these files and reads it; a later one takes the place of a former."""

    def written(text: str = GOOD, cases: str = CASES) -> Assignment:
        folder = tmp_path / "layers"
        folder.mkdir(exist_ok=True)
        (folder / "assignment.toml").write_text(text)
        (folder / "cases.py").write_text(cases)
        (folder / "exercises.py").write_text('"""How each question calls a solution."""\n')
        return read_assignment(folder)

    return written


# ---- assignment.toml ---------------------------------------------------------------------------


def test_a_good_file_is_read(write: Write) -> None:
    assignment = write()
    assert (assignment.name, assignment.title, assignment.module, assignment.sheet) == (
        "layers",
        "Layers",
        "layers",
        "section 6",
    )
    assert assignment.questions == (
        Question("forward", "The forward pass", 2.5),
        Question("module", "A module", 4, "torch", ("float32", "bfloat16"), ("cpu", "cuda")),
    )
    assert assignment.points == 6.5
    assert (assignment.written, assignment.written_points) == ((), 0)


WRITTEN = '[[written]]\nname = "why"\ntitle = "Why"\npoints = 3.5\nrubric = "It says why."\n'


def test_written_questions_are_read_and_counted_apart(write: Write) -> None:
    assignment = write(GOOD + WRITTEN)
    assert assignment.written == (Written("why", "Why", 3.5, "It says why."),)
    assert (assignment.points, assignment.written_points) == (6.5, 3.5)
    assert [question.name for question in assignment.questions] == ["forward", "module"]


def test_what_is_left_out_is_numpy_in_two_dtypes_on_the_cpu(write: Write) -> None:
    question = write().question("forward")
    assert (question.library, question.dtypes, question.devices) == (
        "numpy",
        ("float64", "float32"),
        ("cpu",),
    )


def test_torch_is_loaded_only_where_it_is_used(write: Write) -> None:
    assert write().libraries == ["numpy", "torch"]
    assert write(GOOD.replace('"torch"', '"numpy"').replace(
        'dtypes = ["float32", "bfloat16"]\ndevices = ["cpu", "cuda"]', ""
    )).libraries == ["numpy"]  # fmt: skip


def test_an_unknown_question_is_told_with_those_there_are(write: Write) -> None:
    with pytest.raises(SpecError, match=r"layers has no question 'backward' .*forward, module"):
        write().question("backward")


QUESTION = '[[questions]]\nname = "a"\ntitle = "A"\npoints = 1\n'
HEAD = 'title = "Layers"\nmodule = "layers"\n'
BAD = {
    "no TOML": ("title = ", "Invalid value"),
    "no title": ('module = "layers"\n' + QUESTION, "title"),
    "no module": ('title = "Layers"\n' + QUESTION, "module"),
    "no questions": (HEAD, "questions"),
    "an empty list of questions": (HEAD + "questions = []", "there must be one"),
    "a question twice": (HEAD + QUESTION + QUESTION, "different names"),
    "a question without a name": (HEAD + '[[questions]]\ntitle = "A"\npoints = 1', "name"),
    "a misspelt key": (HEAD + QUESTION + 'device = ["cpu"]', "device"),
    "a misspelt key at the top": ('sheets = "6"\n' + HEAD + QUESTION, "sheets"),
    "points in words": (HEAD + QUESTION.replace("1", '"ten"'), "points"),
    "no points": (HEAD + QUESTION.replace("1", "0"), "points"),
    "negative points": (HEAD + QUESTION.replace("1", "-1"), "points"),
    "points that are no number": (HEAD + QUESTION.replace("1", "nan"), "points"),
    "points without end": (HEAD + QUESTION.replace("1", "inf"), "points"),
    "an unknown library": (HEAD + QUESTION + 'library = "jax"', "numpy, torch"),
    "an unknown dtype": (HEAD + QUESTION + 'dtypes = ["float8"]', "float64, float32"),
    "no dtype": (HEAD + QUESTION + "dtypes = []", "dtypes"),
    "a dtype that NumPy lacks": (HEAD + QUESTION + 'dtypes = ["bfloat16"]', "NumPy.*bfloat16"),
    "an unknown device": (
        HEAD + QUESTION + 'library = "torch"\ndevices = ["tpu"]',
        "cpu, cuda",
    ),
    "no device": (HEAD + QUESTION + 'library = "torch"\ndevices = []', "devices"),
    "torch without torch": (
        HEAD + QUESTION + 'library = "torch"\nforbidden = ["torch"]',
        "can't be forbidden",
    ),
    "without what has no name": (HEAD + QUESTION + 'forbidden = ["a*"]', "may forbid|names"),
    "torch without what has no name": (
        HEAD + QUESTION + 'library = "torch"\nforbidden = ["batch norm"]',
        "names, not 'batch norm'",
    ),
    "NumPy without an operator of torch's": (
        HEAD + QUESTION + 'forbidden = ["batch_norm"]',
        'may forbid "torch"',
    ),
    "an unknown dtype on a GPU": (
        HEAD + QUESTION + 'library = "torch"\ndevices = ["cuda"]\ncuda_dtypes = ["half"]',
        "cuda_dtypes must be of float64, .*bfloat16, not .'half'",
    ),
    "no dtype on a GPU": (
        HEAD + QUESTION + 'library = "torch"\ndevices = ["cuda"]\ncuda_dtypes = []',
        "a: cuda_dtypes must be of",
    ),
    "dtypes of a GPU without one": (
        HEAD + QUESTION + 'library = "torch"\ncuda_dtypes = ["float32"]',
        "a: it has cuda_dtypes, and runs on no cuda device",
    ),
    "NumPy on a GPU": (HEAD + QUESTION + 'devices = ["cpu", "cuda"]', "NumPy"),
    "a written question of a question's name": (
        HEAD + QUESTION + WRITTEN.replace('"why"', '"a"'),
        "different names",
    ),
    "a written question without points": (HEAD + QUESTION + WRITTEN.replace("3.5", "0"), "points"),
    "a written question without a rubric": (
        HEAD + QUESTION + WRITTEN.replace("It says why.", " "),
        "why: a rubric",
    ),
    "only written questions": (HEAD + WRITTEN, "questions"),
    "an unknown choice of hints": ('hints = "some"\n' + HEAD + QUESTION, "all, public, none"),
    "shares that sum to less than 1": (HEAD + QUESTION + "groups = {values = 0.5}", "sum to 0.5"),
    "shares that sum to more": (
        HEAD + QUESTION + "[questions.groups]\nvalues = 0.5\nfloat32 = 0.6",
        "a: the shares of groups sum to 1.1",
    ),
    "no share for the values": (HEAD + QUESTION + "groups = {float32 = 1}", "share for 'values'"),
    "a share of nothing": (
        HEAD + QUESTION + "groups = {values = 1, float32 = 0}",
        "the share of 'float32'",
    ),
    "a share that is no number": (HEAD + QUESTION + "groups = {values = nan}", "'values'"),
    "a share in words": (HEAD + QUESTION + 'groups = {values = "half"}', "groups"),
    "a module that no Python file can have": (
        HEAD.replace('"layers"', '"../layers"') + QUESTION,
        "module",
    ),
}


@pytest.mark.parametrize(("text", "told"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_its_name_and_what_is_wrong(
    text: str, told: str, write: Write
) -> None:
    with pytest.raises(SpecError, match=rf"(?s)assignment\.toml.*{told}"):
        write(text)


def test_a_file_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "assignment.toml").write_bytes(b'title = "caf\xe9"')
    with pytest.raises(SpecError, match=r"assignment\.toml"):
        read_assignment(tmp_path)


def test_a_folder_without_the_file_is_no_assignment(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"no assignment\.toml"):
        read_assignment(tmp_path)


GROUPS = "[questions.groups]\nvalues = 0.5\nfloat32 = 0.1\nshapes = 0.2\nhalf = 0.2\n"


def with_groups(groups: str = GROUPS) -> str:
    """The good file, in which the first question has shares."""
    return GOOD.replace("points = 2.5\n", f"points = 2.5\n{groups}")


def test_an_author_says_what_each_group_is_for(write: Write) -> None:
    assignment = write(with_groups())
    assert assignment.question("forward").groups == {
        "values": 0.5,
        "float32": 0.1,
        "shapes": 0.2,
        "half": 0.2,
    }
    assert assignment.question("module").groups == {}
    assert trials(assignment, "forward")
    assert trials(assignment, "module")


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        (
            GROUPS.replace("float32 = 0.1\n", "").replace("0.5", "0.6"),
            "'float32' is a group of its",
        ),
        (GROUPS.replace("0.5", "0.4") + "stability = 0.1\n", "'stability' .* no case is in it"),
        (GROUPS.replace("shapes", "shape"), "'shapes' is a group of its cases and has no share"),
    ],
    ids=["a group without a share", "a share without a group", "a misspelt group"],
)
def test_shares_and_the_groups_of_cases_are_the_same(groups: str, told: str, write: Write) -> None:
    assignment = write(with_groups(groups))
    cases, question = Cases(assignment), assignment.question("forward")
    for draw in (lambda: cases.public(question), lambda: cases.hidden(question, "1")):
        with pytest.raises(SpecError, match=rf"layers: forward: {told}"):
            draw()


def test_hints_are_told_of_all_failures_unless_an_author_says_otherwise(write: Write) -> None:
    assert write().hints == "all"
    assert write('hints = "public"\n' + GOOD).hints == "public"


# ---- courses -----------------------------------------------------------------------------------


def test_a_course_lists_its_assignments_and_names_them_for_an_unknown_one() -> None:
    course = Course(ROOT)
    assert "activations" in course.names()
    with pytest.raises(SpecError, match=r"'activation' .*activations, architectures, batchnorm"):
        course.folder("activation")


def test_a_course_is_found_from_within_by_name_or_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUTOGRADER_COURSE", raising=False)
    inside = tmp_path / "course" / "reference"
    for folder in (inside, tmp_path / "course" / "assignments", tmp_path / "elsewhere"):
        folder.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert find_course().root == tmp_path / "course"
    assert find_course(tmp_path / "course").root == tmp_path / "course"
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_course().root == ROOT  # beside the program's own code
    monkeypatch.setenv("AUTOGRADER_COURSE", str(tmp_path / "course"))
    assert find_course().root == tmp_path / "course"
    with pytest.raises(SpecError, match=r"elsewhere is no course"):
        find_course(tmp_path / "elsewhere")


# ---- cases as trials ---------------------------------------------------------------------------


def trials(assignment: Assignment, question: str, seed: str = "1") -> list[Trial]:
    cases, asked = Cases(assignment), assignment.question(question)
    return cases.public(asked) + cases.hidden(asked, seed)


def named(found: list[Trial], name: str) -> dict[str, Trial]:
    """A case's trials by their dtype."""
    return {trial.dtype: trial for trial in found if trial.case == name}


def test_plain_cases_run_in_every_dtype_and_others_in_the_first(write: Write) -> None:
    found = trials(write(), "forward")
    assert [(trial.case, trial.dtype) for trial in found] == [
        ("by hand", "float64"),
        ("by hand", "float32"),
        ("random", "float64"),
        ("random", "float32"),
        ("one feature", "float64"),
        ("in half", "float16"),
    ]


def test_a_further_dtype_is_a_group_of_its_own(write: Write) -> None:
    found = trials(write(), "forward")
    assert [(trial.dtype, trial.group) for trial in named(found, "random").values()] == [
        ("float64", "values"),
        ("float32", "float32"),
    ]
    assert named(found, "one feature")["float64"].group == "shapes"
    assert named(found, "in half")["float16"].group == "half"


def test_what_a_case_says_is_what_its_trials_have(write: Write) -> None:
    assignment = write()
    question = assignment.question("module")
    (trial, in_half) = Cases(assignment).hidden(question, "1", "cuda")
    assert (trial.question, trial.library, trial.device, trial.outputs, trial.check) == (
        "module",
        "torch",
        "cuda",
        ("out",),
        "graph",
    )
    assert trial.id == "module[cuda-float32-random]"
    assert in_half.id == "module[cuda-bfloat16-random]"
    assert not trial.public


ON_CUDA = GOOD + 'cuda_dtypes = ["bfloat16", "float16"]\n'


def test_a_gpu_has_dtypes_of_its_own_and_the_cpu_keeps_its_groups(write: Write) -> None:
    before, assignment = write(), write(ON_CUDA)
    question = assignment.question("module")
    there = Cases(assignment).hidden(question, "1", "cuda")
    assert [(t.dtype, t.group) for t in there] == [("bfloat16", "values"), ("float16", "float16")]
    assert trials(assignment, "module") == trials(before, "module")


def test_what_a_gpu_alone_is_asked_is_what_no_trial_of_the_cpu_is_the_like_of(write: Write) -> None:
    public = CASES.replace('case("random", outputs', 'case("by hand", public=True, outputs')
    for cases, names in ((CASES, []), (public, ["by_hand"])):
        assignment = write(ON_CUDA, cases)
        question = assignment.question("module")
        (alone,) = Cases(assignment).on_cuda_alone(question, "1")
        assert (alone.device, alone.dtype) == ("cuda", "float16")
        held = Cases(assignment).for_students(question)
        of_the_cpu = [f"module[cpu-{d}-{n}]" for n in names for d in ("float32", "bfloat16")]
        assert [t.id for t in held] == of_the_cpu + [f"module[cuda-float16-{n}]" for n in names]
    assert Cases(assignment).on_cuda_alone(assignment.question("forward"), "1") == []


ELSEWHERE = (
    CASES
    + """
    yield case("wide", group="float16", dtypes=("float16",), devices=("cuda",), x=draw.normal(2))
    yield case("amp", autocast="bfloat16", x=draw.normal(3))
"""
)


def test_a_case_may_be_a_gpu_s_alone(write: Write) -> None:
    before = trials(write(), "module")
    assignment = write(cases=ELSEWHERE)
    question = assignment.question("module")
    assert trials(assignment, "module") == before
    wide, amp = Cases(assignment).hidden(question, "1", "cuda")[-2:]
    assert (wide.id, wide.group) == ("module[cuda-float16-wide]", "float16")
    assert (amp.id, amp.group, amp.autocast) == ("module[cuda-float32-amp]", "autocast", "bfloat16")
    assert amp.inputs["autocast"] == "bfloat16"
    assert (wide.precision, amp.precision) == ("float16", "autocast-bfloat16")


def test_shares_name_the_groups_of_every_device(write: Write) -> None:
    groups = "[questions.groups]\nvalues = 0.5\nbfloat16 = 0.2\nfloat16 = 0.1\nautocast = 0.2\n"
    assignment = write(GOOD + groups, ELSEWHERE)
    for device in ("cpu", "cuda"):
        assert Cases(assignment).hidden(assignment.question("module"), "1", device)
    assignment = write(GOOD + groups.replace("autocast = 0.2", "amp = 0.2"), ELSEWHERE)
    with pytest.raises(SpecError, match="layers: module: 'autocast' is a group of its cases"):
        Cases(assignment).hidden(assignment.question("module"), "1")


def test_a_case_that_runs_on_none_of_its_question_s_devices_is_refused(write: Write) -> None:
    text = CASES.replace('group="shapes",', 'autocast="float16",')
    with pytest.raises(SpecError, match=r"forward: .* 'one feature' is for cuda alone, and .* cpu"):
        trials(write(cases=text), "forward")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"devices": ("tpu",)}, r"'typical'.*devices must be of cpu, cuda, not \('tpu',\)"),
        ({"devices": ()}, "'typical'.*devices"),
        ({"autocast": "float32"}, "'typical'.*autocast must be one of bfloat16, float16"),
        ({"autocast": "float16", "dtypes": ("float64",)}, "'typical'.*on cuda, in float32"),
        ({"autocast": "float16", "devices": ("cpu",)}, "'typical'.*on cuda, in float32"),
    ],
)
def test_a_case_on_no_device_or_in_no_dtype_is_refused(settings: Any, told: str) -> None:
    with pytest.raises(SpecError, match=told):
        case("typical", **settings)


def test_dtypes_get_the_same_inputs_but_for_rounding(write: Write) -> None:
    by_dtype = named(trials(write(), "forward"), "random")
    x = by_dtype["float64"].inputs["x"]
    rounded = by_dtype["float32"].inputs["x"]
    assert rounded.dtype == np.float64
    assert np.array_equal(rounded, x.astype(np.float32).astype(np.float64))
    assert not np.array_equal(rounded, x)


def test_public_trials_ignore_the_seed_and_hidden_ones_follow_it(write: Write) -> None:
    assignment = write()
    one, same, other = (trials(assignment, "forward", seed) for seed in ("1", "1", "2"))
    for mine, again, theirs in zip(one, same, other, strict=True):
        assert np.array_equal(mine.inputs["x"], again.inputs["x"])
        assert np.array_equal(mine.inputs["x"], theirs.inputs["x"]) == mine.public


def test_a_case_s_inputs_do_not_depend_on_how_much_those_before_it_drew(write: Write) -> None:
    modest = trials(write(), "forward")
    greedy = trials(
        write(cases=CASES.replace("draw.normal(2)", "draw.normal(50)[:2]", 1)), "forward"
    )
    for name in ("random", "one feature", "in half"):
        for dtype, trial in named(modest, name).items():
            assert np.array_equal(trial.inputs["x"], named(greedy, name)[dtype].inputs["x"])


def test_inputs_drawn_within_a_source_of_several_cases_do_not_either(write: Write) -> None:
    text = """
from autograder.spec import case

def layouts(draw):
    yield "one", draw.normal({first})
    yield "two", draw.normal(3)

def forward(draw):
    for name, x in layouts(draw):
        yield case(name, x=x)
"""
    modest = trials(write(cases=text.format(first=1)), "forward")
    greedy = trials(write(cases=text.format(first=99)), "forward")
    assert np.array_equal(
        named(modest, "two")["float64"].inputs["x"], named(greedy, "two")["float64"].inputs["x"]
    )


def test_questions_draw_differently_for_the_same_seed(write: Write) -> None:
    text = """
from autograder.spec import case

def forward(draw):
    yield case("random", x=draw.normal(3))

module = forward
"""
    assignment = write(cases=text)
    forward, module = (trials(assignment, name)[0].inputs["x"] for name in ("forward", "module"))
    assert not np.allclose(forward, module)


def test_a_question_without_cases_is_refused_by_name(write: Write) -> None:
    with pytest.raises(SpecError, match=r"layers/cases\.py has no function forward"):
        trials(write(cases=""), "forward")


def test_two_cases_of_the_same_name_are_refused(write: Write) -> None:
    text = CASES.replace('"one feature"', '"Random!"').replace('group="shapes", ', "")
    with pytest.raises(SpecError, match=r"layers/cases\.py.*random"):
        trials(write(cases=text), "forward")


def test_a_case_takes_every_further_keyword_as_an_input() -> None:
    made = case("typical", public=True, x=1, name="an input named name")
    assert made == Case("typical", public=True, inputs={"x": 1, "name": "an input named name"})


def test_a_case_says_what_it_is_worth_in_its_group(write: Write) -> None:
    text = CASES.replace('group="shapes"', 'group="shapes", worth=2')
    found = trials(write(cases=text), "forward")
    assert {trial.case: trial.worth for trial in found if trial.worth} == {"one feature": 2}


@pytest.mark.parametrize("worth", [0, -1, float("nan"), float("inf")])
def test_a_case_is_worth_a_number_above_0(worth: float) -> None:
    with pytest.raises(SpecError, match=r"typical.*above 0"):
        case("typical", group="shapes", worth=worth)


def test_the_values_are_right_as_a_whole() -> None:
    with pytest.raises(SpecError, match=r"typical.*as a whole"):
        case("typical", worth=2)


# ---- public trials are the same everywhere -----------------------------------------------------


def arrays_in(tree: Any) -> Iterator[np.ndarray]:
    if isinstance(tree, np.ndarray):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from arrays_in(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from arrays_in(value)


def digest_of_public_trials(name: str) -> str:
    """Of the ids and inputs of an assignment's public trials, to the bit."""
    assignment = read_assignment(Course(ROOT).folder(name))
    cases, whole = Cases(assignment), hashlib.sha256()
    for question in assignment.questions:
        for trial in cases.public(question):
            whole.update(f"{trial.id} {trial.group}".encode())
            for array in arrays_in(trial.inputs):
                whole.update(array.tobytes())
    return whole.hexdigest()


@pytest.mark.parametrize("name", Course(ROOT).names())
def test_public_trials_are_the_same_in_two_processes(name: str) -> None:
    script = (
        "import sys, importlib.util as util;"
        f"spec = util.spec_from_file_location('this_file', {__file__!r});"
        "module = util.module_from_spec(spec); spec.loader.exec_module(module);"
        f"print(module.digest_of_public_trials({name!r}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "12345"},
    )
    Draw("something else").normal(1_000)
    assert told.stdout.strip() == digest_of_public_trials(name)
