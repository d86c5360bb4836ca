"""Readings built by hand, without a model."""

from typing import Any

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution, SaidOn
from sayso.block import BLOCKS, Block, Vote
from sayso.document import Document, LayerKey, Metadata, Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention, Role
from sayso.event import APPEARANCES, EVENTS, Appearance, Event, Occasion
from sayso.timex import TIMEXES, Timex
from sayso.voice import VOICE_RUNS, Voice

HARBOUR = (
    "date 2026-03-05\n\n"
    "Mayor Ana Brod denied on Tuesday that, as the Gull wrote, a clerk had promised to close the port.\n\n"
    "“We may dredge,” she said. Tomas Rill, 61, opposed the plan. He may meet Brod on 9 March.\n\n"
    "Read more: ten harbours\n"
)


def at(words: str, nth: int = 0) -> Span:
    """The span of the words in the text, the nth time that they occur."""
    start = -1
    for _ in range(nth + 1):
        start = HARBOUR.index(words, start + 1)
    return Span(start, start + len(words))


@pytest.fixture
def harbour() -> Reading:
    """A report with a chain of three, a pronoun, a quiet stance, people, dates, an event, an appearance and furniture."""
    blocks = [Block(s.start, s.end, kind, detail, (Vote("lexicon", kind, 0.9, "lead-in"), Vote("lines", "body", 0.2)))
              for s, kind, detail in (
                  (at("date 2026-03-05"), "date", ""), (Span(at("Mayor").start, at("port.").end), "body", ""),
                  (Span(at("“We").start, at("9 March.").end), "body", ""), (at("Read more: ten harbours"), "furniture", "read-more"))]
    content = Span(at("as the Gull").start, at("close the port").end)
    attributions = [
        Attribution("a1", (at("Mayor Ana Brod"),), (at("denied"),), (content,), speaker="e1", identification="named", act="deny",
                    said_on=SaidOn("2026-03-03", "t1"), confidence=0.91, by="model/1", reasons=("act: the cue denies", "plain reason")),
        Attribution("a2", (at("the Gull"),), (at("wrote"),), (Span(at("a clerk").start, content.end),), inside="a1",
                    identification="outlet", by="model/1"),
        Attribution("a3", (at("a clerk"),), (at("promised"),), (at("to close the port"),), inside="a2", identification="role",
                    act="promise", by="model/1"),
        Attribution("a4", (at("she"),), (at("said"),), (at("We may dredge"),), speaker="e1", identification="named",
                    quotation="direct", hedges=(at("may"),), by="rule"),
        Attribution("a5", (at("Tomas Rill"),), (at("opposed"),), (at("the plan"),), speaker="e2", identification="named", act="other"),
    ]
    said = Span(at("as the").start, at("close the port").end)
    layers: tuple[tuple[LayerKey[Any], list[Any]], ...] = (
        (BLOCKS, blocks),
        (ATTRIBUTIONS, attributions),
        (ENTITIES, [Entity("e1", "person", "Ana Brod", ("Brod",), (Role("Mayor", *at("Mayor")),)), Entity("e2", "person", "Tomas Rill", age=61)]),
        (MENTIONS, [Mention(*at("Ana Brod"), "e1", "name"), Mention(*at("she"), "e1", "pronoun", "the only woman"),
                    Mention(*at("Tomas Rill"), "e2", "name"), Mention(*at("Brod", 1), "e1", "name")]),
        (TIMEXES, [Timex("t1", *at("Tuesday"), "DATE", "2026-03-03", begin="2026-03-03", until="2026-03-04", anchor="2026-03-05", rule="weekday"),
                   Timex("t2", *at("9 March"), "DATE", "2026-03-09", begin="2026-03-09", until="2026-03-10")]),
        (EVENTS, [Event("v1", "meeting", (at("meet Brod on 9 March"),), ("e2", "e1"), when=SaidOn("2026-03-09", "t2"), status="floated")]),
        (APPEARANCES, [Appearance("p1", "e2", Occasion("the meeting", "v1"), "expected", (at("He may meet"),), when=SaidOn("2026-03-09"))]),
        (VOICE_RUNS, [Voice(*at("date 2026-03-05"), "furniture"), Voice(at("Mayor").start, said.start, "outlet"), Voice(*said, "denied", "a1"),
                      Voice(*at("We may dredge"), "speculated", "a4"), Voice(*at("Read more: ten harbours"), "furniture")]),
    )
    reading = Reading(Document(HARBOUR, Metadata(publisher="Harbour Post", published="2026-03-05", sources={"published": "text"}), origin="harbour.txt"))
    for key, annotations in layers:
        reading = reading.with_layer(key, annotations, key.name, "1")
    return reading
