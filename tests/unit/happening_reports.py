"""Readings for the tests of events, with names and dates found by simple means: no model, no other step."""

import re

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention
from sayso.reading.dating import find_timexes
from sayso.reading.happening import EventStep
from sayso.timex import TIMEXES

PEOPLE = {"Lena Ott": "f", "Ivo Krall": "m", "Mira Sund": "f", "Brok": "m"}
PLACES = ("Oslo", "Riga", "Peru")
PUBLISHED = "2026-03-13"


def base(text: str, attributions: tuple[Attribution, ...] = (), kind: str = "body") -> Reading:
    """A reading with blocks, entities, mentions and dates; `text` is one block a line."""
    entities, mentions = [], []
    for number, (name, gender) in enumerate(PEOPLE.items()):
        found = [m for m in re.finditer(rf"(?:(?:Mr|Ms|Mayor) )?\b(?:{name}|{name.split()[-1]})\b", text)]
        if found:
            entities.append(Entity(f"e{number}", "person", name, gender=gender))
            mentions += [Mention(m.start(), m.end(), f"e{number}", "name") for m in found]
    for name in PLACES:
        found = [m for m in re.finditer(rf"\b{name}\b", text)]
        if found:
            entities.append(Entity(f"p{name}", "place", name))
            mentions += [Mention(m.start(), m.end(), f"p{name}", "name") for m in found]
    blocks = [Block(m.start(), m.end(), kind) for m in re.finditer(r"[^\n]+", text)]
    reading = Reading(Document(text, Metadata(published=PUBLISHED, language="en")))
    layers = (BLOCKS, blocks), (ENTITIES, entities), (MENTIONS, sorted(mentions, key=lambda m: m.start)), (ATTRIBUTIONS, attributions), (
        TIMEXES, find_timexes(text, document_date=PUBLISHED))
    for key, annotations in layers:
        reading = reading.with_layer(key, annotations)
    return reading


def read(text: str, attributions: tuple[Attribution, ...] = (), kind: str = "body") -> Reading:
    """The reading with its events."""
    return EventStep().run(base(text, attributions, kind))


def says(text: str, source: str, cue: str, content: str, act: str = "assert", name: str = "a1") -> Attribution:
    """An attribution by the words of its parts."""
    spans = [(Span(text.index(words), text.index(words) + len(words)),) for words in (source, cue, content)]
    return Attribution(name, *spans, act=act)
