"""The blocks of flat text: header grammar, furniture, captions, corrections, repetition; and that no character is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.block import KINDS, STATED, Block
from sayso.document import Document, Metadata, Reading
from sayso.reading.blocks import RepetitionStore, label_text
from sayso.reading.blocks.headers import header
from sayso.reading.blockstep import BlockStep

PARAGRAPHS = (
    "The port of Velm will stay shut until Friday, the harbour master said, after a crane fell across the northern quay on Sunday night.",
    "“Nobody was hurt, and that is all I know,” Ida Brandt told reporters in front of the closed gates.",
    "Two ships that carried grain for the islands have turned back, and the ferry company has stopped selling tickets for the week.",
    "Opposition councillors accused the city of having ignored a report on the crane's rust, which a spokesman for the mayor denied.",
)
APPEAL = (
    "Your gift keeps us asking. We have no owner but our readers, and we do not put our reporting behind a wall. "
    "If you can afford it, please consider supporting our newsroom today. It takes a minute. Your contribution keeps us afloat. Read more"
)


def labelled(text: str, metadata: Metadata | None = None, seen: RepetitionStore | None = None) -> list[tuple[str, str]]:
    """The kind and the text of each block."""
    document = Document(text, metadata or Metadata())
    return [(block.kind, text[block.start : block.end]) for block in label_text(document, seen)]


def report(*lines: str, headline: str = "Crane falls across quay in Velm") -> str:
    return "\n\n".join((headline, *PARAGRAPHS[:2], *lines, *PARAGRAPHS[2:]))


def kind_in_report(line: str) -> tuple[str, str]:
    """The kind and sort of a line that stands between a report's paragraphs."""
    text = report(line)
    at = text.index(line)
    blocks = [block for block in label_text(Document(text)) if block.start < at + len(line) and block.end > at]
    assert {(b.kind, b.detail) for b in blocks} == {(blocks[0].kind, blocks[0].detail)}, blocks
    return blocks[0].kind, blocks[0].detail


def test_a_plain_report() -> None:
    kinds = [kind for kind, _ in labelled(report())]
    assert kinds == ["headline", "body", "body", "body", "body"]


@pytest.mark.parametrize("name", ["Velm Courier", "The Guardian"])
def test_a_papers_name_above_the_headline_is_furniture_and_the_publisher(name: str) -> None:
    text = f"{name}\n\n{report()}"
    assert [kind for kind, _ in labelled(text)] == ["furniture", "headline", "body", "body", "body", "body"]
    metadata = BlockStep().run(Reading(Document(text))).document.metadata
    assert (metadata.publisher, metadata.sources["publisher"]) == (name.removeprefix("The "), "text") or metadata.publisher == name


def test_a_headline_that_ends_as_a_papers_name_does() -> None:
    text = "\n\n".join(("Velm Courier", *PARAGRAPHS))
    assert labelled(text)[0] == ("headline", "Velm Courier")


def test_a_report_without_a_headline() -> None:
    assert [kind for kind, _ in labelled("\n".join(PARAGRAPHS))] == ["body"] * 4


def test_header_lines() -> None:
    text = "\n".join(
        (
            "Crane falls across quay in Velm",
            "City denies that it knew of the rust",
            "By Jonas Reed and Ada Moss",
            "Published 6 May 2031",
            *PARAGRAPHS,
        )
    )
    assert [kind for kind, _ in labelled(text)][:5] == ["headline", "standfirst", "byline", "date", "body"]


def test_a_date_and_an_appeal_in_front_of_a_report() -> None:
    text = f" date 2031-05-06 {APPEAL}\n\n" + "\n\n".join(PARAGRAPHS)
    found = labelled(text)
    assert found[:2] == [("date", "date 2031-05-06"), ("furniture", APPEAL)]
    assert [kind for kind, _ in found[2:]] == ["body"] * 4


def test_an_appeal_at_the_end_of_a_paragraph_is_cut_off() -> None:
    tail = "Sign up for our newsletter and get the day's stories in your inbox."
    assert labelled(report(f"{PARAGRAPHS[0]} {tail}"))[3:5] == [("body", PARAGRAPHS[0]), ("furniture", tail)]


