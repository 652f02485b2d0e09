"""What went wrong in a student's code is told with its place; hidden cases show no text of it."""

from collections.abc import Sequence

import pytest

from autograder.checking.messages import (
    Sources,
    believable,
    of_failed_load,
    of_raised,
    presentable,
)
from autograder.worker.wire import Line, Raised

OWN = Line("activations.py", 12, "relu_forward", "out = x / 0")
INNER = Line("parts/inner.py", 3, "divide", "return a / b")
EXERCISE = Line("exercises.py", 5, "relu_forward", "out, _ = solution.relu_forward(x)")


def raised(
    error: str = "ValueError",
    message: str = "x is 1.25",
    *,
    builtin: bool = True,
    lines: Sequence[Line] = (EXERCISE, OWN),
) -> Raised:
    return Raised(error, message, builtin, list(lines))


def told(what: Raised, *, public: bool = True, offered: Sequence[str] = ()) -> str:
    return of_raised("activations", what, offered, public=public)


@pytest.mark.parametrize("public", [True, False])
def test_the_innermost_line_of_the_student_s_own_files_is_told(public: bool) -> None:
    message = told(raised(lines=[EXERCISE, OWN, INNER]), public=public)
    assert "parts/inner.py, line 3: return a / b" in message
    assert "activations.py" not in message


def test_without_a_line_of_their_own_the_exercise_s_is_told() -> None:
    assert EXERCISE.text in told(raised(lines=[EXERCISE]))


def test_a_public_case_shows_the_exception() -> None:
    message = told(raised())
    assert message.startswith("ValueError: x is 1.25")
    assert "activations.py, line 12: out = x / 0" in message
    assert told(raised("Own", "by 3", builtin=False)).startswith("Own: by 3")


def test_an_exception_without_a_text_is_told_without_a_colon() -> None:
    assert told(raised(message="", lines=[])) == "ValueError"


@pytest.mark.parametrize("builtin", [True, False])
def test_a_hidden_case_shows_the_kind_of_exception_alone(builtin: bool) -> None:
    message = told(raised(builtin=builtin), public=False)
    assert "1.25" not in message
    assert ("ValueError" in message) == builtin
    assert "line 12" in message


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize(
    ("what", "words"),
    [
        (raised("SystemExit", "3"), "exit"),
        (raised("MemoryError", ""), "memory"),
        (raised("EOFError", "EOF when reading a line"), "input()"),
    ],
)
def test_what_students_often_meet_is_told_in_words(what: Raised, words: str, public: bool) -> None:
    message = told(what, public=public)
    assert words in message
    assert "line 12" in message


@pytest.mark.parametrize("public", [True, False])
@pytest.mark.parametrize(
    "what",
    [
        raised("PermissionError", "[Errno 1] Operation not permitted"),
        raised("PermissionError", "[Errno 13] Permission denied: '/tmp/notes.txt'"),
        raised("InductorError", "PermissionError: [Errno 1] Operation not permitted Set TORCH"),
        raised("RuntimeError", "unable to open shared memory object </torch_1>: Permission denied"),
        raised("URLError", "<urlopen error [Errno -3] Temporary failure in name resolution>"),
    ],
)
def test_what_the_confinement_refuses_is_told_as_refused(what: Raised, public: bool) -> None:
    for message in (told(what, public=public), of_failed_load("activations", what)):
        assert "can't start a process (subprocess, multiprocessing, a DataLoader with" in message
        assert "torch.compile" in message
        assert "the network" in message
        assert "files outside its own folder" in message
        assert "line 12" in message


def test_what_is_not_written_yet_is_told_by_its_name() -> None:
    what = raised("NotImplementedError", "relu_forward is yours to write")
    assert told(what) == "relu_forward is not implemented yet (activations.py, line 12)"
    assert "not implemented" in told(raised("NotImplementedError", "", lines=[EXERCISE]))


def test_a_missing_function_is_told_with_the_closest_name_that_is_there() -> None:
    missing = raised("missing", "relu_forward", lines=[])
    message = told(missing, offered=["relu_foward", "elu"])
    assert "activations.py has no relu_forward" in message
    assert "relu_foward" in message
    message = told(missing, offered=["numpy", "batchnorm"])
    assert message == "activations.py has no relu_forward"


@pytest.mark.parametrize("public", [True, False])
def test_an_exception_that_is_named_as_ours_is_told_as_any_other(public: bool) -> None:
    message = told(raised("Forbidden", "by 3", builtin=False), public=public)
    assert message.startswith("Forbidden: by 3" if public else "an exception was raised")


def test_an_exception_without_a_name_is_told_as_an_exception() -> None:
    assert told(raised("", " ", lines=[])) == "an exception"
    assert told(raised("", "by 3", lines=[])) == "an exception: by 3"


LOADS = {
    "a syntax error": (raised("SyntaxError", "invalid syntax"), ["Python", "invalid syntax"]),
    "another encoding": (
        raised("SyntaxError", "(unicode error) 'utf-8' codec can't decode byte 0xe9"),
        ["UTF-8"],
    ),
    "an exit": (raised("SystemExit", "0"), ["exit"]),
    "an exception": (raised("KeyError", "'a'"), ["KeyError: 'a'", "imported"]),
    "a keyboard": (raised("EOFError", "EOF when reading a line"), ["input()", "imported"]),
}


