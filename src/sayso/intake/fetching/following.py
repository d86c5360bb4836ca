"""From an address to the reports that it stands for: a page is one, a feed, a list of feeds or a sitemap are those that they list."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sayso.document import Metadata
from sayso.errors import AnswerError, FetchError, InputError, UnsupportedFormatError
from sayso.intake.addresses import completed
from sayso.intake.decode import refuse_binary
from sayso.intake.entries import Entry, item_of
from sayso.intake.fetching.address import is_address, without_password
from sayso.intake.fetching.answers import Fetched, Unchanged
from sayso.intake.fetching.client import Fetcher
from sayso.intake.item import Failure, Item
from sayso.intake.sniffing import HEAD, Form, form_of
from sayso.intake.splitting import Reading, items_of_stream

MOST_LISTS = 100
"""Feeds and sitemaps that are read for one address."""

LARGEST_FEED = 8_000_000
"""Bytes of a feed that is taken apart: at 30,000 entries or so, that takes seconds."""

DEEPEST = 3
"""How deep lists of lists are followed: an index, its sitemaps, and what those list."""

Found = Item | Failure | Unchanged
Steps = Generator[Found, None, bool]
"""What is found, and at the end whether all of it was: a list that was not dealt with to the end is not remembered as read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An address in a list, what the list says of it, and the list's own words to fall back on."""

    url: str
    known: Metadata
    words: Item | None = None


def items_at(url: str, fetcher: Fetcher, *, limit: int) -> Iterator[Found]:
    """The reports at an address that the user named, in order, or what became of them; one is held in memory at a time.

    A page gives one item. A feed gives the page of each entry, or the entry's own words where the page is not to be had; a
    list of feeds (OPML) those of its feeds; a sitemap, or an index of some, its pages, newest first. At most `fetcher.max_pages`
    pages are read, and a note says so if there are more. `limit` is the size in bytes of the largest report in a table of some.
    """
    yield from _Walk(url, fetcher, limit).named()


class _Walk:
    """One named address and all that it leads to."""

    def __init__(self, url: str, fetcher: Fetcher, limit: int) -> None:
        self._url = url
        self._fetcher = fetcher
        self._limit = limit
        self._seen: set[str] = {url.partition("#")[0]}
        self._pages = self._lists = self._skipped = 0

    def named(self) -> Iterator[Found]:
        yield from self._at(self._url, 0)
        if self._skipped:
            more = f"{self._skipped:,} more pages are listed than the {self._fetcher.max_pages:,} that were read; raise SAYSO_MAX_PAGES for them"
            self._fetcher.note(f"{self._url}: {more}")

    def _at(self, url: str, depth: int) -> Steps:
        """What an address that may be a list leads to."""
        self._lists += 1
        try:
            result = self._fetcher.fetch(url)
        except FetchError as error:
            yield Failure(without_password(url), error)
            return not error.passing
        if isinstance(result, Unchanged):
            yield result
            return True
        try:
            whole = yield from self._within(result, depth)
        except InputError as error:
            yield Failure(url, error)
            whole = True
        if whole:
            self._fetcher.remember(result)
        return whole

    def _within(self, found: Fetched, depth: int) -> Steps:
        """What an answer holds, by its form."""
        form = _form(found)
        if form is Form.FEED:
            if len(found.body) > LARGEST_FEED:
                raise AnswerError(found.asked, f"is a feed of more than {LARGEST_FEED // 1_000_000} MB; name the pages that you want of it")
            return (yield from self._pages_of(_of_feed(found)))
        if form is Form.SITEMAP:
            return (yield from self._of_sitemap(found, depth))
        if form is Form.OPML:
            return (yield from self._lists_of(found, _of_opml(found), depth))
        if form in {Form.PAGE, Form.TEXT}:
            yield _item(found, found.asked, Metadata(), form)
        else:
            yield from (replace(item, captured=item.captured or _moment(found)) if isinstance(item, Item) else item
                        for item in items_of_stream(found.asked, io.BytesIO(found.body), Reading(self._limit, self._fetcher.note)))
        return True

    def _of_sitemap(self, found: Fetched, depth: int) -> Steps:
        from sayso.intake.sitemaps import sitemap_entries

        entries = sorted(sitemap_entries(found.body, found.asked), key=lambda entry: entry.modified or entry.published or "", reverse=True)
        whole = yield from self._lists_of(found, [entry.url for entry in entries if entry.sitemap], depth)
        pages = (Listed(completed(found.url, entry.url) or entry.url, entry.known) for entry in entries if not entry.sitemap)
        return (yield from self._pages_of(pages)) and whole

    def _lists_of(self, found: Fetched, urls: Iterable[str], depth: int) -> Steps:
        """What lists lead to that another list names."""
        whole = True
        for url in (completed(found.url, url) or url for url in urls):
            if url in self._seen:
                continue
            self._seen.add(url)
            if depth + 1 >= DEEPEST or self._lists >= MOST_LISTS or self._pages >= self._fetcher.max_pages:
                self._fetcher.note(f"{url}: is left out, for {self._url} leads to more lists or pages than are read at once; name it itself")
                whole = False
            else:
                whole = (yield from self._at(url, depth + 1)) and whole
        return whole

    def _pages_of(self, listed: Iterable[Listed]) -> Steps:
        whole = True
        for entry in listed:
            place = entry.url.partition("#")[0]
            if place and place in self._seen:
                continue
            self._seen.add(place)
            if self._pages >= self._fetcher.max_pages:
                self._skipped += 1
                whole = False
                continue
            self._pages += 1
            whole = (yield from self._page(entry)) and whole
        return whole

    def _page(self, listed: Listed) -> Steps:
        """The page of an entry, or the entry's own words where it has none or it is not to be had."""
        if not is_address(listed.url) and listed.words is not None:
            yield listed.words
            return True
        try:
            result = self._fetcher.fetch(listed.url)
            found = result if isinstance(result, Unchanged) else _page_item(result, listed.known)
        except InputError as error:
            passing = isinstance(error, FetchError) and error.passing
            if passing or listed.words is None:
                yield Failure(without_password(listed.url or self._url), error)
                return not passing
            self._fetcher.note(f"{error}; the words that the feed itself carries were taken instead")
            yield listed.words
            return True
        yield found
        self._fetcher.remember(result)
        return True


