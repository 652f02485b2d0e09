"""In a question of NumPy's torch can be imported and derived from, and does nothing when called."""

import shutil
import sys
import types
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.checking.notebook import Checks
from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms
from autograder.report.explain import question_text
from autograder.worker.absent import Forbidden, gather_modules
from autograder.worker.forbidden import TORCH, solution_for

NO_EXERCISES = types.ModuleType("exercises")

TOPS = {
    "imports": "import torch, torch.nn as nn, torch.nn.functional as F\nfrom torch import Tensor",
    "a device": "import torch\nd = torch.device('cuda' if torch.cuda.is_available() else 'cpu')",
    "settings": "import torch\ntorch.manual_seed(0)\ntorch.set_default_dtype(torch.float64)",
    "a module": (
        "from torch import nn\nclass Net(nn.Module):\n"
        "    def __init__(self):\n        super().__init__()\n"
        "        self.layer = nn.Linear(2, 3)\n"
        "net = Net()\nprint(net, net.layer)"
    ),
    "a function": (
        "import torch\nclass F(torch.autograd.Function):\n    @staticmethod\n"
        "    def forward(ctx, x: torch.Tensor | None) -> torch.Tensor: return x.clamp(min=0)"
    ),
    "a small test": (
        "import torch\nx = torch.randn(3, 4)\ny = (2 * x @ x.T + 1).sum() / 3\n"
        "for row in x: print(row[0])\nprint(f'{y:.3f}', float(y), len(x))\nif y > 0: pass"
    ),
    "a block": "import torch\nwith torch.no_grad():\n    total = -torch.ones(3).sum() ** 2",
    "decorators": (
        "import torch\n@torch.no_grad()\ndef f(x): return x\n"
        "@torch.jit.script\ndef g(x): return x\n"
        "assert f(3) == g(3) == 3"
    ),
    "a version": "import torch\nmajor = int(torch.__version__.split('.')[0])",
}


def module_of(source: str) -> Callable[[], types.ModuleType]:
    def load() -> types.ModuleType:
        module = types.ModuleType("solution")
        exec(source, module.__dict__)
        return module

    return load


@pytest.mark.parametrize("source", TOPS.values(), ids=TOPS)
def test_what_stands_at_the_top_of_honest_files_is_imported(source: str) -> None:
    with solution_for([TORCH], NO_EXERCISES, module_of(source)):
        assert sys.modules["torch"] is not torch
    assert sys.modules["torch"] is torch


CALLS = {
    "a function": "torch.relu(1)",
    "a method of a submodule": "torch.nn.functional.relu(1)",
    "a class": "torch.Tensor(1)",
    "a module made before": "layer(1)",
    "an import in the function": "__import__('torch').relu(1)",
    "by its name": "getattr(torch, 're' + 'lu')(1)",
    "an operator": "torch.ops.aten.relu(1)",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_call_is_refused(call: str) -> None:
    source = f"import torch\nlayer = torch.nn.ReLU()\ndef f(): return {call}"
    with (
        solution_for([TORCH], NO_EXERCISES, module_of(source)) as solution,
        pytest.raises(Forbidden),
    ):
        solution.f()


def test_asking_whether_an_array_is_a_tensor_is_no_call() -> None:
    source = "import torch\ndef f(x): return isinstance(x, torch.Tensor)"
    with solution_for([TORCH], NO_EXERCISES, module_of(source)) as solution:
        assert solution.f(np.ones(2)) is False


def test_a_question_of_torch_s_has_torch() -> None:
    with solution_for([], NO_EXERCISES, module_of("import torch")) as solution:
        assert solution.torch is torch


def test_a_file_that_can_not_be_imported_so_is_imported_with_torch() -> None:
    source = "import torch\nassert torch.ones(2).sum() == 2\ndef f(): return torch.ones(2).relu()"
    with solution_for([TORCH], NO_EXERCISES, module_of(source)) as solution:
        assert solution.torch is torch
        with pytest.raises(Forbidden, match="NumPy alone"):
            solution.f()
    assert solution.f().tolist() == [1, 1]


def test_no_module_of_torch_s_stays_and_all_come_back_also_those_imported_since() -> None:
    gather_modules()
    of_torch = types.ModuleType("torch.imported_since")
    of_another = types.ModuleType("torchlike")
    sys.modules |= {of_torch.__name__: of_torch, of_another.__name__: of_another}
    before = dict(sys.modules)
    with solution_for([TORCH], NO_EXERCISES, module_of("")):
        left = [name for name in sys.modules if name.partition(".")[0] == "torch"]
        assert left == []
        assert sys.modules["torchlike"] is of_another
    assert dict(sys.modules) == before
    del sys.modules["torch.imported_since"], sys.modules["torchlike"]


LOOPS = {
    "not torch.allclose(a, 0 * a)": "a = a * 0",
    "not a.sum() < 1": "a = a * 0",
    "a.sum() != 0": "a = a * 0",
    "float(a.sum()) < 9": "a = a * 2",
    "len(a) < 9": "a = torch.cat([a, a])",
}


@pytest.mark.parametrize(("condition", "step"), LOOPS.items(), ids=LOOPS)
def test_a_loop_that_waits_for_a_tensor_to_change_comes_to_its_end(
    condition: str, step: str
) -> None:
    source = f"import torch\na = torch.ones(3)\nwhile {condition}: {step}"
    with solution_for([TORCH], NO_EXERCISES, module_of(source)) as found:
        assert "a" in vars(found)


def test_a_placeholder_may_be_asked_any_number_of_times_while_an_exercise_runs() -> None:
    source = "import torch\nGPU = torch.cuda.is_available()\ndef f(): return 2 if GPU else 1"
    with solution_for([TORCH], NO_EXERCISES, module_of(source)) as solution:
        assert sum(solution.f() for _ in range(10_000)) == 10_000


def test_torch_works_as_before_afterwards() -> None:
    with solution_for([TORCH], NO_EXERCISES, module_of("import torch.nn.functional")):
        pass
    assert torch.nn.functional.relu(torch.tensor([-1.0, 2.0])).tolist() == [0, 2]


SOLVED_WITH_TORCH = """
import numpy as np
import torch

def relu_forward(x):
    return torch.relu(torch.from_numpy(x)).numpy(), x

def leaky_relu_forward(x, negative_slope):
    return np.where(x > 0, x, negative_slope * x), x

class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.relu(x)

    @staticmethod
    def backward(ctx, dout):
        return dout * (ctx.saved_tensors[0] > 0)
"""


def test_a_numpy_question_solved_with_torch_earns_nothing_and_says_why(
    judge_of: Callable[[str], Judge],
) -> None:
    source = SOLVED_WITH_TORCH.encode()
    report = judge_of("activations").grade(
        Submission("activations", {"activations.py": source}), Terms(seed=1)
    )
    questions = {question.name: question for question in report.questions}
    assert questions["relu_forward"].score == 0
    assert "solved with NumPy alone, and torch is called" in question_text(
        questions["relu_forward"]
    )
    assert questions["leaky_relu_forward"].score == questions["leaky_relu_forward"].points
    assert questions["relu_function"].score == questions["relu_function"].points


def test_a_check_in_a_notebook_says_the_same(
    judge_of: Callable[[str], Judge], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "activations"
    shutil.copytree(judge_of("activations").course.template("activations"), folder)
    (folder / "activations.py").write_text(SOLVED_WITH_TORCH)
    check = Checks(folder)
    assert not check.is_right("relu_forward")
    assert check.is_right("relu_function")
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("✗ relu_forward: this question is to be solved with NumPy alone")
    assert told[1].startswith("✓ relu_function")
