"""Attacks that need a GPU: what one hand-in does to the card the next doesn't feel, or find."""

from collections.abc import Callable
from textwrap import dedent, indent

import pytest

from autograder.checking.examination import Pace
from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome, Verdict
from autograder.judge.grading import Judge, Terms

pytestmark = [pytest.mark.gpu, pytest.mark.alone]

PACE = Pace(case=3, load=20)
TERMS = Terms(devices="cuda", seed=0, pace=PACE, hints="none")
ACHIEVED = "achieved: "

ATTACKS = {
    "memory that is not its own": """
        torch.arange(4, device="cuda")[torch.tensor([1 << 40], device="cuda")]
        torch.cuda.synchronize()
    """,
    "an assertion of the device": """
        torch.nn.functional.one_hot(torch.tensor([7], device="cuda"), 3)
        torch.cuda.synchronize()
    """,
    "all the memory": """
        return torch.empty(1 << 40, dtype=torch.uint8, device="cuda")
    """,
    "all the memory, by the driver": """
        import ctypes
        torch.cuda.init()
        driver, place = ctypes.CDLL("libcuda.so.1"), ctypes.c_uint64()
        while driver.cuMemAlloc_v2(ctypes.byref(place), ctypes.c_size_t(1 << 30)) == 0:
            pass
        raise MemoryError
    """,
    "a kernel without an end": """
        torch.cuda._sleep(1 << 62)
        torch.cuda.synchronize()
    """,
}
"""What each function of a hand-in does."""

MARK = 0x5A
FILL = f"""
    torch.full((512 << 20,), {MARK}, dtype=torch.uint8, device="cuda")
    torch.cuda.synchronize()
    raise RuntimeError("filled")
"""
LOOK = f"""
    found = int((torch.empty(512 << 20, dtype=torch.uint8, device="cuda") == {MARK}).sum())
    raise RuntimeError(f"{ACHIEVED}{{found}} bytes" if found > 16 << 20 else "nothing is left")
"""


@pytest.fixture
def judge(judge_of: Callable[[str], Judge]) -> Judge:
    return judge_of("activations")


def doing(judge: Judge, body: str) -> str:
    """The reference, each of whose functions does this instead."""
    lines = indent(dedent(body).strip("\n"), "    ") + "\n"
    solution = judge.reference.solution
    names = [n for n, each in vars(solution).items() if callable(each) and not n.startswith("_")]
    functions = "".join(f"\ndef {name}(*_, **__):\n{lines}" for name in names)
    return f"{judge.reference.source}\n\nimport torch\n{functions}"


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
    assert passed(judge, judge.reference.source) == {True}  # a control
    assert passed(judge, doing(judge, ATTACKS[attack])) == {False}
    assert passed(judge, judge.reference.source) == {True}


def test_what_one_hand_in_leaves_in_the_card_s_memory_the_next_doesn_t_find(judge: Judge) -> None:
    told = [each.message for each in verdicts(judge, doing(judge, FILL))]
    assert any("filled" in message for message in told)
    told = [each.message for each in verdicts(judge, doing(judge, LOOK))]
    assert any("nothing is left" in message for message in told)
    assert not [message for message in told if ACHIEVED in message]