def _form(found: Fetched) -> Form:
    """What an answer is; a text of nothing but addresses is a sitemap, too (sitemaps.org)."""
    head = found.body[:HEAD]
    refuse_binary(head, where=found.asked)
    form = form_of(head, found.url)
    lines = head.split() if form is Form.TEXT else []
    return Form.SITEMAP if lines and all(line.startswith((b"http://", b"https://")) for line in lines[:-1] or lines) else form


def _page_item(found: Fetched, known: Metadata) -> Item:
    """The item of a listed page; raises UnsupportedFormatError if it is a list itself, or data."""
    form = _form(found)
    if form not in {Form.PAGE, Form.TEXT}:
        raise UnsupportedFormatError(found.asked, f"is listed as a page, but is a {form.value}; name it itself to have it read")
    return _item(found, found.asked, known, form)


def _item(found: Fetched, where: str, known: Metadata, form: Form) -> Item:
    return Item(where, found.body, form, known.updated("url", url=found.url), _moment(found), found.encoding)


def _of_feed(found: Fetched) -> Iterator[Listed]:
    """The entries of a feed; one without an address has only its words."""
    from sayso.intake.feeds import feed_entries

    for number, entry in enumerate(feed_entries(found.body, found.url), 1):
        url = entry.url or ""
        yield Listed(url, entry.known, _words(entry, url or f"{found.asked}, entry {number}", found))


def _words(entry: Entry, where: str, found: Fetched) -> Item | None:
    """The item of an entry's own words, if it has more than a title."""
    item = item_of(entry, where) if entry.html or entry.text else None
    return replace(item, captured=_moment(found)) if isinstance(item, Item) else None


def _of_opml(found: Fetched) -> list[str]:
    from sayso.intake.opml import opml_feeds

    return [feed.url for feed in opml_feeds(found.body, found.asked)]


def _moment(found: Fetched) -> str:
    """When it was fetched, in the form of all times: UTC, ISO 8601."""
    moment: datetime = found.fetched_at.astimezone(UTC)
    return moment.replace(microsecond=0, tzinfo=None).isoformat() + "Z"
