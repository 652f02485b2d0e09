"""Hidden inputs are fresh for every hand-in, the same for a regrade, and told to nobody."""

import html
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.judgement import Expected
from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge import grading
from autograder.judge.diagnosis import EXPLAINED, Diagnosis
from autograder.judge.grading import Judge, Terms, judging
from autograder.judge.reference import wrong_examples
from autograder.judge.shared import SharedCases
from autograder.report import prairielearn
from autograder.report.explain import question_text, report_text, summary
from autograder.report.gradescope import results
from autograder.report.page import page_of
from autograder.report.report import QuestionReport, Report
from autograder.spec.course import Course

ROOT = Path(__file__).parents[2]
NUMPY_COURSE = ROOT / "tests" / "bench" / "course"
LIFETIME = 600
TORCH_POINTS = 32
"""Of the questions of activations that run on the CPU and on a GPU, half of it for each."""


@pytest.fixture(scope="module")
def relu() -> Iterator[Judge]:
    """The judge of a course without torch: relu_forward and relu_backward, 10 points each."""
    with judging(Course(NUMPY_COURSE), "relu", lifetime=LIFETIME) as judge:
        yield judge


def submission(source: str, module: str = "relu") -> Submission:
    return Submission(module, {f"{module}.py": source.encode()})


Inputs = dict[str, dict[str, Any]]


@pytest.fixture
def inputs_of(relu: Judge, monkeypatch: pytest.MonkeyPatch) -> Callable[[Submission], Inputs]:
    """Grades a hand-in; the inputs of its hidden and of its public trials, by their ids."""
    expected = SharedCases.expected

    def graded(hand_in: Submission, **terms: Any) -> Inputs:
        seen: Inputs = defaultdict(dict)

        def noting(shared: SharedCases, trial: Trial, compute: Callable[[Trial], Expected]) -> Any:
            seen["public" if trial.public else "hidden"][trial.id] = trial.inputs
            return expected(shared, trial, compute)

        monkeypatch.setattr(SharedCases, "expected", noting)
        relu.grade(hand_in, Terms(**terms))
        return seen

    return graded


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    assert one.keys() == other.keys()
    assert one
    return all(
        np.array_equal(one[trial][name], other[trial][name]) for trial in one for name in one[trial]
    )


def all_differ(one: dict[str, Any], other: dict[str, Any]) -> bool:
    assert one.keys() == other.keys()
    assert one
    return all(
        not np.isin(one[trial][name], other[trial][name]).any()
        for trial in one
        for name in one[trial]
    )