def test_a_dateline_is_a_block_of_its_own() -> None:
    found = labelled("VELM, May 6 (Reuters) - " + "\n".join(PARAGRAPHS))
    assert found[:2] == [("dateline", "VELM, May 6 (Reuters) -"), ("body", PARAGRAPHS[0])]


def test_a_label_in_front_of_a_caption() -> None:
    caption = "The fallen crane lies across the northern quay of Velm ( AP )"
    found = labelled(report(f"open image in gallery {caption}"))
    assert ("furniture", "open image in gallery") in found
    assert ("caption", caption) in found


def test_a_report_that_came_as_one_line_is_cut_at_its_labels() -> None:
    caption = "The fallen crane lies across the northern quay of Velm ( AP )"
    text = f"date 2031-05-06 {APPEAL} {PARAGRAPHS[0]} open image in gallery {caption} {PARAGRAPHS[1]} {PARAGRAPHS[2]}"
    assert labelled(text) == [
        ("date", "date 2031-05-06"),
        ("furniture", APPEAL),
        ("body", PARAGRAPHS[0]),
        ("furniture", "open image in gallery"),
        ("caption", caption),
        ("body", f"{PARAGRAPHS[1]} {PARAGRAPHS[2]}"),
    ]


@pytest.mark.parametrize(
    ("line", "kind", "end"),
    [
        ("date 2031-05-06 Your gift keeps us", "date", 15),
        ("Published 3 March 2031", "date", 22),
        ("Updated 10:32 GMT, 3 March 2031 By Jonas Reed", "date", 31),
        ("Tuesday, May 6, 2031 10:30 AM EST", "date", 33),
        ("3 hours ago", "date", 11),
        ("10:32am", "date", 7),
        ("By Jonas Reed", "byline", 13),
        ("By Jonas Reed, Political Editor", "byline", 31),
        ("By JONAS REED and ADA MOSS", "byline", 26),
        ("By Jonas Reed VELM, May 6 (AFP) - The", "byline", 13),
        ("VELM, May 6 (Reuters) - The", "dateline", 23),
        ("NEW VELM — The", "dateline", 10),
        ("Velm (AFP) – The", "dateline", 12),
        ("ST. OLAF, N.D. (AP) -- He", "dateline", 22),
    ],
)
def test_headers(line: str, kind: str, end: int) -> None:
    found = header(line, whole=True)
    assert found is not None
    assert (found.kind, found.end) == (kind, end)


@pytest.mark.parametrize(
    "line",
    [
        "Published in 2031, the book sold well.",
        "Published March 3, 2031, the report found nothing.",
        "March 3, 2031 was a dark day for Velm.",
        "By Tuesday Brandt had won.",
        "By Jonas Reed's own account, he won.",
        "NATO — the alliance — kept silent.",
        "Brandt - who never smiles - left.",
        "Olaf Holm (Independent) - a councillor - left.",
    ],
)
def test_sentences_that_begin_like_headers(line: str) -> None:
    assert header(line, whole=True) is None


