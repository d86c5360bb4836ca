"""The one address of a report."""

from __future__ import annotations

import json

import pytest

from sayso.document import Metadata
from sayso.intake.addresses import cleaned, trusted
from sayso.intake.item import Item
from sayso.intake.sniffing import Form
from sayso.intake.taking import taken

GIVEN = "https://www.velm.example/news/harbour-closed?utm_source=rss"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Velm.example/a?utm_source=x&id=3&fbclid=1#top", "https://velm.example/a?id=3"),
        ("https://velm.example/a?b=2&a=1&empty=", "https://velm.example/a?b=2&a=1&empty="),
        ("https://velm.example/a?ref=home&source=rss&at_medium=RSS&CMP=share", "https://velm.example/a"),
        ("https://velm.example/a?ref=81723&source=4&uid=7&eid=2&storyid=5&session=9", "https://velm.example/a?ref=81723&source=4&uid=7&eid=2&storyid=5&session=9"),
        ("https://velm.example:443", "https://velm.example/"),
        ("http://velm.example:8080/a", "http://velm.example:8080/a"),
        ("https://velm.example/#!/story/1", "https://velm.example/#!/story/1"),
        ("https://velm-example.cdn.ampproject.org/c/s/velm.example/a?amp=1", "https://velm.example/a"),
        ("https://www.google.com/amp/s/amp.velm.example/a", "https://amp.velm.example/a"),
        ("https://velm.example/a%20b?q=%C3%A9", "https://velm.example/a%20b?q=%C3%A9"),
        ("not an address", "not an address"),
        ("https://velm.example:port/", "https://velm.example:port/"),
        ("https://[bad/", "https://[bad/"),
    ],
)
def test_cleaning_takes_tracking_and_nothing_else(url: str, expected: str) -> None:
    assert cleaned(url) == expected
    assert cleaned(cleaned(url)) == cleaned(url)


@pytest.mark.parametrize(
    ("stated", "given", "expected"),
    [
        ("https://velm.example/news/harbour-closed", GIVEN, "https://velm.example/news/harbour-closed"),
        ("/news/harbour-closed", GIVEN, "https://www.velm.example/news/harbour-closed"),
        ("https://velm.example/story/2031/harbour", GIVEN, "https://velm.example/story/2031/harbour"),
        ("https://velm.example/news/harbour-closed", "https://amp.velm.example/news/harbour-closed/amp", "https://velm.example/news/harbour-closed"),
        ("https://velm.example/news/harbour-closed", "https://velm.example/news/harbour-closed/2", "https://velm.example/news/harbour-closed"),
        ("https://wire.example/harbour", GIVEN, None),  # the original of a syndicated copy
        ("https://velm.example/", GIVEN, None),
        ("https://velm.example/news/", GIVEN, None),
        ("https://velm.example/", "https://www.velm.example/?utm_source=x", "https://velm.example/"),
        ("https://velm.example/a", None, "https://velm.example/a"),
        ("javascript:void(0)", GIVEN, None),
        ("", GIVEN, None),
        (None, GIVEN, None),
    ],
)
def test_which_stated_address_is_believed(stated: str | None, given: str | None, expected: str | None) -> None:
    assert trusted(stated, given) == expected


def known(head: str, url: str | None = GIVEN, source: str = "warc") -> Metadata:
    page = f"<html><head>{head}</head><body><p>The mayor of Velm said so on Tuesday.</p></body></html>"
    return taken(Item("p", page.encode(), Form.PAGE, Metadata().updated(source, url=url))).document.metadata


def test_the_canonical_link_goes_first_then_open_graph_then_json_ld_then_the_given_one() -> None:
    link = '<link rel="Canonical" href="/news/a">'
    graph = '<meta property="og:url" content="https://velm.example/news/b">'
    article = f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "url": "https://velm.example/news/c"})}</script>'
    assert (known(link + graph + article).url, known(link).sources["url"]) == ("https://www.velm.example/news/a", "canonical")
    assert (known(graph + article).url, known(graph).sources["url"]) == ("https://velm.example/news/b", "meta")
    assert (known(article).url, known(article).sources["url"]) == ("https://velm.example/news/c", "json-ld")
    assert (known("").url, known("").sources["url"]) == ("https://www.velm.example/news/harbour-closed", "warc")
    assert known("", url=None).url is None


def test_a_bad_canonical_link_gives_way_to_a_good_one() -> None:
    assert known('<link rel=canonical href="https://velm.example/"><meta property="og:url" content="https://velm.example/news/b">').url == "https://velm.example/news/b"


def test_the_address_of_a_text_is_cleaned_too() -> None:
    item = Item("t", b"The mayor said so.", Form.TEXT, Metadata().updated("feed", url=GIVEN))
    found = taken(item).document.metadata
    assert (found.url, found.sources["url"]) == ("https://www.velm.example/news/harbour-closed", "feed")
