"""What an address stands for: a page, the pages of a feed, of a list of feeds, of sitemaps; what is said and what is remembered."""

import gzip
import json
from typing import Any

import pytest

from sayso.document import Metadata
from sayso.errors import FetchError, StatusError
from sayso.intake.fetching.answers import Unchanged
from sayso.intake.fetching.following import MOST_LISTS, items_at
from sayso.intake.inputs import Failure, Item, items_in, read_inputs
from sayso.intake.sniffing import Form
from sayso.intake.taking import taken

LIMIT = 1 << 20
WORDS = "The harbour will stay closed until the dredging is done, Mayor Ana Brod said on Tuesday, and nobody in the council spoke against her. " * 3


def page(words: str = WORDS, title: str = "Harbour stays closed") -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"


def rss(web: Any, *entries: tuple[str, str], title: str = "Harbour Post") -> bytes:
    items = "".join(
        f"<item><title>Item {n}</title><link>{link}</link><pubDate>Tue, 06 May 2031 10:00:00 GMT</pubDate><description>{words}</description></item>"
        for n, (link, words) in enumerate(entries, 1)
    )
    return web.answer(f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>/</link>{items}</channel></rss>', kind="application/rss+xml", ETag='"f"')


def sitemap(web: Any, *urls: tuple[str, str], index: bool = False) -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    rows = "".join(f"<{inner}><loc>{url}</loc><lastmod>{day}</lastmod></{inner}>" for url, day in urls)
    return web.answer(f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</{outer}>', kind="application/xml", ETag='"s"')


class Notes(dict[str, Any]):
    def recall(self, url: str) -> Any:
        return self.get(url)

    def remember(self, url: str, validators: Any, fetched_at: Any, status: int) -> None:
        self[url] = validators


@pytest.fixture
def follow(web: Any, fetcher_of: Any) -> Any:
    """What an address of the web leads to; `said` are the notes."""
    def run(path: str, **more: Any) -> list[Any]:
        run.said = []  # type: ignore[attr-defined]
        return list(items_at(web.url(path), fetcher_of(note=run.said.append, **more), limit=LIMIT))  # type: ignore[attr-defined]

    return run


def test_a_page_is_one_item(web: Any, follow: Any) -> None:
    web.routes |= {"/old": web.answer(status=301, Location="/new"), "/new": web.answer(page().encode("cp1251"), kind="text/html; charset=windows-1251")}
    (item,) = follow("/old")
    assert (item.where, item.form, item.encoding, item.captured) == (web.url("/old"), Form.PAGE, "windows-1251", "2031-05-06T12:00:00Z")
    assert (item.known.url, item.known.sources["url"]) == (web.url("/new"), "url")
    assert item.raw == page().encode()


def test_a_feed_is_the_pages_of_its_entries(web: Any, follow: Any) -> None:
    web.routes |= {"/feed": rss(web, ("/a", "in short"), (web.url("/b#top"), "in short"), ("/a", "again")), "/a": web.answer(page()), "/b": web.answer("plain words", kind="text/plain")}
    one, two = follow("/feed")
    assert (one.where, one.form, two.where, two.form) == (web.url("/a"), Form.PAGE, web.url("/b#top"), Form.TEXT)
    assert (one.known.published, one.known.sources["published"]) == ("2031-05-06T10:00:00Z", "feed")
    assert (one.known.url, one.known.sources["url"]) == (web.url("/a"), "url")
    assert follow.said == []


@pytest.mark.parametrize("gone", [404, 410, 403, 451])
def test_where_a_page_is_not_to_be_had_the_feeds_own_words_are_taken_and_that_is_said(web: Any, follow: Any, gone: int) -> None:
    web.routes |= {"/feed": rss(web, ("/a", WORDS)), "/a": web.answer(status=gone)}
    (item,) = follow("/feed")
    assert WORDS.strip().encode() in item.raw
    assert (item.where, item.captured) == (web.url("/a"), "2031-05-06T12:00:00Z")
    (said,) = follow.said
    assert f"status {gone}" in said
    assert said.startswith(web.url("/a"))
    assert "taken instead" in said


def test_words_stand_in_for_pages_that_robots_or_the_guard_close(web: Any, follow: Any) -> None:
    web.routes |= {"/robots.txt": web.answer("User-agent: *\nDisallow: /a\n", kind="text/plain"), "/feed": rss(web, ("/a", WORDS), ("http://10.0.0.1/x", WORDS), ("file:///etc/passwd", WORDS))}
    assert [type(found) for found in follow("/feed")] == [Item, Item, Item]
    assert len(follow.said) == 2  # the last entry names no address at all, so there was no page to miss
    assert web.paths() == ["/feed"]


def test_without_words_it_is_a_failure(web: Any, follow: Any) -> None:
    web.routes["/feed"] = rss(web, ("/a", ""))
    (failed,) = follow("/feed")
    assert isinstance(failed, Failure)
    assert isinstance(failed.error, StatusError)
    assert failed.where == web.url("/a")


def test_what_may_pass_is_a_failure_to_be_tried_again_and_the_feed_is_not_remembered(web: Any, follow: Any) -> None:
    notes = Notes()
    web.routes |= {"/feed": rss(web, ("/a", WORDS), ("/b", WORDS)), "/a": web.answer(status=503), "/b": web.answer(page(), ETag='"b"')}
    failed, item = follow("/feed", memory=notes)
    assert isinstance(failed.error, FetchError)
    assert failed.error.passing
    assert isinstance(item, Item)
    assert list(notes) == [web.url("/b")]


def test_nothing_is_remembered_before_it_was_handed_out(web: Any, fetcher_of: Any) -> None:
    notes = Notes()
    web.routes |= {"/feed": rss(web, ("/a", WORDS), ("/b", WORDS)), "/a": web.answer(page(), ETag='"a"'), "/b": web.answer(page(), ETag='"b"')}
    found = items_at(web.url("/feed"), fetcher_of(memory=notes), limit=LIMIT)
    next(found)
    assert notes == {}
    next(found)
    assert list(notes) == [web.url("/a")]
    assert list(found) == []
    assert list(notes) == [web.url("/a"), web.url("/b"), web.url("/feed")]


def test_what_has_not_changed_is_said_to_be_unchanged(web: Any, follow: Any) -> None:
    notes = Notes()

    def fresh(body: Any, tag: str) -> Any:
        return lambda question: web.answer(status=304) if question.headers.get("if-none-match") == tag else body

    web.routes |= {"/feed": rss(web, ("/a", WORDS)), "/a": fresh(web.answer(page(), ETag='"a"'), '"a"')}
    assert isinstance(follow("/feed", memory=notes)[0], Item)
    (found,) = follow("/feed", memory=notes)
    assert isinstance(found, Unchanged)
    assert (found.where, found.url) == (web.url("/a"), web.url("/a"))
    web.routes["/feed"] = fresh(web.routes["/feed"], '"f"')
    (found,) = follow("/feed", memory=notes)
    assert isinstance(found, Unchanged)
    assert found.where == web.url("/feed")


def test_json_feeds_and_atom_are_feeds(web: Any, follow: Any) -> None:
    entry = {"id": "1", "url": web.url("/a"), "title": "Harbour", "content_text": WORDS, "date_published": "2031-05-06T10:00:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Post", "items": [entry, {**entry, "id": "2", "url": ""}]}
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>T</title><id>x</id><link href="/a"/><updated>2031-05-06T10:00:00Z</updated><summary>{WORDS}</summary></entry></feed>'
    web.routes |= {"/j": web.answer(json.dumps(feed), kind="application/feed+json"), "/x": web.answer(atom, kind="application/atom+xml"), "/a": web.answer(page())}
    fetched, own = follow("/j")
    assert fetched.where == web.url("/a")
    assert own.where == web.url("/j") + ", entry 2"
    assert WORDS.strip().encode() in own.raw
    assert [item.where for item in follow("/x")] == [web.url("/a")]


def test_a_list_of_feeds_leads_to_all_their_pages(web: Any, follow: Any) -> None:
    rows = "".join(f'<outline type="rss" xmlUrl="{web.url(path)}"/>' for path in ("/f1", "/f2", "/none", "/f1"))
    web.routes |= {
        "/opml": web.answer(f'<?xml version="1.0"?><opml version="2.0"><head/><body>{rows}</body></opml>', kind="text/x-opml"),
        "/f1": rss(web, ("/a", WORDS)), "/f2": rss(web, ("/b", WORDS), ("/a", WORDS)), "/a": web.answer(page()), "/b": web.answer(page()),
    }  # fmt: skip
    one, two, failed = follow("/opml")
    assert (one.where, two.where, failed.where) == (web.url("/a"), web.url("/b"), web.url("/none"))


def test_sitemaps_lead_to_their_pages_newest_first(web: Any, follow: Any) -> None:
    web.routes |= {
        "/index.xml": sitemap(web, (web.url("/old.xml.gz"), "2031-01-01"), (web.url("/new.xml"), "2031-05-01"), index=True),
        "/new.xml": sitemap(web, (web.url("/b"), "2031-04-30"), (web.url("/a"), "2031-05-01")),
        "/old.xml.gz": web.answer(gzip.compress(sitemap(web, (web.url("/c"), "2031-01-01")).partition(b"\r\n\r\n")[2]), kind="application/gzip"),
        **{f"/{name}": web.answer(page()) for name in "abc"},
    }
    assert [item.where for item in follow("/index.xml")] == [web.url("/a"), web.url("/b"), web.url("/c")]
    web.routes["/list.txt"] = web.answer(web.url("/a") + "\n" + web.url("/b") + "\n", kind="text/plain")
    assert [item.where for item in follow("/list.txt")] == [web.url("/a"), web.url("/b")]


def test_more_pages_than_are_read_at_once_are_counted_aloud(web: Any, follow: Any) -> None:
    web.routes |= {"/map": sitemap(web, *((web.url(f"/p{n}"), f"2031-05-{n:02}") for n in range(1, 31))), **{f"/p{n}": web.answer(page()) for n in range(1, 31)}}
    notes = Notes()
    found = follow("/map", max_pages=3, memory=notes)
    assert [item.where for item in found] == [web.url("/p30"), web.url("/p29"), web.url("/p28")]
    assert follow.said == [f"{web.url('/map')}: 27 more pages are listed than the 3 that were read; raise SAYSO_MAX_PAGES for them"]
    assert web.url("/map") not in notes


def test_lists_that_list_each_other_end(web: Any, follow: Any) -> None:
    web.routes |= {"/1": sitemap(web, (web.url("/2"), ""), (web.url("/1"), ""), index=True), "/2": sitemap(web, (web.url("/1"), ""), (web.url("/3"), ""), index=True),
                   "/3": sitemap(web, (web.url("/4"), ""), index=True), "/4": sitemap(web, (web.url("/a"), "")), "/a": web.answer(page())}
    assert follow("/1") == []
    assert [question for question in web.paths() if question == "/4"] == []
    assert any("/4: is left out" in said for said in follow.said)


def test_a_flood_of_lists_is_left(web: Any, follow: Any) -> None:
    web.routes["/index"] = sitemap(web, *((web.url(f"/m{n}"), "") for n in range(300)), index=True)
    follow("/index", delay=0.0)
    assert len(web.paths()) == MOST_LISTS


def test_a_monstrous_feed_is_refused_and_a_password_is_not_told(web: Any, follow: Any, fetcher_of: Any) -> None:
    web.routes["/feed"] = rss(web, ("/a", "x" * 8_000_000))
    assert "more than 8 MB" in str(follow("/feed")[0].error)
    (failed,) = items_at("http://ann:secret@gazette.example/x", fetcher_of(), limit=LIMIT)
    assert "secret" not in failed.where + str(failed.error)


def test_data_and_lists_among_the_pages_are_no_pages(web: Any, follow: Any) -> None:
    web.routes |= {"/feed": rss(web, ("/f2", ""), ("/pic", "")), "/f2": rss(web, ("/a", WORDS)), "/pic": web.answer(b"\x89PNG\r\n\x1a\n" * 9, kind="text/html")}
    one, two = follow("/feed")
    assert "is a feed" in str(one.error)
    assert "PNG" in str(two.error)


def test_a_feed_that_is_none_costs_one_sentence(web: Any, follow: Any) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]><rss version="2.0"><channel><item><title>&a;</title></item></channel></rss>'
    web.routes |= {"/bomb": web.answer(bomb, kind="text/xml"), "/xml": web.answer("<?xml version='1.0'?><a/>", kind="text/xml")}
    for path in ("/bomb", "/xml"):
        (failed,) = follow(path)
        assert isinstance(failed, Failure), path
        assert "\n" not in str(failed.error)


def test_records_and_tables_at_an_address_are_read_as_from_a_file(web: Any, follow: Any) -> None:
    lines = "\n".join(json.dumps({"text": f"{n} {WORDS}"}) for n in range(3))
    web.routes |= {"/l": web.answer(lines, kind="application/x-ndjson"), "/t.csv": web.answer(f"title,text\nA,{json.dumps(WORDS)}\nB,{json.dumps(WORDS)}\n", kind="text/plain")}
    found = follow("/l")
    assert [item.where for item in found] == [f"{web.url('/l')}:{n}" for n in (1, 2, 3)]
    assert {item.captured for item in found} == {"2031-05-06T12:00:00Z"}
    assert len(follow("/t.csv")) == 2


def test_addresses_stand_among_files(web: Any, fetcher_of: Any, tmp_path: Any) -> None:
    (tmp_path / "a.txt").write_text("Words of a report.")
    web.routes["/a"] = web.answer(page())
    paths = [str(tmp_path / "a.txt"), web.url("/a"), web.url("/none")]
    found = list(items_in(paths, fetcher=fetcher_of()))
    assert [type(item) for item in found] == [Item, Item, Failure]
    alone = list(items_in(paths))
    assert [type(item) for item in alone] == [Item, Failure, Failure]
    assert "does not fetch it unasked" in str(alone[1].error)  # type: ignore[union-attr]
    _, intake, _ = read_inputs(paths, fetcher=fetcher_of())
    assert intake.document.metadata.url == web.url("/a")  # type: ignore[union-attr]
    assert intake.captured == "2031-05-06T12:00:00Z"  # type: ignore[union-attr]


def test_an_empty_answer_is_an_empty_report(web: Any, fetcher_of: Any) -> None:
    web.routes["/a"] = web.answer("")
    (found,) = read_inputs([web.url("/a")], fetcher=fetcher_of())
    assert isinstance(found, Failure)


HEAD = '<meta property="og:title" content="Closed for good"><meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="{url}">'


@pytest.mark.parametrize(("canonical", "url"), [
    ("https://www.post.example/1", "https://www.post.example/1"), ("https://elsewhere.example/1", "https://amp.post.example/1"),
    ("http://[bad", "https://amp.post.example/1"),
])  # fmt: skip
def test_a_page_knows_itself_better_than_a_feed_does_and_a_feed_better_than_a_guess(canonical: str, url: str) -> None:
    known = Metadata().updated("feed", title="Closed f…", publisher="Post RSS", published="2031-05-06T10:00:00Z", authors=("Ana Brod",))
    known = known.updated("url", url="https://amp.post.example/1?utm_source=feed")
    raw = page().replace("<head>", "<head>" + HEAD.format(url=canonical)).replace("<p>", '<time datetime="2030-01-01">then</time><p>')
    found = taken(Item("https://amp.post.example/1", raw.encode(), Form.PAGE, known)).document.metadata
    assert (found.title, found.publisher, found.published, found.url) == ("Closed for good", "Harbour Post", "2031-05-06T10:00:00Z", url)
    assert (found.sources["title"], found.sources["published"], found.authors) == ("meta", "feed", ("Ana Brod",))


def test_what_a_record_says_goes_before_all() -> None:
    raw = page().replace("<head>", "<head>" + HEAD.format(url="https://post.example/1")).encode()
    found = taken(Item("x:1", raw, Form.PAGE, Metadata().updated("record", title="Mine"))).document.metadata
    assert (found.title, found.publisher) == ("Mine", "Harbour Post")
