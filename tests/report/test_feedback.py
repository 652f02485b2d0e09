"""Whatever a hand-in is called, its page has a name of its own and stays in its folder."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.report.feedback import INDEX, file_names, is_name_of_page

HASH = r"\.[0-9a-f]{16}\.html"


@pytest.mark.parametrize("name", ["ada", "ada.py", "ada.zip", "ada.ipynb"])
def test_a_plain_name_stays(name: str) -> None:
    assert file_names([name, "bob.py"]) == {name: "ada.html", "bob.py": "bob.html"}


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("../../etc/passwd", "_etc_passwd"),
        ("..", "_"),
        ("", "_"),
        ("-rf", "rf"),
        ("CON", "_CON"),
        ("nul.py", "_nul"),
        ("index", "_index"),
        ("Zoë Ünal", "Zo_nal"),
        ("a" * 300, "a" * 100),
        ("ada.html", "ada_html"),
    ],
)
def test_any_other_is_made_plain_and_marked(name: str, begins: str) -> None:
    (found,) = file_names([name]).values()
    assert re.fullmatch(f"{begins}{HASH}", found)


def test_names_that_differ_by_capitals_or_form_alone_are_both_marked() -> None:
    found = file_names(["ADA", "ada", "bo.py", "bo.zip"])
    assert len({name.casefold() for name in found.values()}) == 4
    assert all(re.fullmatch(rf"(?i:ada|bo){HASH}", name) for name in found.values())


@given(st.lists(st.text(), unique=True))
@example(["ada", "ADA", "ada.py", "ada.py.py", "ada_", "ada/", "ada\\", "\ud800", "index.py"])
def test_no_two_collide_and_none_leaves_the_folder(names: list[str]) -> None:
    found = file_names(names)
    assert found.keys() == set(names)
    assert len({file.casefold() for file in found.values()}) == len(names)
    for file in found.values():
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_@+.-]*\.html", file)
        assert ".." not in file
        assert len(file) <= 140
        assert is_name_of_page(file)


@pytest.mark.parametrize(
    "name", [INDEX, "", "../ada.html", "a/b.html", ".html", "ada.py", "-a.html"]
)
def test_nothing_else_is_taken_for_a_page(name: str) -> None:
    assert not is_name_of_page(name)
