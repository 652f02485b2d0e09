"""MANIFEST.json: what a release holds, so that each file can be told from any other."""

import hashlib
import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from autograder.spec.assignment import Assignment

MANIFEST = "MANIFEST.json"
AUDITED_WITH = ("numpy", "torch")


def manifest(files: Mapping[str, bytes], assignments: Sequence[Assignment]) -> str:
    """The text: each file's size and SHA-256, each assignment's points, and what made them."""
    told = {
        "autograder": version("autograder"),
        "audited_with": {
            "python": platform.python_version(),
            **{library: version(library) for library in AUDITED_WITH},
        },
        "assignments": {
            assignment.name: {
                "title": assignment.title,
                "automatic_points": assignment.points,
                "written_points": assignment.written_points,
            }
            for assignment in assignments
        },
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
