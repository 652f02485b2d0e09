"""Nothing that gives an answer away leaves in a zip; what students are to get does."""

import ast
import base64
import gzip
import json
import pickle
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from autograder.checking.archive import EARLIEST, archive
from autograder.checking.stored import FILE
from autograder.release.answers import Answers, answers_of
from autograder.release.leaks import leaks_in
from autograder.release.student import student_zip, template_files
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course

COURSE = Course(Path(__file__).parents[2])
ASSIGNMENT = read_assignment(COURSE.folder("activations"))
FOLDER = COURSE.folder("activations")
REFERENCE = (COURSE.root / "reference" / "activations.py").read_text()

Files = dict[str, bytes]


def lines_of_solution(function: str) -> str:
    """What stands between the markers of a function of the reference."""
    after = REFERENCE.split(f"def {function}(")[1]
    return textwrap.dedent(after.split("# BEGIN SOLUTION\n")[1].split("    # END")[0])


ANSWER = lines_of_solution("elu_backward")
RENAMED = ANSWER.replace("alpha", "a").replace("x,", "inputs,").replace("(x", "(inputs")
RUBRIC = ASSIGNMENT.written[0].rubric
TOKEN = "ghp_" + "a1B2" * 9


@pytest.fixture(scope="module")
def answers() -> Answers:
    return answers_of(ASSIGNMENT, COURSE)


@pytest.fixture
def files() -> Files:
    return template_files(ASSIGNMENT, COURSE)


def leaks(files: Files, answers: Answers) -> list[str]:
    return [str(leak) for leak in leaks_in(archive(files), answers, COURSE)]


@pytest.mark.parametrize("name", COURSE.names())
def test_the_zips_of_the_course_leak_nothing(name: str) -> None:
    assignment = read_assignment(COURSE.folder(name))
    packed = student_zip(assignment, COURSE, EARLIEST)
    assert leaks_in(packed, answers_of(assignment, COURSE), COURSE) == []


@pytest.mark.parametrize("path", ["reference.py", "submissions/accepted/plain_torch.py"])
def test_what_belongs_to_a_speed_track_is_found(path: str) -> None:
    assignment = read_assignment(COURSE.folder("batchnorm"))
    text = (assignment.folder / "track" / path).read_bytes()
    found = leaks({"notes.py": text}, answers_of(assignment, COURSE))
    assert any(f"{Path(path).name} of the track" in leak for leak in found)


# ---- what is planted ---------------------------------------------------------------------------


def added(name: str, content: str | bytes) -> Callable[[Files], None]:
    """A file more."""

    def plant(files: Files) -> None:
        files[name] = content.encode() if isinstance(content, str) else content

    return plant


def appended(name: str, text: str) -> Callable[[Files], None]:
    """Lines at the end of a file."""

    def plant(files: Files) -> None:
        files[name] += text.encode()

    return plant


def replaced(name: str, old: str, new: str) -> Callable[[Files], None]:
    def plant(files: Files) -> None:
        assert old in files[name].decode()
        files[name] = files[name].decode().replace(old, new, 1).encode()

    return plant


def cell(**more: Any) -> Callable[[Files], None]:
    """A cell more in the notebook."""

    def plant(files: Files) -> None:
        notebook = json.loads(files["activations.ipynb"])
        made = {"cell_type": "code", "metadata": {}, "source": [], "outputs": []}
        notebook["cells"].insert(2, made | more)
        files["activations.ipynb"] = json.dumps(notebook).encode()

    return plant


def public_case(name: str) -> Callable[[Files], None]:
    """One of the stored cases under another name."""

    def plant(files: Files) -> None:
        stored = files[FILE]
        length = int.from_bytes(stored[:8], "little")
        header = json.loads(stored[8 : 8 + length])
        data = json.loads(header["__metadata__"]["autograder"])
        data["trials"][0]["case"] = name
        header["__metadata__"]["autograder"] = json.dumps(data)
        told = json.dumps(header).encode()
        files[FILE] = len(told).to_bytes(8, "little") + told + stored[8 + length :]

    return plant


def function(body: str, name: str = "mine") -> str:
    return f"\n\ndef {name}(dout, cache):\n{textwrap.indent(body, '    ')}\n"


