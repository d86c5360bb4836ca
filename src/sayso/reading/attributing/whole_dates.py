"""Contents that break off inside a date ("knew of it before 1 | September") are taken to the date's end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.document import Span, Spans, common
from sayso.reading.attributing.drafts import Draft
from sayso.timex import Timex

_BEFORE_A_DATE = re.compile(r"\b(?:since|until|before|after|from|during)$", re.IGNORECASE)


@dataclass(frozen=True)
class Dates:
    """A text with its time expressions, in the order of the text."""

    text: str
    timexes: Sequence[Timex]

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Give each draft the whole of the date in which its content breaks off, or before which it does: "a fault since | July"."""
        starts = [t.start for t in self.timexes]
        for draft in drafts:
            content = tuple(self._whole(span, starts) for span in draft.content)
            if content != draft.content and not common(content, (*draft.cue, *draft.source)) and _apart(content):
                draft.content = content
                draft.reasons.append("taken to the end of a date")

    def _whole(self, span: Span, starts: Sequence[int]) -> Span:
        at = bisect_left(starts, span.end)
        before = self.timexes[at - 1] if at else None
        if before is not None and span.start <= before.start and span.end < before.end:
            return Span(span.start, before.end)
        after = self.timexes[at] if at < len(starts) else None
        if after is not None and self.text[span.end : after.start] in {"", " "} and _BEFORE_A_DATE.search(self.text, span.start, span.end):
            return Span(span.start, after.end)
        return span


def _apart(spans: Spans) -> bool:
    return all(one.end <= other.start for one, other in pairwise(spans))
