"""The page of a report: all that a student may know, whatever stands in it, and nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from autograder.checking.trial import Outcome, Verdict
from autograder.report.page import page_of
from autograder.report.report import Report, WrittenReport
from tests.report.reports import (
    FAILED,
    NOT_GRADED,
    PASSED,
    on_devices,
    question,
    report_of,
    trial,
    verdict,
)

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='x' </td></table> &lt;"
VOID = {"meta", "br", "img", "link", "input"}
OFTEN = {"class", "id", "scope", "href", "lang", "charset", "content", "name", "tabindex", "role"}


class Page(HTMLParser):
    """A page as a browser takes it: its elements, their texts, and that each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1], data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self) -> str:
        return " ".join(data for tag, data in self.texts if tag not in ("style", "title"))


def evil() -> Report:
    """A report in which every text is hostile."""
    bad = Verdict(trial(case=EVIL), FAILED, EVIL, EVIL, EVIL)
    return Report(
        EVIL,
        EVIL,
        (replace(question(bad, verdict(NOT_GRADED, EVIL, device="cuda")), title=EVIL),),
        notes=(EVIL,),
        written=(WrittenReport(EVIL, EVIL, 5, 2.5, EVIL), WrittenReport("why", EVIL, 5)),
    )


REPORTS = {
    "all right": report_of(question(verdict(PASSED))),
    "half of it graded": on_devices(FAILED, NOT_GRADED),
    "nothing graded": on_devices(NOT_GRADED, NOT_GRADED),
    "hostile": evil(),
    "a hostile problem": replace(evil(), problem=EVIL),
    "controls": report_of(question(verdict(FAILED, "a \x1b[31m \0 \u202e \ud800 b"))),
}


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_page_is_well_formed_and_asks_for_nothing(report: Report) -> None:
    text = page_of(report)
    text.encode()
    page = Page(text)
    assert not {"script", "img", "link", "iframe", "form", "input", "object"} & {
        tag for tag, _ in page.elements
    }
    for _, attributes in page.elements:
        named = {name for name in attributes if not name.startswith("aria-")}
        assert named <= OFTEN | {"http-equiv"}, named
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text
    (policy,) = [m for m in page.all("meta") if m.get("http-equiv")]
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_hostile_text_is_shown_as_it_is_and_is_no_part_of_the_page() -> None:
    page = Page(page_of(evil()))
    assert page.text().count("<script>alert(1)</script><img src=x onerror=alert(1)>") >= 8


def test_controls_are_not_in_a_page() -> None:
    assert "a ?[31m ? ? ? b" in page_of(REPORTS["controls"])


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_a_screen_reader_finds_headings_in_order_and_heads_of_tables(report: Report) -> None:
    page = Page(page_of(report))
    assert page.all("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    heads = page.all("th")
    assert all(head.get("scope") in ("col", "row") for head in heads)
    assert len(page.all("caption")) == 1
    anchors = {a["id"] for _, a in page.elements if "id" in a}
    for _, attributes in page.elements:
        for target in ((attributes.get("href") or "")[1:], attributes.get("aria-labelledby") or ""):
            assert not target or target in anchors


def test_each_question_tells_its_points_its_lost_groups_and_what_fails() -> None:
    report = report_of(
        question(
            verdict(PASSED),
            verdict(FAILED, "dx is off by 3", "the mean is left out", case="one", group="shapes"),
            verdict(FAILED, "dx is off by 3", "the mean is left out", case="two", group="shapes"),
            verdict(
                Outcome.TIMEOUT, "no answer", "the mean is left out", case="three", group="shapes"
            ),
            points=12,
        )
    )
    told = Page(page_of(report)).text()
    assert "6 of 12 points." in told
    assert "Forward: 6 of 12 points" in told
    assert "1 of 4 cases passed." in told
    assert "Lost: shapes (6 points). Right: values." in told
    assert told.count("dx is off by 3") == 1
    assert "one (hidden, cpu, float64) two (hidden, cpu, float64)" in told
    assert told.count("Likely: the mean is left out") == 1
    assert "no answer" in told


def states(report: Report) -> Iterator[str]:
    words = ("all right", "right as far as graded", "partly right", "no points", "not graded")
    for tag, text in Page(page_of(report)).texts:
        if tag == "td" and text in words:
            yield text


@pytest.mark.parametrize(
    ("cpu", "cuda", "state"),
    [
        (PASSED, PASSED, "all right"),
        (PASSED, FAILED, "partly right"),
        (FAILED, FAILED, "no points"),
        (PASSED, NOT_GRADED, "right as far as graded"),
        (FAILED, NOT_GRADED, "no points"),
        (NOT_GRADED, NOT_GRADED, "not graded"),
    ],
)
def test_a_result_is_told_in_words_and_not_by_a_colour_alone(
    cpu: Outcome, cuda: Outcome, state: str
) -> None:
    assert list(states(on_devices(cpu, cuda))) == [state]


def test_points_that_were_not_graded_are_told_with_the_reason() -> None:
    told = Page(page_of(on_devices(PASSED, NOT_GRADED))).text()
    assert "5 of them were not graded: they are neither earned nor lost." in told
    assert "Not graded (5 points): not asked for" in told


def test_written_questions_stand_in_it_with_their_comments() -> None:
    written = (WrittenReport("why", "Why", 6, 4.5, "Ties\nnamed."), WrittenReport("how", "How", 4))
    told = Page(page_of(report_of(question(verdict(PASSED)), written=written))).text()
    assert "14.5 of 16 points." in told
    assert "4 more points are graded by hand." in told
    assert "Why: 4.5 of 6 points" in told
    assert "Ties\nnamed." in told
    assert "How: not graded yet, 4 points" in told


def test_nothing_for_the_instructor_stands_in_a_page() -> None:
    report = replace(on_devices(FAILED, PASSED), flags=("a flag",), layers={"user": "is off"})
    text = page_of(report)
    for secret in ("the-seed", "the-digest", "a flag", "is off", "strong."):
        assert secret not in text


def test_a_problem_and_notes_are_told_first() -> None:
    broken = report_of(question(verdict(Outcome.ERROR, "it is empty")))
    report = replace(broken, problem="it is empty", notes=("a.py was taken for it",))
    told = Page(page_of(report)).text()
    assert "Your hand-in could not be graded:  it is empty" in told
    assert told.count("it is empty") == 1
    assert "Note: a.py was taken for it." in told
