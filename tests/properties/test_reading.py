"""What holds of every reading of every text."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

import sayso
from sayso.attribution import ATTRIBUTIONS, chain
from sayso.block import BLOCKS
from sayso.contract import to_json
from sayso.document import Reading, covers
from sayso.entity import ENTITIES, MENTIONS
from sayso.event import APPEARANCES, EVENTS
from sayso.timex import TIMEXES
from sayso.voice import VOICE_RUNS

PIECES = [
    "The mayor", "Ilse Varga", "she", "said", "denied", "warned that", "told reporters", "according to", "reports that", "the dam", "would hold",
    "“", "”", "‘", "’", '"', "'", "«", ":", ".", ",", "—", "\n", "\n\n", " ", "\t", "HOLM: ", "Q: ", "- ", "on Monday", "2026-03-05", "in May", "the next day",
    "Read more:", "(AP)", "Subscribe to our newsletter", "open image in gallery", "citing officials", "was quoted by the Gull as saying", "rumours", "did not respond",
    "🚢", "👩\u200d👧", "e\u0301", "İ", "ß", "ﬁ", "\u202e", "\u200f", "שלום", "قال", "\x00", "\x07", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\ud800", "\udfff", "\r\n", "\r",
    "\xa0", "\u3000", "٣", "²", "Ⅷ", "𝔖𝔞𝔦𝔡", "<p>", "&amp;", "%s", "{}", "\\",
]  # fmt: skip
NEWSLIKE = st.lists(st.sampled_from(PIECES[:12] * 4 + PIECES), max_size=50).flatmap(lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces)))
ANY = st.text(st.characters(exclude_categories=()), max_size=120)


def spans_of(value: object) -> Iterator[tuple[int, int]]:
    """Every span in a JSON value: pairs of whole numbers, and objects with a start and an end."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value["start"], value["end"]
        for key, item in value.items():
            if key not in {"document", "engine"}:
                yield from spans_of(item)
    elif isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield value[0], value[1]
        else:
            for item in value:
                yield from spans_of(item)


def sound(text: str, reading: Reading) -> None:
    """Raises AssertionError unless everything holds that must hold of a reading."""
    value = to_json(reading)
    assert reading.document.text == text == value["document"]["text"]
    assert all(0 <= start <= end <= len(text) for start, end in spans_of(value))
    blocks = reading.layer(BLOCKS)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    gaps = [*zip([0, *[b.end for b in blocks]], [*[b.start for b in blocks], len(text)], strict=True)]
    assert not any(text[start:end].strip() for start, end in gaps)
    attributions(reading)
    runs = reading.layer(VOICE_RUNS)
    assert [at for r in runs for at in range(r.start, r.end)] == [at for b in blocks for at in range(b.start, b.end)]
    known = {e.id for e in reading.layer(ENTITIES)}
    assert {m.entity for m in reading.layer(MENTIONS)} <= known
    assert {a.speaker for a in reading.layer(ATTRIBUTIONS)} <= known | {None}


def attributions(reading: Reading) -> None:
    """Parents exist, nothing is inside itself, every attribution has a cue and a content that are more than space."""
    found = reading.layer(ATTRIBUTIONS)
    ids = [a.id for a in found]
    assert len(set(ids)) == len(ids)
    for a in found:
        assert a.inside is None or a.inside in ids
        links = [link.id for link in chain(a, found)]
        assert len(set(links)) == len(links)
        assert a.cue
        assert a.content
        for span in (*a.source, *a.cue, *a.content, *a.hedges, *a.addressee):
            assert reading.document[span].strip()
        for part in (a.source, a.cue, a.content):
            assert all(one.end <= other.start for one, other in pairwise(part))
        assert 0 <= a.confidence <= 1


