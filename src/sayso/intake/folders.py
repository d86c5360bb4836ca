"""The reports in a folder and below it, sorted by name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import EmptyInputError, InputError, MissingInputError
from sayso.intake.columns import table_delimiter
from sayso.intake.sniffing import HEAD, Form, form_of

PLAIN_NAMES = (
    ".html", ".htm", ".xhtml", ".txt", ".text", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".rss", ".atom", ".rdf", ".xml",
    ".warc", ".wet",
)  # fmt: skip
NAMES = (*PLAIN_NAMES, *(f"{name}.gz" for name in PLAIN_NAMES), ".zip", ".tar", ".tgz", ".tar.gz")
"""The endings of the files that are taken from a folder or an archive; a file named outright is read whatever its name."""

_PROBE = 1 << 20
_PROBED_NAMES = (".json", ".xml", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place in a folder that cannot be read, and why."""

    where: str
    error: InputError


def reports_under(folder: Path) -> Iterator[Path | Unreadable]:
    """The files of a folder that look like reports, folder by folder; a folder without any is reported.

    Hidden files are passed over, and so are .json, .xml and .csv files that hold no report (indexes, settings, figures). Links are followed, but never
    into a folder that is being walked already.
    """
    found = False
    for item in _walk(folder, frozenset()):
        found = True
        yield item
    if not found:
        wanted = ", ".join(PLAIN_NAMES)
        problem = f"no reports in this folder (sayso looks for {wanted}, gzipped too, .zip and .tar)"
        yield Unreadable(str(folder), EmptyInputError(str(folder), problem))


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
        elif named_like_report(entry.name):
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
    return path if path.is_file() and _holds_reports(path) else None


def _holds_reports(path: Path) -> bool:
    if not path.name.lower().endswith(_PROBED_NAMES):
        return True
    try:
        with path.open("rb") as file:
            return may_hold_reports(path.name, file.read(_PROBE))
    except OSError:
        return True  # opening it will say what is wrong


def named_like_report(name: str) -> bool:
    """True for the name of a file, or its path in an archive, that ends as a report's does and is not hidden."""
    parts = name.replace("\\", "/").split("/")
    return name.lower().endswith(NAMES) and not any(part.startswith(".") or part == "__MACOSX" for part in parts if part not in {".", ".."})


def may_hold_reports(name: str, head: bytes) -> bool:
    """False for a file whose first megabyte shows that its ending means something else.

    JSON without a field "text" or "html" is an index or settings, XML that is no page and no feed is data, and so is a table
    without a column of texts.
    """
    low = name.lower()
    if low.endswith(".json"):
        return any(mark in head for mark in (b'"text"', b'"html"', b"://jsonfeed.org/version/"))
    if low.endswith(".xml"):
        return form_of(head[:HEAD], name) in {Form.FEED, Form.PAGE}
    if low.endswith((".csv", ".tsv")):
        return head[:1] in (b"\xff", b"\xfe") or b"\0" in head[:64] or table_delimiter(head[:HEAD].decode("utf-8", "replace"), name) is not None
    return True
