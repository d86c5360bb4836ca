"""A disk that is really full: a small file system in memory, mounted where that is permitted, filled to the last block."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path

import pytest
from sqlalchemy import select

from sayso.cli import main
from sayso.ledger import Ledger
from sayso.ledger.schema import REPORTS, VERSIONS

FULL = "the disk is full; make room and run the same command again: nothing acknowledged is lost"
SPEAKERS = ("Ana Brod", "Jon Lunde")
NOWHERE = Path("/dev/full")


def written(path: Path, count: int) -> Path:
    """Invented reports as JSON Lines."""
    said = (f"The mayor, {SPEAKERS[n % 2]}, said on Monday that bridge {n} would open. “We have looked {n} times,” the mayor said.\n" for n in range(count))
    lines = (json.dumps({"text": text, "url": f"https://gazette.example/{n}", "captured": "2026-03-02T10:00:00Z"}) for n, text in enumerate(said))
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@contextmanager
def filled(disk: Path, *, but: int = 0) -> Iterator[None]:
    """The disk with nothing free but so many bytes."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            file.truncate(max(0, file.tell() - but))
    try:
        yield
    finally:
        filling.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)], capture_output=True, check=False)
    if not made or made.returncode:
        pytest.skip("a file system may not be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def story(disk: Path, tmp_path: Path) -> Path:
    """A ledger on it."""
    assert main(added(disk / "story.db", written(tmp_path / "first.jsonl", 2))) == 0
    return disk / "story.db"


def added(place: Path, source: Path, *more: str) -> list[str]:
    """The command that adds a file."""
    return ["add", str(place), str(source), "--quiet", "--processes", "1", *more]


def told(capsys: pytest.CaptureFixture[str], code: int, *arguments: str) -> str:
    """The one sentence that a command ends with, its exit code being this one."""
    capsys.readouterr()
    assert main(list(arguments)) == code
    (line,) = capsys.readouterr().err.splitlines()
    return line.removeprefix("sayso: ")


def kept(place: Path) -> set[str]:
    """The addresses of the reports that a ledger holds."""
    with Ledger.open(place, write=False) as ledger, ledger.reading() as connection:
        return set(connection.execute(select(REPORTS.c.url).join(VERSIONS, VERSIONS.c.report == REPORTS.c.id)).scalars())


def test_each_command_that_writes_says_that_the_disk_is_full_and_works_when_there_is_room(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["search", str(story), "bridge", "--json"]) == 0
    found = json.loads(capsys.readouterr().out.splitlines()[0])
    why = ["--why", "heard again", "--by", "desk"]
    commands = (
        ["correct", str(story), str(found["stands_in"]["version"]), found["id"], "act", "deny", *why],
        ["merge", str(story), *SPEAKERS, *why],
        added(story, written(tmp_path / "more.jsonl", 4)),
        ["reread", str(story), "--quiet", "--processes", "1"],
    )
    before = kept(story)
    with filled(story.parent):
        for command in commands:
            assert told(capsys, 3, *command) == f"{story}: {FULL}", command
        assert main(["search", str(story), "bridge"]) == 0  # who reads is not disturbed
        assert kept(story) == before
    for command in commands:
        assert main(command) == 0, command
    assert len(kept(story)) == 4


def test_an_add_that_fills_the_disk_loses_nothing_and_goes_on(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sayso.ledger.adding.BATCH", 4)
    source = written(tmp_path / "more.jsonl", 30)
    capsys.readouterr()
    with filled(story.parent, but=240 * 1024):
        assert main(added(story, source, "--json")) == 3
        out, err = capsys.readouterr()
        assert err == f"sayso: {story}: {FULL}\n"
        acknowledged = [json.loads(line)["where"] for line in out.splitlines()]
        there = kept(story)
    assert 0 < len(acknowledged) < 30
    assert {f"https://gazette.example/{int(where.rpartition(':')[2]) - 1}" for where in acknowledged} <= there
    assert main(added(story, source)) == 0
    assert main(added(tmp_path / "whole.db", source)) == 0
    assert kept(story) == kept(tmp_path / "whole.db")


@pytest.mark.parametrize(("form", "name"), [("jsonl", "out.jsonl"), ("csv", "out"), ("parquet", "out"), ("ftm", "out.json")])
def test_an_export_to_a_full_disk_leaves_nothing_behind(form: str, name: str, disk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(added(tmp_path / "story.db", written(tmp_path / "first.jsonl", 2))) == 0
    with filled(disk):
        line = told(capsys, 2, "export", str(tmp_path / "story.db"), "--to", form, "--out", str(disk / name), "--quiet")
        assert "no space left on device" in line
        assert line.endswith("choose another place with --out")
    assert list(disk.iterdir()) == []


def test_a_reader_who_finds_no_room_for_its_notes_is_told_why(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in story.parent.glob("story.db-*"):
        path.unlink()
    with filled(story.parent):
        assert told(capsys, 3, "search", str(story), "bridge") == f"{story}: {FULL}"


@pytest.mark.skipif(not NOWHERE.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["search", "bridge"], ["search", "bridge", "--json"], ["export", "--to", "jsonl", "--quiet"], ["stats"]])
def test_standard_output_on_a_full_disk(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(added(tmp_path / "story.db", written(tmp_path / "first.jsonl", 2))) == 0
    said = io.StringIO()
    with NOWHERE.open("w", encoding="utf-8") as full, redirect_stderr(said):
        monkeypatch.setattr(sys, "stdout", full)
        assert main([command[0], str(tmp_path / "story.db"), *command[1:]]) == 2
        monkeypatch.undo()
    assert said.getvalue() == "sayso: standard output cannot be written (no space left on device); send it elsewhere\n"
