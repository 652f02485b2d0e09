"""What a question is to be solved without is refused, whatever leads to it, and comes back."""

import types
from collections.abc import Callable

import pytest
import torch

from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms
from autograder.report.explain import question_text
from autograder.worker.absent import Forbidden
from autograder.worker.forbidden import AUTOGRAD, operators_named, solution_for

NORMS = ["batch_norm", "layer_norm", "group_norm"]
NONE = types.ModuleType("exercises")

SOURCE = """
import torch, torch.nn as nn, torch.nn.functional as F
from torch.nn.functional import batch_norm as mine
x = torch.tensor([[1.0, 2.0], [3.0, 5.0]], requires_grad=True)
scripted = torch.jit.script(nn.BatchNorm1d(2))
tried = F.batch_norm(x, None, None, training=True)
def f(): return {expression}
"""

CALLS = {
    "the module": "nn.BatchNorm1d(2)(x)",
    "the module in evaluation": "nn.BatchNorm1d(2).eval()(x)",
    "the function": "F.batch_norm(x, None, None, training=True)",
    "another name for it": "mine(x, None, None, training=True)",
    "a name put together": "getattr(F, 'batch_' + 'norm')(x, None, None, training=True)",
    "torch's own": "torch.batch_norm(x, None, None, None, None, True, 0.1, 1e-5, True)",
    "the native one": "torch.native_batch_norm(x, None, None, None, None, True, 0.1, 1e-5)",
    "an operator": "torch.ops.aten.native_batch_norm(x, None, None, None, None, True, 0.1, 1e-5)",
    "instances": "F.instance_norm(x.T[None])",
    "without gradients": "nn.BatchNorm1d(2)(x.detach())",
    "in inference mode": "torch.inference_mode()(lambda: nn.BatchNorm1d(2)(x))()",
    "many at a time": (
        "torch.func.vmap(lambda part: F.batch_norm(part, None, None, training=True))(x[None])"
    ),
    "another library's": (
        "F.batch_norm(x.detach()[:, :, None, None].to_mkldnn(), *[x.detach()[0]] * 4)"
    ),
    "columns for samples": "F.layer_norm(x.T, (2,))",
    "groups": "F.group_norm(x, 1)",
}


def module_of(expression: str) -> Callable[[], types.ModuleType]:
    def load() -> types.ModuleType:
        module = types.ModuleType("solution")
        exec(SOURCE.replace("{expression}", expression), module.__dict__)
        return module

    return load


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_an_operator_is_refused_while_a_question_is_graded_and_comes_back(call: str) -> None:
    with solution_for(NORMS, NONE, module_of(call)) as solution, pytest.raises(Forbidden):
        solution.f()
    solution.f()


def test_a_script_is_refused_as_well() -> None:
    with (
        solution_for(NORMS, NONE, module_of("scripted(x)")) as solution,
        pytest.raises(RuntimeError, match="question is to be solved without it"),
    ):
        solution.f()
    solution.f()


def test_other_operators_work() -> None:
    with solution_for(NORMS, NONE, module_of("nn.Linear(2, 2)(x).relu().norm()")) as solution:
        solution.f().backward()


DERIVATIVES = {
    "grad": "torch.autograd.grad(x.square().sum(), x)",
    "backward": "x.square().sum().backward()",
    "a whole Jacobian": "torch.autograd.functional.jacobian(torch.square, x)",
    "a function's": "torch.func.grad(lambda part: part.square().sum())(x)",
    "forwards": "torch.func.jvp(torch.square, (x,), (x,))",
    "the engine": (
        "torch.autograd.Variable._execution_engine.run_backward("
        "(x.sum(),), (torch.tensor(1.0),), False, False, (x,), True, True)"
    ),
}


@pytest.mark.parametrize("call", DERIVATIVES.values(), ids=DERIVATIVES)
def test_a_submission_may_not_have_torch_differentiate(call: str) -> None:
    with solution_for([AUTOGRAD], NONE, module_of(call)) as solution, pytest.raises(Forbidden):
        solution.f()
    solution.f()


EXERCISE = """
import torch

def run(solution, x):
    return torch.autograd.grad(solution.F.apply(x).sum(), x)[0]
"""

FUNCTION = """
import torch

class F(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.square()

    @staticmethod
    def backward(ctx, dout):
        return {expression}
"""

BY_HAND = "dout * 2 * ctx.saved_tensors[0]"
BY_AUTOGRAD = (
    "torch.enable_grad()(lambda x: torch.autograd.grad(x.square().sum(), x)[0] * dout)"
    "(ctx.saved_tensors[0].detach().requires_grad_())"
)


def test_an_exercise_differentiates_what_a_submission_may_not() -> None:
    exercises = types.ModuleType("exercises")
    exec(EXERCISE, exercises.__dict__)
    x = torch.tensor([1.0, 3.0], requires_grad=True)

    def gradient(backward: str) -> torch.Tensor:
        solution = types.ModuleType("solution")
        exec(FUNCTION.replace("{expression}", backward), solution.__dict__)
        with solution_for([AUTOGRAD], exercises, lambda: solution) as solution:
            return exercises.run(solution, x)

    assert gradient(BY_HAND).tolist() == [2, 6]
    with pytest.raises(Forbidden):
        gradient(BY_AUTOGRAD)


def test_a_name_means_operators_that_contain_it_as_whole_words() -> None:
    assert "native_batch_norm" in operators_named("batch_norm")
    assert "group_norm" not in operators_named("batch_norm")
    assert operators_named("norm_batch") == operators_named("atch_norm") == []


SOLVED_BY_TORCH = """

class BatchNorm1d(torch.nn.BatchNorm1d):
    pass
"""


def test_a_module_of_torch_s_own_earns_nothing_and_says_why(
    judge_of: Callable[[str], Judge],
) -> None:
    judge = judge_of("batchnorm")
    source = (judge.reference.source + SOLVED_BY_TORCH).encode()
    report = judge.grade(Submission("batchnorm", {"batchnorm.py": source}), Terms(seed=1))
    scores = {question.name: question.score for question in report.questions}
    module = next(q for q in report.questions if q.name == "batchnorm_module")
    assert scores.pop("batchnorm_module") == 0
    assert "solved without torch's batch_norm, layer_norm or group_norm" in question_text(module)
    assert sum(scores.values()) == sum(
        question.points for question in report.questions if question is not module
    )
