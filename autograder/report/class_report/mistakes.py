"""The known mistakes that a class made, ranked, and the wrong examples that they are."""

from collections.abc import Iterator, Sequence

from autograder.report.class_report.failures import MistakeCount
from autograder.report.class_report.marks import Marks
from autograder.report.class_report.markup import bar, picked, section, table, told
from autograder.report.class_report.records import ClassResults, Example

SAYS = {
    "none": "Graded with hints = none: failures were not held against known mistakes.",
    "public": "Graded with hints = public: only failures of public cases were held against known "
    "mistakes.",
}


def mistakes(results: ClassResults, made: Sequence[MistakeCount], marks: Marks) -> str:
    """The section."""
    return section("mistakes", "Known mistakes", _parts(results, made, marks))


def _parts(results: ClassResults, made: Sequence[MistakeCount], marks: Marks) -> Iterator[str]:
    if told_of := SAYS.get(results.hints):
        yield f"<p>{told_of}</p>"
    if not made:
        if results.hints != "none":
            yield "<p>No known mistake was found.</p>"
        return
    ran = sum(hand_in.ran for hand_in in results.hand_ins)
    yield (
        '<p class="soft">A mistake counts once a hand-in, whatever it breaks there. Several names '
        "in a row: nothing in those hand-ins tells them apart.</p>"
    )
    heads = ("mistake", "hand-ins", "", "in questions", "what a student reads")
    rows = [_row(count, results, marks, ran) for count in made]
    yield table("Known mistakes, most frequent first", heads, rows, (1,))


def _row(count: MistakeCount, results: ClassResults, marks: Marks, ran: int) -> tuple[str, ...]:
    names = " <i>or</i> ".join(_named(name, results) for name in count.names)
    found = len(count.hand_ins)
    shown = ", ".join(
        f'{at + 1}&nbsp;<span class="soft">({of:,})</span>' for at, of in count.questions
    )
    return (
        names,
        picked(found, marks.mistake(count.names), " or ".join(count.names)),
        bar(found, ran),
        shown,
        f"<details><summary>hint</summary>{told(_hint(count, results))}</details>",
    )


def _named(name: str, results: ClassResults) -> str:
    example = results.examples.get(name)
    about = f'<br><span class="soft">{told(example.about)}</span>' if example else ""
    shown = f"<code>{told(name)}</code>"
    if example and example.source:
        shown = f'<a href="#example-{told(name)}">{shown}</a>'
    return f"{shown}{about}"


def _hint(count: MistakeCount, results: ClassResults) -> str:
    """What a student reads, as it was told; else as the example has it."""
    known = [results.examples[name].hint for name in count.names if name in results.examples]
    return count.hint or " / ".join(known) or "no hint"


def examples(results: ClassResults, made: Sequence[MistakeCount]) -> str:
    """The wrong examples that were met, each with its source; nothing where that isn't shown."""
    names = sorted({name for count in made for name in count.names})
    shown = [results.examples[name] for name in names if name in results.examples]
    parts = [_example(example) for example in shown if example.source]
    if not parts:
        return ""
    what = '<p class="soft">Files of the course: not for students.</p>'
    return section("examples", "The wrong examples that were met", [what, *parts])


def _example(example: Example) -> str:
    return (
        f'<details id="example-{told(example.name)}" class="example"><summary>'
        f"<code>{told(example.name)}</code> {told(example.about)}</summary>"
        f'<pre tabindex="0"><code>{told(example.source)}</code></pre></details>'
    )
