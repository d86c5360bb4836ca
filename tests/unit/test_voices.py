"""Voices: every character of every block in exactly one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, KINDS, Block
from sayso.document import Document, Reading, Span
from sayso.reading.voices import VoiceStep
from sayso.voice import VOICE_RUNS, VOICES, Voice

TEXT = "Brod denied that Rill had said the pier was shut. It rained."


def said(name: str, content: str, act: str = "assert", inside: str | None = None, text: str = TEXT) -> Attribution:
    """An attribution of some words of the text."""
    start = text.index(content)
    return Attribution(name, (), (Span(0, 4),), (Span(start, start + len(content)),), inside=inside, act=act)


def voiced(blocks: list[Block], attributions: list[Attribution], text: str = TEXT) -> tuple[Voice, ...]:
    """The voices of a reading made by hand."""
    reading = Reading(Document(text)).with_layer(BLOCKS, blocks).with_layer(ATTRIBUTIONS, attributions)
    return VoiceStep().run(reading).layer(VOICE_RUNS)


def in_words(runs: tuple[Voice, ...], text: str = TEXT) -> list[tuple[str, str, str | None]]:
    """Each run's words, voice and attribution."""
    return [(text[r.start : r.end], r.voice, r.attribution) for r in runs]


WHOLE = [Block(0, len(TEXT), "body")]


def test_without_attributions_the_outlet_speaks() -> None:
    assert in_words(voiced(WHOLE, [])) == [(TEXT, "outlet", None)]


def test_the_innermost_voice_speaks() -> None:
    outer = said("a1", "Rill had said the pier was shut", "deny")
    inner = said("a2", "the pier was shut", inside="a1")
    assert in_words(voiced(WHOLE, [inner, outer])) == [
        ("Brod denied that ", "outlet", None), ("Rill had said ", "denied", "a1"), ("the pier was shut", "attributed", "a2"), (". It rained.", "outlet", None),
    ]


@pytest.mark.parametrize(("act", "voice"), [
    ("assert", "attributed"), ("deny", "denied"), ("speculate", "speculated"), ("accuse", "attributed"), ("believe", "attributed"),
    ("intend", "outlet"), ("other", "outlet"),
])  # fmt: skip
def test_voice_by_act(act: str, voice: str) -> None:
    runs = in_words(voiced(WHOLE, [said("a1", "the pier was shut", act)]))
    assert ("the pier was shut", voice, "a1") in runs or (voice == "outlet" and runs == [(TEXT, "outlet", None)])


def test_an_inner_and_an_outer_of_the_same_words() -> None:
    outer, inner = said("a1", "the pier was shut"), said("a2", "the pier was shut", "speculate", inside="a1")
    assert ("the pier was shut", "speculated", "a2") in in_words(voiced(WHOLE, [outer, inner]))


def test_contents_that_overlap_are_cut_at_every_edge() -> None:
    one, other = said("a1", "Rill had said the pier"), said("a2", "the pier was shut")
    runs = voiced(WHOLE, [one, other])
    assert "".join(TEXT[r.start : r.end] for r in runs) == TEXT
    assert [r.attribution for r in runs] == [None, "a1", "a2", None]


def test_a_content_over_two_blocks_speaks_in_both() -> None:
    text = "He said one.\nTwo.\nThree."
    blocks = [Block(0, 12, "body"), Block(13, 17, "body"), Block(18, 24, "body")]
    runs = voiced(blocks, [said("a1", "one.\nTwo.", text=text)], text)
    assert in_words(runs, text) == [("He said ", "outlet", None), ("one.", "attributed", "a1"), ("Two.", "attributed", "a1"), ("Three.", "outlet", None)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_block_has_a_voice(kind: str) -> None:
    (run,) = voiced([Block(0, len(TEXT), kind)], [])
    assert run.voice == {"furniture": "furniture", "caption": "caption"}.get(kind, "outlet")


def test_what_a_caption_attributes_is_attributed() -> None:
    runs = voiced([Block(0, len(TEXT), "caption")], [said("a1", "the pier was shut")])
    assert [r.voice for r in runs] == ["caption", "attributed", "caption"]


def test_furniture_never_speaks_for_somebody() -> None:
    assert [r.voice for r in voiced([Block(0, len(TEXT), "furniture")], [said("a1", "the pier was shut")])] == ["furniture"]


def test_a_parent_that_is_gone_does_no_harm() -> None:
    assert voiced(WHOLE, [replace(said("a1", "the pier was shut"), inside="gone")])[1].attribution == "a1"


def covered_once(reading: Reading) -> None:
    """Every character of every block in exactly one voice, in the order of the text."""
    runs = reading.layer(VOICE_RUNS)
    blocks = [b for b in reading.layer(BLOCKS) if b.start < b.end]
    held = [0] * len(reading.document.text)
    for run in runs:
        assert run.start < run.end
        assert run.voice in VOICES
        for at in range(run.start, run.end):
            held[at] += 1
    expected = [0] * len(held)
    for block in blocks:
        for at in range(block.start, block.end):
            expected[at] = 1
    assert held == expected
    assert list(runs) == sorted(runs, key=lambda r: r.start)


def test_every_character_of_the_bundled_reports_is_in_one_voice(examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        covered_once(reading)
        known = {a.id for a in reading.layer(ATTRIBUTIONS)}
        assert {r.attribution for r in reading.layer(VOICE_RUNS)} <= known | {None}


@pytest.mark.parametrize("text", [
    "", "\n", "The mayor said that the dam was safe.\n\nSubscribe to our newsletter\n\n“It will hold,” she said. “It\n\n“will.”", "🚢\ud800\x00 “said” he",
])  # fmt: skip
def test_every_character_of_any_text_is_in_one_voice(read: Callable[[str], Reading], text: str) -> None:
    covered_once(read(text))