@pytest.mark.parametrize(("what", "words"), LOADS.values(), ids=LOADS)
def test_why_a_submission_can_t_be_imported_is_told_with_its_place(
    what: Raised, words: list[str]
) -> None:
    message = of_failed_load("activations", what)
    for word in [*words, "activations.py", "line 12: out = x / 0"]:
        assert word in message


@pytest.mark.parametrize(
    "text", ["two\nlines", "a\0b", "\x1b[31mred", "tab\there", "\ud800", "\u2028", "\r\n"]
)
def test_a_message_is_one_line_without_control_characters(text: str) -> None:
    shown = presentable(f"before {text} after")
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert shown.isprintable()


def test_a_message_has_an_end() -> None:
    assert len(presentable("x" * 10**6)) < 2_000
    assert presentable("short") == "short"


# ---- what a worker claims ----------------------------------------------------------------------

SOURCES = Sources(
    {"activations.py": "import numpy as np\n\ndef relu_forward(x):\n    return np.clamp(x)\n"},
    "def relu_forward(solution, x):\n    out, _ = solution.relu_forward(x)\n",
)
TRUE = Line("activations.py", 4, "relu_forward", "return np.clamp(x)")
SECRET = "x_is_1_25"


def test_a_true_claim_is_believed() -> None:
    calling = Line("exercises.py", 2, "relu_forward", "out, _ = solution.relu_forward(x)")
    claim = raised("AttributeError", "no clamp", lines=[calling, TRUE])
    assert believable(claim, SOURCES) == claim


def test_the_text_of_a_line_is_the_judge_s_own() -> None:
    claim = raised(lines=[Line("activations.py", 4, "relu_forward", SECRET)])
    assert believable(claim, SOURCES).lines == [TRUE]


@pytest.mark.parametrize(
    "line",
    [
        Line(f"{SECRET}.py", 1, "f", "x"),
        Line("/etc/passwd", 1, "f", "x"),
        Line("activations.py", 0, "f", "x"),
        Line("activations.py", -4, "f", "x"),
        Line("activations.py", 125, "f", "x"),
        Line("activations.py", 2**63, "f", "x"),
    ],
)
def test_a_line_that_is_not_there_is_left_out(line: Line) -> None:
    assert believable(raised(lines=[line, TRUE]), SOURCES).lines == [TRUE]


def test_the_function_around_a_line_is_the_judge_s_own() -> None:
    claim = raised("NotImplementedError", lines=[Line("activations.py", 4, SECRET, "")])
    assert SECRET not in told(believable(claim, SOURCES))
    assert "relu_forward is not implemented yet" in told(believable(claim, SOURCES))


def test_a_line_is_found_where_python_counts_it() -> None:
    text = "# from a slide:\v\u2028\f\r\nx = 1\r1 / 0\n"
    claim = raised("ZeroDivisionError", lines=[Line("activations.py", 3, "", "")])
    assert "line 3: 1 / 0" in told(believable(claim, Sources({"activations.py": text}, "")))


NESTED = """
class Layer:
    size = 3

    def forward(self, x):
        def inner(y):
            return y

        return inner(x)

    async def backward(self): return 1


def after():
    pass
"""


@pytest.mark.parametrize(
    ("number", "function"),
    [
        *((1, ""), (2, "Layer"), (3, "Layer"), (5, "Layer.forward"), (7, "Layer.forward.inner")),
        *((9, "Layer.forward"), (11, "Layer.backward"), (13, ""), (14, "after"), (15, "after")),
    ],
)
def test_the_function_around_a_line_is_found_by_indentation(number: int, function: str) -> None:
    sources = Sources({"activations.py": NESTED}, "")
    claim = raised(lines=[Line("activations.py", number, SECRET, "")])
    assert believable(claim, sources).lines[0].function == function


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("within", ["\x0c", "\x0b", "\x1c", "\x85", "\u2028"])
def test_lines_are_counted_as_python_counts_them(end: str, within: str) -> None:
    source = end.join([within, f"a = '{within}'", "b = 2"])
    claim = raised(lines=[Line("activations.py", 3, "", "")])
    (line,) = believable(claim, Sources({"activations.py": source}, "")).lines
    assert line.text == "b = 2"


def test_few_of_many_claimed_lines_are_looked_up() -> None:
    claim = raised(lines=[TRUE] * 1_000)
    assert len(believable(claim, SOURCES).lines) < 10


def test_only_python_s_own_exceptions_are_its_own() -> None:
    for name, builtin in (("ValueError", True), (SECRET, False), ("print", False), ("", False)):
        assert believable(raised(name, builtin=True), SOURCES).builtin == builtin


def test_a_missing_name_is_shown_only_if_the_exercises_ask_for_it() -> None:
    known = believable(raised("missing", "relu_forward", lines=[]), SOURCES)
    assert "relu_forward" in told(known, public=False)
    assert SECRET not in told(
        believable(raised("missing", SECRET, lines=[]), SOURCES), public=False
    )
