"""The report's day, and when each statement was made."""

from __future__ import annotations

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading, Span
from sayso.reading.blockstep import BlockStep
from sayso.reading.dates import NEAR, SaidOnStep, TimexStep
from sayso.timex import TIMEXES, Timex


def said(text: str, cue: str, content: str, name: str = "a1", speaker: str | None = "e1", inside: str | None = None) -> Attribution:
    """An attribution of words of the text."""
    at, to = text.index(cue), text.index(content)
    return Attribution(name, (), (Span(at, at + len(cue)),), (Span(to, to + len(content)),), speaker=speaker, inside=inside)


def day(text: str, words: str, value: str | None, kind: str = "DATE") -> Timex:
    """A time expression of words of the text."""
    at = text.index(words)
    return Timex(f"t{at}", at, at + len(words), kind, value)


def dated(text: str, days: list[Timex], *attributions: Attribution) -> list[str | None]:
    """The days of the attributions."""
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, len(text), "body")])
    reading = reading.with_layer(TIMEXES, days).with_layer(ATTRIBUTIONS, attributions)
    return [a.said_on.value if a.said_on else None for a in SaidOnStep().run(reading).layer(ATTRIBUTIONS)]


def test_the_day_in_the_cues_sentence() -> None:
    text = "Rill said on Friday that it was over. Brod left on Monday."
    days = [day(text, "Friday", "2026-03-06"), day(text, "Monday", "2026-03-09")]
    assert dated(text, days, said(text, "said", "it was over")) == ["2026-03-06"]


def test_a_day_in_what_is_said_is_not_when_it_was_said() -> None:
    text = "Rill said the pier would open on Friday."
    assert dated(text, [day(text, "Friday", "2026-03-06")], said(text, "said", "the pier would open on Friday")) == [None]


def test_the_nearest_of_two_days() -> None:
    text = "After Monday's storm Rill said on Friday that it was over."
    days = [day(text, "Monday", "2026-03-02"), day(text, "Friday", "2026-03-06")]
    assert dated(text, days, said(text, "said", "it was over")) == ["2026-03-06"]


@pytest.mark.parametrize(("value", "kind"), [("2026-W10", "DATE"), ("2026-03", "DATE"), (None, "DATE"), ("P3D", "DURATION"), ("2026-03-06", "SET")])
def test_only_a_day_will_do(value: str | None, kind: str) -> None:
    text = "Rill said then that it was over."
    assert dated(text, [day(text, "then", value, kind)], said(text, "said", "it was over")) == [None]


def test_a_time_gives_its_day() -> None:
    text = "Rill said at noon that it was over."
    assert dated(text, [day(text, "noon", "2026-03-06T12:00", "TIME")], said(text, "said", "it was over")) == ["2026-03-06"]


def test_the_same_speaker_goes_on_on_the_same_day() -> None:
    text = "Rill said on Friday that it was over. He added that he was glad."
    days = [day(text, "Friday", "2026-03-06")]
    assert dated(text, days, said(text, "said", "it was over"), said(text, "added", "he was glad", "a2")) == ["2026-03-06"] * 2
    assert dated(text, days, said(text, "said", "it was over"), said(text, "added", "he was glad", "a2", "e2")) == ["2026-03-06", None]
    assert dated(text, days, said(text, "said", "it was over", speaker=None), said(text, "added", "he was glad", "a2", None))[1] is None


@pytest.mark.parametrize("cue", ["later added", "has added", "had added"])
def test_a_later_word_was_not_said_that_day(cue: str) -> None:
    text = f"Rill said on Friday that it was over. He {cue} that he was glad."
    assert dated(text, [day(text, "Friday", "2026-03-06")], said(text, "said", "it was over"), said(text, cue, "he was glad", "a2"))[1] is None


