"""Imports that still work after privileges are dropped.

The interpreter, or a virtual environment, may lie under a folder that only root may enter (a Python
built under root's home). A worker that has given root up can't open a file there, and the first
lazy import fails. So the service, while it is still root, opens those import folders and lets
`sys.path` and the loaded packages name them as `/proc/self/fd/N`, which forked workers inherit.
"""

import os
import sys
from pathlib import Path


def hand_over_import_folders() -> None:
    """Rename every import folder that others can't enter to an open descriptor of it."""
    if not Path("/proc/self/fd").is_dir():
        return
    opened: dict[str, str] = {}
    for entry in sys.path:
        if os.path.isdir(entry) and not open_to_others(entry):
            opened[entry] = f"/proc/self/fd/{os.open(entry, os.O_RDONLY | os.O_DIRECTORY)}"
    if not opened:
        return
    sys.path[:] = [opened.get(entry, entry) for entry in sys.path]
    for module in list(sys.modules.values()):
        folders = getattr(module, "__path__", None)
        if isinstance(folders, list):
            folders[:] = [_renamed(folder, opened) for folder in folders]
    sys.path_importer_cache.clear()


def open_to_others(folder: str) -> bool:
    """Whether a user without privileges may enter this folder and read it."""
    path = Path(folder).resolve()
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents)) and bool(
        path.stat().st_mode & 0o004
    )


def _renamed(folder: str, opened: dict[str, str]) -> str:
    for entry, handle in sorted(opened.items(), key=lambda pair: -len(pair[0])):
        if folder == entry or folder.startswith(entry + os.sep):
            return handle + folder[len(entry) :]
    return folder
