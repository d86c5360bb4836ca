"""Contents that break off inside a date, or before it, have the whole of it."""

from __future__ import annotations

import pytest

from sayso.document import Span, Spans
from sayso.reading.attributing.drafts import Draft
from sayso.reading.attributing.whole_dates import Dates
from sayso.timex import Timex


def span_of(text: str, words: str) -> Span:
    """Where the words stand."""
    at = text.index(words)
    return Span(at, at + len(words))


def completed(text: str, cue: str, content: str, date: str) -> tuple[str, list[str]]:
    """The content after a look at the date, and the reasons."""
    contents: Spans = (span_of(text, content),)
    draft = Draft((), (span_of(text, cue),), contents, "model/1", 0.9)
    Dates(text, [Timex("t1", *span_of(text, date), "DATE", "2026-09-01")]).complete([draft])
    return text[draft.content[0].start : draft.content[0].end], draft.reasons


@pytest.mark.parametrize(
    ("text", "cue", "content", "date", "whole"),
    [
        ("She denied knowing of the fault before 1 September.", "denied", "knowing of the fault before 1", "1 September", "knowing of the fault before 1 September"),
        ("They knew of a fault since July, he said.", "knew of", "a fault since", "July", "a fault since July"),
    ],
)
def test_a_broken_date_is_made_whole(text: str, cue: str, content: str, date: str, whole: str) -> None:
    assert completed(text, cue, content, date) == (whole, ["taken to the end of a date"])


@pytest.mark.parametrize(
    ("text", "cue", "content", "date"),
    [
        ("She denied the story on Friday.", "denied", "the story", "Friday"),  # when she denied it
        ("The pier would open, she said on Friday.", "said", "The pier would open", "Friday"),
        ("Open it after, Friday said.", "said", "Open it after", "Friday"),  # a comma parts them
        ("It had been shut since Friday's vote, she said.", "said", "It had been shut since Friday's vote", "Friday"),
        ("It was shut since Friday said nothing.", "Friday said", "It was shut since", "Friday"),  # never into the cue
    ],
)
def test_what_is_whole_stays(text: str, cue: str, content: str, date: str) -> None:
    assert completed(text, cue, content, date) == (content, [])
