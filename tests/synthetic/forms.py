"""What a hand-in comes in: a .py file, a folder, a zip, a notebook."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from autograder.checking.archive import archive
from tests.synthetic.people import Person

FORMS = {"file": 45, "zip": 25, "folder": 15, "notebook": 15}
"""Each with its share in a hundred."""

EMPTY_ZIP = "empty zip"

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}

_DEFINITION = re.compile(r"\n\n\n(?=def |class |@)")
"""Where a solution is cut into the cells of a notebook."""


def called(person: Person, form: str) -> str:
    """The name of the file or folder that a student hands in."""
    ends = {"file": ".py", "zip": ".zip", EMPTY_ZIP: ".zip", "folder": "", "notebook": ".ipynb"}
    return person.handle + ends[form]


def files_of(form: str, source: str, module: str, person: Person, called: str) -> dict[str, bytes]:
    """The files of a hand-in by their paths, below what it is called."""
    notes = f"{person.name} ({person.sid})\n".encode()
    match form:
        case "file":
            return {called: source.encode()}
        case "folder":
            inside = {f"{module}.py": source.encode(), "notes.txt": notes}
            return {f"{called}/{name}": text for name, text in inside.items()}
        case "zip":
            inner = {f"{person.handle}/{module}.py": source.encode(), "README.txt": notes}
            return {called: archive(inner)}
        case "notebook":
            return {called: notebook(source, person)}
        case _:
            return {called: archive({})}


def notebook(source: str, person: Person) -> bytes:
    """A notebook with a cell for each definition."""
    cells: list[dict[str, object]] = [
        {"cell_type": "markdown", "id": "title", "metadata": {}, "source": person.name}
    ]
    code: dict[str, object] = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
    }
    for number, text in enumerate(_DEFINITION.split(source)):
        cells.append({**code, "id": f"cell-{number}", "source": text.strip("\n")})
    made = {"cells": cells, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return f"{json.dumps(made, indent=1, ensure_ascii=False)}\n".encode()


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
