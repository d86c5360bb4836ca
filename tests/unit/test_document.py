"""Documents, spans and layers."""

from __future__ import annotations

import dataclasses
import hashlib

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution, chain, spans
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading, Span, common, covers, digest, trimmed
from sayso.errors import SaysoError, SpanError


def test_text_is_kept_as_it_was_given() -> None:
    text = "\ufeff a\r\nb\x00\u202e e\u0301 \U0001f6a2\ud800 "
    assert Document(text).text == text


def test_id_is_the_digest_of_the_text_alone() -> None:
    assert Document("Ports").id == "sha256:" + hashlib.sha256(b"Ports").hexdigest()
    assert Document("Ports", Metadata(title="A")).id == Document("Ports", origin="b.txt").id != Document("Ports ").id


def test_lone_surrogates_have_an_id() -> None:
    assert Document("\ud800").id != Document("\udfff").id


def test_offsets_are_code_points() -> None:
    assert Document("🚢 docks")[Span(2, 7)] == "docks"


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 6), (6, 6)])
def test_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(SpanError, match="does not lie in a text of 5 characters") as caught:
        Document("docks")[span]
    assert isinstance(caught.value, SaysoError)
    assert isinstance(caught.value, ValueError)


def test_empty_span_at_the_end_is_in_the_text() -> None:
    assert Document("docks")[Span(5, 5)] == ""


def test_document_and_annotations_are_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Document("a").text = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        Block(0, 1, "body").kind = "list"  # type: ignore[misc]


def test_repr_is_short() -> None:
    document = Document("The pier " * 1000)
    assert len(repr(document)) < 120
    reading = Reading(document).with_layer(BLOCKS, [Block(0, 9000, "body")])
    assert "1 blocks" in repr(reading)
    assert len(repr(reading)) < 200


def test_metadata_notes_where_each_field_came_from() -> None:
    first = Metadata().updated("text", title="Pier", published=None, authors=())
    second = first.updated("option", title="The pier", url="https://pier.example/")
    assert first.sources == {"title": "text"}
    assert (second.title, second.url) == ("The pier", "https://pier.example/")
    assert second.sources == {"title": "option", "url": "option"}


def test_layers_are_added_to_a_copy() -> None:
    empty = Reading(Document("The pier"))
    reading = empty.with_layer(BLOCKS, [Block(0, 8, "body")], "blocks", "2")
    assert not empty.has(BLOCKS)
    assert reading.has(BLOCKS)
    assert reading.layer(BLOCKS) == (Block(0, 8, "body"),)
    assert reading.steps == {"blocks": "2"}
    with pytest.raises(TypeError):
        reading.layers["blocks"] = ()  # type: ignore[index]


def test_read_and_nothing_found_differs_from_not_read() -> None:
    reading = Reading(Document("")).with_layer(ATTRIBUTIONS, [])
    assert reading.has(ATTRIBUTIONS)
    assert not reading.has(BLOCKS)
    assert reading.layer(ATTRIBUTIONS) == reading.layer(BLOCKS) == ()


@pytest.mark.parametrize(("outer", "inner", "holds", "meets"), [
    ((0, 5), (0, 5), True, True), ((0, 5), (1, 3), True, True), ((1, 3), (0, 5), False, True),
    ((0, 3), (3, 5), False, False), ((0, 3), (2, 5), False, True), ((0, 3), (3, 3), True, False),
])  # fmt: skip
def test_spans_hold_and_meet(outer: tuple[int, int], inner: tuple[int, int], holds: bool, meets: bool) -> None:
    assert Span(*outer).holds(Span(*inner)) is holds
    assert Span(*outer).meets(Span(*inner)) is Span(*inner).meets(Span(*outer)) is meets


def test_covers_and_common() -> None:
    outer, inner = spans([(5, 9), (0, 3)]), spans([(1, 2), (6, 9)])
    assert outer == (Span(0, 3), Span(5, 9))
    assert covers(outer, inner)
    assert not covers(outer, [Span(2, 6)])
    assert covers([], [])
    assert common(outer, inner) == common(inner, outer) == 4


def test_trimmed_drops_white_space_and_the_extra_characters() -> None:
    assert trimmed("  , a pier ,\n", (0, 13), ",") == Span(4, 10)
    assert trimmed(" \n ", (0, 3)) == Span(3, 3)


def test_digest_depends_on_every_part() -> None:
    assert digest("a", "x", 1) == digest("a", "x", 1)
    assert len({digest("a", "x", 1), digest("a", "x1"), digest("a", "x", 2), digest("b", "x", 1)}) == 4
    assert digest("a", "\ud800").startswith("a")


def test_chain_is_outermost_first() -> None:
    one = Attribution("a1", (), (Span(0, 1),), (Span(2, 9),))
    two = dataclasses.replace(one, id="a2", inside="a1")
    three = dataclasses.replace(one, id="a3", inside="a2")
    assert [a.id for a in chain(three, [three, one, two])] == ["a1", "a2", "a3"]
    assert chain(one, [one, two]) == (one,)


def test_chain_ends_on_a_missing_parent_and_on_a_circle() -> None:
    lost = Attribution("a1", (), (), (Span(0, 1),), inside="gone")
    assert chain(lost, [lost]) == (lost,)
    turn = dataclasses.replace(lost, id="a2", inside="a3")
    back = dataclasses.replace(lost, id="a3", inside="a2")
    assert len(chain(turn, [turn, back])) <= 3


def test_an_attribution_starts_with_its_first_part() -> None:
    assert Attribution("a", (Span(7, 9),), (Span(10, 12),), (Span(2, 5), Span(14, 20))).start == 2
    assert Attribution("a", (), (), (Span(0, 1),), act="intend").quiet
    assert not Attribution("a", (), (), (Span(0, 1),), act="deny").quiet
