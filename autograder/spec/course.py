"""Where the assignments of a course lie."""

import os
from dataclasses import dataclass
from pathlib import Path


class SpecError(Exception):
    """An assignment, or the folder that should hold it, is not what it must be."""


@dataclass(frozen=True)
class Course:
    """A folder with `assignments/`, `reference/` and `student_template/` in it."""

    root: Path

    def names(self) -> list[str]:
        """The names of its assignments."""
        return sorted(path.parent.name for path in self.root.glob("assignments/*/assignment.toml"))

    def folder(self, name: str) -> Path:
        """The folder of an assignment; SpecError if there is none of that name."""
        if name not in self.names():
            known = ", ".join(self.names()) or "none"
            raise SpecError(f"there is no assignment {name!r} in {self.root} (known: {known})")
        return self.root / "assignments" / name

    def private_folders(self) -> list[Path]:
        """What student code must not read: the answers, the cases, and the history of both."""
        known = [self.root / name for name in ("reference", "assignments", ".git")]
        return [folder for folder in known if folder.is_dir()]

    def template(self, name: str) -> Path:
        """The folder that students of an assignment get."""
        return self.root / "student_template" / name


def find_course(given: Path | None = None) -> Course:
    """The course `given`, in AUTOGRADER_COURSE, around the working folder, or beside the code."""
    if given is None and os.environ.get("AUTOGRADER_COURSE"):
        given = Path(os.environ["AUTOGRADER_COURSE"])
    if given is not None:
        if not (given / "assignments").is_dir():
            raise SpecError(f"{given} is no course: it has no folder assignments/")
        return Course(given.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parents[2]):
        if (folder / "assignments").is_dir() and (folder / "reference").is_dir():
            return Course(folder.resolve())
    raise SpecError(f"there is no course around {here}: name one with --course FOLDER")