def test_the_reference_is_loaded_before_the_service_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both import the libraries: one after the other, a grading would take twice as long."""
    with judging(Course(NUMPY_COURSE), "relu", lifetime=LIFETIME) as judge:

        def prove(*_: Any) -> dict[str, str]:
            assert "reference" in vars(judge)
            return {}

        monkeypatch.setattr(grading, "prove", prove)
        judge.grade(submission(""), Terms())


# ---- seeds -------------------------------------------------------------------------------------


def test_the_same_hand_in_gets_the_same_inputs_again(
    relu: Judge, inputs_of: Callable[..., Inputs]
) -> None:
    first, again = (inputs_of(submission(relu.reference.source)) for _ in range(2))
    assert same(first["hidden"], again["hidden"])
    assert same(first["public"], again["public"])


def test_one_byte_changed_gets_other_hidden_inputs_and_the_same_public_ones(
    relu: Judge, inputs_of: Callable[..., Inputs]
) -> None:
    source = relu.reference.source
    first, other = inputs_of(submission(source)), inputs_of(submission(source + "\n"))
    assert all_differ(first["hidden"], other["hidden"])
    assert same(first["public"], other["public"])


def test_a_seed_that_is_given_decides_alone(relu: Judge, inputs_of: Callable[..., Inputs]) -> None:
    source = relu.reference.source
    first = inputs_of(submission(source), seed=7)
    other_source = inputs_of(submission(source + "\n"), seed=7)
    other_seed = inputs_of(submission(source), seed=8)
    assert same(first["hidden"], other_source["hidden"])
    assert all_differ(first["hidden"], other_seed["hidden"])
    assert same(first["public"], other_seed["public"])


def test_the_report_tells_the_seed_that_draws_the_same_cases(relu: Judge) -> None:
    source = relu.reference.source
    report, again = (relu.grade(submission(source), Terms()) for _ in range(2))
    assert report.seed == again.seed
    assert relu.grade(submission(source + "\n"), Terms()).seed != report.seed
    assert relu.grade(submission(source), Terms(seed=7)).seed == "7"


def test_a_seed_can_t_be_computed_without_the_answers(relu: Judge, tmp_path: Path) -> None:
    """The same hand-in, the same cases, another reference: other hidden inputs."""
    course = tmp_path / "course"
    for file in NUMPY_COURSE.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            copy = course / file.relative_to(NUMPY_COURSE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    reference = course / "reference" / "relu.py"
    reference.write_text(reference.read_text() + "\n# another answer\n")
    hand_in = submission("x = 1")
    with judging(Course(course), "relu", lifetime=LIFETIME) as other:
        assert other.grade(hand_in, Terms()).seed != relu.grade(hand_in, Terms()).seed


def test_what_a_hand_in_came_in_changes_nothing(relu: Judge, tmp_path: Path) -> None:
    source = relu.reference.source
    (tmp_path / "folder").mkdir()
    (tmp_path / "relu.py").write_text(source)
    (tmp_path / "folder" / "relu.py").write_text(source)
    with zipfile.ZipFile(tmp_path / "hand-in.zip", "w") as archive:
        archive.writestr("relu.py", source)
    reports = [
        relu.grade_path(tmp_path / name, Terms()) for name in ("relu.py", "folder", "hand-in.zip")
    ]
    assert len({report.seed for report in reports}) == 1
    assert [report.score for report in reports] == [20, 20, 20]


# ---- reports -----------------------------------------------------------------------------------


def test_a_report_holds_no_inputs(relu: Judge) -> None:
    report = relu.grade(submission("def relu_forward(x): return 3 * x, x"), Terms())
    assert all(v.trial.inputs == {} for q in report.questions for v in q.verdicts)


def test_questions_are_graded_in_their_order_and_announced(relu: Judge) -> None:
    announced: list[tuple[str, list[QuestionReport]]] = []
    report = relu.grade(
        submission(relu.reference.source),
        Terms(),
        lambda question, done: announced.append((question.name, list(done))),
    )
    forward, _ = report.questions
    assert announced == [("relu_forward", []), ("relu_backward", [forward])]
    assert (report.assignment, report.title) == ("relu", "ReLU, in NumPy alone")


def test_a_question_that_is_wrong_costs_its_own_points_alone(relu: Judge) -> None:
    source = relu.reference.source + "\ndef relu_backward(dout, cache): return dout"
    report = relu.grade(submission(source), Terms())
    assert [question.score for question in report.questions] == [10, 0]


def test_the_layers_and_the_reach_of_the_answers_are_told(relu: Judge) -> None:
    layers = relu.grade(submission(relu.reference.source), Terms()).layers
    assert {"own session", "own user", "answers out of reach"} <= set(layers)


def test_what_can_t_be_opened_gets_a_report_that_says_why(relu: Judge, tmp_path: Path) -> None:
    path = tmp_path / "homework.docx"
    path.write_bytes(b"PK")
    report = relu.grade_path(path, Terms())
    assert (report.score, report.points) == (0, 20)
    assert "homework.docx" in report.problem
    assert all(question.failures for question in report.questions)
    assert not any(question.solved for question in report.questions)


def test_what_can_t_be_imported_gets_a_report_that_says_why(relu: Judge) -> None:
    report = relu.grade(submission("def relu_forward(x:"), Terms())
    assert report.score == 0
    assert "relu.py" in report.problem


# ---- devices -----------------------------------------------------------------------------------


@pytest.fixture
def _no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "cuda_is_here", lambda: False)


Graded = Callable[[str], Report]


@pytest.fixture
def on_devices(judge_of: Callable[[str], Judge], _no_gpu: None) -> Graded:
    """The report on a right solution of activations, by the devices that are asked for."""
    judge = judge_of("activations")
    hand_in = submission(judge.reference.source, "activations")
    return lambda devices: judge.grade(hand_in, Terms(devices, seed=1))


def test_without_a_gpu_its_points_are_neither_earned_nor_lost(on_devices: Graded) -> None:
    report = on_devices("all")
    assert report.points == 90
    assert report.not_graded == TORCH_POINTS / 2
    assert report.score == 90 - TORCH_POINTS / 2
    assert not any(question.failures for question in report.questions)
    told = {
        verdict.trial.device: (verdict.outcome, verdict.message)
        for verdict in report.questions[-1].verdicts
    }
    assert told["cpu"] == (Outcome.PASSED, "")
    assert told["cuda"][0] is Outcome.NOT_GRADED
    assert "CUDA" in told["cuda"][1]


def test_asked_for_a_gpu_alone_without_one_nothing_is_graded(on_devices: Graded) -> None:
    report = on_devices("cuda")
    assert (report.score, report.not_graded) == (0, 90)
    outcomes = {verdict.outcome for q in report.questions for verdict in q.verdicts}
    assert outcomes == {Outcome.NOT_GRADED}
    assert all("not graded" in summary(question) for question in report.questions)


def test_on_the_cpu_all_points_are_for_the_cpu(on_devices: Graded) -> None:
    report = on_devices("cpu")
    assert (report.score, report.not_graded) == (90, 0)


# ---- what hidden cases hide --------------------------------------------------------------------

MARK = re.compile(r"LEAK[0-9a-z_]+")
LEAKS = {
    "an exception's text": "raise ValueError(mark)",
    "an exception's name": "raise type(mark, (Exception,), {})('x')",
    "the name of an exception among Python's own": """
        import builtins
        own = type(mark, (Exception,), {})
        setattr(builtins, mark, own)
        raise own('x')
    """,
    "the name of an exception that is a name of Python's own": """
        import builtins
        own = type('ValueError', (Exception,), {})
        builtins.ValueError = own
        raise own(mark)
    """,
    "the text of what is not implemented": "raise NotImplementedError(mark)",
    "the text of an exit": "raise SystemExit(mark)",
    "the text of a lack of memory": "raise MemoryError(mark)",
    "a missing name": """
        import sys
        raise AttributeError(mark, name=mark, obj=sys.modules['relu'])
    """,
    "a name that the module lacks": "return getattr(sys.modules['relu'], mark)",
    "a syntax error's text": "raise SyntaxError(mark, (mark + '.py', 1, 1, mark))",
    "a syntax error in a string": "exec(mark + ' = = 1')",
    "the name of a returned type": "return type(mark, (), {})(), x",
    "the name of a subclass of array": """
        return x.view(type(mark, (np.ndarray,), {})), x
    """,
    "the name of a returned type's module": """
        return type('T', (), {'__module__': mark})(), x
    """,
    "the name of a function": """
        exec(f"def {mark}(): raise NotImplementedError", scope := {})
        function = scope[mark]
        function.__code__ = function.__code__.replace(co_filename='relu.py')
        function()
    """,
    "the name of a file": """
        path = os.path.join(os.getcwd(), mark + '.py')
        open(path, 'w').write('raise ValueError')
        exec(compile(open(path).read(), path, 'exec'))
    """,
    "the text of a line": """
        path = os.path.join(os.getcwd(), 'other.py')
        open(path, 'w').write(f'raise ValueError  # {mark}')
        exec(compile(open(path).read(), path, 'exec'))
    """,
    "the text of a line of the file itself": """
        open('relu.py', 'w').write(f'raise ValueError  # {mark}\\n' * 99)
        import linecache
        linecache.cache['relu.py'] = (1, None, [f'raise ValueError  # {mark}\\n'] * 99, 'relu.py')
        raise ValueError
    """,
    "the name of a traceback's line in exercises.py": """
        import linecache
        linecache.cache['exercises.py'] = (1, None, [f'# {mark}\\n'] * 99, 'exercises.py')
        return None
    """,
    "an array of texts": "return np.array([mark]), x",
    "a dtype": "return np.zeros(3, [(mark, 'f8')]), x",
    "a forged error": """
        import msgspec, socket, stat, struct
        reply = msgspec.msgpack.encode({
            'type': 'raised', 'error': mark, 'message': mark, 'builtin': True,
            'lines': [{'file': mark, 'number': 1, 'function': mark, 'text': mark}],
        })
        for number in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(number).st_mode):
                    os.write(number, struct.pack('<IQ', len(reply), 0) + reply)
            except OSError:
                pass
        return np.maximum(x, 0), x
    """,
    "forged outputs": """
        import msgspec, socket, stat, struct
        told = {'kind': mark, 'dtype': mark, 'shape': [], 'device': mark, 'text': mark}
        reply = msgspec.msgpack.encode({
            'type': 'outputs', 'outputs': {'out': {**told, 'size': None}},
        })
        for number in range(3, 64):
            try:
                if stat.S_ISSOCK(os.fstat(number).st_mode):
                    os.write(number, struct.pack('<IQ', len(reply), 0) + reply)
            except OSError:
                pass
        return np.maximum(x, 0), x
    """,
}


def leaking(body: str) -> str:
    """A submission that tries to tell its inputs; a mark stands for the first of them."""
    lines = [line.removeprefix("        ") for line in body.strip("\n").splitlines()]
    indented = "\n".join(f"    {line}" for line in lines)
    return f"""
