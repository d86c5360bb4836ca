"""Drafts are trimmed and nested, and their addressees, marks and hedges told; drafts are made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.document import Span
from sayso.reading.attributing.addressing import addressee_of
from sayso.reading.attributing.drafts import Draft, Page, complete, nest, sentences, tidy
from sayso.reading.attributing.marks import hedges_of, quotation_of, quoted_characters, quoted_inside

PageOf = Callable[..., Page]
DraftOf = Callable[..., Draft]


# hearers

@pytest.mark.parametrize(("text", "cue", "content", "whom"), [
    ("Rill told reporters that the pier was shut.", "told", "the pier was shut", "reporters"),
    ("Rill warned the harbour board that it would sue.", "warned", "it would sue", "the harbour board"),
    ("“No,” Rill told the Gull.", "told", "“No,”", "the Gull"),
    ("Rill said to his brother that the pier was shut.", "said", "the pier was shut", "his brother"),
    ("Rill said that the pier was shut.", "said", "the pier was shut", ""),
    ("Rill said on Friday that the pier was shut.", "said", "the pier was shut", ""),
    ("Rill denied that the pier was shut.", "denied", "the pier was shut", ""),
])  # fmt: skip
def test_addressee(draft_of: DraftOf, text: str, cue: str, content: str, whom: str) -> None:
    assert " ".join(text[s:e] for s, e in addressee_of(text, draft_of(text, "Rill", cue, content))) == whom


# drafts

@pytest.mark.parametrize(("text", "content", "tidied"), [
    ("Rill said that the pier was shut.", "that the pier was shut.", "the pier was shut"),
    ("Rill said, the pier was shut, ", ", the pier was shut,", "the pier was shut"),
    ("“The pier is shut,” Rill said.", "The pier is shut,", "The pier is shut"),
    ("Rill said: “The pier is shut.”", "“The pier is shut.", "“The pier is shut."),
    ("Rill said: “The pier is shut”", "“The pier is shut", "“The pier is shut”"),
    ("Rill said that is why he left.", "that is why he left.", "that is why he left"),
    ("RILL: That was it", "That was it", "That was it"),
    ("Rill works for Acme Inc.", "works for Acme Inc.", "works for Acme Inc."),
])  # fmt: skip
def test_tidy(draft_of: DraftOf, text: str, content: str, tidied: str) -> None:
    draft = draft_of(text, None, None, content)
    tidy(text, draft)
    assert [text[s:e] for s, e in draft.content] == [tidied]


def test_pieces_that_touch_become_one(draft_of: DraftOf) -> None:
    text = "The pier is shut now"
    draft = draft_of(text, None, None, "The pier", "is shut now")
    tidy(text, draft)
    assert draft.content == (Span(0, 20),)


def test_a_content_after_a_parenthesis_is_taken_to_the_sentences_end(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "Rill said that, by spring, the pier would open. Brod left."
    draft = draft_of(text, "Rill", "said", "by spring")
    complete(page_of(text), [draft])
    assert [text[s:e] for s, e in draft.content] == ["by spring, the pier would open."]


def test_the_smallest_content_that_holds_a_draft_is_its_parent(draft_of: DraftOf) -> None:
    text = "The Gull wrote that Brod said Rill denied that he left."
    outer = draft_of(text, "The Gull", "wrote", "Brod said Rill denied that he left")
    middle = draft_of(text, "Brod", "said", "Rill denied that he left")
    inner = draft_of(text, "Rill", "denied", "he left")
    nest([inner, outer, middle])
    assert (outer.parent, middle.parent, inner.parent) == (None, outer, middle)
    assert [d.depth() for d in (outer, middle, inner)] == [0, 1, 2]


def test_drafts_that_hold_each_other_make_no_circle(draft_of: DraftOf) -> None:
    text = "“No,” said Brod, said Rill"
    one, other = draft_of(text, "Brod", "said Brod", "said Rill"), draft_of(text, "Rill", "said Rill", "said Brod")
    nest([one, other])
    assert max(one.depth(), other.depth()) <= 1


@pytest.mark.parametrize(("text", "count"), [
    ("Mr. Rill left. He came back.", 2), ("It cost 3.5 crowns. Nobody paid!", 2), ("“Is it?” she asked. He nodded.", 2), ("One line\nanother line", 2),
    ("J. Rill and Dr. Brod met at 5 p.m. on Monday.", 1), ("", 0), ("   ", 0), ("no stop", 1),
])  # fmt: skip
def test_sentences(text: str, count: int) -> None:
    found = sentences(text, Span(0, len(text)))
    assert len(found) == count
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] for s in found)


def test_the_sentence_around_a_place(page_of: PageOf) -> None:
    text = "Rill left. Brod stayed.\nThe end."
    page = page_of(text)
    assert text[slice(*page.sentence_at(13))] == "Brod stayed."
    assert text[slice(*page.sentence_at(25))] == "The end."


# marks and hedges

@pytest.mark.parametrize(("content", "kind"), [
    ("“The pier is shut,”", "direct"), ("the pier “is shut”", "mixed"), ("he left", "indirect"), ("’", "indirect"),
])  # fmt: skip
def test_quotation_kinds(content: str, kind: str) -> None:
    text = "“The pier is shut,” said Rill. Brod said the pier “is shut” and he left ’"
    span = Span(text.index(content), text.index(content) + len(content))
    assert quotation_of(text, (span,), quoted_characters(text)) == kind


def test_an_open_quotation_ends_with_its_line() -> None:
    text = "“One.\ntwo"
    assert quoted_characters(text).tolist() == [True] * 5 + [False] * 4


def test_marks_within_a_quotation() -> None:
    text = "“He said ‘no’ to me”"
    inside = quoted_inside(text, Span(0, len(text)))
    assert "".join(char for char, mark in zip(text, inside, strict=True) if mark) == "‘no’"


@pytest.mark.parametrize(("text", "hedges"), [
    ("he may have left", ["may have"]), ("he reportedly left", ["reportedly"]), ("May 9 is a holiday", []), ("in May, he left", []),
    ("it could well rain, perhaps", ["could well", "perhaps"]), ("he left", []), ("he could not be reached", []),
    ("he may not come", ["may not"]), ("May he rest", ["May"]), ("the mayor left", []),
])  # fmt: skip
def test_hedges(text: str, hedges: list[str]) -> None:
    assert [text[s:e] for s, e in hedges_of(text, (Span(0, len(text)),))] == hedges
