"""Pages built to exhaust a parser: read within seconds with their text kept, or refused in one sentence."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from sayso.errors import HostileInputError
from sayso.intake.page import read_page
from sayso.intake.page.guard import MOST_BYTES, Tag, check, tokens

REPORT = "<p>The harbour of Velden was shut on Monday, the mayor said in a statement to reporters.</p>"
HEARD = "the mayor said in a statement"
SECONDS = 30.0
"""A bound for a busy machine; each page takes a fifth of it or less on an idle one."""

ATTACKS: dict[str, Callable[[], str]] = {
    "deep": lambda: "<div>" * 200_000 + REPORT + "</div>" * 200_000,
    "deep and never closed": lambda: REPORT + "<span>word " * 100_000,
    "one tag with 100,000 attributes": lambda: "<div " + " ".join(f'a{i}="{i}"' for i in range(100_000)) + ">" + REPORT,
    "100,000 attributes with brackets": lambda: "<div " + " ".join(f'a{i}=">"' for i in range(100_000)) + ">" + REPORT,
    "many crowded tags": lambda: ("<div " + " ".join(f"a{i}" for i in range(6_000)) + "></div>") * 60 + REPORT,
    "20 MB in one text node": lambda: REPORT + "<p>" + "word and " * 2_300_000,
    "500,000 unclosed anchors": lambda: REPORT + "<a " * 500_000,
    "200,000 anchors in one another": lambda: REPORT + "<a>" * 200_000,
    "200,000 paragraphs": lambda: REPORT + "<p>x y z" * 200_000,
    "nested lists": lambda: REPORT + "<ul><li>x" * 50_000,
    "open quotation marks": lambda: REPORT + '<a b="' * 300_000 + "'",
    "a large script": lambda: "<script>" + "x<p>y" * 3_000_000 + "</script>" + REPORT,
    "unclosed scripts": lambda: REPORT + "<script>" * 100_000,
    "unclosed comments": lambda: REPORT + "<!-- " * 300_000,
    "unclosed CDATA": lambda: REPORT + "<![CDATA[ x " * 100_000,
    "a million brackets": lambda: REPORT + "<" * 1_000_000,
    "entities in entities": lambda: '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + REPORT + "<p>&b;</p>",
    "deep JSON-LD": lambda: '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + REPORT,
    "bad nesting": lambda: "<b><p>One</b> two</div></section></p>" + REPORT,
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_read_in_seconds_with_its_text(name: str) -> None:
    raw = ("<html><body>" + ATTACKS[name]()).encode()
    began = time.process_time()
    document, blocks = read_page(raw, where=name)
    assert time.process_time() - began < SECONDS
    assert HEARD in document.text
    assert blocks


def test_all_words_of_a_page_too_deep_are_kept() -> None:
    document, _ = read_page(("<div>word " * 5_000).encode(), where="deep")
    assert document.text.split() == ["word"] * 5_000


def test_a_page_too_large_is_refused() -> None:
    with pytest.raises(HostileInputError, match=r"split it"):
        read_page(b"<p>" + b"word " * (MOST_BYTES // 5 + 1), where="large")


def test_an_external_entity_is_not_fetched() -> None:
    markup = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + REPORT + "<p>&x;</p>"
    assert read_page(markup.encode(), where="page")[0].text.endswith("&x;")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\ufdd0", "\uffff"])
def test_control_characters_are_kept(character: str) -> None:
    document, blocks = read_page(f"<p>a{character}b</p>{REPORT}".encode(), where="page", text_encoding="utf-8")
    assert document[blocks[0].span] == f"a{character}b"


def test_characters_that_cannot_be_parsed_are_lent_stand_ins_of_one_character() -> None:
    checked = check("<p>a\ud800b\U000f0000</p>", "page")
    assert "\ud800" not in checked.markup
    assert checked.given_back(checked.markup) == "<p>a\ud800b\U000f0000</p>"


def test_a_frameset_and_a_page_without_body() -> None:
    assert read_page(b"<frameset><noframes>Frames are needed</noframes></frameset>", where="p")[0].text == "Frames are needed"
    assert read_page(b"only words", where="p")[0].text == "only words"


def test_tokens_pass_over_scripts_and_comments() -> None:
    markup = "<p>a<!-- <p> --><script>if (a<b) {}</script>b</p>"
    assert [token.name for token in tokens(markup) if isinstance(token, Tag)] == ["p", "script", "/script", "/p"]


def test_broken_json_ld_is_none() -> None:
    markup = f'<script type="application/ld+json">{json.dumps({"a": 1})[:-2]}</script>{REPORT}'
    assert HEARD in read_page(markup.encode(), where="p")[0].text
