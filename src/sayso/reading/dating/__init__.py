"""The time expressions of a report, each with its value: a grammar of readable rules, after TimeML's TIMEX3."""

from __future__ import annotations

from sayso.reading.dating.finding import find_timexes
from sayso.reading.dating.intervals import interval_of
from sayso.reading.dating.origin import document_date

__all__ = ["document_date", "find_timexes", "interval_of"]
