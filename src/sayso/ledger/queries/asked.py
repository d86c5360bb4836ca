"""What can be asked of a ledger's statements: a frozen value, checked when it is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from sayso.attribution import ACTS, IDENTIFICATIONS, QUOTATIONS
from sayso.entity import ENTITY_KINDS
from sayso.errors import QueryError

Sort = Literal["relevance", "newest", "oldest"]
Clock = Literal["said", "published", "captured", "day"]
SORTS: tuple[Sort, ...] = get_args(Sort)
CLOCKS: tuple[Clock, ...] = get_args(Clock)
MOST = 10_000
"""The most rows that one page holds."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Question:
    """A search among statements. What is None, or empty, does not narrow it.

    `words` are words that must all be there, phrases in double quotation marks. `speaker` and `about` are names, other forms of them, or
    entities' ids. `since` and `until` are days, months or years, both included, on the clock `clock`: when it
    was said, published or captured, or the `day` that puts statements in order. `as_of` is a day: the ledger as it
    was known at its end. `kind` is the kind of entity that speaks. Raises QueryError for a value that there is not.
    """

    words: str = ""
    speaker: str | None = None
    about: str | None = None
    act: str | None = None
    quotation: str | None = None
    identification: str | None = None
    publisher: str | None = None
    kind: str | None = None
    hedged: bool | None = None
    certainty: float = 0.0
    depth: int | None = None
    clock: Clock = "said"
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    quiet: bool = False
    sort: Sort | None = None
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        for name, values in _CLOSED.items():
            value = getattr(self, name)
            if value is not None and value not in values:
                raise QueryError(f"{value!r} is no {name}; there are {', '.join(values)}")
        if not 1 <= self.limit <= MOST or self.offset < 0:
            raise QueryError(f"a page has 1 to {MOST} rows and begins at 0 or later; asked were {self.limit} from {self.offset} on")
        if not 0 <= self.certainty <= 1:
            raise QueryError(f"certainty is between 0 and 1, not {self.certainty}")
        checked_range(self.since, self.until)
        if self.as_of:
            first_day(self.as_of)


_CLOSED = {
    "act": ACTS, "quotation": QUOTATIONS, "identification": IDENTIFICATIONS, "kind": ENTITY_KINDS, "sort": SORTS, "clock": CLOCKS,
}


def checked_range(since: str | None, until: str | None) -> None:
    """Raises QueryError if one is no day, month or year, or the second is before the first."""
    if since and until and day_after(until) <= first_day(since):
        raise QueryError(f"{until} is before {since}: nothing is since then and until that")
    _ = (since and first_day(since), until and day_after(until))


def first_day(value: str) -> str:
    """The first day of a day, month or year; raises QueryError if it is none."""
    found = _DAY.fullmatch(value)
    try:
        if found:
            return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        pass
    raise QueryError(f"{value!r} is no day, month or year; write it as 2026-03-05, 2026-03 or 2026")


def day_after(value: str) -> str:
    """The day after the last of a day, month or year; raises QueryError if it is none."""
    first = date.fromisoformat(first_day(value))
    try:
        if len(value) == 4:
            return first.replace(year=first.year + 1).isoformat()
        if len(value) == 7:
            return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1).isoformat()
        return date.fromordinal(first.toordinal() + 1).isoformat()
    except (ValueError, OverflowError) as error:
        raise QueryError(f"{value!r} is the end of the calendar; ask for an earlier time") from error


def end_of(day: str) -> str:
    """The first moment after a day, month or year, as a UTC time: what was known by then is what began before."""
    return f"{day_after(day)}T00:00:00Z"
