"""What a student's check cell prints, whatever the file beside the notebook holds."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking import notebook, stored
from autograder.checking.notebook import Checks, is_right
from autograder.checking.stored import StoredError
from autograder.worker.arrays import materialise

TEMPLATE = Path(__file__).parents[2] / "student_template" / "activations"

RIGHT = """
import numpy as np

def relu_forward(x):
    return np.maximum(x, 0), x

def relu_backward(dout, cache):
    return dout * (cache > 0)
"""

Printed = Callable[..., str]


@pytest.fixture
def printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Printed:
    """What the check of a question prints for a file of that content; None: there is no file."""
    folder = tmp_path / "a folder"
    shutil.copytree(TEMPLATE, folder)

    def run(source: str | None, question: str = "relu_forward", check: Checks | None = None) -> str:
        path = folder / "activations.py"
        if source is None:
            path.unlink()
        else:
            path.write_text(source)
        right = (check or Checks(folder)).is_right(question)
        text = capsys.readouterr().out.strip()
        assert right == text.startswith("✓")
        return text

    return run


def test_right(printed: Printed) -> None:
    assert printed(RIGHT) == "✓ relu_forward: all 4 public cases are right"


def test_the_file_is_read_anew_in_every_check(printed: Printed, tmp_path: Path) -> None:
    check = Checks(tmp_path / "a folder")
    wrong = RIGHT.replace("np.maximum(x, 0)", "np.minimum(x, 0)")
    assert printed(wrong, check=check).startswith("✗ relu_forward: 0 of 4 public cases are right")
    assert printed(RIGHT, check=check).startswith("✓")


IN_TORCH = """
import torch

class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, dout):
        (x,) = ctx.saved_tensors
        return dout * (x > 0)
"""


def test_where_there_is_a_gpu_torch_questions_are_asked_there_too(
    printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the inputs stay on the CPU, and so do the outputs, which is found."""
    on_cpu = printed(IN_TORCH, "relu_function")
    assert on_cpu.startswith("✓ relu_function: all")
    monkeypatch.setattr(notebook, "cuda_is_here", lambda: True)
    monkeypatch.setattr(
        stored,
        "materialise",
        lambda tree, library, dtype, _: materialise(tree, library, dtype, "cpu"),
    )
    text = printed(IN_TORCH, "relu_function")
    assert " on cuda): out lies on cpu, expected cuda" in text
    assert printed(RIGHT) == "✓ relu_forward: all 4 public cases are right"


def test_some_wrong(printed: Printed) -> None:
    text = printed(RIGHT.replace("np.maximum(x, 0)", "np.maximum(x, 0).astype(float)"))
    lines = text.splitlines()
    assert lines[0] == "✗ relu_forward: 2 of 4 public cases are right"
    assert "(float32): out has dtype float64, expected float32" in lines[1]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "def relu_forward(x):\n    raise NotImplementedError\n",
            "relu_forward is not implemented",
        ),
        ("def relu_forwrad(x):\n    return x, x\n", "did you mean to call relu_forwrad that?"),
        ("def relu_forward(x):\n    return x\n", "exercise"),
        ("def relu_forward(x):\n    return 1 / 0, 0\n", "ZeroDivisionError: division by zero"),
        ("def relu_forward(x)\n    return x\n", "can't be read as Python: expected ':'"),
        ("import no_such_module\n", "No module named 'no_such_module'"),
        ("1 / 0\n", "fails while it is imported: ZeroDivisionError"),
        ("", "activations.py has no relu_forward"),
        (None, "there is no activations.py beside this notebook"),
    ],
)
def test_what_is_missing_is_said_without_an_exception(
    printed: Printed, source: str | None, message: str
) -> None:
    text = printed(source)
    assert text.startswith("✗ ")
    assert message in text


def test_an_error_names_the_line_of_the_students_file(printed: Printed) -> None:
    text = printed("def relu_forward(x):\n    y = x.no_such\n    return y, x\n")
    assert "(activations.py, line 2: y = x.no_such)" in text


def test_an_unknown_question_names_those_there_are(printed: Printed) -> None:
    text = printed(RIGHT, "relu")
    assert text.startswith("there is no question 'relu' (known: relu_forward, relu_backward")


def test_a_folder_without_public_cases_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StoredError, match="holds no"):
        Checks(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert not is_right("relu_forward")
    assert capsys.readouterr().out.startswith(f"✗ {tmp_path} holds no ")


def test_an_error_of_the_program_is_shown_where_otter_would_hide_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Checks, "is_right", lambda self, question: 1 / 0)
    monkeypatch.chdir(TEMPLATE)
    assert not is_right("relu_forward")
    assert "ZeroDivisionError" in capsys.readouterr().out


# ---- experiments -------------------------------------------------------------------------------


@pytest.fixture
def check(tmp_path: Path) -> Checks:
    shutil.copytree(TEMPLATE, tmp_path / "untouched")
    return Checks(tmp_path / "untouched")


def imported(folder: Path) -> dict[str, object]:
    path = folder / "untouched" / "activations.py"
    names: dict[str, object] = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    return names


def test_an_experiment_runs(check: Checks, capsys: pytest.CaptureFixture[str]) -> None:
    with check.experiment():
        print("ran")
    assert capsys.readouterr().out == "ran\n"


def test_an_experiment_says_what_it_waits_for(
    check: Checks, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with check.experiment():
        imported(tmp_path)["relu_forward"](1)  # type: ignore[operator]
    assert capsys.readouterr().out.startswith(
        "Not yet: relu_forward is not implemented yet (activations.py, line "
    )


def test_a_mistake_in_an_experiment_is_shown_as_it_is(check: Checks) -> None:
    with pytest.raises(ZeroDivisionError), check.experiment():
        1 / 0  # noqa: B018
    with pytest.raises(NotImplementedError), check.experiment():
        raise NotImplementedError("by somebody else")


# ---- what is handed in -------------------------------------------------------------------------


def test_what_is_handed_in_beside_the_notebook_is_the_student_s(
    check: Checks, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "untouched" / "shapes.py").write_text("SIZE = 3\n")
    assert check.files_to_hand_in() == ["activations.py", "shapes.py"]
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("Still missing: `relu_forward`, ")
    assert told[1].startswith("Still missing: “")
