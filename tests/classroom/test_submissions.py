"""The hand-ins of a class are found whatever they lie in; what can't be opened says why."""

import zipfile
from pathlib import Path

import pytest

from autograder.checking.submission import SubmissionError
from autograder.classroom.export import METADATA, ClassError, Student, students_in
from autograder.classroom.submissions import HandIn, hand_ins
from tests.classroom.classes import HALVED, RIGHT, written

EXPORT = """---
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '007'
    :email: ada@example.org
  :created_at: 2026-11-20 04:27:40.000000000 Z
  :score: 10.0
  :results: !ruby/object:Results
    tests: []
submission_12:
  :submitters:
  - :name: No
    :sid:
    :email:
  - :name: Cy Twombly
    :sid: 12
  :score:
submission_13:
  :submitters:
submission_14:
"""
FILES = {
    f"root/{METADATA}": EXPORT,
    "root/submission_11/relu.py": RIGHT,
    "root/submission_11/data/points.csv": "1,2\n",
    "root/submission_12/relu.py": HALVED,
    "root/submission_13/notes.txt": "I ran out of time",
    "root/.DS_Store": "x",
    "__MACOSX/root/._submission_11": "x",
}


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def laid_out(kind: str, folder: Path, files: dict[str, str]) -> Path:
    return written(folder / "in", files) if kind == "folder" else zipped(folder / "in.zip", files)


def opened(found: list[HandIn]) -> dict[str, str]:
    """What each holds, or why it can't be opened."""
    outcome = {}
    for hand_in in found:
        try:
            outcome[hand_in.name] = hand_in.open("relu").files["relu.py"].decode()
        except SubmissionError as error:
            outcome[hand_in.name] = f"not opened: {error}"
    return outcome


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_files_folders_and_zips_are_hand_ins(kind: str, tmp_path: Path) -> None:
    inner = zipped(tmp_path / "made.zip", {"deep/relu.py": HALVED}).read_bytes()
    source = laid_out(
        kind, tmp_path, {"ada.py": RIGHT, "bob/relu.py": HALVED, "bob/plot.png": "x", ".git/x": ""}
    )
    if kind == "folder":
        (source / "cy.zip").write_bytes(inner)
        written(source, {"dee/.DS_Store": "x"})
        (source / "dee" / "upload.zip").write_bytes(inner)
    else:
        with zipfile.ZipFile(source, "a") as archive:
            archive.writestr("cy.zip", inner)
            archive.writestr("dee/upload.zip", inner)
    with hand_ins(source, "relu") as found:
        assert opened(found) == {
            "ada.py": RIGHT,
            "bob": HALVED,
            "cy.zip": HALVED,
            "dee": HALVED,
        }


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_gradescopes_export_is_taken_as_it_is(kind: str, tmp_path: Path) -> None:
    with hand_ins(laid_out(kind, tmp_path, FILES), "relu") as found:
        texts = opened(found)
        assert {hand_in.name: hand_in.students for hand_in in found} == {
            "submission_11": (Student("Ada Lovelace", "ada@example.org", "007"),),
            "submission_12": (Student("No"), Student("Cy Twombly", sid="12")),
            "submission_13": (),
            "submission_14": (),
        }
    assert (texts["submission_11"], texts["submission_12"]) == (RIGHT, HALVED)
    assert texts["submission_13"].startswith("not opened: there is no file relu.py")
    assert texts["submission_14"] == "not opened: submission_14 does not exist"


def students(metadata: str) -> dict[str, tuple[Student, ...]]:
    return students_in(metadata.encode())


ADA = (Student("Ada", "ada@example.org"),)
RUBYS = "s_1:\n  :submitters:\n  - :name: Ada\n    :email: ada@example.org\n"
METADATAS = {
    "as Ruby writes it": f"---\n{RUBYS}",
    "without symbols": "s_1:\n    submitters:\n      - {name: Ada, email: ada@example.org}\n",
    "one submitter alone": "s_1: {submitters: {name: Ada, email: ada@example.org}}\n",
    "a reference": f"{RUBYS.replace('- :', '- &ada' + chr(10) + '    :').replace('s_1', 's_0')}"
    "s_1:\n  :submitters:\n  - *ada\n",
    "a mark at its beginning": f"\ufeff{RUBYS}",
    "damage elsewhere": f"{RUBYS}  :results: {{[}}\n",
    "lines of Windows": RUBYS.replace("\n", "\r\n"),
    "a long text before it": RUBYS.replace("  :sub", "  :results:\n    output: |\n      x\n  :sub"),
}


@pytest.mark.parametrize("metadata", METADATAS.values(), ids=METADATAS)
def test_students_are_found_however_the_metadata_is_written(metadata: str) -> None:
    assert students(metadata)["s_1"] == ADA


@pytest.mark.parametrize("entry", ["", " null", " ~", " 3", " [1]", "\n  :submitters: 5"])
def test_entries_that_tell_of_nobody_are_hand_ins_all_the_same(entry: str) -> None:
    assert students(f"s_1:{entry}\n") == {"s_1": ()}


@pytest.mark.parametrize(
    "root", ["", "assignment_7_export/", "a/b/", "an export (1)/", "über/"], ids=repr
)
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_the_root_may_have_any_name(root: str, kind: str, tmp_path: Path) -> None:
    files = {f"{root}{name.removeprefix('root/')}": text for name, text in FILES.items()}
    with hand_ins(laid_out(kind, tmp_path, files), "relu") as found:
        assert [hand_in.name for hand_in in found] == [f"submission_{n}" for n in range(11, 15)]


def test_a_class_of_one_folder_is_that_hand_in(tmp_path: Path) -> None:
    with hand_ins(written(tmp_path, {"ada/relu.py": RIGHT}), "relu") as found:
        assert opened(found) == {"ada": RIGHT}


