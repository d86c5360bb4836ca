"""Sitemaps and OPML lists: addresses for the fetcher, one sentence for a reader without a network."""

from __future__ import annotations

import gzip
import io

import pytest

from sayso.errors import HostileInputError, InputError, UnsupportedFormatError
from sayso.intake import sitemaps
from sayso.intake.inputs import Failure, items_in
from sayso.intake.opml import FeedAddress, opml_feeds
from sayso.intake.sitemaps import SitemapEntry, sitemap_entries

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?><!-- a comment -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://velm.example/a?x=1&amp;y=2</loc><lastmod>2031-05-06T10:00:00+02:00</lastmod>
<image:image><image:loc>https://velm.example/a.jpg</image:loc><image:title>A boat</image:title></image:image>
<news:news><news:publication><news:name>The Velm Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-05-06</news:publication_date><news:title>Harbour &amp; town</news:title></news:news></url>
<url><loc> https://velm.example/b </loc></url><url><loc>/relative</loc></url><url/></urlset>"""
OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="News"><outline text="The Velm Gazette"
 type="rss" xmlUrl="https://velm.example/rss?a=1&b=2" htmlUrl="https://velm.example/"/></outline><outline xmlUrl="https://velm.example/rss?a=1&b=2"/>
<outline title="Lund" text="x" xmlUrl="https://lund.example/atom"/><outline xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_a_news_sitemap() -> None:
    first, second = sitemap_entries(NEWS, "s")
    assert first == SitemapEntry(
        "https://velm.example/a?x=1&y=2", modified="2031-05-06T08:00:00Z", published="2031-05-06", title="Harbour & town",
        publisher="The Velm Gazette", language="en",
    )  # fmt: skip
    assert second == SitemapEntry("https://velm.example/b")
    assert (first.known.publisher, first.known.sources["title"]) == ("The Velm Gazette", "sitemap")


def test_an_index_gzipped() -> None:
    raw = b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://velm.example/1.xml.gz</loc></sitemap></sitemapindex>"
    assert sitemap_entries(gzip.compress(raw), "s") == (SitemapEntry("https://velm.example/1.xml.gz", sitemap=True),)


def test_a_plain_list_of_addresses() -> None:
    assert [entry.url for entry in sitemap_entries(b"\xef\xbb\xbfhttps://velm.example/1\r\n\r\nnot one\r\nhttps://velm.example/2", "s")] == ["https://velm.example/1", "https://velm.example/2"]


@pytest.mark.parametrize("raw", [b"", b"<urlset>", b"<urlset/>", b"<html><body>no</body></html>", NEWS[:300], b"\x1f\x8b\x08broken"])
def test_what_is_no_sitemap_is_an_input_error(raw: bytes) -> None:
    with pytest.raises(InputError):
        sitemap_entries(raw, "s")


def test_entities_are_refused_and_limits_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(HostileInputError):
        sitemap_entries(b'<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>', "s")
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 1)
    with pytest.raises(HostileInputError, match="more than"):
        sitemap_entries(NEWS, "s")
    monkeypatch.setattr(sitemaps, "MOST_BYTES", 100)
    with pytest.raises(HostileInputError):
        sitemap_entries(gzip.compress(NEWS), "s")


def test_the_most_that_is_allowed_is_read() -> None:
    raw = b"<urlset>" + b"".join(b"<url><loc>https://velm.example/%d</loc></url>" % number for number in range(50_000)) + b"</urlset>"
    assert len(sitemap_entries(raw, "s")) == 50_000


def test_opml_even_with_a_bare_ampersand() -> None:
    assert opml_feeds(OPML, "o") == (FeedAddress("https://velm.example/rss?a=1&b=2", "The Velm Gazette"), FeedAddress("https://lund.example/atom", "Lund"))


@pytest.mark.parametrize("raw", [b"<opml><body/></opml>", b"<x/>", b"text", b"<rdf:RDF>", b"<?xml version='1.0'?>", b'<!DOCTYPE opml [<!ENTITY a "b">]><opml/>'])
def test_what_is_no_list_of_feeds_is_an_input_error(raw: bytes) -> None:
    with pytest.raises(InputError):
        opml_feeds(raw, "o")


@pytest.mark.parametrize("raw", [NEWS, gzip.compress(NEWS), OPML])
def test_read_as_a_report_they_say_what_to_do(raw: bytes) -> None:
    (found,) = items_in(["-"], stdin=io.BytesIO(raw))
    assert isinstance(found, Failure)
    assert isinstance(found.error, UnsupportedFormatError)
    assert "with the network allowed" in str(found.error)
