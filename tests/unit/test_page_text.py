"""A page's text: every visible character, in order, with exact offsets."""

from __future__ import annotations

import html
import re

import pytest

from sayso.errors import EmptyInputError
from sayso.intake.page import read_page

LONG = "The ferry from Velden to Marrow stopped at noon, the harbour master told the council on Tuesday."


def text_of(markup: str) -> str:
    return read_page(markup.encode(), where="page.html")[0].text


def test_blocks_are_joined_by_a_blank_line_and_white_space_collapses() -> None:
    assert (
        text_of("<h1>Ferry \n stops</h1><p>It was\tnoon.</p>\n<p>Nobody <b>left</b>.</p>")
        == "Ferry stops\n\nIt was noon.\n\nNobody left."
    )


def test_a_line_break_stays_and_two_part_blocks() -> None:
    assert text_of("<p>Quay 4<br>Velden</p><div>one<br> <br>two</div>") == "Quay 4\nVelden\n\none\n\ntwo"


def test_long_lines_that_end_in_full_stops_are_paragraphs() -> None:
    assert text_of(f"<div>{LONG}<br>{LONG}</div>") == f"{LONG}\n\n{LONG}"


def test_preformatted_text_keeps_its_white_space() -> None:
    assert text_of("<pre>a  b\n  c</pre>") == "a  b\n  c"


def test_no_break_space_is_no_white_space_to_collapse() -> None:
    assert text_of("<p>10&nbsp;&nbsp;km</p>") == "10\xa0\xa0km"


def test_an_empty_button_does_not_part_a_sentence_but_a_button_with_words_does() -> None:
    assert text_of("<p>New <span>owners<button></button></span> arrive.</p>") == "New owners arrive."
    assert text_of("<p>New owners <button>Share</button> arrive.</p>") == "New owners\n\nShare\n\narrive."


def test_scripts_styles_comments_and_heads_are_no_text() -> None:
    head = "<head><title>T</title></head><body><script>var a = '<p>x</p>'</script><style>p{}</style>"
    assert text_of(head + "<!-- c --><p>Seen</p><template>t</template>") == "Seen"


def test_what_is_hidden_counts_where_nothing_else_is_there() -> None:
    assert text_of("<noscript><p>The ferry stopped.</p></noscript>") == "The ferry stopped."


def test_every_visible_character_is_kept_in_order() -> None:
    parts = [
        "Menu",
        "Ferry stops — again",
        "By Ana Ruiz",
        LONG,
        "“No,” she said.",
        "Read more",
        "naïve ❄ 東京",
        "© 2031 The Velden Post",
    ]
    tags = ["nav", "h1", "div", "p", "blockquote", "a", "li", "footer"]
    markup = "".join(f"<{tag}>{html.escape(part)}</{tag}>" for tag, part in zip(tags, parts, strict=True))
    document, blocks = read_page(f"<body>{markup}</body>".encode(), where="page.html")
    assert document.text == "\n\n".join(parts)
    assert [document[block.span] for block in blocks] == parts


def test_blocks_cover_all_but_white_space_and_never_overlap() -> None:
    figure = "<figure><img><figcaption>The quay. Photo: Ana Ruiz</figcaption></figure>"
    markup = f"<article><h1>Ferry stops</h1>{figure}<p>{LONG}</p></article>"
    document, blocks = read_page(markup.encode(), where="page.html")
    ends = [0, *(block.end for block in blocks)]
    assert all(end <= block.start for end, block in zip(ends, blocks, strict=False))
    assert re.sub(r"\s", "", "".join(document[block.span] for block in blocks)) == re.sub(r"\s", "", document.text)


def test_raw_bytes_and_origin_are_kept() -> None:
    raw = f"<p>{LONG}</p>".encode()
    document, _ = read_page(raw, where="ferry.html")
    assert document.raw == raw
    assert document.origin == "ferry.html"


def test_reading_twice_gives_the_same() -> None:
    raw = f"<h1>Ferry stops</h1><p>{LONG}</p><p>Read more: the quay</p>".encode()
    assert read_page(raw, where="a") == read_page(raw, where="a")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "iso8859-15"])
def test_encodings(encoding: str) -> None:
    words = "Die Fähre fährt täglich über die Förde nach Süden, sagte die Bürgermeisterin am Dienstag in Ödmünde."
    raw = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'.encode(encoding)
    assert read_page(raw, where="page.html")[0].text == words


def test_the_senders_charset_goes_before_the_pages_own() -> None:
    raw = '<meta charset="utf-8"><p>Fähre</p>'.encode("cp1252")
    assert read_page(raw, where="page.html", text_encoding="cp1252")[0].text == "Fähre"


@pytest.mark.parametrize("raw", [b"", b"   ", b"<html><body><script>1</script></body></html>"])
def test_a_page_without_text_is_an_error(raw: bytes) -> None:
    with pytest.raises(EmptyInputError):
        read_page(raw, where="page.html")


def test_lone_surrogates_of_a_record_are_kept() -> None:
    raw = "<p>a\ud800b</p>".encode("utf-8", "surrogatepass")
    assert read_page(raw, where="records.jsonl:3", text_encoding="utf-8")[0].text == "a\ud800b"
