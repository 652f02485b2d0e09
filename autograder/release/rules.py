"""What the questions of an assignment are to be solved without, and what that means for points."""

from autograder.checking.messages import listed
from autograder.spec.assignment import Assignment, Question
from autograder.worker.forbidden import AUTOGRAD, TORCH

RULE = (
    "What a question is to be solved without is taken away while it is graded: a case that calls "
    "it fails, and says so."
)


def rules_of(assignment: Assignment) -> str:
    """A paragraph of Markdown; "" where everything may be used."""
    told: dict[str, list[str]] = {}
    for question in assignment.questions:
        if question.forbidden:
            told.setdefault(_without(question), []).append(f"`{question.name}`")
    if not told:
        return ""
    sentences = [f"{listed(names, 'and')}: {without}." for without, names in told.items()]
    return " ".join([*sentences, RULE])


def _without(question: Question) -> str:
    if TORCH in question.forbidden:
        return "with NumPy alone"
    operators = [f"`{name}`" for name in question.forbidden if name != AUTOGRAD]
    autograd = ["letting torch differentiate (`torch.autograd.grad`, `.backward()`)"]
    words = autograd if AUTOGRAD in question.forbidden else []
    if operators:
        words.append(f"torch's own {listed(operators, 'or')}")
    return f"without {', and without '.join(words)}"
