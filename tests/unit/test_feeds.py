"""RSS, Atom and JSON Feed as entries, and the items of their own words."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import pytest

from sayso.errors import EmptyInputError, HostileInputError, InputError, UnsupportedFormatError
from sayso.intake.entries import Entry
from sayso.intake.feeds import feed_entries, publisher_named
from sayso.intake.inputs import Failure, Intake, Item, items_in, read_inputs
from sayso.intake.sniffing import Form

LONG = " ".join(f"<p>Sentence {number} of the report tells what the council of Velm decided on the harbour.</p>" for number in range(8))
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>World news | The Velm Gazette</title><link>https://velmgazette.example/</link><language>en-gb</language>
<item><title>Harbour &amp;amp; town agree</title><link>https://velmgazette.example/a?utm_source=rss</link>
<pubDate>Tue, 06 May 2031 10:00:00 +0200</pubDate><dc:creator><![CDATA[By Ada Moss and Jo Lund]]></dc:creator>
<source url="https://wire.example/rss">Reuters</source><description>The short of it &lt;b&gt;in bold&lt;/b&gt;.</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Ferry stops</title><guid isPermaLink="true">https://velmgazette.example/b</guid><description>The ferry stopped at noon. Read more</description></item>
<item><title>Only a title</title><link>/c</link><author>desk@velm.example (Ida Brandt)</author></item>
<item><link>https://velmgazette.example/d</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lund Post</title><link href="https://lundpost.example/"/>
<entry><title type="html">A &lt;i&gt;quiet&lt;/i&gt; day</title><link rel="alternate" href="https://lundpost.example/x"/><id>tag:lundpost.example,2031:1</id>
<published>2031-05-06T09:00:00+02:00</published><updated>2031-05-07T10:00:00Z</updated><author><name>Ada Moss</name></author><author><name>Jo Lund</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The mayor said so.</p></div></content>
<source><title>The Marrow Times</title></source></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://v.example/"><title>The Velm Bulletin</title><link>https://v.example/</link></channel>
<item rdf:about="https://v.example/1"><title>One</title><link>https://v.example/1</link><dc:date>2031-05-06</dc:date><description>Boats wait.</description></item></rdf:RDF>"""


def json_feed(**more: Any) -> bytes:
    item = {
        "id": "1", "url": "https://velm.example/1", "title": "Harbour closed", "content_html": LONG, "date_published": "2031-05-06T10:00:00+02:00",
        "date_modified": "2031-05-07", "authors": [{"name": "Ada Moss"}], "language": "en-GB", **more,
    }  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Velm Gazette", "home_page_url": "https://velm.example/", "items": [item]}
    return json.dumps(feed).encode()


def read(raw: str | bytes) -> list[Item | Failure]:
    return list(items_in(["-"], stdin=io.BytesIO(raw.encode() if isinstance(raw, str) else raw)))


def test_rss_with_full_text() -> None:
    first = feed_entries(RSS.encode(), "feed.xml")[0]
    assert (first.title, first.url) == ("Harbour & town agree", "https://velmgazette.example/a?utm_source=rss")
    assert (first.published, first.updated, first.language) == ("2031-05-06T08:00:00Z", None, "en")
    assert (first.authors, first.publisher, first.source) == (("Ada Moss", "Jo Lund"), "The Velm Gazette", "Reuters")
    assert (first.html, first.text, first.full) == (LONG, None, True)


def test_rss_with_a_summary_only() -> None:
    second = feed_entries(RSS.encode(), "feed.xml")[1]
    assert second == Entry("https://velmgazette.example/b", "Ferry stops", publisher="The Velm Gazette", text="The ferry stopped at noon. Read more", language="en")


def test_a_relative_link_is_completed_and_a_mail_address_is_no_name() -> None:
    third = feed_entries(RSS.encode(), "feed.xml")[2]
    assert (third.url, third.authors) == ("https://velmgazette.example/c", ("Ida Brandt",))


def test_what_the_feed_says_is_noted_as_coming_from_it() -> None:
    known = feed_entries(RSS.encode(), "f")[0].known
    assert (known.publisher, known.wire) == ("The Velm Gazette", "Reuters")
    assert set(known.sources.values()) == {"feed"}
    (entry,) = feed_entries(ATOM.encode(), "f")
    assert (entry.publisher, entry.source) == ("The Lund Post", "The Marrow Times")
    assert (entry.known.publisher, entry.known.wire) == ("The Marrow Times", None)


def test_atom() -> None:
    (entry,) = feed_entries(ATOM.encode(), "f")
    assert (entry.title, entry.url, entry.html) == ("A quiet day", "https://lundpost.example/x", "<p>The mayor said so.</p>")
    assert (entry.published, entry.updated, entry.authors) == ("2031-05-06T07:00:00Z", "2031-05-07T10:00:00Z", ("Ada Moss", "Jo Lund"))
    assert not entry.full