def test_the_bundled_reports_are_read_soundly(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        sound(reading.document.text, reading)


def test_what_a_record_quotes_is_what_stands_there(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        text = reading.document.text
        entities = {e.id: e for e in reading.layer(ENTITIES)}
        for entity in entities.values():
            assert all(" ".join(text[r.start : r.end].split()) == " ".join(r.title.split()) for r in entity.roles)
        for mention in reading.layer(MENTIONS):
            assert text[mention.start : mention.end].strip()
        assert all(text[t.start : t.end] == text[t.start : t.end].strip() != "" for t in reading.layer(TIMEXES))


def test_records_point_at_records_that_exist(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        people = {e.id for e in reading.layer(ENTITIES)} | {None}
        said = {a.id for a in reading.layer(ATTRIBUTIONS)} | {None}
        days = {t.id for t in reading.layer(TIMEXES)} | {None}
        events = {e.id for e in reading.layer(EVENTS)} | {None}
        assert {a.said_on.timex for a in reading.layer(ATTRIBUTIONS) if a.said_on} <= days
        for event in reading.layer(EVENTS):
            assert {*event.who} <= people
            assert event.according_to in said
        for row in reading.layer(APPEARANCES):
            assert {row.person, row.by} <= people
            assert row.according_to in said
            assert row.occasion.event in events


def test_an_inner_statement_lies_in_its_outer_one(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        by_id = {a.id: a for a in reading.layer(ATTRIBUTIONS)}
        for a in by_id.values():
            if a.inside and a.by == "model/1":
                assert covers(by_id[a.inside].content, a.cue), reading.document[a.cue[0]]


def test_reading_twice_gives_the_same_bytes(examples: dict[str, Reading]) -> None:
    folder = Path(sayso.__file__).parent / "examples"
    for name in [*examples][::4]:
        assert json.dumps(to_json(sayso.read(folder / name))) == json.dumps(to_json(examples[name]))


def test_reading_in_another_order_gives_the_same_bytes() -> None:
    texts = ["The mayor said that the dam was safe.", "The union denied that it had struck.", "HOLM: We will appeal.\nBrod laughed."]
    forwards = [json.dumps(to_json(sayso.read_text(text))) for text in texts]
    backwards = [json.dumps(to_json(sayso.read_text(text))) for text in reversed(texts)]
    assert forwards == backwards[::-1]


@given(NEWSLIKE)
@example("“" * 50 + "said" + "”" * 50)
@example("\ud800said\udfff")
@example("The mayor said" + "\u0301" * 200)
@example("‘" * 30 + "The mayor said" + "'" * 30 + " so")
@example("said " * 60)
@example("HOLM: " * 30)
@example("² The mayor told reporters that ² said ² officials denied ² reports")
@settings(max_examples=300)
def test_anything_like_a_report_is_read_soundly(text: str) -> None:
    sound(text, sayso.read_text(text))


@given(ANY)
@settings(max_examples=150)
def test_anything_at_all_is_read_soundly(text: str) -> None:
    sound(text, sayso.read_text(text))


@given(NEWSLIKE)
@settings(max_examples=15)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    assert json.dumps(to_json(sayso.read_text(text))) == json.dumps(to_json(sayso.read_text(text)))


def report(paragraphs: int) -> str:
    """A report with statements, dates, names, quotations and furniture in every paragraph; no two the same."""
    return "\n\n".join(
        f"Minister Odo Lantz of ward {n} said on {1 + n % 28} March 2026 that the union had warned of a strike at pier {n}. “We will see,” he "
        f"told reporters. Reports that berth {n} was sold were denied by a spokesman.\n\nRead more: pier {n}"
        for n in range(paragraphs)
    )


def seconds(text: str) -> float:
    """Processor seconds of one reading."""
    began = time.process_time()
    sayso.read_text(text)
    return time.process_time() - began


def test_time_is_linear_in_the_text() -> None:
    sayso.read_text(report(2))
    once, twice = (min(seconds(report(n)) for _ in range(2)) for n in (100, 200))
    assert twice < 2.6 * once


def test_time_is_linear_in_one_line() -> None:
    once, twice = (min(seconds(report(n).replace("\n", " ")) for _ in range(2)) for n in (100, 200))
    assert twice < 2.6 * once
