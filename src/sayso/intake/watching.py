"""Files and folders watched for what is new or changed; a file still being written waits until it rests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.intake.folders import reports_under

Mark = tuple[int, int]


class Watch:
    """Remembers what each file looked like (size and time of change in nanoseconds) when it was last handed out."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._handed: dict[str, Mark] = {}
        self._seen: dict[str, Mark] = {}

    def settled(self) -> tuple[str, ...]:
        """The files that are new or changed since they were handed out, and have not changed since the look before.

        The first look hands out everything that is there.
        """
        now = dict(self._looked())
        first = not self._seen and not self._handed
        ready = tuple(path for path, mark in now.items() if self._handed.get(path) != mark and (first or self._seen.get(path) == mark))
        self._handed |= {path: now[path] for path in ready}
        self._seen = now
        return ready

    def _looked(self) -> Iterable[tuple[str, Mark]]:
        for named in self._paths:
            path = Path(named)
            found = (str(report) for report in reports_under(path) if isinstance(report, Path)) if path.is_dir() else (named,)
            for each in found:
                try:
                    state = Path(each).stat()
                except OSError:
                    continue
                yield each, (state.st_size, state.st_mtime_ns)