def test_rss_1() -> None:
    assert feed_entries(RDF.encode(), "f") == (Entry("https://v.example/1", "One", "2031-05-06", publisher="The Velm Bulletin", text="Boats wait."),)


def test_json_feed() -> None:
    (entry,) = feed_entries(json_feed(), "f")
    assert (entry.published, entry.updated, entry.full, entry.language) == ("2031-05-06T08:00:00Z", "2031-05-07", True, "en")
    assert (entry.authors, entry.publisher, entry.html) == (("Ada Moss",), "The Velm Gazette", LONG)
    (old,) = feed_entries(json_feed(authors=None, author={"name": "Jo Lund"}, content_html=None, content_text=None, summary="Short."), "f")
    assert (old.authors, old.text, old.full) == (("Jo Lund",), "Short.", False)


def test_every_entry_is_an_item_of_its_own_words() -> None:
    found = read(RSS)
    assert [item.where for item in found] == ["-, entry 1", "-, entry 2", "-, entry 3", "-, entry 4"]
    first, second, third, fourth = found
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert isinstance(third, Item)
    assert isinstance(fourth, Failure)
    assert (first.form, second.form) == (Form.PAGE, Form.TEXT)
    assert (second.raw, third.raw) == (b"Ferry stops\n\nThe ferry stopped at noon. Read more", b"Only a title")
    assert isinstance(fourth.error, EmptyInputError)


def test_the_title_of_an_entry_is_its_headline() -> None:
    intake = next(iter(read_inputs(["-"], stdin=io.BytesIO(RSS.encode()))))
    assert isinstance(intake, Intake)
    assert intake.document.text.startswith("Harbour & town agree\n")
    assert intake.blocks
    assert [block.kind for block in intake.blocks][:2] == ["headline", "body"]
    assert (intake.document.metadata.published, intake.document.metadata.sources["published"]) == ("2031-05-06T08:00:00Z", "feed")


def test_a_json_feed_on_one_long_line_is_no_json_lines_file() -> None:
    found = read(json_feed(content_html=LONG * 200))
    assert [item.where for item in found] == ["-, entry 1"]


def test_scripts_in_an_entry_are_no_text() -> None:
    raw = RSS.replace(LONG, "<script>alert(1)</script><p>The mayor said so.</p>")
    intake = next(iter(read_inputs(["-"], stdin=io.BytesIO(raw.encode()))))
    assert isinstance(intake, Intake)
    assert "alert" not in intake.document.text


def test_entities_that_grow_are_refused_at_once() -> None:
    bomb = '<?xml version="1.0"?><!-- <rss> --><!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    begin = time.process_time()
    (found,) = read(bomb + "]><rss version='2.0'><channel><item><title>&m;</title></item></channel></rss>")
    assert isinstance(found, Failure)
    assert isinstance(found.error, HostileInputError)
    assert time.process_time() - begin < 1


def test_a_harmless_doctype_is_allowed() -> None:
    raw = RSS.replace("<rss ", '<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "https://x.example/rss.dtd"><rss ', 1)
    assert len(read(raw)) == 4


@pytest.mark.parametrize("raw", ["<rss version='2.0'><channel><title>V</title></channel></rss>", "<?xml version='1.0'?><rss", "<feed xmlns='x'>", '{"version": "https://jsonfeed.org/version/1", "items": 3}'])
def test_no_entries_is_a_sentence(raw: str) -> None:
    (found,) = read(raw)
    assert isinstance(found, Failure)
    assert isinstance(found.error, UnsupportedFormatError)
    with pytest.raises(InputError):
        feed_entries(raw.encode(), "f")


def test_a_feed_cut_short_gives_what_it_has() -> None:
    assert [entry.title for entry in feed_entries(RSS[: RSS.index("<item><title>Only")].encode(), "f")] == ["Harbour & town agree", "Ferry stops"]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    raw = RSS.replace("utf-8", encoding.removesuffix("-sig")).replace("Ferry stops", "Fähre hält").encode(encoding)
    assert feed_entries(raw, "f")[1].title == "Fähre hält"


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("World news | The Velm Gazette", "https://www.velmgazette.example/", "The Velm Gazette"),
        ("The Velm Gazette - RSS Feed", "https://feeds.example/1", "The Velm Gazette"),
        ("Velm Gazette » Politics", "https://velm-gazette.example/p", "Velm Gazette"),
        ("RSS", None, None),
        (None, None, None),
    ],
)
def test_the_publisher_in_a_feeds_title(title: str | None, url: str | None, expected: str | None) -> None:
    assert publisher_named(title, url) == expected
