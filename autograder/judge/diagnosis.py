"""Which mistake a wrong answer is: a known one, or the right answer changed in a simple way.

The judge runs every wrong example on the failing case's inputs. If one gives what the student gave,
its hint is the student's; of several that do, the one that explains most of the hand-in. Otherwise
the answer is held against the right one: scaled, negated, transposed, of a batch of one and so on.
Only trusted code runs here; the student's answer is an array. What a question's hints may take is
bounded (see `budget`): when nothing is left, the failures that remain get none.
"""

import copy
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checking.judgement import Expected, judged
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.budget import Budget, work_of
from autograder.judge.chance import LOOKS, RUNS, VARIES, differing
from autograder.judge.comparison import Comparison, Run, Values
from autograder.judge.mistakes import TRIES, Mistakes, computed, is_forbidden
from autograder.judge.reference import Example, Reference, undisturbed
from autograder.judge.relations import relation
from autograder.judge.shared import SharedCases

EXPLAINED = 6
"""Failures of a question on a device that are explained: more than a report shows."""

MOST_WORDS = 160
"""Words of a hint: what is read in a minute."""

BY_FORM = "(This is told by the form of your answer alone: another mistake may give the same form.)"
"""After the hint of an example that agrees in a wrong form: with that no values are sent."""

ROUNDING = 1e-5
"""What two numbers may differ by and be the same one."""

FORMLESS = ("NoneType", "text", "raised")
"""Kinds of outputs that have no values beside their form."""

NO_MISTAKE = ("NotImplementedError", "missing")
"""Errors of what isn't written yet."""


Key = tuple[bool, str]
"""Whether a trial is public, and its id: a public case and a hidden one may have one name."""


@dataclass(frozen=True)
class Known:
    """A hint, and the names of the examples whose it is; "" and none where no example is left."""

    hint: str
    mistakes: tuple[str, ...]


@dataclass
class _Suspicion:
    """The examples that agree with all of some failures of a question.

    is_weak   they only raise the same error, or agree in a single wrong number: the whole question
              has to confirm it
    by_form   they only have the same wrong form, and may have it for another reason
    """

    examples: list[Example]
    failures: list[Key]
    is_weak: bool = False
    by_form: bool = False


@dataclass(frozen=True)
class _AskedAgain:
    """A failure whose case was asked twice; `differs` is an output with two answers, or ""."""

    trial: Trial
    answers: tuple[Expected, Expected]
    differs: str