def test_names_of_a_zip_may_begin_where_it_lies(tmp_path: Path) -> None:
    """As some programs write them: ./ada.py."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for name in ("./", "./ada.py", "bob.py", "./cy/", "./cy/./relu.py"):
            archive.writestr(name, "" if name.endswith("/") else RIGHT)
    with hand_ins(tmp_path / "class.zip", "relu") as found:
        assert opened(found) == dict.fromkeys(("ada.py", "bob.py", "cy"), RIGHT)


UNREADABLE = {
    "a damaged zip": ("ada.zip", b"PK no zip", "damaged, or no zip"),
    "another kind of file": ("ada.docx", b"text", r"neither a .py, an .ipynb, a .zip nor a folder"),
    "an empty file": ("relu.py", b"", "empty"),
}


@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize(("name", "content", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_one_that_cant_be_opened_says_why_beside_the_others(
    name: str, content: bytes, why: str, kind: str, tmp_path: Path
) -> None:
    source = laid_out(kind, tmp_path, {"eve.py": RIGHT})
    if kind == "folder":
        (source / name).write_bytes(content)
    else:
        with zipfile.ZipFile(source, "a") as archive:
            archive.writestr(name, content)
    with hand_ins(source, "relu") as found:
        texts = opened(found)
    assert texts["eve.py"] == RIGHT
    assert texts[name].startswith("not opened: ")
    assert why in texts[name]


def test_a_link_in_a_class_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text("SECRET = 1")
    folder = written(tmp_path / "class", {"ada.py": RIGHT})
    (folder / "bob.py").symlink_to(tmp_path / "secret.py")
    with hand_ins(folder, "relu") as found:
        assert "is a link" in opened(found)["bob.py"]


def test_a_hand_in_in_a_zip_can_take_no_more_than_one_by_itself(tmp_path: Path) -> None:
    bomb = zipped(tmp_path / "class.zip", {"ada.py": RIGHT, "bob/relu.py": "#" * (30 << 20)})
    with hand_ins(bomb, "relu") as found:
        assert "that is no source code" in opened(found)["bob"]


def test_names_in_a_zip_lead_nowhere_else(tmp_path: Path) -> None:
    source = zipped(tmp_path / "class.zip", {"ada.py": RIGHT, "bob/../../relu.py": RIGHT})
    with hand_ins(source, "relu") as found:
        assert "would leave the folder" in opened(found)["bob"]


NO_CLASS = {
    "nothing": (None, "there is nothing at"),
    "an empty folder": ({}, "there is no hand-in in"),
    "hidden files alone": ({".DS_Store": "x"}, "there is no hand-in in"),
    "metadata that is no YAML": ({METADATA: "a: [", "s/x.py": ""}, f"{METADATA} can't be read"),
    "metadata of something else": ({METADATA: "- 1\n", "s/x.py": ""}, "tells of no submissions"),
}


@pytest.mark.parametrize(("files", "why"), NO_CLASS.values(), ids=NO_CLASS)
def test_what_is_no_class_is_refused_in_a_line(
    files: dict[str, str] | None, why: str, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    if files is not None:
        folder.mkdir()
        written(folder, files)
    with pytest.raises(ClassError, match=why) as error, hand_ins(folder, "relu"):
        pass
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "class.zip").write_text("no zip")
    with (
        pytest.raises(ClassError, match="neither a folder nor a zip"),
        hand_ins(tmp_path / "class.zip", "relu"),
    ):
        pass


def test_files_of_the_grader_are_no_hand_ins(tmp_path: Path) -> None:
    written(tmp_path, {"ada.py": RIGHT, "grades.db": "x"})
    with hand_ins(tmp_path, "relu", [tmp_path / "grades.db"]) as found:
        assert [hand_in.name for hand_in in found] == ["ada.py"]


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_names_that_look_the_same_are_told_apart(kind: str, tmp_path: Path) -> None:
    """A name is shown on one line, without control characters: some differ in nothing else."""
    files = {"a  b.py": HALVED, "a b.py": RIGHT, "a\tb.py": "x = 2", "c  d.py": RIGHT}
    with hand_ins(laid_out(kind, tmp_path, files), "relu") as found:
        texts = opened(found)
    assert texts == {
        "a b.py": RIGHT,
        "a b.py (38c7f4)": HALVED,
        "a b.py (be4d74)": "x = 2",
        "c d.py (a9e312)": RIGHT,
    }


def test_a_mark_that_is_the_name_of_another_is_made_longer(tmp_path: Path) -> None:
    files = {"a b.py": RIGHT, "a  b.py": HALVED, "a b.py (38c7f4)": "x = 1"}
    with hand_ins(written(tmp_path, files), "relu") as found:
        names = [hand_in.name for hand_in in found]
    assert len({*names}) == 3
    assert names[0].startswith("a b.py (38c7f4")
    assert names[1:] == ["a b.py", "a b.py (38c7f4)"]


@pytest.mark.parametrize("name", ["a  b.py", "a\tb.py"])
def test_no_hand_in_gets_the_name_that_another_had(name: str, tmp_path: Path) -> None:
    files = {"a  b.py": HALVED, "a\tb.py": "x = 2", "a\n b.py": "x = 3"}
    with hand_ins(written(tmp_path, files), "relu") as found:
        before = opened(found)
    (tmp_path / name).unlink()
    (tmp_path / "a b.py").write_text("x = 4")
    with hand_ins(tmp_path, "relu") as found:
        after = opened(found)
    assert after.pop("a b.py") == "x = 4"
    assert len(after) == 2
    assert before.items() > after.items()