@pytest.mark.parametrize(
    ("line", "kind", "detail"),
    [
        ("Read more: the harbour that moved", "furniture", "read-more"),
        ("Sign up for our newsletter to get the day's stories in your inbox.", "furniture", "newsletter"),
        ("Please make a donation today and support our journalism.", "furniture", "appeal"),
        ("We use cookies to show you what you like. See our cookie policy.", "furniture", "cookie"),
        ("Share on Facebook", "furniture", "share"),
        ("Advertisement", "furniture", "advert"),
        ("1.2k comments", "furniture", "comments"),
        ("Page 2 of 5", "furniture", "nav"),
        ("© 2031 The Velm Gazette. All rights reserved.", "furniture", "legal"),
        ("newsdesk@gazette.example", "furniture", "other"),
        ("[Video: the crane falls]", "furniture", "gallery"),
        ("Follow Jonas Reed on Twitter @jreed", "furniture", "promo"),
        ("Correction: An earlier version of this article misnamed the quay.", "correction", ""),
        ("This article was amended on 7 May 2031 to say that the crane is red.", "correction", ""),
        ("Additional reporting by Ada Moss in Velm", "byline", ""),
        ("Ada Moss contributed reporting.", "byline", ""),
        ("Getty Images", "credit", ""),
        ("Photo: Ada Moss/Reuters", "credit", ""),
        ("The crane on Monday morning (Getty Images)", "caption", ""),
        ("FILE - Ida Brandt speaks in Velm on 2 May 2031.", "caption", ""),
        ("Ida Brandt at the gates. (AP Photo/Ada Moss)", "caption", ""),
        ("The closed gates. Photograph: Ada Moss/Reuters", "caption", ""),
        ("What happens next", "heading", ""),
        ("• The crane was built in 1971.", "list", ""),
        ("2. The crane was not inspected.", "list", ""),
        ("> The crane was never inspected, whatever they say.", "quotation", ""),
        ("What a night in Velm pic.twitter.com/abc — Ada Moss (@amoss) May 6, 2031", "quotation", "embed"),
        ("10:45", "date", ""),
    ],
)
def test_lines_between_paragraphs(line: str, kind: str, detail: str) -> None:
    assert kind_in_report(line) == (kind, detail)


@pytest.mark.parametrize(
    "line",
    [
        "Also on Tuesday, the court of Velm said that it would hear the case in June.",
        "“Your support has carried us here,” Brandt told donors at a dinner. “Please make a donation today.”",
        "The party asked its members to donate now and to sign up for the newsletter, a spokesman said.",
        "She said readers should subscribe to the newsletter that the council sends out every month.",
        "“We believe that you will help us,” he said, “and we need your support.”",
        "We were told by our guide that you cannot reach the quay on foot.",
        "The editor of the Gazette, Ada Moss, said that its cookie policy had been copied by three rivals.",
        "He is a reporter for the Gazette, and was on the quay when the crane fell, he said.",
        "More: that was all he said when the judge asked what he wanted from the city.",
        "Related charges against two engineers were dropped on Monday, prosecutors said.",
        "Watch officers saw the crane move at 3 a.m., according to the log.",
    ],
)
def test_sentences_of_a_report_are_never_furniture(line: str) -> None:
    assert kind_in_report(line)[0] in STATED


def test_a_biography_is_furniture_only_of_somebody_new_at_the_end() -> None:
    bio = "Tom Hale is a political reporter for the Velm Gazette."
    assert labelled(report() + "\n\n" + bio)[-1] == ("furniture", bio)
    known = "Ida Brandt is a director of the harbour company."
    assert labelled(report() + "\n\n" + known)[-1] == ("body", known)


def test_menus_around_a_report() -> None:
    menu, links = (
        ("Home", "News", "Sport", "Weather", "Culture"),
        ("Ten ports to see this year", "Why cranes fall", "How grain travels by sea"),
    )
    found = labelled("\n".join((*menu, report(), *links)))
    assert [kind for kind, _ in found] == ["furniture"] * 5 + ["headline"] + ["body"] * 4 + ["furniture"] * 3


def test_a_known_title_is_the_headline() -> None:
    line = "In Velm, the harbour master says she knows nothing of any rust and will not resign over it."
    assert labelled(report(headline=line), Metadata(title=line))[0] == ("headline", line)


def test_wrapped_paragraphs_are_one_block() -> None:
    wrapped = "\n\n".join(
        "\n".join((paragraph[:60].rsplit(" ", 1)[0], paragraph[len(paragraph[:60].rsplit(" ", 1)[0]) + 1 :]))
        for paragraph in PARAGRAPHS * 3
    )
    assert [kind for kind, _ in labelled(wrapped)] == ["body"] * 12


