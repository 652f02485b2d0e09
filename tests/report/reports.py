"""Reports that the tests of this folder share."""

from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.report.report import QuestionReport, Report, WrittenReport

PASSED, FAILED, NOT_GRADED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_GRADED
NOT_ASKED = "not asked for: this grading ran without it"

WRITTEN = (
    WrittenReport("why_it_helps", "Why it helps", 6),
    WrittenReport("why_divide", "Why divide by p", 4),
)


def trial(
    question: str = "forward",
    case: str = "a case",
    group: str = "values",
    device: str = "cpu",
    *,
    public: bool = False,
) -> Trial:
    return Trial(question, case, public, group, "torch", device, "float64")


def verdict(outcome: Outcome, message: str = "", hint: str = "", **of: str) -> Verdict:
    return Verdict(trial(**of), outcome, message, hint)


def question(*verdicts: Verdict, name: str = "forward", points: float = 10) -> QuestionReport:
    return QuestionReport(name, name.capitalize(), points, verdicts)


def report_of(*questions: QuestionReport, written: tuple[WrittenReport, ...] = ()) -> Report:
    return Report(
        "layers",
        "Layers",
        questions,
        written=written,
        tier="strong",
        layers={"own user": "", "seccomp": ""},
        seed="the-seed",
        hints="all",
        digest="the-digest",
    )


def on_devices(cpu: Outcome, cuda: Outcome) -> Report:
    """A report of one question of 10 points, which its two devices share."""
    return report_of(
        question(
            verdict(cpu, NOT_ASKED if cpu is NOT_GRADED else "told of the cpu"),
            verdict(cuda, NOT_ASKED if cuda is NOT_GRADED else "told of cuda", device="cuda"),
        ),
        written=WRITTEN,
    )