def shown(body: str) -> str:
    return f"\n```python\n{body}```\n"


def reformatted(source: str) -> str:
    """Each token that may begin a line does."""
    text = ast.unparse(ast.parse(source)).replace(", ", ",\n  ").replace("(", "(\n   ")
    return text.replace("return dout *", "return (dout *") + ")\n"


def interrupted(source: str) -> str:
    """With a comment between lines, a docstring and an annotation."""
    first, *others = source.replace("out =", "out: Array =", 1).splitlines()
    return "\n".join(['"""The layer."""', first, "# what backward needs", *others]) + "\n"


def as_bytes(text: str) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer(text.encode(), np.uint8)


def in_lines(text: str) -> list[str]:
    """Base64, 70 digits a line: no line decodes by itself."""
    digits = base64.b64encode(text.encode()).decode()
    return [digits[start : start + 70] for start in range(0, len(digits), 70)]


STUB = "activations.py"
ELU = "the reference's elu_backward"
PLANTED: dict[str, tuple[Callable[[Files], None], str]] = {
    "an answer": (appended(STUB, function(ANSWER)), rf"activations\.py, line 245: {ELU}"),
    "an answer in another layout": (appended(STUB, function(reformatted(ANSWER))), ELU),
    "an answer with other names": (appended(STUB, function(RENAMED)), ELU),
    "an answer between comments": (
        appended(STUB, function(interrupted(lines_of_solution("elu_forward")))),
        "the reference's elu_forward",
    ),
    "an answer of a line, in its stub": (
        replaced(
            STUB,
            'raise NotImplementedError("relu_backward is yours to write")',
            lines_of_solution("relu_backward").strip().replace("\n", "\n    "),
        ),
        "the reference's relu_backward",
    ),
    "an answer in comments": (appended(STUB, textwrap.indent(RENAMED, "# ")), ELU),
    "an answer in a docstring": (appended(STUB, f'\n"""Hint:\n\n{ANSWER}"""\n'), ELU),
    "an answer in the page to read first": (appended("README.md", shown(RENAMED)), ELU),
    "an answer in the local tests": (
        appended("test_activations.py", function(ANSWER)),
        rf"test_activations\.py, line \d+: {ELU}",
    ),
    "an answer in a cell": (
        cell(source=RENAMED.splitlines(keepends=True)),
        rf"activations\.ipynb, cell 3, source, line 1: {ELU}",
    ),
    "an answer in an output": (
        cell(outputs=[{"output_type": "stream", "name": "stdout", "text": [ANSWER]}]),
        rf"cell 3, outputs, text, line 1: {ELU}",
    ),
    "an answer in a cell's metadata": (
        cell(metadata={"solution": {"python": ANSWER}}),
        rf"cell 3, metadata, solution, python, line 1: {ELU}",
    ),
    "an answer in an attachment": (
        cell(
            cell_type="markdown",
            attachments={"a.txt": {"text/plain": base64.b64encode(ANSWER.encode()).decode()}},
        ),
        rf"cell 3, attachments, a\.txt, text/plain, encoded, from line 1, line 1: {ELU}",
    ),
    "the reference pickled, in base64": (
        appended(STUB, f"\nDATA = '{base64.b64encode(pickle.dumps(REFERENCE)).decode()}'\n"),
        ELU,
    ),
    "the reference in base64, in the quoted lines of a long string": (
        appended(STUB, "\nDATA = (" + "\n".join(map(repr, in_lines(REFERENCE))) + ")\n"),
        ELU,
    ),
    "the reference compressed, in hexadecimal digits": (
        appended("README.md", gzip.compress(REFERENCE.encode()).hex()),
        ELU,
    ),
    "a zip in the zip": (
        added("data.txt", archive({"inner/notes.txt": ANSWER.encode()})),
        rf"data\.txt!inner/notes\.txt, line 1: {ELU}",
    ),
    "an answer among tensors": (
        added("more.safetensors", save({"0": as_bytes(ANSWER)})),
        rf"more\.safetensors, values, line 1: {ELU}",
    ),
    "an answer beside tensors": (
        added("more.safetensors", save({"0": np.zeros(2)}, {"note": ANSWER})),
        rf"more\.safetensors, header, __metadata__, note, line 1: {ELU}",
    ),
    "an accepted solution": (
        appended(STUB, (FOLDER / "submissions/accepted/element_by_element.py").read_text()),
        "accepted/element_by_element.py",
    ),
    "a wrong solution": (
        appended(STUB, (FOLDER / "submissions/wrong/gradient_without_dout.py").read_text()),
        "wrong/gradient_without_dout.py",
    ),
    "the name of a wrong solution": (
        appended("README.md", "\nSee dead_if_close_to_zero.\n"),
        r"README\.md, line \d+: the name of the solution dead_if_close_to_zero",
    ),
    "a rubric": (cell(cell_type="markdown", source=RUBRIC), "the rubric of relu_against_sigmoid"),
    "how cases are drawn": (
        appended("exercises.py", (FOLDER / "cases.py").read_text()),
        r"exercises\.py, line \d+: \w+ of cases\.py",
    ),
    "a hidden case among the public ones": (
        public_case("far from zero"),
        "the hidden case 'far from zero'",
    ),
    "a marker in small letters": (cell(source="### begin solution"), "a solution marker: ### beg"),
    "a marker of another tool": (cell(source="<!-- END SOLUTION -->"), "a solution marker: <!-- "),
    "history": (added(".git/HEAD", "ref: refs/heads/main\n"), r"\.git/HEAD: the history"),
    "compiled code": (added("__pycache__/a.pyc", b"\0"), r"__pycache__/a\.pyc: compiled"),
    "a checkpoint": (
        added(".ipynb_checkpoints/activations-checkpoint.ipynb", b"{}"),
        "an editor's copy",
    ),
    "the reference's folder": (added("reference/a.py", b""), "reference/a.py: the reference"),
    "history in a zip": (
        added("data.txt", archive({".git/HEAD": b""})),
        r"data\.txt!\.git/HEAD: the history",
    ),
    "a file of another kind": (added("model.pt", b""), r"model\.pt: a file of a kind"),
    "a token": (appended("README.md", f"\n{TOKEN}\n"), "a token"),
    "the secret of the seeds": (
        cell(metadata={"seed_secret": "x"}, source="SEED_SECRET = 'k3Jf93hfQ02nd8ekWq'"),
        "cell 3, source, line 1: a secret",
    ),
    "a private key": (
        appended("README.md", "\n-----BEGIN OPENSSH PRIVATE KEY-----\n"),
        "a private key",
    ),
    "where the course lies": (
        cell(outputs=[{"traceback": [f"{COURSE.root}/reference/activations.py in f"]}]),
        "cell 3, outputs, traceback, line 1: a path of the machine",
    ),
    "somebody's home": (appended("README.md", "\n/home/ada/course\n"), "built on: /home/ada"),
}