import os, sys
import numpy as np

def relu_forward(x):
    mark = 'LEAK' + repr(float(x.flat[0])).replace('.', '_').replace('-', 'm')
{indented}

def relu_backward(dout, cache):
    raise ValueError('never reached')
"""


def texts_of(report: Report) -> Iterator[str]:
    """Everything that a student may come to read."""
    yield report_text(report)
    yield json.dumps(results(report), ensure_ascii=False)
    yield json.dumps(prairielearn.results(report), ensure_ascii=False)
    yield html.unescape(page_of(report))
    for question in report.questions:
        yield question_text(question)
        yield summary(question)


@pytest.mark.parametrize("body", LEAKS.values(), ids=LEAKS)
def test_hidden_inputs_appear_nowhere_in_a_report(body: str, relu: Judge) -> None:
    hand_in = submission(leaking(body))
    report = relu.grade(hand_in, Terms())
    marks = defaultdict(set)
    for question in relu.assignment.questions:
        for trial in relu.trials(question, report.seed, "cpu"):
            value = repr(float(trial.inputs["x"].flat[0]))
            marks[trial.public].add("LEAK" + value.replace(".", "_").replace("-", "m"))
    assert marks[True].isdisjoint(marks[False])
    texts = [*texts_of(report), *(v.message for q in report.questions for v in q.verdicts)]
    shown = {mark for text in texts for mark in MARK.findall(text)}
    assert shown <= marks[True]
    assert report.score == 0
    assert all(verdict.message for verdict in report.questions[0].verdicts)


def test_the_search_for_hidden_inputs_finds_public_ones(relu: Judge) -> None:
    """The test above can fail: what it looks for is there where it may be."""
    report = relu.grade(submission(leaking(LEAKS["an exception's text"])), Terms())
    assert any(MARK.search(text) for text in texts_of(report))


def test_right_values_of_hidden_cases_appear_nowhere_either(relu: Judge) -> None:
    """Whoever returns zeros could read them from a plain deviation."""
    source = "import numpy as np\ndef relu_forward(x): return np.zeros_like(x), x"
    report = relu.grade(submission(source), Terms())
    right = {
        trial.case: np.maximum(trial.inputs["x"], 0)
        for trial in relu.trials(relu.assignment.question("relu_forward"), report.seed, "cpu")
    }
    hidden = [v for v in report.questions[0].failures if not v.trial.public]
    assert hidden
    for verdict in hidden:
        shown = re.findall(r"\d+\.\d+(?:e[-+]\d+)?", f"{verdict.message} {verdict.hint}")
        assert shown
        for number in map(float, shown):
            assert not np.isclose(right[verdict.trial.case], number, rtol=1e-2).any()


def test_the_likely_mistake_is_looked_for_in_the_first_failures_of_a_question_alone(
    relu: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each costs a run of every known mistake."""
    asked: list[str] = []

    def relation(self: Diagnosis, verdict: Verdict, *outputs: Expected) -> str:
        asked.append(verdict.trial.question)
        return "a hint"

    monkeypatch.setattr(Diagnosis, "_relation", relation)
    report = relu.grade(submission("def relu_forward(x):\n    return -x, x\n"), Terms())
    failed = report.questions[0].failures
    assert len(failed) > EXPLAINED
    assert [bool(verdict.hint) for verdict in failed] == [
        number < EXPLAINED for number in range(len(failed))
    ]
    assert asked.count("relu_forward") == EXPLAINED


