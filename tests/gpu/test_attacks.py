"""Attacks that need a GPU: what one hand-in does to the card the next doesn't feel, or find."""

from collections.abc import Callable
from textwrap import dedent, indent

import pytest

from autograder.checking import examination
from autograder.checking.examination import Pace
from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome, Verdict
from autograder.judge.grading import Judge, Terms

pytestmark = [pytest.mark.gpu, pytest.mark.alone]

NAME, QUESTION = "initialization", "xavier_normal_"
"""A plain function of torch, the only question of its assignment that a GPU is asked."""

TERMS = Terms(devices="cuda", seed=0, pace=Pace(case=3, load=20), hints="none")

ATTACKS = {
    "memory that is not its own": (
        """
        place = torch._C._construct_storage_from_data_pointer(1 << 40, tensor.device, 1 << 20)
        torch.empty(0, dtype=torch.uint8, device="cuda").set_(place).sum().item()
        """,
        "illegal memory access",
    ),
    "an assertion of the device": (
        """
        torch.zeros(4, device="cuda")[torch.tensor([1 << 30], device="cuda")]
        torch.cuda.synchronize()
        """,
        "assert",
    ),
    "all the memory": (
        """
        torch.empty(1 << 40, dtype=torch.uint8, device="cuda")
        """,
        "more memory",
    ),
    "all the memory, by the driver": (
        """
        import ctypes
        driver, place = ctypes.CDLL("libcuda.so.1"), ctypes.c_uint64()
        while driver.cuMemAlloc_v2(ctypes.byref(place), ctypes.c_size_t(1 << 30)) == 0:
            pass
        raise RuntimeError("nothing is left")
        """,
        "nothing is left",
    ),
    "a kernel without an end": (
        """
        torch.cuda._sleep(1 << 62)
        """,
        "no answer within",
    ),
}
"""What a solution does, and what is then told."""

MARK, MEGABYTES = 0x5A, 256
FILL = f"""
    kept = torch.full(({MEGABYTES} << 20,), {MARK}, dtype=torch.uint8, device="cuda")
    torch.cuda.synchronize()
    raise RuntimeError("filled")
"""
LOOK = f"""
    found = int((torch.empty({MEGABYTES} << 20, dtype=torch.uint8, device="cuda") == {MARK}).sum())
    told = "much" if found > {MEGABYTES} << 14 else "hardly any"
    raise RuntimeError(told + " of it is there")
"""


@pytest.fixture
def judge(judge_of: Callable[[str], Judge], monkeypatch: pytest.MonkeyPatch) -> Judge:
    monkeypatch.setattr(examination, "FIRST_ON_GPU", 5)
    return judge_of(NAME)


def doing(judge: Judge, body: str) -> str:
    """The reference, whose function for the question does this instead."""
    lines = indent(dedent(body).strip("\n"), "    ")
    function = f"def {QUESTION}(tensor, *arguments, **keywords):\n{lines}\n"
    return f"{judge.reference.source}\n\nimport torch\n\n{function}"


def verdicts(judge: Judge, source: str) -> list[Verdict]:
    """On the card."""
    module = judge.assignment.module
    report = judge.grade(Submission(module, {f"{module}.py": source.encode()}), TERMS)
    found = [each for question in report.questions for each in question.verdicts]
    return [each for each in found if each.trial.device == "cuda"]


def passed(judge: Judge, source: str) -> set[bool]:
    return {each.outcome is Outcome.PASSED for each in verdicts(judge, source)}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_one_hand_in_does_to_the_card_the_next_doesn_t_feel(attack: str, judge: Judge) -> None:
    body, told = ATTACKS[attack]
    assert passed(judge, judge.reference.source) == {True}  # a control
    found = verdicts(judge, doing(judge, body))
    assert {each.outcome is Outcome.PASSED for each in found} == {False}
    assert any(told in each.message for each in found), found[0].message
    assert passed(judge, judge.reference.source) == {True}


def test_what_one_hand_in_leaves_in_the_card_s_memory_the_next_doesn_t_find(judge: Judge) -> None:
    told = [each.message for each in verdicts(judge, doing(judge, FILL))]
    assert any('"filled"' in message for message in told), told
    told = [each.message for each in verdicts(judge, doing(judge, LOOK))]
    assert any("RuntimeError: hardly any of it is there" in message for message in told), told
    assert not [message for message in told if "much of it" in message]
