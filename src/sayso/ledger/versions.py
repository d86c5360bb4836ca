"""The captures of a report as its versions; pure, and the same whatever order captures come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Capture:
    """A text of a report as it was captured once; `text` is its digest, `published` and `modified` what the report states of itself."""

    text: str
    captured_at: str
    published: str | None = None
    modified: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Captures in time; those of one moment by what they state, then by their text."""
        return self.captured_at, self.modified or self.published or "", self.text


@dataclass(frozen=True, slots=True)
class Version:
    """A text that stood from `captured_at` to `seen_at`, and when the public could know it; `known_until` is None for the latest."""

    first: Capture
    seen_at: str
    known_from: str
    known_until: str | None

    def holds(self, text: str, captured_at: str) -> bool:
        """True for a capture that belongs to this version."""
        return text == self.first.text and self.first.captured_at <= captured_at <= self.seen_at


def versions_of(captures: Iterable[Capture]) -> tuple[Version, ...]:
    """The versions in order: a run of captures with one text is one; a text that comes back after another is a version again."""
    runs = [tuple(run) for _, run in groupby(sorted(captures, key=lambda capture: capture.order), lambda capture: capture.text)]
    starts = _starts([run[0] for run in runs])
    ends = [*starts[1:], None]
    return tuple(Version(run[0], run[-1].captured_at, start, end) for run, start, end in zip(runs, starts, ends, strict=True))


def _starts(firsts: Sequence[Capture]) -> list[str]:
    """When each version could be known: from what it states, or its capture; never before the one that it replaced."""
    starts: list[str] = []
    for capture in firsts:
        least = starts[-1] if starts else ""
        stated = moment(capture.modified if starts else capture.published)
        starts.append(max(least, min(capture.captured_at, stated) if stated > least else capture.captured_at))
    return starts


def moment(day_or_time: str | None) -> str:
    """A day or a time as a UTC time: a day begins at midnight; empty for None, which is before all times."""
    if day_or_time is None:
        return ""
    return day_or_time if len(day_or_time) > 10 else f"{day_or_time}T00:00:00Z"
