"""Quotations found in a text, laid beside a report word by word, and the differences named. No database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.document import Span
from sayso.verifying.accounts import Account, faults
from sayso.verifying.aligning import Passage
from sayso.verifying.alterations import ALTERATIONS
from sayso.verifying.days import Day, apart, days, told_on
from sayso.verifying.judging import Match, matched
from sayso.verifying.likening import likeness, telling
from sayso.verifying.quoting import quotations
from sayso.verifying.sentences import sentence
from sayso.verifying.tokens import pattern, plain, tokens
from sayso.verifying.values import differing
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
    ('[says](https://gull.example/a "The Gull, “live”") nothing. “We go,” she said.', ["We go,"]),
    ('![The crane](crane.jpg "“Gone”")\n\n[1]: https://gull.example "“Gone”"\n\n[^1]: “We go.”\n', ["We go."]),
    ("---\ntitle: “Gone”\n---\n\n“We go,” she said.\n", ["We go,"]),
    ('<img alt="the “crane”"> “We go,” she said.', ["We go,"]),
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


def test_a_long_tag_of_one_sentence_may_be_left_out_and_a_tale_may_not() -> None:
    tag = "said Ana Brod, who ran the port from 1995 to 1997, through the years of the strike, and has since led the council and its three committees."
    whole = "We will dredge the port. We will not sell the crane."
    for between, kinds in ((tag, set()), (f"{tag} She left. The strike went on for two more years, and the crane stood still.", {"spliced"})):
        match = matched(pattern(whole, [Span(0, len(whole))]), [Passage(f"“We will dredge the port,” {between} “We will not sell the crane.”\n")])
        assert match is not None
        assert {change.kind for change in match.changes} == kinds


def test_parts_of_two_speakers_are_no_quotation_where_each_line_is_a_paragraph() -> None:
    words = "He’s … the worst client ever"
    report = "“He’s the founder of it.”\nBrod quipped, “It’s like a lawyer with the worst client ever.”\nRill laughed.\n"
    match = matched(pattern(words, [Span(0, len(words))]), [Passage(report)])
    assert match is not None
    assert {change.kind for change in match.changes} == {"spliced"}


def test_a_last_word_that_stands_for_another_is_changed_and_shown_as_printed() -> None:
    match = check("Nobody asked us about the Ferry")
    assert match is not None
    assert [(c.kind, c.draft, c.ledger) for c in match.changes] == [("word changed", "Ferry", "crane")]


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
    (voice("Ana Brod"), voice("Ana Brod’s office", identification="institution"), False),
    (voice("Brod"), voice("a spokeswoman for Brod", identification="role"), False),
    (voice("the Brod campaign", identification="institution"), voice("Brod’s campaign team", identification="institution"), True),
    (voice("the harbour master", identification="role"), Voice(("Tomas Rill",), "named", ("harbour master",)), True),
    (voice("the Gull", identification="outlet"), Voice(("Tomas Rill",), "named", ("editor of the Gull",)), False),
    (voice("Clean Harbours", identification="unnamed"), voice("Clean Harbours", identification="institution"), True),
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


def test_a_doubt_is_no_assertion() -> None:
    doubted = Account((BROD,), "believe", "the port will close", cue="was sceptical that")
    assert [v for v, _ in faults(account(BROD), doubted, "", "")] == ["denial turned into assertion"]
    assert faults(doubted, doubted, "", "") == ()


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("on Feb. 18", "on 19 February 2026", True), ("on Feb. 19", "on 19 February 2026", False), ("on 2026-02-19", "February 19th, 2025", True),
    ("on Tuesday", "on Feb. 19", False), ("by 70 percent of them", "on Feb. 19", False), ("on May 3 and May 4", "on May 4", False),
])
def test_days(one: str, other: str, *, expected: bool) -> None:
    assert apart(days(one), days(other)) is expected


def test_days_on_which_something_is_said_stand_outside_what_is_said() -> None:
    text = "The ferry sank on Jan. 2. Brod told the council on Feb. 19 that it would sail on March 1."
    cue, content = text.index("told"), text.index("it would")
    assert told_on(text, (Span(cue, cue + 4),), (Span(content, len(text)),), None) == (Day(2, 19),)
    assert told_on("Brod said on Tuesday.", (Span(5, 9),), (), "2026-03-03") == (Day(3, 3, 2026),)
    assert told_on("OSTREL, March 4 (Gull) - Brod said on Tuesday.", (Span(30, 34),), (), "2026-03-03") == (Day(3, 3, 2026),)
    assert told_on("Brod said so.", (Span(5, 9),), (), "2026-03-03") == ()


@pytest.mark.parametrize(("draft", "ledger", "expected"), [
    ("costs rose to 42 million", "costs rose to 24 million from 18 million", [("number changed", "42", "24 18")]),
    ("it will sail by May of next year", "it will sail by March of next year", [("date changed", "May", "Mar")]),
    ("it may sail on Friday", "it might sail on Monday", [("date changed", "Friday", "Monday")]),
    ("it may sail", "it might sail in March", []),
    ("it cost 18 billion", "it cost 24bn, up from 18bn", []),
    ("it cost 24 million", "it cost 24bn", [("number changed", "million", "billion")]),
])
def test_values_that_differ(draft: str, ledger: str, expected: list[tuple[str, str, str]]) -> None:
    assert list(differing(draft, ledger, ledger)) == expected


def test_likeness_is_that_of_the_part_that_is_alike() -> None:
    content = "“I do not sing,” … The port may close, he wrote, and the ferry will be sold. Nobody came to the dinner."
    wanted = telling(["the", "ferry", "was", "sold"])
    found = likeness(wanted, 4, content)
    assert (found.share, found.shared, found.part) == (1.0, 2, "and the ferry will be sold")
    assert likeness(telling(["elephants"]), 1, content).share == 0
    assert telling(["she'll", "close", "closed", "the", "clinton's", "can't"]) == {"clos", "clinton"}


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_sentence_holds_what_it_is_asked_for(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = sentence(text, Span(start, end))
    assert 0 <= found.start <= start <= len(text)
    assert found.end <= len(text)


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "He came. Mr. Brod told Gov. Rill on Feb. 19 that it was so. She left."
    at = text.index("told")
    assert text[slice(*sentence(text, Span(at, at + 4)))].strip() == "Mr. Brod told Gov. Rill on Feb. 19 that it was so."
