"""The entity step on anything: no error, exact spans, the same bytes twice, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.test_naming_speakers import speakers

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, Block
from sayso.document import Document, Reading, Span
from sayso.entity import ENTITIES, MENTIONS
from sayso.reading.naming import lists
from sayso.reading.naming.step import EntityStep

_PIECES = [
    "Mr",
    "Ms",
    "Dr.",
    "the",
    "The",
    "minister",
    "Minister",
    "of",
    "and",
    "'s",
    "’s",
    "said",
    ",",
    ".",
    "\n",
    "“",
    "”",
    '"',
    "'",
    "(",
    ")",
    "Ana",
    "Ruiz",
    "van",
    "der",
    "al-Sharaa",
    "US",
    "Secretary",
    "State",
    "BBC",
    "Moscow",
    "his",
    "He",
    "it",
    "they",
    "who",
    "84",
    "J.",
    "&",
    "—",
    ":",
    "é",
    "ß",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.randoms(use_true_random=False))
def test_anything_is_read(pieces: list[str], random: object) -> None:
    """Whatever stands in the text and wherever sources lie, spans are exact and ids are known and stable."""
    text = " ".join(pieces)
    attributions = []
    for k in range(3):
        cuts = sorted(random.randint(0, len(text)) for _ in range(3))  # type: ignore[attr-defined]
        source = (Span(cuts[0], cuts[1]),) if cuts[0] < cuts[1] else ()
        attributions.append(
            Attribution(f"a{k}", source, (Span(cuts[1], cuts[2]),), (Span(0, len(text)),), inside=f"a{k - 1}" if k else None)
        )
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, len(text), "body")]).with_layer(ATTRIBUTIONS, attributions)
    once, twice = EntityStep().run(reading), EntityStep().run(reading)
    assert once == twice
    ids = {e.id for e in once.layer(ENTITIES)}
    assert len(ids) == len(once.layer(ENTITIES))
    assert all(m.entity in ids and 0 <= m.start < m.end <= len(text) for m in once.layer(MENTIONS))
    assert all(a.speaker is None or a.speaker in ids for a in once.layer(ATTRIBUTIONS))
    assert all(text[r.start : r.end] == r.title for e in once.layer(ENTITIES) for r in e.roles)


@pytest.mark.parametrize(
    "piece", ["Ab ", "the minister ", '" ', ".", "van der ", "A. ", "Office for ", "A", "a-", "Mr Ana Ruiz, the mayor, said. "]
)
def test_a_long_line_takes_linear_time(piece: str) -> None:
    """Ten times the text takes at most some thirty times as long."""

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, size, "body")]).with_layer(ATTRIBUTIONS, [])
        begun = time.process_time()
        EntityStep().run(reading)
        return time.process_time() - begun

    seconds(2_000)
    assert seconds(200_000) < 30 * max(seconds(20_000), 0.02)


def test_empty() -> None:
    """No text, no entities."""
    reading = Reading(Document("")).with_layer(BLOCKS, []).with_layer(ATTRIBUTIONS, [])
    assert EntityStep().run(reading).layer(ENTITIES) == ()


@pytest.mark.parametrize("noun", sorted(lists.GENERIC_ORGS))
def test_a_body_that_the_report_does_not_name_is_nobodys(noun: str) -> None:
    assert speakers(f"Rents rose in May. The {noun} said so.", f"The {noun}")
