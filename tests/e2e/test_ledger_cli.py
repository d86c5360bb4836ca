"""`sayso add`, `failures` and `retry` as their users meet them: a subprocess on real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPORT = (
    "Port to close, mayor denies\n\nOSTREL, March 3 - Mayor Ana Brod denied on Tuesday that the harbour would close.\n\n"
    "“We will dredge it,” Brod said. According to the Gull, a clerk had said that the money was gone.\n"
)


def run(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "sayso", *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, check=False)


def said(result: subprocess.CompletedProcess[bytes]) -> str:
    text = result.stderr.decode()
    assert "Traceback" not in text
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "port.txt").write_text(REPORT, "utf-8")
    (reports / "fog.txt").write_text("Fog\n\nThe ferry stayed in the harbour on Monday, and nobody minded.\n", "utf-8")
    return tmp_path


def test_add_again_and_changed(folder: Path) -> None:
    first = run("add", "story.db", "reports", cwd=folder)
    assert (first.returncode, said(first)) == (0, "sayso: story.db: 2 added\n")
    assert said(run("add", "story.db", "reports", cwd=folder)) == "sayso: story.db: 0 added, 2 there already\n"
    (folder / "reports" / "port.txt").write_text(REPORT.replace("dredge", "sell"), "utf-8")
    changed = run("add", "--json", "--quiet", "--processes", "1", "story.db", "reports", cwd=folder)
    assert sorted(json.loads(line)["outcome"] for line in changed.stdout.splitlines()) == ["changed", "unchanged"]


def test_a_bad_input_is_told_kept_and_tried_again(folder: Path) -> None:
    bad = folder / "reports" / "gone.txt"
    bad.write_text("", "utf-8")
    result = run("add", "story.db", "reports", cwd=folder)
    assert result.returncode == 4
    assert "gone.txt: is empty" in said(result)
    listed = run("failures", "--json", "story.db", cwd=folder)
    (row,) = map(json.loads, listed.stdout.splitlines())
    assert (row["source"], row["tries"], row["kind"]) == ("reports", 1, "EmptyInputError")
    bad.write_text(REPORT.replace("dredge", "drain"), "utf-8")
    assert said(run("retry", "story.db", cwd=folder)) == "sayso: story.db: 1 added\n"
    assert said(run("failures", "story.db", cwd=folder)) == "sayso: nothing has failed\n"
    assert said(run("retry", "story.db", cwd=folder)) == "sayso: nothing has failed\n"


def test_standard_input_and_a_given_date(folder: Path) -> None:
    result = run("add", "--date", "2026-03-04", "--publisher", "Gull", "story.db", "-", stdin=REPORT.encode(), cwd=folder)
    assert (result.returncode, said(result)) == (0, "sayso: story.db: 1 added\n")


@pytest.mark.parametrize(("arguments", "code", "sentence"), [
    (("add", "story.db", "nosuch.txt"), 3, "nosuch.txt: no such file or folder"),
    (("add", "nofolder/story.db", "reports"), 3, "its folder does not exist"),
    (("add", "reports", "reports"), 3, "is a folder; name a file"),
    (("add", "reports/port.txt", "reports"), 3, "is no ledger; name another file"),
    (("add", "mysql://host/story", "reports"), 3, "is no ledger’s address"),
    (("add", "postgresql://nobody@127.0.0.1:1/story", "reports"), 3, "its server does not answer"),
    (("add", "--captured", "soon", "story.db", "reports"), 2, "is no day or time"),
    (("failures", "none.db"), 3, "no such ledger"),
    (("retry", "none.db"), 3, "no such ledger"),
])  # fmt: skip
def test_trouble_costs_one_sentence(folder: Path, arguments: tuple[str, ...], code: int, sentence: str) -> None:
    result = run(*arguments, cwd=folder)
    assert result.returncode == code
    assert sentence.replace("’", "'") in said(result).replace("’", "'")


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent as on POSIX")
def test_follow_takes_what_comes(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sayso", "add", "--follow", "--every", "0.2", "--json", "--quiet", "--processes", "1", "story.db", "reports"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
    )
    assert process.stdout is not None
    try:
        there = [json.loads(process.stdout.readline()) for _ in range(2)]
        (folder / "reports" / "new.txt").write_text(REPORT.replace("dredge", "widen"), "utf-8")
        came = json.loads(process.stdout.readline())
        time.sleep(0.3)  # it looks again, and finds nothing
        process.send_signal(signal.SIGTERM)  # a background process may have been told to ignore SIGINT
        assert process.wait(60) in (0, 130)
    finally:
        process.kill()
    assert {one["outcome"] for one in there} == {"added"}
    assert (came["where"], came["outcome"]) == ("reports/new.txt", "added")
    process.stdout.close()
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
