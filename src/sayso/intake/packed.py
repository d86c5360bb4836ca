"""The members of zip and tar archives, one after another, never written to disk and never larger than the limits."""

from __future__ import annotations

import shutil
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from sayso.errors import HostileInputError, InputError
from sayso.intake.folders import may_hold_reports, named_like_report
from sayso.intake.gzipped import FREE_BYTES, MOST_TIMES
from sayso.intake.streams import Rest

MOST_MEMBERS = 1_000_000
"""The most members of an archive that are looked at."""

_PROBE = 1 << 20

Member = tuple[str, BinaryIO | InputError]


@contextmanager
def seekable(head: bytes, stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream from its beginning, as a file that can be read anywhere: itself if it is one, else a copy on disk meanwhile."""
    if stream.seekable() and not isinstance(stream, zipfile.ZipExtFile):
        stream.seek(stream.tell() - len(head))
        yield stream
        return
    with tempfile.TemporaryFile(prefix="sayso-") as copy:
        shutil.copyfileobj(Rest(head, stream), copy, 1 << 20)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def zip_members(where: str, file: BinaryIO) -> Iterator[Member]:
    """The reports of a zip archive by their names, each with a stream, or with what keeps it from being read."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(where, "is a zip archive that is damaged or cut short; make it again") from error
    with archive:
        for number, member in enumerate(archive.infolist()):
            if number == MOST_MEMBERS:
                raise HostileInputError(where, f"holds more than {MOST_MEMBERS:,} files; the others were not read")
            if not named_like_report(member.filename) or member.is_dir():
                continue
            name = f"{where}, {member.filename}"
            if FREE_BYTES + MOST_TIMES * member.compress_size < member.file_size:
                yield name, HostileInputError(name, f"unpacks to more than {MOST_TIMES} times its size; it is refused")
                continue
            yield from _zip_member(name, archive, member)


def _zip_member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Member]:
    try:
        with archive.open(member) as stream:
            head = stream.read(_PROBE)
            if may_hold_reports(name, head):
                yield name, cast("BinaryIO", _Checked(head, cast("BinaryIO", stream), name))
    except RuntimeError:
        yield name, InputError(name, "is locked with a password; unpack the archive and read the files")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error) as error:
        yield name, InputError(name, f"cannot be unpacked ({str(error).lower()})")


class _Checked(Rest):
    """A member's bytes; damage is an InputError."""

    def __init__(self, head: bytes, stream: BinaryIO, where: str) -> None:
        super().__init__(head, stream)
        self._where = where

    def read(self, size: int = -1) -> bytes:
        try:
            return super().read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, tarfile.TarError) as error:
            raise InputError(self._where, f"is damaged: it breaks after {self.count:,} unpacked bytes") from error

    def readline(self, size: int | None = -1, /) -> bytes:
        try:
            return self.line(-1 if size is None else size)
        except (zipfile.BadZipFile, zlib.error, EOFError, tarfile.TarError) as error:
            raise InputError(self._where, f"is damaged: it breaks after {self.count:,} unpacked bytes") from error


def tar_members(where: str, stream: BinaryIO | Rest) -> Iterator[Member]:
    """The reports of a tar archive by their names, read as a stream from front to back; links and devices are passed over."""
    try:
        with tarfile.open(fileobj=cast("BinaryIO", stream), mode="r|") as archive:
            for number, member in enumerate(archive):
                if number == MOST_MEMBERS:
                    raise HostileInputError(where, f"holds more than {MOST_MEMBERS:,} files; the others were not read")
                opened = archive.extractfile(member) if member.isreg() and named_like_report(member.name) else None
                if opened is not None:
                    name = f"{where}, {member.name}"
                    head = opened.read(_PROBE)
                    if may_hold_reports(name, head):
                        yield name, cast("BinaryIO", _Checked(head, cast("BinaryIO", opened), name))
                archive.members = []  # type: ignore[attr-defined]  # tarfile keeps them all otherwise
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise InputError(where, "is a tar archive that is damaged or cut short; what was before the damage has been read") from error