@pytest.mark.parametrize(("plant", "told"), PLANTED.values(), ids=PLANTED)
def test_a_leak_is_told_with_its_place(
    plant: Callable[[Files], None], told: str, files: Files, answers: Answers
) -> None:
    assert leaks(files, answers) == []
    plant(files)
    found = leaks(files, answers)
    assert any(re.search(told, leak) for leak in found), found


def test_a_hint_gives_itself_away(files: Files, answers: Answers) -> None:
    source = (FOLDER / "submissions/wrong/relu_overwrites_x.py").read_text()
    hint = source.split("HINT = ")[1].partition("\n\n")[0]
    files["README.md"] += "".join(ast.literal_eval(hint)).encode()
    assert any("relu_overwrites_x" in leak for leak in leaks(files, answers))


def test_several_names_of_hidden_cases_in_one_text_are_no_chance(
    files: Files, answers: Answers
) -> None:
    first, second = sorted(case for case in answers.hidden if " " in case)[:2]
    plain = dict(files)
    plain["README.md"] += f'\n"{first}"\n'.encode()
    assert leaks(plain, answers) == []
    plain["README.md"] += f'\n"{second}"\n'.encode()
    assert any("names of hidden cases" in leak for leak in leaks(plain, answers))


def test_an_idiom_that_a_docstring_gives_is_no_leak(files: Files, answers: Answers) -> None:
    files["README.md"] += b"\nTry `np.where(x > 0, x, 0)`, or `out = np.maximum(x, 0)`.\n"
    assert leaks(files, answers) == []
