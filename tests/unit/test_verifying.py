"""Quotations found in a text, laid beside a report word by word, and the differences named. No database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.document import Span
from sayso.verifying.accounts import Account, faults
from sayso.verifying.aligning import Passage
from sayso.verifying.alterations import ALTERATIONS
from sayso.verifying.judging import Match, matched
from sayso.verifying.quoting import quotations
from sayso.verifying.tokens import pattern, plain, tokens
from sayso.verifying.voices import Voice, same_voice

REPORT = (
    "MARSTAD, March 3 - “We will dredge the port before winter, and we will not sell it, unless the council says so,” Mayor Ana Brod said.\n\n"
    "“I do not think the ferry is lost. It carried 1,200 people last year,” said the harbour master, Tomas Rill. “Nobody asked us about the crane.”\n\n"
    "Rill may have offered to resign, two clerks said.\n"
)


def found(text: str) -> list[str]:
    return [" / ".join(text[s:e] for s, e in q.pieces) for q in quotations(text)]


@pytest.mark.parametrize(("text", "expected"), [
    ("He said “we go” and left.", ["we go"]),
    ('He said "we go" and "we stay".', ["we go", "we stay"]),
    ("„Wir gehen“, sagte er. «On y va», dit-elle. »Los«, rief er.", ["Wir gehen", "On y va", "Los"]),
    ("‘We go,’ he said; it wasn’t the ministers’ idea.", ["We go,"]),
    ("‘The ministers’ diaries are shut,’ he said.", ["The ministers’ diaries are shut,"]),
    ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,", "go home"]),
    ("“First paragraph.\n\n“Second paragraph,” he said.", ["First paragraph. / Second paragraph,"]),
    ("Rill wrote:\n\n> We go\n> at dawn.\n\nThen he left.", ["We go / at dawn."]),
    ("> “We go.”\n", ["We go."]),
    ("```\nprint(“no quotation”)\n```\n", []),
    ("It's the captain's boat, isn't it?", []),
    ("「行きます」と言った。", ["行きます"]),
    ("“”", []),
    ("", []),
])
def test_quotations_of_all_kinds(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(alphabet="ab ’‘“”\"'«»„>\n.s", max_size=80))
def test_any_marks_give_spans_of_the_text(text: str) -> None:
    for q in quotations(text):
        for start, end in q.pieces:
            assert 0 <= start <= end <= len(text)


def test_block_quotations_that_are_known_by_markup() -> None:
    text = "Rill wrote this.\nWe go at dawn.\nHe left."
    (q,) = quotations(text, [Span(17, 31)])
    assert (text[q.span.start : q.span.end], q.block) == ("We go at dawn.", True)


def test_typography_is_no_difference_between_words() -> None:
    assert plain(tokens("Co-operate — it’s 1,200 per cent “ours”")) == plain(tokens("co‑operate - IT'S 1200 per cent 'ours'"))
    assert plain(tokens("US ships")) != plain(tokens("us ships"))


def test_brackets_and_ellipses_are_an_editors() -> None:
    text = "[T]he port … [the ferry] is [sic] gone [...] (…)"
    assert [(t.form, t.sort) for t in pattern(text, [Span(0, len(text))])] == [
        ("the", "word"), ("port", "word"), ("…", "ellipsis"), ("[the ferry]", "bracket"), ("is", "word"), ("gone", "word"),
    ]


def check(words: str, around: tuple[str, ...] = ()) -> Match | None:
    return matched(pattern(words, [Span(0, len(words))]), [Passage(REPORT)], around=around)


@pytest.mark.parametrize("words", [
    "We will dredge the port before winter, and we will not sell it, unless the council says so",
    "we will dredge the port before winter — and we will not sell it, unless the council says so.",
    "[W]e will dredge the port … and we will not sell it, unless the council says so",
    "It carried 1200 people last year",
    "[The ferry] carried 1,200 people last year",
    "I do not think the ferry is lost. It carried 1,200 people last year. Nobody asked us about the crane.",
    "dredge the port",
])
def test_exact(words: str) -> None:
    match = check(words)
    assert match is not None
    assert match.exact, match.changes


@pytest.mark.parametrize(("words", "kind"), [
    ("We will deepen the port before winter, and we will not sell it, unless the council says so", "word changed"),
    ("We will dredge the port before winter, and will not sell it, unless the council says so", "word dropped"),
    ("We will dredge the whole port before winter, and we will not sell it, unless the council says so", "word added"),
    ("We will dredge the port before winter, and we will sell it, unless the council says so", "negation flipped"),
    ("It carried 1,300 people last year", "number changed"),
    ("We will dredge the port before winter, and we will not sell it", "truncated"),
    ("the ferry is lost", "truncated"),
    ("I … think the ferry is lost", "truncated"),
    ("We will dredge before winter the port, and we will not sell it, unless the council says so", "order changed"),
    ("We will dredge the port before winter. Nobody asked us about the crane.", "spliced"),
    ("We will dredge the port before winter … Nobody asked us about the crane.", "spliced"),
    ("We will [not] dredge the port before winter, and we will not sell it, unless the council says so", "truncated"),
])
def test_altered(words: str, kind: str) -> None:
    match = check(words)
    assert match is not None
    assert not match.exact
    assert kind in {change.kind for change in match.changes} <= set(ALTERATIONS)


def test_what_the_drafts_own_sentence_carries_is_not_cut_away() -> None:
    match = check("the ferry is lost", ("rill", "does", "not", "believe", "that"))
    assert match is not None
    assert match.exact


def test_a_paraphrase_and_nothing_at_all() -> None:
    match = check("The council may say that the port should be sold and dredged by winter")
    assert match is not None
    assert match.paraphrase
    assert check("Purple elephants dance on the moon") is None
    assert check("…") is None


@given(st.integers(0, 40), st.integers(2, 20))
def test_every_stretch_of_a_quotation_is_found_where_it_stands(start: int, size: int) -> None:
    words = tokens(REPORT)[start : start + size]
    quoted = REPORT[words[0].start : words[-1].end]
    match = check(quoted)
    assert match is not None
    assert match.alignment.cost == 0
    assert plain(tokens(REPORT[match.alignment.span.start : match.alignment.span.end])) == plain(words)


def voice(*forms: str, identification: str = "named") -> Voice:
    return Voice(forms, identification)


@pytest.mark.parametrize(("one", "other", "same"), [
    (voice("Ana Brod"), voice("Mayor Ana Brod", "Brod"), True),
    (voice("Brod"), voice("Ana Brod"), True),
    (voice("Sergej Brod"), voice("Sergey Brod"), True),
    (voice("Ana Brod"), voice("Tomas Brod"), False),
    (voice("Ana Brod"), voice("Tomas Rill"), False),
    (voice("the energy minister", identification="role"), voice("the deputy energy minister", identification="role"), False),
    (voice("she"), voice("Ana Brod"), True),
    (voice("a source", identification="unnamed"), voice("two people familiar with the matter", identification="unnamed"), True),
    (voice("Ana Brod"), voice("a source", identification="unnamed"), False),
    (voice("the Gull", identification="outlet"), voice("a source", identification="unnamed"), False),
])
def test_voices(one: Voice, other: Voice, same: bool) -> None:
    assert same_voice(one, other) is same
    assert same_voice(other, one) is same


def account(*voices: Voice, act: str = "assert", content: str = "the port will close", hedges: tuple[str, ...] = ()) -> Account:
    return Account(voices, act, content, hedges, (act,))


GULL, CLERK, BROD = voice("the Gull", identification="outlet"), voice("a clerk", identification="unnamed"), voice("Ana Brod")


@pytest.mark.parametrize(("draft", "ledger", "sentence", "expected"), [
    (account(BROD), account(BROD), "Brod said the port will close", []),
    (account(voice("Tomas Rill")), account(BROD), "Rill said so", ["wrong speaker"]),
    (account(GULL), account(GULL, CLERK), "The Gull said so", ["collapsed chain"]),
    (account(CLERK), account(GULL, CLERK), "A clerk said so", ["collapsed chain"]),
    (account(CLERK), account(GULL, CLERK), "A clerk said so, the Gull reported", []),
    (account(GULL, CLERK), account(GULL, CLERK), "A clerk said so", []),
    (account(BROD), account(BROD, act="deny"), "Brod said so", ["denial turned into assertion"]),
    (account(BROD, act="deny"), account(BROD, act="deny"), "Brod denied it", []),
    (account(BROD, content="the port will not close"), account(BROD, act="deny"), "Brod said the port will not close", []),
    (account(BROD), account(BROD, hedges=("may",)), "Brod said the port will close", ["lost hedge"]),
    (account(BROD), account(BROD, hedges=("may",)), "Brod said the port might close", []),
    (account(BROD, act="speculate"), account(BROD, hedges=("may",)), "Brod mused", []),
    (account(), account(BROD), "It was said", []),
])
def test_faults(draft: Account, ledger: Account, sentence: str, expected: list[str]) -> None:
    assert [verdict for verdict, _ in faults(draft, ledger, sentence, sentence)] == expected


def test_an_outlet_is_not_put_in_its_sources_place() -> None:
    draft = account(voice("Harbour Post", identification="outlet"))
    assert [v for v, _ in faults(draft, account(CLERK), "", "", "Harbour Post")] == ["collapsed chain"]
