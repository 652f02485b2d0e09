"""The page on a class: what stands in it, whatever a student chose to be called or to write."""

import base64
import hashlib
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest

from autograder.report.class_report import page as page_module
from autograder.report.class_report.anonymous import anonymous
from autograder.report.class_report.page import page_of
from autograder.report.class_report.records import ClassResults, HandIn, Similarity
from autograder.report.frame import framed
from tests.report.classes import ALL, EMPTY, EVIL, SECRET, class_of, hand_in, of_all_kinds, wrong
from tests.report.test_page import Page

PAGES = {"hostile": of_all_kinds(), "anonymous": anonymous(of_all_kinds()), **EMPTY}
SHOWN_EVIL = EVIL.replace("\0", "?").replace("\u202e", "?")


@pytest.mark.parametrize("results", PAGES.values(), ids=PAGES)
def test_a_page_is_well_formed_and_asks_for_nothing(results: ClassResults) -> None:
    text = page_of(results)
    text.encode()
    page = Page(text)
    assert not {"img", "link", "iframe", "form", "object", "embed", "base"} & {
        tag for tag, _ in page.elements
    }
    for tag, attributes in page.elements:
        assert not any(name.startswith("on") or name == "src" for name in attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("results", PAGES.values(), ids=PAGES)
def test_only_the_programs_own_script_may_run(results: ClassResults) -> None:
    text = page_of(results)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    own = Path(page_module.__file__).with_name("page.js").read_text(encoding="utf-8")
    assert script == own
    told = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    (policy,) = [m for m in Page(text).all("meta") if m.get("http-equiv")]
    assert policy["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{told}'; base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("script", ["a </script> b", "a </SCRIPT b", "a <!-- b"])
def test_a_script_that_would_end_its_element_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match="ends its own element"):
        framed("a", "b", script=script)


def test_hostile_texts_are_shown_as_they_are() -> None:
    page = Page(page_of(of_all_kinds()))
    assert page.text().count(SHOWN_EVIL) >= 20
    assert "\0" not in page_of(of_all_kinds())
    assert "\u202e" not in page_of(of_all_kinds())


def test_names_do_not_turn_round_what_stands_beside_them() -> None:
    text = page_of(class_of(hand_in("א", ALL, students=(("محمد",),))))
    for name in ("א", "محمد"):
        assert text.count(name) == text.count(f"<bdi>{name}</bdi>") > 0


@pytest.mark.parametrize("results", PAGES.values(), ids=PAGES)
def test_every_number_leads_to_as_many_hand_ins_as_it_says(results: ClassResults) -> None:
    text = page_of(results)
    rows = re.findall(r'<tr id="h\d+" data-is="([^"]*)"', text)
    assert len(rows) == len(results.hand_ins)
    codes = [code for row in rows for code in row.split(" ")]
    for code, count in re.findall(r'data-pick="([^"]*)"[^>]*>([\d,]+)</a>', text):
        assert codes.count(code) == int(count.replace(",", "")), code


def test_every_mark_that_may_be_chosen_is_one_that_hand_ins_have() -> None:
    text = page_of(of_all_kinds())
    have = {code for row in re.findall(r'data-is="([^"]*)"', text) for code in row.split(" ")}
    chosen = set(re.findall(r'<option value="([^"]+)"', text))
    assert {
        "broken",
        "aside",
        "flagged",
        "ungraded",
        "m0",
        "m1",
        "every0",
        "some0",
    } <= chosen & have


@pytest.mark.parametrize("results", PAGES.values(), ids=PAGES)
def test_a_screen_reader_finds_headings_heads_captions_and_targets(results: ClassResults) -> None:
    page = Page(page_of(results))
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(head.get("scope") in ("col", "row", "rowgroup") for head in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table")) >= 2
    anchors = [a["id"] for _, a in page.elements if "id" in a]
    assert len(anchors) == len(set(anchors))
    for _, attributes in page.elements:
        for target in ((attributes.get("href") or "")[1:], attributes.get("aria-labelledby") or ""):
            assert not target or target in anchors, target
    for drawing in page.all("svg"):
        assert drawing["role"] == "img"
        assert drawing["aria-label"]


def test_an_anonymous_page_holds_nothing_that_is_a_students() -> None:
    named, nameless = of_all_kinds(SECRET), anonymous(of_all_kinds(SECRET))
    assert page_of(named).count(SECRET) >= 20
    text = page_of(nameless)
    assert SECRET not in text
    assert "return x / 2" not in text  # the course's own files go no farther either
    assert "half of it &lt;is&gt; missing" in text
    assert [h.name for h in nameless.hand_ins] == [str(number) for number in range(1, 8)]


def test_an_anonymous_page_has_the_figures_of_the_other_one() -> None:
    named, nameless = of_all_kinds(), anonymous(of_all_kinds(), random.Random(3))
    scores = [hand_in.score for hand_in in nameless.hand_ins]
    assert scores != [hand_in.score for hand_in in named.hand_ins]
    assert sorted(scores) == sorted(hand_in.score for hand_in in named.hand_ins)
    shared = {nameless.hand_ins[at].score for at in nameless.similarity.identical[0]}
    assert shared == {16.0}  # the two that are one content, wherever they stand now


def test_the_order_of_an_anonymous_page_is_drawn_anew() -> None:
    many = class_of(*(hand_in(f"{at:02}", wrong(at / 10)) for at in range(50)))
    orders = {tuple(h.score for h in anonymous(many).hand_ins) for _ in range(3)}
    assert len(orders) == 3


def test_an_anonymous_page_does_not_tell_which_hand_ins_are_alike() -> None:
    text = page_of(anonymous(of_all_kinds()))
    assert "2 groups, the largest of 2." in text
    codes = {code for row in re.findall(r'data-is="([^"]*)"', text) for code in row.split(" ")}
    assert not {code for code in codes if re.fullmatch(r"k\d+", code)}


def test_each_part_tells_what_there_is_of_it() -> None:
    told = " ".join(Page(page_of(of_all_kinds("x"))).text().split())
    for said in (
        "hand-ins 7 mean, of 16 points",
        "4 more points are graded by hand",
        "halved out / 2.",
        "or doubled",
        "half of it <is> missing",
        "return x / 2 # <b>",
        "it can't be read: x",
        "three tries: x",
        "line 3: x",
        "9.00 6",  # the slowest, and what it earned
        "cuda 6 6 100 % 1 a worker can't use the GPU: x",
        "compared & found",
        "75 %",
    ):
        assert said in told, said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nobody", "No hand-in has a result yet."),
        ("only set aside", "No hand-in has a result yet."),
        ("one", "1 hand-in with a result. Mean 16, standard deviation 0"),
        ("full marks for all", "full marks (100 %)"),
        ("full marks for all", "None is lost."),
        ("full marks for all", "None fails in a hand-in that ran."),
        ("full marks for all", "No known mistake was found."),
        ("nobody read", "Nothing has run."),
        ("without diagnosis", "Graded with hints = none"),
    ],
)
def test_what_there_is_none_of_is_told(name: str, said: str) -> None:
    assert said in Page(page_of(EMPTY[name])).text()


