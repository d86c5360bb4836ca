"""Where a capture stands among the versions of its report; pure, and the same whatever order captures come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Capture:
    """A text of a report, captured first at `captured_at` and last, unchanged, at `seen_at`.

    `stated` is the publication or change that the text states of itself; `version` the number of the row, None for a new one;
    `text` the text's digest.
    """

    text: str
    captured_at: str
    seen_at: str
    stated: str | None = None
    version: int | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Captures in time; those of one moment by what they state, then by their text."""
        return self.captured_at, self.stated or "", self.text


@dataclass(frozen=True, slots=True)
class Placed:
    """A version with the time in which it was what the public could know; `until` is None for the latest."""

    capture: Capture
    known_from: str
    known_until: str | None


def placed(known: Iterable[Capture], new: Capture) -> tuple[Placed, ...]:
    """All versions in order once a capture has come in: the same text again only widens the time in which it was seen.

    A text that was there before and after another one has two versions, one on each side of it.
    """
    versions = sorted(known, key=lambda capture: capture.order)
    earlier = [i for i, capture in enumerate(versions) if capture.order <= new.order]
    at = len(earlier)
    if at and versions[at - 1].text == new.text:
        versions[at - 1] = replace(versions[at - 1], seen_at=max(versions[at - 1].seen_at, new.seen_at))
    elif at < len(versions) and versions[at].text == new.text:
        versions[at] = replace(versions[at], captured_at=new.captured_at)
    else:
        _put(versions, at, new)
    return _timed(versions)


def _put(versions: list[Capture], at: int, new: Capture) -> None:
    before = versions[at - 1] if at else None
    versions.insert(at, new)
    if before is not None and before.seen_at > new.captured_at:
        again = replace(before, captured_at=before.seen_at, version=None)
        versions[at - 1] = replace(before, seen_at=before.captured_at)
        versions.insert(at + 1, again)


def _timed(versions: Sequence[Capture]) -> tuple[Placed, ...]:
    """Each version with the time that it held; a later one is never known before the one it replaced."""
    starts: list[str] = []
    for capture in versions:
        least = starts[-1] if starts else ""
        stated = capture.stated if capture.stated and capture.stated > least else None
        starts.append(max(least, min(capture.captured_at, moment(stated)) if stated else capture.captured_at))
    ends = [*starts[1:], None]
    return tuple(Placed(capture, start, end) for capture, start, end in zip(versions, starts, ends, strict=False))


def moment(day_or_time: str) -> str:
    """A day or a time as a UTC time: a day begins at midnight."""
    return day_or_time if len(day_or_time) > 10 else f"{day_or_time}T00:00:00Z"
