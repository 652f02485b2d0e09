"""`make demo` goes from nothing to a report, and finds its own work again."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.synthetic import demo
from tests.synthetic.demo import CLASS, REPORT, STORE, demonstrate
from tests.synthetic.truth import HAND_INS, read_truth


class Commands:
    """Stands in for the program: notes how it is called, and leaves a store."""

    def __init__(self) -> None:
        self.called: list[list[str]] = []
        self.status = 0

    def __call__(self, command: list[Any], check: bool) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command[3:]]
        self.called.append(words)
        store = Path(words[words.index("--store") + 1])
        with store.open("a") as file:
            file.write("graded\n")
        return subprocess.CompletedProcess(words, self.status)


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    made = Commands()
    monkeypatch.setattr(subprocess, "run", made)
    monkeypatch.setattr(demo, "mismatches", lambda *_: iter(()))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "demo"


def test_a_class_is_written_graded_and_reported_on(
    commands: Commands, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demonstrate(folder, "dropout", 6, 1) == 0
    named, kept = ["--assignment", "dropout"], ["--store", str(folder / STORE)]
    hand_ins = folder / CLASS / HAND_INS
    report = ["--out", str(folder / REPORT), "--submissions", str(hand_ins)]
    assert commands.called == [
        ["grade-class", str(hand_ins), *named, *kept],
        ["class-report", *named, *kept, *report],
    ]
    assert len(list(hand_ins.iterdir())) == 6
    told = capsys.readouterr().out
    assert f"The report:   {folder / REPORT}" in told
    assert "6 of 6 got the points, and the mistakes, that they were made with." in told


def test_the_same_choices_keep_the_store_and_others_begin_a_new_one(
    commands: Commands, folder: Path
) -> None:
    for choices, graded in ((("dropout", 6, 1), 2), (("dropout", 6, 1), 4), (("dropout", 7, 1), 2)):
        demonstrate(folder, *choices)
        assert len((folder / STORE).read_text().splitlines()) == graded
    assert read_truth(folder / CLASS).count == 7


def test_a_step_that_fails_ends_it_with_its_status(
    commands: Commands, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.status = 2
    assert demonstrate(folder, "dropout", 6, 1) == 2
    assert [words[0] for words in commands.called] == ["grade-class"]
    assert "The report" not in capsys.readouterr().out


def test_what_was_graded_otherwise_is_told_and_ends_it_with_1(
    commands: Commands,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = ["ada.py (right): relu lost points", "ada.py (right): elu lost points"]
    monkeypatch.setattr(demo, "mismatches", lambda *_: iter(told))
    assert demonstrate(folder, "dropout", 6, 1) == 1
    shown = capsys.readouterr().out
    assert "ada.py (right): elu lost points" in shown
    assert "5 of 6 got the points" in shown