def test_a_mistake_whose_example_is_not_there_is_told_without_a_link() -> None:
    text = page_of(EMPTY["without examples"])
    assert "<code>halved</code>" in text
    assert 'href="#example-' not in text


def test_long_lists_are_cut_and_say_so() -> None:
    many = class_of(*(HandIn(f"{at:03}", set_aside="three tries") for at in range(60)))
    text = page_of(many)
    assert text.count("three tries") == 50
    assert "The first 50 of" in text


def test_groups_of_many_are_cut_too() -> None:
    same = Similarity(identical=(tuple(range(60)),))
    text = page_of(class_of(*(hand_in(f"{at}", ALL) for at in range(60)), similarity=same))
    assert re.search(r'data-pick="k0"[^>]*>60</a>', text)


COLOUR = re.compile(r"--(\w+): (#[0-9a-f]{3,6})\b")
READ_ON = {
    "paper": ("ink", "soft", "bad", "good"),
    "own": ("ink",),
    "tint": ("ink",),
    "zero": ("ink",),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_stands_out_by_4_5_to_1_and_bars_by_3_to_1(dark: bool) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page_of(EMPTY["one"]), re.DOTALL)
    light, night = {}, {}
    for block in re.findall(r"(@media screen[^{]*\{)?\s*:root \{([^}]*)\}", style):
        (night if block[0] else light).update(COLOUR.findall(block[1]))
    colours = light | night if dark else light
    for ground, texts in READ_ON.items():
        for text in texts:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["bar"], colours["paper"]) >= 3
    assert contrast(colours["ring"], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