def test_a_day_does_not_reach_far() -> None:
    text = "Rill said on Friday that it was over. " + "It rained. " * (NEAR // 10) + "He added that he was glad."
    assert dated(text, [day(text, "Friday", "2026-03-06")], said(text, "said", "it was over"), said(text, "added", "he was glad", "a2"))[1] is None


def test_an_inner_statement_is_dated_inside_its_outer_one() -> None:
    text = "Rill said on Friday that Brod warned on Monday that it would rain."
    outer = said(text, "said", "Brod warned on Monday that it would rain")
    inner = said(text, "warned", "it would rain", "a2", "e2", "a1")
    days = [day(text, "Friday", "2026-03-06"), day(text, "Monday", "2026-03-02")]
    assert dated(text, days, outer, inner) == ["2026-03-06", "2026-03-02"]
    assert dated(text, days[:1], outer, inner) == ["2026-03-06", None]


def test_the_timex_is_named() -> None:
    text = "Rill said on Friday that it was over."
    friday = day(text, "Friday", "2026-03-06")
    reading = Reading(Document(text)).with_layer(BLOCKS, [Block(0, len(text), "body")]).with_layer(TIMEXES, [friday])
    (found,) = SaidOnStep().run(reading.with_layer(ATTRIBUTIONS, [said(text, "said", "it was over")])).layer(ATTRIBUTIONS)
    assert found.said_on is not None
    assert found.said_on.timex == friday.id


def timed(text: str, **metadata: str) -> Reading:
    """The reading of a text up to its timexes."""
    return TimexStep().run(BlockStep().run(Reading(Document(text, Metadata().updated("option", **metadata)))))


def test_the_report_is_dated_by_its_own_text() -> None:
    document = timed("date 2026-03-05\n\nMayor shuts pier\n\nThe mayor shut the pier on Tuesday after a long night of storms.").document
    assert (document.metadata.published, document.metadata.sources["published"]) == ("2026-03-05", "text")


def test_a_date_that_the_caller_gives_comes_first() -> None:
    reading = timed("date 2026-03-05\n\nMayor shuts pier\n\nThe mayor shut the pier on Tuesday.", published="2026-04-01")
    assert (reading.document.metadata.published, reading.document.metadata.sources["published"]) == ("2026-04-01", "option")


def test_without_a_day_weekdays_stay_unresolved() -> None:
    reading = timed("The mayor shut the pier on Tuesday after a long night of storms.")
    assert reading.document.metadata.published is None
    assert [t.value for t in reading.layer(TIMEXES) if reading.document[t.span] == "Tuesday" and t.begin] == []


def test_furniture_has_no_timexes() -> None:
    text = "The mayor shut the pier.\nRead more: the storm of 9 March 2026"
    blocks = [Block(0, 24, "body"), Block(25, len(text), "furniture", "read-more")]
    assert TimexStep().run(Reading(Document(text)).with_layer(BLOCKS, blocks)).layer(TIMEXES) == ()


def test_another_language_is_not_read_and_says_so() -> None:
    reading = timed("Le 9 mars 2026, la maire a fermé la jetée.", language="fr")
    assert reading.layer(TIMEXES) == ()
    assert "English only: not read" in reading.steps["timexes"]


@pytest.mark.parametrize(
    "text",
    [
        "Rill, who left on Friday, said it was over.",
        "Rill hopes to end it, which began on Friday.",
        "Brod left on Friday, a week after Rill said it was over.",
        "Born on Friday – Rill said it was over.",
        "Rill used to say on Friday it was over.",
    ],
)
def test_a_day_of_another_clause_is_not_when_it_was_said(text: str) -> None:
    cue, content = ("hopes", "to end it") if "hopes" in text else ("said" if "said" in text else "say", "it was over")
    assert dated(text, [day(text, "Friday", "2026-03-06")], said(text, cue, content)) == [None]


@pytest.mark.parametrize("text", ["Rill, who on Friday said it was over, left.", "On Friday, after hours of talks, Rill said it was over.",
                                  "But, when asked on Friday about the pier, Rill said it was over."])
def test_a_day_of_the_cues_own_clause_is(text: str) -> None:
    assert dated(text, [day(text, "Friday", "2026-03-06")], said(text, "said", "it was over")) == ["2026-03-06"]


def test_nothing_is_said_on_a_day_to_come() -> None:
    text = "Rill said it was over, on Friday."
    reading = Reading(Document(text, Metadata(published="2026-03-05"))).with_layer(BLOCKS, [Block(0, len(text), "body")])
    reading = reading.with_layer(TIMEXES, [day(text, "Friday", "2026-03-06")]).with_layer(ATTRIBUTIONS, [said(text, "said", "it was over")])
    assert [a.said_on for a in SaidOnStep().run(reading).layer(ATTRIBUTIONS)] == [None]