class Diagnosis:
    """What is behind the failures of one hand-in: the first of them is told with all in view."""

    def __init__(
        self,
        reference: Reference,
        module: str,
        examples: list[Example],
        *,
        tolerances: Tolerances | None = None,
        sheet: str = "",
        shared: SharedCases | None = None,
    ) -> None:
        self.reference = reference
        self._shared = shared or SharedCases()
        self.mistakes = Mistakes(reference, module, examples, tolerances, self._shared)
        self._sheet = sheet
        self._begin()

    def _begin(self) -> None:
        self._suspicions: dict[str, list[_Suspicion]] = defaultdict(list)
        self._unknown: set[tuple[str, str, bool]] = set()
        self._budgets: dict[str, Budget] = defaultdict(Budget)
        self._failures: Counter[tuple[str, str]] = Counter()
        self._asked_again: dict[str, dict[Key, _AskedAgain]] = defaultdict(dict)

    def of_another(self) -> "Diagnosis":
        """The diagnosis of another hand-in, which this one's failures say nothing about."""
        other = copy.copy(self)
        other._begin()
        return other

    def explain(self, verdict: Verdict, actual: Expected) -> str:
        """The likely mistake behind a failure in words, or "". `settle` may come to another.

        After the first failures of a question none is explained, nor searched for; they still
        decide between mistakes that agree in those.
        """
        trial = verdict.trial
        right = self._shared.expected(trial, self.reference.expect)
        self._failures[trial.question, trial.device] += 1
        if self._failures[trial.question, trial.device] > EXPLAINED:
            self._decide(trial, actual, right)
            return ""
        suspicion = self._suspicion(verdict, actual, right)
        if suspicion is not None:
            suspicion.failures.append(key_of(trial))
            return self._hint(suspicion)
        return self._relation(verdict, actual, right)

    def asked_again(self, verdict: Verdict, first: Expected, second: Expected) -> bool:
        """Take note of what a failure's case gave when it was asked once more; whether it differs.

        Then no mistake is behind it that answers the same each time, were it what it seemed to be.
        """
        trial = verdict.trial
        answers = computed(trial, first), computed(trial, second)
        outputs = differing(trial, *answers, self.mistakes.tolerances)
        asked = _AskedAgain(trial, answers, outputs[0] if outputs else "")
        self._asked_again[trial.question][key_of(trial)] = asked
        if outputs:
            suspicions = self._suspicions[trial.question]
            for suspicion in suspicions:
                if key_of(trial) in suspicion.failures:
                    suspicion.failures.remove(key_of(trial))
            suspicions[:] = [suspicion for suspicion in suspicions if suspicion.failures]
        return bool(outputs)

    def _settle_varying(self, question: str) -> None:
        """Suspect those that answer by chance too, and may have given most of such answers.

        An answer that was twice the same, of which nothing is known, may be theirs as well.
        """
        asked, budget = self._asked_again[question], Budget()
        failures = [failure for failure in asked.values() if failure.differs]
        suspected: list[Example] = []
        for failure in failures:
            suspected = suspected or self._varying(failure, budget)
        likely = self._likely(suspected, failures, budget)
        if not likely:
            return
        explained = {key for suspicion in self._suspicions[question] for key in suspicion.failures}
        keys = [
            key
            for key, failure in asked.items()
            if failure.differs or (key not in explained and self._likely(likely, [failure], budget))
        ]
        self._suspicions[question].append(_Suspicion(likely, keys))

    def _varying(self, failure: _AskedAgain, budget: Budget) -> list[Example]:
        """The examples that answer a case by chance, as far as there is work left to find them."""
        trial, answer = failure.trial, failure.answers[0]
        work = LOOKS[trial.library] * self._work_of(trial)
        return [
            example
            for example in self.mistakes.of(trial.question, trial.device)
            if budget.allows(work) and self.mistakes.varies(example, trial, answer)
        ]

    def _likely(
        self, suspected: Sequence[Example], failures: Sequence[_AskedAgain], budget: Budget
    ) -> list[Example]:
        """Those of the examples that may have given most of the answers, and more than half.

        As far as there is work left to find out.
        """
        score = Counter[str]()
        for failure in failures:
            work = RUNS[failure.trial.library] * self._work_of(failure.trial)
            if not budget.allows(len(suspected) * work):
                break
            for example in suspected:
                score[example.name] += 1 if self._may_answer(example, failure) else -1
        most = max(score.values(), default=0)
        return [example for example in suspected if score[example.name] == most > 0]

    def _may_answer(self, example: Example, failure: _AskedAgain) -> bool:
        return self.mistakes.may_answer(example, failure.trial, failure.answers)

    def _work_of(self, trial: Trial) -> int:
        return work_of(trial, self._shared.expected(trial, self.reference.expect))

    def _decide(self, trial: Trial, actual: Expected, right: Expected) -> None:
        """Where several examples agree so far, keep those that agree in this failure as well."""
        budget, work = self._budgets[trial.question], work_of(trial, right)
        work *= TRIES if trial.distributions else 1
        right = judged(trial, right)
        for suspicion in self._suspicions[trial.question]:
            several = suspicion.examples if len(suspicion.examples) > 1 else []
            if several and budget.allows(len(several) * work):
                agreeing = self.mistakes.agreeing(several, trial, actual, right)
                suspicion.examples = agreeing or several

    def settle(self, verdicts: Sequence[Verdict]) -> None:
        """Hold what is suspected in a question against all of its verdicts.

        An example that fails where the student passed is the mistake only if no other is left; in a
        weak suspicion, never, nor if there is no work left to find out.
        """
        ran = [v for v in verdicts if v.outcome not in (Outcome.TIMEOUT, Outcome.NOT_GRADED)]
        questions = {verdict.trial.question for verdict in ran}
        for suspicion in [s for question in questions for s in self._suspicions[question]]:
            for verdict in ran:
                if len(suspicion.examples) < 2 and not suspicion.is_weak:
                    break
                if key_of(verdict.trial) in suspicion.failures:
                    continue
                if not self._held_against(suspicion, verdict):
                    suspicion.examples = [] if suspicion.is_weak else suspicion.examples
                    break
        for question in questions:
            self._settle_varying(question)

    def _held_against(self, suspicion: _Suspicion, verdict: Verdict) -> bool:
        """Keep the examples that pass where the student did, and fail where the student did.

        False if there is no work left to find out.
        """
        examples, trial = suspicion.examples, verdict.trial
        right = self._shared.expected(trial, self.reference.expect)
        if not self._budgets[trial.question].allows((len(examples) + 1) * work_of(trial, right)):
            return False
        passed = verdict.outcome is Outcome.PASSED
        left = [e for e in examples if self.mistakes.passes(e, trial, right) == passed]
        if left or suspicion.is_weak:
            suspicion.examples = left
        return True

    def suspects(self, question: str) -> set[str]:
        """The names of the examples that may still be behind failures of a question."""
        return {e.name for suspicion in self._suspicions[question] for e in suspicion.examples}

    def known(self, solved: Collection[str]) -> dict[Key, Known]:
        """The likeliest known mistake behind each failure, when all is graded.

        `solved` are the questions in which nothing is wrong.
        """
        found: dict[Key, Known] = {}
        for suspicions in self._suspicions.values():
            for suspicion in suspicions:
                names = tuple(e.name for e in self._likeliest(suspicion, solved))
                known = Known(self._hint(suspicion, solved), names)
                found |= dict.fromkeys(suspicion.failures, known)
        varying = {
            key: Known(VARIES.format(output=failure.differs), ())
            for asked in self._asked_again.values()
            for key, failure in asked.items()
            if failure.differs
        }
        return varying | found

    def _suspicion(self, verdict: Verdict, actual: Expected, right: Expected) -> _Suspicion | None:
        """The suspicion that a failure confirms, or a new one; None if it is no known mistake."""
        trial, is_error = verdict.trial, verdict.outcome is Outcome.ERROR
        if is_error and any(output.dtype in NO_MISTAKE for output in actual.values()):
            return None
        budget, work = self._budgets[trial.question], work_of(trial, right)
        work *= TRIES if trial.distributions else 1
        right = judged(trial, right)
        for suspicion in self._suspicions[trial.question]:
            if not budget.allows(len(suspicion.examples) * work):
                return None
            agreeing = self.mistakes.agreeing(suspicion.examples, trial, actual, right)
            if agreeing:
                suspicion.examples = agreeing
                suspicion.by_form &= _has_only_form(actual)
                return suspicion
        if (trial.question, trial.group, is_error) in self._unknown:
            return None  # a mistake of one's own: to look for it in every case takes long
        known = self.mistakes.of(trial.question, trial.device)
        if not budget.allows_search(len(known) * work):
            return None
        agreeing = self.mistakes.agreeing(known, trial, actual, right)
        if agreeing:
            is_weak = _is_weak(verdict, actual, right)
            by_form = _has_only_form(actual)
            self._suspicions[trial.question].append(_Suspicion(agreeing, [], is_weak, by_form))
            return self._suspicions[trial.question][-1]
        self._unknown.add((trial.question, trial.group, is_error))
        return None

    def _hint(self, suspicion: _Suspicion, solved: Collection[str] = ()) -> str:
        """The hint of the likeliest example; of several that nothing tells apart, all that fit."""
        hints = list(dict.fromkeys(example.hint for example in self._likeliest(suspicion, solved)))
        if not hints:
            return ""
        end = f" {BY_FORM}" if suspicion.by_form else ""
        if len(hints) == 1:
            return hints[0] + end
        told = "More than one mistake gives this. Either: " + hints[0]
        for hint in hints[1:]:
            longer = f"{told} Or: {hint}"
            told = longer if len(f"{longer}{end}".split()) <= MOST_WORDS else told
        return told + end

    def _likeliest(self, suspicion: _Suspicion, solved: Collection[str]) -> list[Example]:
        """The examples that explain most: no question that was solved, many that were not."""
        suspected: dict[str, int] = defaultdict(int)
        for suspicions in self._suspicions.values():
            for name in {example.name for s in suspicions for example in s.examples}:
                suspected[name] += 1
        ranks = {
            example.name: (len({*solved} & {*example.fails}), -suspected[example.name])
            for example in suspicion.examples
        }
        first = min(ranks.values(), default=None)
        return [example for example in suspicion.examples if ranks[example.name] == first]

    def _relation(self, verdict: Verdict, actual: Expected, right: Expected) -> str:
        """How a wrong output is the right one but changed, and where that is read of; or ""."""
        trial, output = verdict.trial, verdict.output
        if output in trial.distributions or verdict.outcome is Outcome.ERROR:
            return ""
        work, right = work_of(trial, right), computed(trial, right)
        answer = computed(trial, actual).get(output)
        truth = right.get(output)
        if answer is None or truth is None or answer.values is None or truth.values is None:
            return ""
        if truth.values.dtype.kind != "f" or answer.values.shape != truth.values.shape:
            return ""
        comparison = Comparison(
            trial,
            output,
            answer.values.astype(np.float64),
            truth.values,
            self.mistakes.tolerances.of(trial.question, output, trial.device, trial.precision),
        )
        words = relation(comparison, _values(right), self._run_for(trial, work))
        return f"{words} {_place(self._sheet)}".rstrip() if words else ""

    def _run_for(self, trial: Trial, work: int) -> Run:
        """The reference on other inputs of a case; nothing at all when its budget is spent."""
        budget = self._budgets[trial.question]
        if budget.is_spent:
            return lambda _trial: {}

        def run(other: Trial) -> Values:
            budget.spend(work)
            return self._reference_on(other)

        return run

    def _reference_on(self, trial: Trial) -> Values:
        """What is right for other inputs; nothing where these mean nothing."""
        try:
            with undisturbed():
                return _values(computed(trial, self.reference.run(trial)))
        except Exception:  # the reference was not written for them
            return {}


def _is_weak(verdict: Verdict, actual: Expected, right: Expected) -> bool:
    """Whether an answer tells too little: an error, or a single wrong number, of which few agree.

    So an accuracy: most mistakes in a vote come to the same few.
    """
    if verdict.outcome is Outcome.ERROR:
        return not is_forbidden(actual)
    wrong = []
    for name in right:
        mine, truth = actual[name].values if name in actual else None, right[name].values
        if mine is not None and truth is not None:
            wrong.append(int((~np.isclose(mine, truth, ROUNDING, ROUNDING)).sum()))
    return sum(wrong) == 1


def _has_only_form(actual: Expected) -> bool:
    """Whether values were not sent that there may be: the form was wrong."""
    return any(o.values is None and o.kind not in FORMLESS for o in actual.values())


def key_of(trial: Trial) -> Key:
    """What stands for a trial whose inputs are forgotten."""
    return trial.public, trial.id


def _values(outputs: Expected) -> Values:
    return {
        name: output.values
        for name, output in outputs.items()
        if output.values is not None and output.values.dtype.kind == "f"
    }


def _place(sheet: str) -> str:
    """Where the notes have the formula."""
    return f"The formula is in {sheet} of the sheet." if sheet else ""