def test_repeated_lines_are_furniture_from_the_third_report_on() -> None:
    store = RepetitionStore()
    about = Metadata(publisher="The Velm Gazette")
    line = "The Gazette has served the islands since 1871 and is printed in Velm."
    places = ("Olm", "Tarn", "Wick", "Sund")
    kinds = []
    for place in places:
        text = "\n".join(f"{place} {number}: {paragraph}" for number, paragraph in enumerate(PARAGRAPHS)) + "\n" + line
        kinds.append({words: kind for kind, words in labelled(text, about, store)}[line])
    assert kinds == ["body", "body", "furniture", "furniture"]


def test_versions_of_one_report_do_not_make_its_words_furniture() -> None:
    store = RepetitionStore()
    about = Metadata(url="https://www.gazette.example/1")
    for number in range(6):
        found = labelled(report(f"Update {number}: the mayor of Velm has gone home for the night."), about, store)
        assert "furniture" not in {kind for kind, _ in found}


def test_nothing_is_counted_for_an_unknown_publisher() -> None:
    store = RepetitionStore()
    for number in range(5):
        assert "furniture" not in {kind for kind, _ in labelled(f"{PARAGRAPHS[0]}\nReport {number} ended here.", None, store)}


def test_every_block_keeps_its_votes() -> None:
    blocks = label_text(
        Document(f"date 2031-05-06 {APPEAL}\n\n" + report("Getty Images", "open image in gallery The quay ( AP )"))
    )
    for block in blocks:
        assert block.votes
        assert all(vote.voter and vote.kind in KINDS and 0 < vote.weight <= 1 and vote.reason for vote in block.votes)
        assert block.kind in {vote.kind for vote in block.votes}


ALPHABET = st.sampled_from([*"aZ1 .,:;!?\n\r\t\u2028\x00\x0b\x85\xa0“”\"'()[]|•-–—@#>©/", "\u0301", "👩‍🚒", "א", "Read more", "By ", "open image in gallery ",
                            "date 2031-05-06", "( AP )", "VELM (AP) — ", "your support ", "said ", "Correction: ", "Ida Brandt", "\ud800"])  # fmt: skip


def check(text: str, blocks: tuple[Block, ...]) -> None:
    """The blocks are in order and in range, do not overlap, and cover all but white space, with none at their edges."""
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
        assert block.kind in KINDS
        at = block.end
    assert not text[at:].strip()


@settings(derandomize=True, max_examples=500, deadline=None)
@given(st.lists(ALPHABET, max_size=60).map("".join))
def test_no_character_is_lost(text: str) -> None:
    blocks = label_text(Document(text))
    check(text, blocks)
    assert label_text(Document(text)) == blocks


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_character_of_any_text_is_lost(text: str) -> None:
    check(text, label_text(Document(text)))


@pytest.mark.parametrize(
    "text",
    [
        " ".join(PARAGRAPHS) * 4_000,
        "word " * 400_000,
        "a" * 2_000_000,
        " " * 1_000_000 + "x" + " " * 1_000_000,
        "\n" * 2_000_000,
        "“" * 1_000_000,
        "By " + "Jonas Reed, " * 100_000,
        ("By " + "Jonas Reed and Ada Moss, " * 15 + "\n") * 500,
        ("NEW VELM " * 40 + "\n") * 500,
        "Please support our journalism. " * 20_000,
        "(" * 1_000_000,
        "12 " * 300_000,
    ],
    ids=range(12),
)
def test_time_is_linear(text: str) -> None:
    begin = time.process_time()
    check(text, label_text(Document(text)))
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "line",
    [
        "Oda Fennimore was not at the announcement. Her office gave no reason for it.",
        "Oda Fennimore was at the announcement. Ruben Thackray said that he was not surprised.",
    ],
)
def test_a_last_paragraph_about_somebody_new_is_no_biography(line: str) -> None:
    assert labelled("\n\n".join(("Crane falls across quay in Velm", *PARAGRAPHS, line)))[-1] == ("body", line)


def test_a_biography_at_the_end_is_furniture() -> None:
    line = "Oda Fennimore is a reporter for the Velm Post and writes about ports."
    assert labelled("\n\n".join(("Crane falls across quay in Velm", *PARAGRAPHS, line)))[-1] == ("furniture", line)
