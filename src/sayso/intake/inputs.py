"""Files, folders, patterns and standard input as a stream of reports; what cannot be read is reported and passed over."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sayso.errors import InputError, MissingInputError
from sayso.intake.fetching.address import is_address
from sayso.intake.fetching.answers import Unchanged
from sayso.intake.folders import Unreadable, reports_under
from sayso.intake.item import Failure, Intake, Item, Progress
from sayso.intake.sniffing import Form
from sayso.intake.splitting import Found, Reading, items_of_stream
from sayso.intake.taking import taken

if TYPE_CHECKING:
    from sayso.intake.fetching.client import Fetcher

__all__ = ["Failure", "Found", "Intake", "Item", "Progress", "Result", "items_in", "read_inputs", "taken"]

MOST_BYTES = 64 * 1024 * 1024
"""The largest text, page or record that is read unless a caller says otherwise: 64 MiB."""

STDIN = "-"

Result = Intake | Failure


def read_inputs(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    limit: int = MOST_BYTES,
    note: Callable[[str], None] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Result]:
    """Each report of the inputs in order, or the failure in its place: `items_in` and `taken` together."""
    for item in items_in(paths, stdin=stdin, progress=progress, limit=limit, note=note, fetcher=fetcher):
        if not isinstance(item, Unchanged) and not (isinstance(item, Item) and item.form is Form.NOTE):
            yield item if isinstance(item, Failure) else _taken(item)


def _taken(item: Item) -> Result:
    try:
        return taken(item)
    except InputError as error:
        return Failure(item.where, error)


def items_in(
    paths: Iterable[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    limit: int = MOST_BYTES,
    note: Callable[[str], None] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Found | Unchanged]:
    """Each report of the inputs in order as it came, or the failure in its place; one is held in memory at a time.

    The light half of intake: it opens, sniffs and splits; `taken` does the rest, in another process if need be.

    Args:
        paths: files, folders (with all the reports in and below them, sorted by name), patterns that the shell left as they
            are (`reports/*.html`, `**` for folders below), addresses, and `-` for standard input.
        stdin: what `-` reads.
        progress: called before each input is opened.
        limit: bytes beyond which a text, a page or one record of a table or archive is refused.
        note: told in a sentence what was passed over on purpose, such as a web archive's pictures.
        fetcher: what addresses are fetched with; without one they fail. Only one with a memory finds pages unchanged.
    """
    done = 0
    for where, source in _sources(paths, stdin):
        if progress:
            progress(Progress(where, done))
        for result in _fetched(where, fetcher, limit) if fetcher and is_address(where) else _read(where, source, Reading(limit, note)):
            done += 1
            yield result


def _fetched(address: str, fetcher: Fetcher, limit: int) -> Iterator[Found | Unchanged]:
    from sayso.intake.fetching.following import items_at

    return items_at(address, fetcher, limit=limit)


def _sources(paths: Iterable[str], stdin: BinaryIO | None) -> Iterator[tuple[str, BinaryIO | Path | InputError]]:
    """Each input by name with what opens it."""
    for path in paths:
        if path == STDIN:
            yield STDIN, stdin if stdin is not None else MissingInputError(STDIN, "there is no standard input to read here")
        else:
            for name in _matching(path):
                yield from _files(Path(name), name)


def _files(path: Path, name: str) -> Iterator[tuple[str, Path | InputError]]:
    """A file, or the reports of a folder."""
    if not path.is_dir():
        yield name, path
        return
    for found in reports_under(path):
        yield (found.where, found.error) if isinstance(found, Unreadable) else (str(found), found)


def _matching(path: str) -> list[str]:
    """The files and folders that a pattern matches, sorted; a name that exists, or that is no pattern, stands for itself."""
    if not glob.has_magic(path) or os.path.lexists(path) or "://" in path:
        return [path]
    return sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207 - a Path knows no `~`, drive or absolute pattern


def _read(where: str, source: BinaryIO | Path | InputError, how: Reading) -> Iterator[Found]:
    """The results of one input; an error ends it and no other."""
    if isinstance(source, InputError):
        yield Failure(where, source)
        return
    try:
        if isinstance(source, Path):
            with _opened(source, where) as stream:
                yield from items_of_stream(where, stream, how)
        else:
            yield from items_of_stream(where, source, how)
    except InputError as error:
        yield Failure(where, error)
    except OSError as error:
        yield Failure(where, InputError(where, f"cannot be read: {_reason(error)}"))


def _opened(path: Path, where: str) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise MissingInputError(where, _missing(path, where)) from error
    except PermissionError as error:
        raise InputError(where, "may not be read by you; change its permissions or read a copy of it") from error
    except (OSError, ValueError) as error:
        raise MissingInputError(where, f"cannot be opened: {_reason(error)}") from error


def _missing(path: Path, where: str) -> str:
    if path.is_symlink():
        return "is a link to a file that does not exist"
    if is_address(where):
        return "is an address, and sayso does not fetch it unasked; save the page and read the file"
    if glob.has_magic(where):
        return "no file matches this pattern; check it"
    return "no such file or folder; check the name"


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else str(error)).lower()