# ---- which failures are explained --------------------------------------------------------------

NEGATED = """
import numpy as np

def relu_forward(x):
    return -np.maximum(x, 0), x
"""


def explained(report: Report) -> set[str]:
    """Of which kinds the failing cases are whose likely mistake is told."""
    told = [verdict for question in report.questions for verdict in question.failures]
    return {"public" if verdict.trial.public else "hidden" for verdict in told if verdict.hint}


@pytest.mark.parametrize(
    ("hints", "kinds"),
    [("all", {"public", "hidden"}), ("public", {"public"}), ("none", set())],
)
def test_an_instructor_chooses_which_failures_are_explained(
    hints: str, kinds: set[str], relu: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = relu.grade(submission(NEGATED), Terms(hints=hints))
    assert explained(report) == kinds
    assert report.hints == hints
    assert results(report)["extra_data"]["hints"] == hints
    monkeypatch.setattr(relu, "assignment", replace(relu.assignment, hints=hints))
    assert explained(relu.grade(submission(NEGATED), Terms())) == kinds
    assert explained(relu.grade(submission(NEGATED), Terms(hints="public"))) == {"public"}


def test_a_choice_of_hints_changes_no_score_and_no_message(relu: Judge) -> None:
    told = {
        hints: [
            (verdict.trial.id, verdict.outcome, verdict.message)
            for question in relu.grade(submission(NEGATED), Terms(hints=hints, seed=1)).questions
            for verdict in question.verdicts
        ]
        for hints in ("all", "none")
    }
    assert told["all"] == told["none"]


def test_the_hints_of_a_hand_in_do_not_depend_on_those_before_it(
    judge_of: Callable[[str], Judge],
) -> None:
    """A class is graded with one judge, in whatever order."""
    judge = judge_of("activations")
    source = judge.reference.source

    def hints(wrong: str) -> list[str]:
        report = judge.grade(submission(source + wrong, "activations"), Terms(seed=1))
        return [verdict.hint for verdict in report.questions[1].failures]

    unmasked = "\ndef relu_backward(dout, cache): return dout.copy()"
    doubled = "\ndef relu_backward(dout, cache): return dout * (dout > 0)"
    alone = hints(unmasked)
    assert alone[0]
    assert hints(doubled) != alone
    assert hints(unmasked) == alone


def test_a_report_names_the_known_mistake_to_the_instructor_alone(
    judge_of: Callable[[str], Judge],
) -> None:
    judge = judge_of("activations")
    right = judge.reference.source
    known = {e.name: e.source for e in wrong_examples(judge.assignment, right)}
    own = right + "\ndef relu_backward(dout, cache): return -dout * (cache > 0)"
    for name, source in (("relu_absolute_value", known["relu_absolute_value"]), ("", own)):
        report = judge.grade(submission(source, "activations"), Terms(seed=1))
        told = [v for question in report.questions for v in question.failures if v.hint]
        assert told
        assert {v.mistakes for v in told} == {(name,) if name else ()}
        written = (results(report), page_of(report), prairielearn.results(report))
        assert not name or name not in json.dumps(written)


def test_some_questions_alone_are_graded_as_among_all(relu: Judge) -> None:
    hand_in = submission(NEGATED)
    whole = relu.grade(hand_in, Terms(seed=1))
    part = relu.grade(hand_in, Terms(seed=1), only=["relu_backward"])
    assert [question.name for question in part.questions] == ["relu_backward"]
    assert part.questions == whole.questions[1:]
