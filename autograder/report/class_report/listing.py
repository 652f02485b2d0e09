"""The list of all hand-ins: a row each, which a script sorts and narrows where scripts may run."""

from collections.abc import Iterator

from autograder.report.class_report.marks import Mark, Marks
from autograder.report.class_report.markup import name_of, section, told
from autograder.report.class_report.records import ClassResults, HandIn
from autograder.report.class_report.scores import Standing, standing
from autograder.report.explain import points


def listing(results: ClassResults, marks: Marks) -> str:
    """The section."""
    return section("hand-ins", "All hand-ins", _parts(results, marks))


def _parts(results: ClassResults, marks: Marks) -> Iterator[str]:
    yield _controls(marks)
    numbers = "; ".join(f"{at + 1} {q.name}" for at, q in enumerate(results.questions))
    yield f'<p class="soft">{told(numbers)}. * some points were not graded.</p>'
    students = any(hand_in.students for hand_in in results.hand_ins)
    yield (
        '<div class="scroll" tabindex="0" role="region" aria-label="All hand-ins">'
        '<table class="figures list" id="list">'
        '<caption class="unseen">Points of all hand-ins</caption>'
        f"<thead><tr>{_heads(results, students)}</tr></thead><tbody>"
    )
    for place, hand_in in enumerate(results.hand_ins):
        yield _row(place, hand_in, results, marks, students)
    yield "</tbody></table></div>"
    yield '<p class="scripted-only" id="more"></p>'


def _controls(marks: Marks) -> str:
    """What a script makes use of; hidden where none may run."""
    groups: dict[str, list[Mark]] = {}
    for mark in marks.choices():
        groups.setdefault(mark.about, []).append(mark)
    options = "".join(
        f'<optgroup label="{told(about)}">'
        + "".join(f'<option value="{mark.code}">{told(mark.says)}</option>' for mark in several)
        + "</optgroup>"
        for about, several in groups.items()
    )
    return (
        '<div class="controls scripted-only" role="search" aria-label="Narrow the list">'
        '<label>Find <input type="search" id="find" autocomplete="off" spellcheck="false"></label> '
        f'<label>Only <select id="only"><option value="">all</option>{options}</select></label> '
        '<span id="picks"></span></div>'
        '<p class="scripted-only" id="shown" role="status"></p>'
    )


def _heads(results: ClassResults, students: bool) -> str:
    heads = ['<th scope="col" data-kind="text">hand-in</th>']
    if students:
        heads.append('<th scope="col" data-kind="text">students</th>')
    heads.append('<th scope="col" class="number" data-kind="number">points</th>')
    heads += [
        f'<th scope="col" class="number" data-kind="number" title="{told(asked.name)}">'
        f'{at + 1}<span class="unseen"> {told(asked.name)}</span></th>'
        for at, asked in enumerate(results.questions)
    ]
    return "".join(heads)


def _row(place: int, hand_in: HandIn, results: ClassResults, marks: Marks, students: bool) -> str:
    codes = " ".join(marks.of(place, hand_in))
    cells = [f'<th scope="row">{name_of(hand_in.name)}{_remark(hand_in)}</th>']
    if students:
        cells.append(f"<td>{'<br>'.join(name_of(', '.join(s)) for s in hand_in.students)}</td>")
    if not hand_in.is_graded:
        cells.append('<td class="number">–</td>' * (1 + len(results.questions)))
    else:
        cells.append(f'<td class="number total">{points(hand_in.score)}</td>')
        cells += [
            _cell(result.score, asked.points, result.not_graded)
            for asked, result in zip(results.questions, hand_in.results, strict=True)
        ]
    return f'<tr id="h{place}" data-is="{codes}">{"".join(cells)}</tr>'


def _cell(score: float, most: float, not_graded: float) -> str:
    """A question's points; a tint goes with the number and says nothing that it doesn't."""
    if standing(score, most - not_graded) is Standing.NOT_GRADED:
        return '<td class="number">*</td>'
    kind = standing(score, most - not_graded)
    return f'<td class="number {kind}">{points(score)}{"*" if not_graded else ""}</td>'


def _remark(hand_in: HandIn) -> str:
    if hand_in.set_aside:
        return '<br><span class="bad">set aside</span>'
    return '<br><span class="bad">can\'t be read</span>' if hand_in.problem else ""
