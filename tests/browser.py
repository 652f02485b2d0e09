"""The Chromium or Chrome of this machine: tests of pages run in it, none is ever downloaded."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = (
    "pages are tested in a browser, and there is no Chromium or Chrome on this machine: "
    "`apt-get install chromium` on Debian, or install Google Chrome"
)
SWITCHES = (
    "--no-sandbox",  # root has none; only our own page is opened
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
)


def found_browser() -> str | None:
    """Its path; None if there is none."""
    found = next(filter(None, map(shutil.which, COMMANDS)), None)
    return found or (str(ON_A_MAC) if ON_A_MAC.exists() else None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own. Where there is none CI fails, and others skip."""
    path = found_browser()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(MISSING, pytrace=False)
    if path is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield started
        started.close()
