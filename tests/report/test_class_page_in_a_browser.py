"""The page on a class as a browser shows it: sorted, narrowed, printed, read with the keyboard."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Locator, Page
from pypdf import PdfReader

from autograder.report.class_report.page import page_of
from autograder.report.class_report.records import Asked, ClassResults, HandIn
from tests.browser import browser  # noqa: F401  (a fixture)
from tests.report.classes import ALL, EVIL, class_of, hand_in, of_all_kinds, wrong

SHOWN_EVIL = EVIL.replace("\0", "?").replace("\u202e", "?")
MANY = 250
SHOWN_AT_FIRST = 100


def many() -> ClassResults:
    """Of so many hand-ins: the n-th has n / 25 points, every tenth of them is halved."""
    made = [
        hand_in(
            f"h{number}",
            wrong(number / 25, *([("halved",)] if number % 10 == 0 else [])),
            students=((f"Zoë Łukasz{number}", f"s{number}@example.edu"),),
        )
        for number in range(MANY)
    ]
    return class_of(*made, HandIn("aside", set_aside="three tries"))


@dataclass
class Opened:
    """A page in the browser, and what it said and asked for."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def rows(self) -> list[str]:
        """The names of the hand-ins that are shown, in their order."""
        return self.page.locator("#list tbody th").all_inner_texts()

    def head(self, name: str) -> Locator:
        return self.page.locator("#list thead th").filter(has_text=name).first


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:  # noqa: F811
    """Opens the page of a class; in the end nothing was complained of or asked for."""
    pages: list[Opened] = []

    def open_page(results: ClassResults, **context: object) -> Opened:
        path = tmp_path / f"{len(pages)}.html"
        path.write_text(page_of(results), encoding="utf-8")
        made = Opened(browser.new_context(**context).new_page())  # type: ignore[arg-type]
        made.page.on("console", lambda message: made.said.append(message.text))
        made.page.on("pageerror", lambda error: made.said.append(str(error)))
        made.page.on("request", lambda request: made.asked.append(unquote(request.url)))
        made.page.goto(path.as_uri())
        pages.append(made)
        return made

    yield open_page
    for at, made in enumerate(pages):
        assert made.said == []
        assert made.asked == [(tmp_path / f"{at}.html").as_uri()]
        made.page.context.close()


def test_hostile_names_are_text_and_run_nothing(opened: Open) -> None:
    shown = opened(of_all_kinds())
    assert shown.page.title() == "Layers: the class"
    assert any(SHOWN_EVIL.split()[0] in name for name in shown.rows())
    assert shown.page.locator("img").count() == 0
    assert shown.page.locator("script").count() == 1


