"""A page's metadata: which source goes first, and what each field looks like."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sayso.document import Metadata
from sayso.intake.page import read_page
from sayso.intake.page.metadata import moment

BODY = "<p>The ferry from Velden to Marrow stopped at noon, the harbour master told the council on Tuesday.</p>"
ARTICLE: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": "Ferry stops",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Jo Lund"}],
    "publisher": {"@type": "Organization", "name": "The Velden Post"},
    "datePublished": "2031-05-06T23:30:00-02:00",
    "dateModified": "2031-05-08",
    "inLanguage": "en-GB",
    "url": "https://velden.example/ferry",
}


def known(head: str, body: str = BODY, url: str | None = None) -> Metadata:
    return read_page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), where="p", url=url)[0].metadata


def json_ld(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(**fields: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in fields.items())


def test_json_ld_fills_every_field() -> None:
    found = known(json_ld(ARTICLE))
    assert found.title == "Ferry stops"
    assert found.authors == ("Ana Ruiz", "Jo Lund")
    assert found.publisher == "The Velden Post"
    assert found.published == "2031-05-07T01:30:00Z"
    assert found.modified == "2031-05-08"
    assert found.language == "en"
    assert found.url == "https://velden.example/ferry"
    assert set(found.sources.values()) == {"json-ld"}


@pytest.mark.parametrize(
    "wrapped", [[ARTICLE], {"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]}, {"@type": "WebPage", "mainEntity": ARTICLE}]
)
def test_json_ld_in_lists_and_graphs(wrapped: Any) -> None:
    assert known(json_ld(wrapped)).title == "Ferry stops"


def test_json_ld_goes_before_open_graph_and_open_graph_before_h1() -> None:
    head = meta(og__title="Ferry halted", article__published_time="2031-05-01", og__site_name="The Post")
    found = known(json_ld({"@type": "NewsArticle", "headline": "Ferry stops"}) + head)
    assert (found.title, found.sources["title"]) == ("Ferry stops", "json-ld")
    assert (found.published, found.sources["published"]) == ("2031-05-01", "meta")
    assert known(head, "<h1>Ferry</h1>" + BODY).sources["title"] == "meta"
    assert known("", "<h1>Ferry stops at noon</h1>" + BODY).sources["title"] == "h1"


def test_the_sites_name_behind_a_title_is_dropped_where_the_h1_has_none() -> None:
    assert known(meta(og__title="Ferry stops - The Velden Post"), "<h1>Ferry stops</h1>" + BODY).title == "Ferry stops"


def test_the_canonical_address_goes_before_the_one_given() -> None:
    link = '<link rel="canonical" href="https://velden.example/ferry">'
    assert known(link).url == "https://velden.example/ferry"
    found = known(link, url="https://velden.example/ferry?page=1")
    assert (found.url, found.sources["url"]) == ("https://velden.example/ferry", "canonical")
    found = known("", url="https://velden.example/ferry?utm_source=1")
    assert (found.url, found.sources["url"]) == ("https://velden.example/ferry", "option")


def test_microdata_and_time_elements() -> None:
    body = '<span itemprop="author">By Ana Ruiz</span><time datetime="2031-05-06T10:00:00Z">today</time>' + BODY
    found = known("", body)
    assert (found.authors, found.sources["authors"]) == (("Ana Ruiz",), "microdata")
    assert (found.published, found.sources["published"]) == ("2031-05-06T10:00:00Z", "time")


def test_an_organisation_gives_way_to_a_person() -> None:
    head = json_ld({**ARTICLE, "author": {"@type": "Organization", "name": "The Velden Post"}})
    assert known(head + '<meta name="author" content="Ana Ruiz">').authors == ("Ana Ruiz",)
    assert known(head).authors == ("The Velden Post",)


def test_what_nothing_states_is_none() -> None:
    found = known("")
    assert found.url is None
    assert found.modified is None
    assert "modified" not in found.sources


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-05-06", "2031-05-06"),
        ("2031-05-06T10:00:00+02:00", "2031-05-06T08:00:00Z"),
        ("2031-05-06T10:00:00.123Z", "2031-05-06T10:00:00Z"),
        ("2031-05-06 10:00", "2031-05-06"),
        ("2031-02-30", None),
        ("yesterday", None),
        (20310506, None),
        (None, None),
    ],
)
def test_moments(written: Any, read: str | None) -> None:
    assert moment(written) == read
