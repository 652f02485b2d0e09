"""The hand-ins of a class held against each other: by what a store knows, or by what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.checking.submission import Submission, SubmissionError, open_submission
from autograder.classroom.export import ClassError
from autograder.classroom.similar import LEAST, SAME, identical, near
from autograder.classroom.submissions import HandIn as Opened
from autograder.report.class_report.records import Alike, ClassResults, Similarity
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course

BY_CONTENT = (
    "Hand-ins of the very same content. Without --submissions nothing else can be told: the store "
    "keeps no sources."
)
BY_PASSAGES = (
    "Hand-ins of the very same content, and such that have {share:.0%} or more of their passages "
    "in common: 12 words in a row, whatever the names, comments and layout. What the template "
    "gives to all, and what more than a twentieth of the class has written, doesn't count; who has "
    "less than {least} other passages isn't compared. Short answers are alike by themselves: look "
    "at both before you conclude anything."
)


@dataclass(frozen=True)
class Given:
    """What all students were given: its text, and the digests of its being handed in untouched."""

    text: str = ""
    digests: frozenset[str] = frozenset()


def given_by(course: Course, assignment: Assignment) -> Given:
    """The template of an assignment; nothing where the course has none."""
    folder, module = course.template(assignment.name), assignment.module
    try:
        whole = open_submission(folder, module)
    except SubmissionError:
        return Given()
    alone = Submission(module, {f"{module}.py": whole.files[f"{module}.py"]})
    return Given(_text(whole), frozenset({whole.digest, alone.digest}))


def by_content(results: ClassResults, given: Given) -> Similarity:
    """What the digests in a store tell."""
    digests = (hand_in.digest for hand_in in results.hand_ins)
    return Similarity(identical(digests, given.digests), (), BY_CONTENT)


def by_passages(
    results: ClassResults, given: Given, found: Sequence[Opened], module: str
) -> Similarity:
    """The same, and what the hand-ins themselves tell; ClassError if these are of another class."""
    place = {hand_in.name: at for at, hand_in in enumerate(results.hand_ins)}
    here = {place[hand_in.name]: hand_in for hand_in in found if hand_in.name in place}
    if not here:
        raise ClassError("--submissions: none of the hand-ins of the store is there")
    sources: dict[int, str] = {}
    changed = 0
    for at, opened in here.items():
        try:
            submission = opened.open(module)
        except SubmissionError:
            continue
        changed += results.hand_ins[at].digest not in ("", submission.digest)
        sources[at] = _text(submission)
    same = by_content(results, given).identical
    alike = tuple(group for group in near(sources, given.text) if not _is_within(group, same))
    lines = [BY_PASSAGES.format(share=SAME, least=LEAST), *_remarks(len(place), len(here), changed)]
    if not given.text:
        lines.append("The course has no template: what it gives to all was not left out.")
    return Similarity(same, alike, " ".join(lines))


def _remarks(of: int, there: int, changed: int) -> Iterable[str]:
    if there < of:
        yield f"{of - there:,} of {of:,} hand-ins were not there to be compared."
    if changed:
        yield f"{changed:,} are others than those that were graded."


def _is_within(group: Alike, same: Sequence[Sequence[int]]) -> bool:
    return any(set(group.members) <= set(members) for members in same)


def _text(submission: Submission) -> str:
    """All that it says."""
    contents = (submission.files[name] for name in sorted(submission.files))
    return "\n".join(content.decode("utf-8", "replace") for content in contents)
