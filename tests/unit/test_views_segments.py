from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.attribution import spans as spans_of
from sayso.block import BLOCKS, Block
from sayso.document import Document, Reading
from sayso.entity import MENTIONS, Mention
from sayso.views.reading import reading_view
from sayso.views.segments import Part, Piece
from sayso.voice import VOICE_RUNS, Voice


def piece_at(reading: Reading, words: str) -> Piece:
    start = reading.document.text.index(words)
    return next(piece for passage in reading_view(reading).passages for piece in passage.pieces if piece.start <= start < piece.end)


def test_a_piece_names_all_it_belongs_to(harbour: Reading) -> None:
    piece = piece_at(harbour, "a clerk")
    assert set(piece.parts) == {Part("a1", "content"), Part("a2", "content"), Part("a3", "source")}
    assert piece.leads_to == Part("a3", "source")
    assert piece.voice == "denied"


def test_marks_of_other_layers_are_kept(harbour: Reading) -> None:
    assert piece_at(harbour, "Tuesday").timexes == ("t1",)
    assert piece_at(harbour, "Ana Brod").entities == ("e1",)
    assert piece_at(harbour, "Ana Brod").parts == (Part("a1", "source"),)
    assert piece_at(harbour, "may dredge").parts == (Part("a4", "content"), Part("a4", "hedge"))


def test_passages_are_blocks_and_gaps_in_order(harbour: Reading) -> None:
    found = reading_view(harbour).passages
    assert [p.number for p in found] == [1, None, 2, None, 3, None, 4, None]
    assert [p.kind for p in found if p.number] == ["date", "body", "body", "furniture"]
    assert found[-2].detail == "read-more"
    assert all(p.blank for p in found if p.number is None)


def test_quiet_stances_are_marked_only_if_shown(harbour: Reading) -> None:
    assert not piece_at(harbour, "the plan").parts
    every = reading_view(harbour, quiet=True)
    assert any(Part("a5", "content") in piece.parts for passage in every.passages for piece in passage.pieces)


def test_spans_outside_the_text_and_empty_texts_are_no_trouble() -> None:
    assert reading_view(Reading(Document(""))).passages == ()
    strange = Reading(Document("abc")).with_layer(VOICE_RUNS, [Voice(2, 99, "denied"), Voice(1, 1, "denied")])
    assert [p.text for p in reading_view(strange).passages] == ["abc"]


EDGES = st.tuples(st.integers(0, 30), st.integers(0, 30))


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=30), st.lists(EDGES, max_size=4), st.lists(st.tuples(EDGES, EDGES, EDGES), max_size=5), st.lists(EDGES, max_size=4))
def test_no_character_is_lost_or_moved(
    text: str, blocks: list[tuple[int, int]], told: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]], named: list[tuple[int, int]]
) -> None:
    reading = (
        Reading(Document(text))
        .with_layer(BLOCKS, [Block(start, end, "body") for start, end in blocks])
        .with_layer(ATTRIBUTIONS, [Attribution(f"a{n}", spans_of([a]), spans_of([b]), spans_of([c])) for n, (a, b, c) in enumerate(told)])
        .with_layer(MENTIONS, [Mention(start, end, "e1", "name") for start, end in named])
    )
    passages = reading_view(reading).passages
    assert "".join(passage.text for passage in passages) == text
    pieces = [piece for passage in passages for piece in passage.pieces]
    assert all(reading.document[(piece.start, piece.end)] == piece.text != "" for piece in pieces)
    for attribution in reading.layer(ATTRIBUTIONS):
        for span in attribution.content:
            if 0 <= span.start < span.end <= len(text):
                held = [p.text for p in pieces if Part(attribution.id, "content") in p.parts]
                assert "".join(held) == text[span.start : span.end]
