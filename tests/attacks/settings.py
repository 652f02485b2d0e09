"""Runs the corpus in all settings: `python -m tests.attacks.settings [SETTING ...] [-- PYTEST]`.

    root         a machine of one's own
    docker       root with Docker's default capabilities and its default seccomp profile
    user         an ordinary user
    docker-user  an ordinary user without any capability to get, under that profile

The tests run in the present user's setting alone; this command, as root, in all of them. A copy of
the checkout is made for the ordinary user, who must own what he grades with.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]

ORDINARY_USER = 12_345

DOCKERS_CAPABILITIES = (
    *("chown", "dac_override", "fsetid", "fowner", "mknod", "net_raw", "setgid", "setuid"),
    *("setfcap", "setpcap", "net_bind_service", "sys_chroot", "kill", "audit_write"),
)

IN_DOCKER = [sys.executable, str(ROOT / "tests" / "attacks" / "docker_profile.py")]
AS_USER = [f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups"]
FEW = "-all," + ",".join(f"+{name}" for name in DOCKERS_CAPABILITIES)

SETTINGS: dict[str, list[str]] = {
    "root": [],
    "docker": [*IN_DOCKER, "setpriv", f"--bounding-set={FEW}", "--inh-caps=-all"],
    "user": ["setpriv", *AS_USER, "--inh-caps=-all"],
    "docker-user": [*IN_DOCKER, "setpriv", *AS_USER, "--bounding-set=-all", "--inh-caps=-all"],
}

ENTERABLE = """
mount --make-rprivate /
mkdir -p "$1$3" && chmod 755 "$1"
mount --bind "$2/$3" "$1$3"
mount --rbind "$1" "$2"
shift 3
exec "$@"
"""
"""Shows of a folder that only root may enter the interpreter in it and nothing else."""


def why_not(setting: str) -> str:
    """Why a setting can't be had here, or ""."""
    if setting == "root":
        return "" if os.geteuid() == 0 else "only root can"
    if os.geteuid() != 0:
        return "only root can become somebody else"
    if shutil.which("setpriv") is None:
        return "there is no setpriv (util-linux)"
    return ""


def closed_home() -> tuple[Path, Path] | None:
    """The outermost folder around the interpreter that others can't enter, and the way inside."""
    home = Path(sys.base_prefix).resolve()
    for folder in reversed(home.parents):
        if not folder.stat().st_mode & 0o001:
            return folder, home.relative_to(folder)
    return None


def run(setting: str, arguments: Sequence[str]) -> int:
    """Run the tests of the corpus in a setting; returns pytest's status."""
    as_user = "user" in setting
    with tempfile.TemporaryDirectory(prefix="setting-") as name:
        os.chmod(name, 0o755)
        checkout = _copy(Path(name), ORDINARY_USER) if as_user else ROOT
        command = [*SETTINGS[setting], sys.executable, "-m", "pytest", "tests/attacks", "-q"]
        command += ["-p", "no:cacheprovider", *arguments]
        closed = closed_home()
        if as_user and closed is not None:
            view = Path(name) / "view"
            view.mkdir()
            places = [str(view), str(closed[0]), f"/{closed[1]}"]
            command = ["unshare", "-m", "sh", "-ec", ENTERABLE, "sh", *places, *command]
        environment = {**os.environ, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"HOME": name, "TMPDIR": "/tmp"}
        done = subprocess.run(command, cwd=checkout, env=environment, check=False)
    return done.returncode


def _copy(folder: Path, owner: int) -> Path:
    """The checkout without its history, as another user's own."""
    checkout = folder / "checkout"
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, checkout, ignore=ignored, symlinks=True)
    for path in (checkout, *checkout.rglob("*")):
        os.chown(path, owner, owner, follow_symlinks=False)
    return checkout


def main() -> int:
    """Run the settings that are named, or all, and tell how each went."""
    cut = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    asked, arguments = sys.argv[1:cut] or list(SETTINGS), sys.argv[cut + 1 :]
    told = {}
    for setting in asked:
        if reason := why_not(setting):
            told[setting] = f"skipped: {reason}"
            continue
        print(f"==== {setting}", flush=True)
        status = run(setting, arguments)
        told[setting] = "held" if status == 0 else f"pytest's status is {status}"
    print("\n".join(f"{setting:12} {what}" for setting, what in told.items()))
    return int(any(what.startswith("pytest") for what in told.values()))


if __name__ == "__main__":
    sys.exit(main())
