"""Every rule around the model, with sentences that it matches and sentences that it must not; drafts are made by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.reading.attributing import layout_rules, relay_rules, voice_rules
from sayso.reading.attributing.drafts import Draft, Page

PageOf = Callable[..., Page]
DraftOf = Callable[..., Draft]


def words(text: str, draft: Draft) -> tuple[str, str, str]:
    """Source, cue and content in words."""
    source, cue, content = (" … ".join(text[s:e] for s, e in part) for part in (draft.source, draft.cue, draft.content))
    return source, cue, content


# layout: transcripts

def test_a_label_in_capitals_speaks(page_of: PageOf) -> None:
    text = "HOLM: We will appeal.\nThe court rose."
    (draft,) = layout_rules.transcript_lines(page_of(text), [])
    assert words(text, draft) == ("HOLM", ":", "We will appeal.")
    assert draft.by == "rule/transcript"


def test_a_place_in_capitals_before_a_report_does_not_speak(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "MARSTAD: The minister said the dam leaks.\nThe court rose."
    assert layout_rules.transcript_lines(page_of(text), [draft_of(text, "The minister", "said", "the dam leaks")]) == []


def test_three_labels_make_a_transcript(page_of: PageOf) -> None:
    text = "Ana Brod: We may dredge.\nTomas Rill: At what cost?\nAna Brod: At none."
    drafts = layout_rules.transcript_lines(page_of(text), [])
    assert [words(text, d) for d in drafts] == [
        ("Ana Brod", ":", "We may dredge."), ("Tomas Rill", ":", "At what cost?"), ("Ana Brod", ":", "At none."),
    ]


def test_questions_and_answers_make_a_transcript(page_of: PageOf) -> None:
    text = "Q: Will it hold?\nA: It will.\nQ: Are you sure?"
    assert [words(text, d)[0] for d in layout_rules.transcript_lines(page_of(text), [])] == ["Q", "A", "Q"]


@pytest.mark.parametrize("text", [
    "Tomas Rill: At what cost?\nThe court rose.",
    "Update: the pier is shut.\nNote: bring a coat.\nTime: noon.",
    "The bill came to this: nothing.",
    "At 10:30 the gates shut.\nAt 11:30 they opened.\nAt 12:30 they shut.",
    "",
])  # fmt: skip
def test_a_colon_alone_makes_no_transcript(page_of: PageOf, text: str) -> None:
    assert layout_rules.transcript_lines(page_of(text), []) == []


def test_a_line_that_the_model_has_is_left_alone(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "HOLM: We will appeal."
    assert layout_rules.transcript_lines(page_of(text), [draft_of(text, "HOLM", ":", "We will appeal.")]) == []


def test_furniture_holds_no_transcript(page_of: PageOf) -> None:
    assert layout_rules.transcript_lines(page_of("HOLM: We will appeal.", "furniture"), []) == []


# layout: headlines

@pytest.mark.parametrize(("line", "expected"), [
    ("Ilse Varga: dam is safe", ("Ilse Varga", ":", "dam is safe")),
    ("Dam is safe and will hold, says Varga", ("Varga", "says", "Dam is safe and will hold")),
    ("‘The dam is safe’ - Ilse Varga", ("Ilse Varga", "-", "‘The dam is safe’")),
    ("Port must close, warn harbour pilots", ("harbour pilots", "warn", "Port must close")),
    ("Port must close, warns Pilots Union", ("Pilots Union", "warns", "Port must close")),
])  # fmt: skip
def test_headlines(page_of: PageOf, line: str, expected: tuple[str, str, str]) -> None:
    drafts = layout_rules.headlines(page_of(line, "headline"), [])
    assert [words(line, d) for d in drafts] == [expected]


@pytest.mark.parametrize("line", ["Live: storm hits coast", "Analysis: what the dam means", "Dam closes for repairs", "Varga says little", "Review: a dull film"])
def test_headlines_that_say_nothing(page_of: PageOf, line: str) -> None:
    assert layout_rules.headlines(page_of(line, "headline"), []) == []


def test_a_body_line_is_no_headline(page_of: PageOf) -> None:
    assert layout_rules.headlines(page_of("Ilse Varga: dam is safe"), []) == []


def test_a_cue_that_the_model_has_is_left_alone(page_of: PageOf, draft_of: DraftOf) -> None:
    line = "Port chief skips talks as union claims pier is sold"
    assert layout_rules.headlines(page_of(line, "headline"), [draft_of(line, "union", "claims", "pier is sold")]) == []


def test_a_headline_that_the_model_has_is_left_alone(page_of: PageOf, draft_of: DraftOf) -> None:
    line = "Ilse Varga: dam is safe"
    assert layout_rules.headlines(page_of(line, "headline"), [draft_of(line, "Ilse Varga", ":", "dam is safe")]) == []


# layout: signatures and quotations that run on

def test_a_quotation_signed_on_the_next_line(page_of: PageOf) -> None:
    text = "“The bus never came.”\n― Ana Bell, 40"
    (draft,) = layout_rules.signed_quotations(page_of(text), [])
    assert words(text, draft) == ("Ana Bell, 40", "―", "“The bus never came.”")


def test_a_quotation_signed_at_its_own_end(page_of: PageOf) -> None:
    text = "“The bus never came.” — Ana Bell"
    (draft,) = layout_rules.signed_quotations(page_of(text), [])
    assert words(text, draft)[0] == "Ana Bell"


@pytest.mark.parametrize("text", ["The bus never came.\n— Ana Bell", "“The bus never came.”\nAna Bell waited.", "“The bus” was late — Ana Bell was not there."])
def test_no_signature(page_of: PageOf, text: str) -> None:
    assert layout_rules.signed_quotations(page_of(text), []) == []


def test_a_quotation_goes_on_in_the_next_paragraph(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "“The dam is safe,” Varga said. “We have looked.\n“We will look again.”\nThe crowd left."
    drafts = [draft_of(text, "Varga", "said", "“The dam is safe,”", "“We have looked.")]
    layout_rules.continued_quotations(page_of(text), drafts)
    assert words(text, drafts[0])[2] == "“The dam is safe,” … “We have looked. … “We will look again.”"


def test_a_quotation_goes_on_over_several_paragraphs(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "Varga said: “One.\n“Two.\n“Three.”"
    drafts = [draft_of(text, "Varga", "said", "“One.")]
    layout_rules.continued_quotations(page_of(text), drafts)
    assert words(text, drafts[0])[2] == "“One. … “Two. … “Three.”"


@pytest.mark.parametrize("after", ["The crowd left.", "“Nonsense,” Rill shouted.", "“RILL: Nonsense.", ""])
def test_a_quotation_does_not_go_on(page_of: PageOf, draft_of: DraftOf, after: str) -> None:
    text = "Varga said: “One.\n" + after
    drafts = [draft_of(text, "Varga", "said", "“One.")]
    layout_rules.continued_quotations(page_of(text), drafts)
    assert words(text, drafts[0])[2] == "“One."


# relays

def test_quoted_as_saying(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "The Gull quoted Ana Brod as saying that the quay would close."
    outer = draft_of(text, "The Gull", "quoted", "Ana Brod as saying that the quay would close")
    (inner,) = relay_rules.split_relays(page_of(text), [outer])
    assert inner.parent is outer
    assert words(text, inner)[:2] == ("Ana Brod", "saying")
    assert "the quay would close" in words(text, inner)[2]
    assert words(text, outer) == ("The Gull", "quoted", "Ana Brod as saying that the quay would close.")


def test_was_quoted_by_another_as_saying(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "Ana Brod was quoted by the Gull as saying the quay would close."
    outer = draft_of(text, "Ana Brod", "was quoted by the Gull as saying", "the quay would close")
    (inner,) = relay_rules.split_relays(page_of(text), [outer])
    assert words(text, outer)[:2] == ("the Gull", "quoted")
    assert words(text, inner) == ("Ana Brod", "saying", "the quay would close")
    assert inner.parent is outer


@pytest.mark.parametrize("text", [
    "The Gull quoted a price of nine crowns.", "Ana Brod was cited for bravery.", "Ana Brod quoted Homer at length.", "The Gull was quoted by nobody.",
])  # fmt: skip
def test_no_relay(page_of: PageOf, draft_of: DraftOf, text: str) -> None:
    cue = "quoted" if "quoted" in text else "cited"
    assert relay_rules.split_relays(page_of(text), [draft_of(text, None, cue, text.split(cue)[1])]) == []


def test_a_relay_needs_a_draft(page_of: PageOf) -> None:
    assert relay_rules.split_relays(page_of("The Gull quoted Ana Brod as saying that the quay would close."), []) == []


def test_citing(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "The Gull reported, citing two port officials, that the quay would close."
    outer = draft_of(text, "The Gull", "reported", "the quay would close")
    (inner,) = relay_rules.citations(page_of(text), [outer])
    assert words(text, inner) == ("two port officials", "citing", "the quay would close")
    assert inner.parent is outer


@pytest.mark.parametrize("text", ["The Gull shut its doors, citing rising costs.", "The Gull reported the sale, citing nothing."])
def test_citing_a_reason_is_no_source(page_of: PageOf, draft_of: DraftOf, text: str) -> None:
    outer = draft_of(text, "The Gull", "reported" if "reported" in text else "shut", "the sale" if "sale" in text else "its doors")
    assert relay_rules.citations(page_of(text), [outer]) == []


def test_citing_needs_a_statement_in_its_sentence(page_of: PageOf) -> None:
    assert relay_rules.citations(page_of("The strike was off, citing port officials."), []) == []


def test_a_dismissal_of_talk(page_of: PageOf) -> None:
    text = "The palace has moved to dismiss speculation that the king is ill."
    (draft,) = relay_rules.denials(page_of(text), [])
    assert words(text, draft) == ("The palace", "has moved to dismiss", "speculation that the king is ill")


@pytest.mark.parametrize("text", ["The palace dismissed the cook.", "The court rejected the appeal.", "Nobody denied entry to the port."])
def test_no_dismissal_of_talk(page_of: PageOf, text: str) -> None:
    assert relay_rules.denials(page_of(text), []) == []


def test_a_denial_that_the_model_has_is_left_alone(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "The palace denied reports that the king is ill."
    assert relay_rules.denials(page_of(text), [draft_of(text, "The palace", "denied", "reports that the king is ill")]) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("There was speculation that the king is ill.", ("", "speculation", "the king is ill")),
    ("He was angered by reports that the yard had been sold.", ("", "reports", "the yard had been sold")),
    ("There were complaints from residents of the quay that the noise was unbearable.", ("residents of the quay", "complaints", "the noise was unbearable")),
])  # fmt: skip
def test_talk_that_nobody_owns(page_of: PageOf, text: str, expected: tuple[str, str, str]) -> None:
    found = [words(text, d) for d in relay_rules.unowned(page_of(text), [])]
    assert found == [expected]


@pytest.mark.parametrize("text", [
    "The reports that were lost are back.", "His claim that the yard was sold is old.", "Moscow’s suggestion that talks begin was heard.",
    "The report ran to ninety pages.", "The idea that has taken hold is simple.",
])  # fmt: skip
def test_talk_that_is_owned_or_is_none(page_of: PageOf, text: str) -> None:
    assert relay_rules.unowned(page_of(text), []) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("The pilots’ warnings that the buoys were dark went unheard.", ("The pilots", "warnings")),
    ("Ana Brod's claim that the yard was sold is old.", ("Ana Brod", "claim")),
])  # fmt: skip
def test_talk_with_its_owner(page_of: PageOf, text: str, expected: tuple[str, str]) -> None:
    (draft,) = relay_rules.owned(page_of(text), [])
    assert words(text, draft)[:2] == expected
    assert words(text, draft)[2].startswith(("the buoys were dark", "the yard was sold"))


@pytest.mark.parametrize("text", ["The pilots’ boats that the storm sank are back.", "The warnings that the buoys were dark went unheard.", "It’s a fact that he left."])
def test_talk_without_an_owner(page_of: PageOf, text: str) -> None:
    assert relay_rules.owned(page_of(text), []) == []


# voices: hearers and speakers

@pytest.mark.parametrize(("text", "source", "cue", "left"), [
    ("The minister was told that the dam leaks.", "The minister", "was told", ""),
    ("The court heard that the gate was open.", "The court", "heard", ""),
    ("The minister told us that the dam leaks.", "The minister", "told", "The minister"),
    ("The neighbours heard that the gate was open.", "The neighbours", "heard", "The neighbours"),
])  # fmt: skip
def test_a_hearer_is_no_speaker(page_of: PageOf, draft_of: DraftOf, text: str, source: str, cue: str, left: str) -> None:
    (draft,) = voice_rules.mended(page_of(text), [draft_of(text, source, cue, text.split(" that ")[1])])
    assert words(text, draft)[0] == left


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Brindale told to boil its water", "Brindale", "to boil its water"),
        ("Crews urged to stay", "Crews", "to stay"),
        ("Boss lied to inspectors, court told", "court", "Boss lied to inspectors"),
    ],
)
def test_whom_a_headline_has_told_is_no_speaker(page_of: PageOf, draft_of: DraftOf, text: str, source: str, content: str) -> None:
    cue = "urged" if "urged" in text else "told"
    (draft,) = voice_rules.mended(page_of(text), [draft_of(text, source, cue, content)])
    assert draft.source == ()


def test_who_tells_somebody_to_do_something_speaks(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "Mayor told council to act"
    (draft,) = voice_rules.mended(page_of(text), [draft_of(text, "Mayor", "told", "council to act")])
    assert draft.source != ()


def test_the_agent_of_a_passive_speaks(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "The minister was told by engineers that the dam leaks."
    (draft,) = voice_rules.mended(page_of(text), [draft_of(text, "The minister", "was told", "the dam leaks")])
    assert words(text, draft)[0] == "engineers"


def test_asked_whether_goes(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "Asked whether he would stand, Rill laughed."
    assert voice_rules.mended(page_of(text), [draft_of(text, None, "Asked", "whether he would stand")]) == []


def test_who_asks_stays(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "Rill asked whether the pier was safe."
    draft = draft_of(text, "Rill", "asked", "whether the pier was safe")
    assert voice_rules.mended(page_of(text), [draft]) == [draft]


@pytest.mark.parametrize(("text", "source", "cue"), [
    ("The firm did not respond to a request for comment.", "The firm", "did not respond"),
    ("The yard was open, but the harbour board declined to comment.", "the harbour board", "declined"),
    ("Rill hasn’t replied to questions.", "Rill", "hasn’t replied"),
    ("But the board declined to comment.", "the board", "declined"),
    ("Its owner could not be reached for comment.", "Its owner", "could not be reached"),
])  # fmt: skip
def test_a_refusal(page_of: PageOf, text: str, source: str, cue: str) -> None:
    (draft,) = voice_rules.refusals(page_of(text), [])
    assert words(text, draft)[:2] == (source, cue)


@pytest.mark.parametrize("text", ["The patient did not respond to the drug.", "She declined the prize.", "He answered every question.", "Sales declined to nine tons."])
def test_no_refusal(page_of: PageOf, text: str) -> None:
    assert voice_rules.refusals(page_of(text), []) == []


def test_a_refusal_that_the_model_has_is_left_alone(page_of: PageOf, draft_of: DraftOf) -> None:
    text = "The firm declined to comment."
    assert voice_rules.refusals(page_of(text), [draft_of(text, "The firm", "declined", "to comment")]) == []
