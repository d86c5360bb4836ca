"""The reports in a folder and below it, sorted by name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import EmptyInputError, InputError, MissingInputError

NAMES = (".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson", ".json")
"""The endings of the files that are taken from a folder; a file named outright is read whatever its name."""

_PROBE = 1 << 20


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place in a folder that cannot be read, and why."""

    where: str
    error: InputError


def reports_under(folder: Path) -> Iterator[Path | Unreadable]:
    """The files of a folder that look like reports, folder by folder; a folder without any is reported.

    Hidden files are passed over, and so are .json files that hold no report (indexes, settings). Links are followed, but never
    into a folder that is being walked already.
    """
    found = False
    for item in _walk(folder, frozenset()):
        found = True
        yield item
    if not found:
        wanted = ", ".join(NAMES)
        yield Unreadable(str(folder), EmptyInputError(str(folder), f"no reports in this folder (sayso looks for {wanted})"))


def _walk(folder: Path, above: frozenset[tuple[int, int]]) -> Iterator[Path | Unreadable]:
    """Recursion is as deep as the folders are, which the longest path of the system bounds; loops are cut by identity."""
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield Unreadable(str(folder), InputError(str(folder), f"this folder cannot be listed: {reason}"))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        if _is_folder(entry):
            yield from _walk(path, above | {here})
        elif entry.name.lower().endswith(NAMES):
            item = _file(path)
            if item is not None:
                yield item


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _file(path: Path) -> Path | Unreadable | None:
    if not path.exists():
        return Unreadable(str(path), MissingInputError(str(path), "is a link to a file that does not exist"))
    if not path.is_file() or (path.suffix.lower() == ".json" and not _may_hold_reports(path)):
        return None
    return path


def _may_hold_reports(path: Path) -> bool:
    """False for JSON in whose first megabyte no field is called "text" or "html": an index or a settings file."""
    try:
        with path.open("rb") as file:
            head = file.read(_PROBE)
    except OSError:
        return True  # opening it will say what is wrong
    return b'"text"' in head or b'"html"' in head
