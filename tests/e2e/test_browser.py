"""The page in a real browser: it draws something, keeps the report's words, and asks for nothing from outside."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import sayso
from sayso.render.html import page
from sayso.views.reading import reading_view

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1400,1000",
)


@pytest.fixture
def browser(tmp_path: Path) -> list[str]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine; install Debian's package chromium")
        pytest.skip("no Chromium on this machine")
    return [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}"]


def test_the_reading_view_draws_and_keeps_the_words(browser: list[str], tmp_path: Path) -> None:
    reading = sayso.read_text("The dam is safe, minister Ana Bell said on Friday.\n\n“It never leaked,” she told reporters.")
    (tmp_path / "page.html").write_text(page(reading_view(reading)), encoding="utf-8")
    where = (tmp_path / "page.html").as_uri()
    dom = subprocess.run([*browser, "--dump-dom", where], capture_output=True, text=True, check=True, timeout=120).stdout
    subprocess.run([*browser, f"--screenshot={tmp_path / 'page.png'}", where], capture_output=True, check=True, timeout=120)
    assert "Ana Bell" in dom
    assert "It never leaked," in dom
    assert (tmp_path / "page.png").stat().st_size > 20_000
