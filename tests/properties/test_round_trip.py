"""Export and import are each other's inverse, for any reading."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.attribution import ACTS, ATTRIBUTIONS, IDENTIFICATIONS, QUOTATIONS, Attribution, SaidOn, spans
from sayso.block import BLOCKS, KINDS, Block, Vote
from sayso.contract import from_json, to_json
from sayso.document import Document, Metadata, Reading
from sayso.entity import ENTITIES, ENTITY_KINDS, FORMS, MENTIONS, Entity, Mention, Role
from sayso.event import APPEARANCE_STATUSES, APPEARANCES, EVENTS, MODES, STATUSES, Appearance, Event, Occasion
from sayso.schema import schema
from sayso.timex import TIMEX_TYPES, TIMEXES, Timex
from sayso.voice import VOICE_RUNS, VOICES, Voice

WORDS = st.text(max_size=8)
MAYBE = st.none() | WORDS
PLACE = {"start": st.integers(0, 10**7), "end": st.integers(0, 10**7)}
SPANS = st.lists(st.tuples(PLACE["start"], PLACE["end"]), max_size=3).map(spans)
WHEN = st.none() | st.builds(SaidOn, value=WORDS, timex=MAYBE)
COUNT = st.none() | st.integers(0, 10**6)


def tuples(item: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(item, max_size=2).map(tuple)


LAYERS = {
    BLOCKS: st.builds(
        Block, **PLACE, kind=st.sampled_from(KINDS), detail=WORDS,
        votes=tuples(st.builds(Vote, voter=WORDS, kind=WORDS, weight=st.floats(0, 1), reason=WORDS)),
    ),
    ENTITIES: st.builds(
        Entity, id=WORDS, kind=st.sampled_from(ENTITY_KINDS), name=WORDS, aliases=tuples(WORDS),
        roles=tuples(st.builds(Role, title=WORDS, **PLACE)), age=COUNT, gender=MAYBE, count=COUNT, capacity=MAYBE,
    ),
    MENTIONS: st.builds(Mention, **PLACE, entity=WORDS, form=st.sampled_from(FORMS), reason=WORDS),
    TIMEXES: st.builds(
        Timex, id=WORDS, **PLACE, type=st.sampled_from(TIMEX_TYPES), value=MAYBE, mod=MAYBE, begin=MAYBE, until=MAYBE, anchor=MAYBE, rule=WORDS
    ),
    ATTRIBUTIONS: st.builds(
        Attribution, id=WORDS, source=SPANS, cue=SPANS, content=SPANS, inside=MAYBE, speaker=MAYBE,
        identification=st.sampled_from(IDENTIFICATIONS), quotation=st.sampled_from(QUOTATIONS), act=st.sampled_from(ACTS), hedges=SPANS,
        addressee=SPANS, said_on=WHEN, confidence=st.integers(0, 1000).map(lambda n: n / 1000), by=WORDS, block=st.sampled_from(KINDS),
        reasons=tuples(WORDS),
    ),
    EVENTS: st.builds(
        Event, id=WORDS, kind=WORDS, evidence=SPANS, who=tuples(WORDS), where=MAYBE, when=WHEN, happened=st.none() | st.booleans(),
        status=st.sampled_from(STATUSES), according_to=MAYBE, by=WORDS,
    ),
    APPEARANCES: st.builds(
        Appearance, id=WORDS, person=MAYBE, occasion=st.builds(Occasion, name=WORDS, event=MAYBE), status=st.sampled_from(APPEARANCE_STATUSES),
        evidence=SPANS, by=MAYBE, expected_because=SPANS, when=WHEN, mode=st.sampled_from(MODES), according_to=MAYBE, rule=WORDS,
    ),
    VOICE_RUNS: st.builds(Voice, **PLACE, voice=st.sampled_from(VOICES), attribution=MAYBE),
}  # fmt: skip
METADATA = st.builds(
    Metadata, url=MAYBE, publisher=MAYBE, title=MAYBE, authors=tuples(WORDS), published=MAYBE, modified=MAYBE, language=MAYBE,
    sources=st.dictionaries(WORDS, WORDS, max_size=2),
)  # fmt: skip
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
VALID = Draft202012Validator(schema())


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading with anything in it that the types allow."""
    reading = Reading(Document(draw(ANY_TEXT), draw(METADATA), origin=draw(MAYBE)))
    for key, item in LAYERS.items():
        reading = reading.with_layer(key, draw(st.lists(item, max_size=2)), key.name, draw(WORDS))
    return reading


@given(readings())
@settings(max_examples=60)
def test_there_and_back(reading: Reading) -> None:
    value = json.dumps(to_json(reading))
    again = from_json(json.loads(value))
    assert again == reading
    assert json.dumps(to_json(again)) == value
    VALID.validate(json.loads(value))