def test_a_script_of_another_is_not_run(browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "page.html"
    harm = "<script>document.title = 'hit'</script><img src=x onerror=\"document.title='hit'\">"
    path.write_text(page_of(many()).replace("</main>", f"{harm}</main>"), encoding="utf-8")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(path.as_uri())
    assert page.title() == "Layers: the class"
    assert len([text for text in refused if "Content Security Policy" in text]) >= 2
    page.context.close()


def test_only_some_rows_are_shown_until_more_are_asked_for(opened: Open) -> None:
    shown = opened(many())
    assert len(shown.rows()) == SHOWN_AT_FIRST
    assert shown.page.inner_text("#shown") == "251 hand-ins, the first 100 shown."
    shown.page.get_by_role("button", name="Show 100 more").click()
    assert len(shown.rows()) == 200
    assert shown.page.evaluate("document.activeElement.id") == "h100"  # one reads on from there
    shown.page.get_by_role("button", name="Show all 251").click()
    assert len(shown.rows()) == MANY + 1
    assert shown.page.locator("#more button").count() == 0


def test_a_column_is_sorted_both_ways_and_says_so(opened: Open) -> None:
    shown = opened(many())
    head = shown.head("points")
    assert head.get_attribute("aria-sort") is None
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert shown.rows()[:3] == ["h0", "h1", "h2"]
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert shown.rows()[:3] == ["h249", "h248", "h247"]
    shown.head("hand-in").get_by_role("button").click()
    assert head.get_attribute("aria-sort") is None
    assert shown.rows()[:4] == ["aside\nset aside", "h0", "h1", "h2"]  # h2 before h10


def test_who_has_no_points_stands_last_either_way(opened: Open) -> None:
    aside = HandIn("aside", set_aside="three tries")
    shown = opened(class_of(hand_in("a", wrong(3)), aside, hand_in("b", wrong(2))))
    for ordered in (["b", "a"], ["a", "b"]):
        shown.head("points").get_by_role("button").click()
        assert shown.rows() == [*ordered, "aside\nset aside"]


def test_the_keyboard_sorts_as_well_and_shows_where_it_is(opened: Open) -> None:
    shown = opened(many())
    shown.head("points").get_by_role("button").focus()
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Shift+Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert shown.page.evaluate(outline) == "solid"
    shown.page.keyboard.press("Enter")
    shown.page.keyboard.press("Enter")
    assert shown.rows()[0] == "h249"


def test_the_list_is_narrowed_by_text_whatever_its_accents(opened: Open) -> None:
    shown = opened(many())
    shown.page.fill("#find", "ZOE łukasz24")
    assert shown.rows() == ["h24", *(f"h{number}" for number in range(240, 250))]
    assert shown.page.inner_text("#shown") == "11 of 251 hand-ins."
    shown.page.fill("#find", "s240@")
    assert shown.rows() == ["h240"]
    shown.page.fill("#find", "nobody")
    assert shown.page.inner_text("#shown") == "0 of 251 hand-ins."


def test_the_list_is_narrowed_by_a_mistake_and_a_question_together(opened: Open) -> None:
    shown = opened(many())
    shown.page.select_option("#only", label="halved")
    assert shown.rows() == [f"h{number}" for number in range(0, MANY, 10)]
    shown.page.select_option("#only", label="1 forward: nothing")
    assert shown.rows() == ["h0"]
    shown.page.get_by_role("button", name="No longer only: halved").click()
    assert shown.rows() == ["h0"]
    shown.page.get_by_role("button", name="No longer only: 1 forward: nothing").click()
    assert len(shown.rows()) == SHOWN_AT_FIRST


def test_a_number_elsewhere_leads_to_its_hand_ins(opened: Open) -> None:
    shown = opened(many())
    shown.page.fill("#find", "nobody")
    shown.page.locator("#mistakes ~ * a[data-pick]").first.click()
    assert shown.rows() == [f"h{number}" for number in range(0, MANY, 10)]
    assert shown.page.input_value("#find") == ""
    assert shown.page.evaluate("document.activeElement.id") == "hand-ins"
    assert shown.page.get_by_role("button", name="No longer only: halved").count() == 1


def test_a_name_elsewhere_leads_to_its_row_wherever_it_is(opened: Open) -> None:
    shown = opened(many())
    shown.page.fill("#find", "nobody")
    shown.page.locator("a[data-row]", has_text="aside").click()
    assert shown.rows() == ["aside\nset aside"]
    assert shown.page.evaluate("document.activeElement.id") == f"h{MANY}"
    shown.page.get_by_role("button", name="No longer only: aside").click()
    assert len(shown.rows()) == SHOWN_AT_FIRST


def test_a_mistakes_name_opens_its_example(opened: Open) -> None:
    shown = opened(of_all_kinds())
    assert not shown.page.locator("#example-halved pre").is_visible()
    for _ in range(2):
        shown.page.locator("a[href='#example-halved']").first.click()
        assert shown.page.locator("#example-halved pre").is_visible()
        shown.page.locator("#example-halved summary").click()


def test_all_rows_are_printed_and_no_controls(opened: Open) -> None:
    shown = opened(many())
    printed = PdfReader(io.BytesIO(shown.page.pdf(format="A4")))
    text = "\n".join(page.extract_text() for page in printed.pages)
    assert all(f"s{number}@example.edu" in text for number in range(MANY))
    assert "Find" not in text
    assert "Show all" not in text
    assert len(shown.rows()) == SHOWN_AT_FIRST  # as it was


def test_without_scripts_all_stands_there(opened: Open) -> None:
    shown = opened(many(), java_script_enabled=False)
    assert shown.page.locator("#list tbody tr").count() == MANY + 1
    assert shown.page.locator("#list tbody tr").last.is_visible()
    assert not shown.page.locator("#find").is_visible()
    assert shown.page.locator("#list thead button").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_narrow_window_does_not_scroll_sideways(opened: Open, scheme: str) -> None:
    size = {"width": 400, "height": 800}
    asked = tuple(Asked(f"a_question_with_a_name_{at}", "A title", 10) for at in range(12))
    wide_one = class_of(HandIn("ada", results=(ALL,) * 12), questions=asked)
    for results in (many(), of_all_kinds(), wide_one):
        shown = opened(results, viewport=size, color_scheme=scheme)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert shown.page.evaluate(wide) <= 0


def test_nobody_has_a_page_too(opened: Open) -> None:
    shown = opened(class_of())
    assert shown.rows() == []
    assert shown.page.inner_text("#shown") == "0 hand-ins."
