"""Files that are there whole or not at all: written beside their place under another name, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from sayso.errors import ExportError
from sayso.ledger.export.source import Choice, Chosen
from sayso.ledger.opening import Ledger

Pieces = Callable[[Chosen], Iterable[str]]
"""What a format of one file is: pieces of text out of passes over what is chosen."""


def write_pieces(ledger: Ledger, pieces: Pieces, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:
    """Writes the pieces to a file or a stream as they come."""
    with ledger.reading(as_of=choice.as_of) as connection:
        chosen = Chosen(connection, choice, progress)
        if out is None:
            stdout.writelines(pieces(chosen))
            return
        with whole(out) as path, told(out), path.open("w", encoding="utf-8", errors="surrogatepass", newline="") as file:
            file.writelines(pieces(chosen))


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A path to write to; it becomes `out` when all went well, and is gone if not. Raises ExportError.

    What is there and is no file, such as a device or a named pipe, is written to and stays; of a link, what it points to is replaced.
    """
    with told(out):
        if out.is_dir():
            raise ExportError(str(out), "is a folder; name a file with --out")
        if not out.parent.is_dir():
            raise ExportError(str(out), "its folder does not exist; make it first")
        place = out.resolve()
        if place.exists() and not place.is_file():
            yield place
            return
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:200]}.", suffix=".part")
        os.close(handle)
    path = Path(name)
    try:
        yield path
        with told(out):
            _settle(path)
            path.replace(place)
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write files to; each becomes one of `out`, which is made if need be, when all went well. Raises ExportError."""
    with told(out):
        if out.exists() and not out.is_dir():
            raise ExportError(str(out), "is a file; name a folder with --out")
        if not out.parent.is_dir():
            raise ExportError(str(out), "its folder does not exist; make it first")
        made = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part"))
    try:
        yield made
        with told(out):
            out.mkdir(exist_ok=True)
            for path in sorted(made.iterdir()):
                _settle(path)
                path.replace(out / path.name)
    finally:
        with suppress(OSError):
            for path in made.iterdir():
                path.unlink()
            made.rmdir()


@contextmanager
def told(out: Path) -> Iterator[None]:
    """Turns the system's errors into an ExportError about the place."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(str(out), f"cannot be written ({reason}); choose another place with --out") from error


def _settle(path: Path) -> None:
    """Gives the file the rights that new files have, and its bytes to the disk."""
    mask = os.umask(0)
    os.umask(mask)
    path.chmod(0o666 & ~mask)
    with path.open("rb") as file:
        os.fsync(file.fileno())
