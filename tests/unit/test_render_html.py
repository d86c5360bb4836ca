import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.attribution import spans as spans_of
from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading
from sayso.render.html import asset, file_name, index, page, policy
from sayso.render.markup import Links, report
from sayso.render.notebook import reading_html
from sayso.render.symbols import visible
from sayso.views.reading import ReportLine, reading_view
from sayso.voice import VOICE_RUNS, Voice


class Page(HTMLParser):
    """What a browser would make of a page: the article's text, ids, links and tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.article = ""
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = self._inside or tag == "article"
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name == "href" and value]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        self.article += data if self._inside else ""


def test_the_report_is_there_to_the_last_character(harbour: Reading) -> None:
    assert Page(page(reading_view(harbour))).article == harbour.document.text


def test_every_link_has_its_target_and_ids_are_single(harbour: Reading) -> None:
    found = Page(page(reading_view(harbour, quiet=True)))
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links if link.startswith("#")} <= set(found.ids)
    assert "char=17,31" in found.ids


def test_nothing_runs_and_nothing_is_fetched(harbour: Reading) -> None:
    html = page(reading_view(harbour))
    found = Page(html)
    assert not {"script", "link", "img", "iframe", "object", "form", "base"} & set(found.tags)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    assert policy(style[1]) in html.replace("&#39;", "'")
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_a_usual_page_is_small_and_the_style_sheet_short(harbour: Reading) -> None:
    assert len(page(reading_view(harbour)).encode()) < 100_000
    assert len(asset("page.css").splitlines()) <= 600


def test_hostile_words_stay_words(harbour: Reading) -> None:
    text = '<script>alert(1)</script>"><img src=x onerror=a> \x1b[2J \u202e }</style>'
    bad = Attribution('"><i id=x>{}', spans_of([(0, 8)]), spans_of([(9, 14)]), spans_of([(15, 40)]), by="</style>", reasons=("<b>",))
    meta = Metadata(title="<h1>{{ 7*7 }}", publisher="<b>", url="javascript:alert(1)", authors=("\x1b",))
    view = reading_view(Reading(Document(text, meta, origin="<i>")).with_layer(ATTRIBUTIONS, [bad]))
    html = page(view)
    found = Page(html)
    assert found.article == visible(text)
    assert "script" not in found.tags
    assert not any(link.startswith("javascript") for link in found.links)
    assert "\x1b" not in html
    assert "n1" in found.ids
    assert "script" not in Page(reading_html(Reading(Document(text, meta)).with_layer(ATTRIBUTIONS, [bad]))).tags
    assert Page(index([ReportLine("a.html", view.head, view.summary)])).links == ["a.html"]


def test_file_names_are_plain(harbour: Reading) -> None:
    view = reading_view(harbour)
    assert file_name(view, 7) == "007-harbour.html"
    odd = replace(view, head=replace(view.head, title="../../Čas / <x>\x00 港"))
    assert file_name(odd, 1) == "001-cas-x.html"
    assert file_name(replace(view, head=replace(view.head, title="港")), 12) == "012-report.html"


def test_the_index_lists_every_report(harbour: Reading) -> None:
    view = reading_view(harbour)
    html = index([ReportLine(f"{n}.html", view.head, view.summary) for n in range(3)])
    assert Page(html).links == ["0.html", "1.html", "2.html"]
    assert "3 reports" in html


def test_a_notebook_shows_report_and_table_without_links_or_ids(harbour: Reading) -> None:
    html = reading_html(harbour)
    found = Page(html)
    assert "a" not in found.tags
    assert found.ids == []
    assert "Harbour Post › Ana Brod" in html


def test_a_notebook_cuts_a_very_long_report() -> None:
    text = "word\n" * 30_000
    blocks = [Block(n * 5, n * 5 + 4, "body") for n in range(30_000)]
    html = reading_html(Reading(Document(text)).with_layer(BLOCKS, blocks))
    assert "more characters" in html
    assert len(html) < 1_000_000


EDGES = st.tuples(st.integers(0, 25), st.integers(0, 25))
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x1b\x7f\x85\r\n\t<>&\"'\u202e\u2028\ud800 ")), max_size=25)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(TEXTS, st.lists(EDGES, max_size=4), st.lists(st.tuples(EDGES, EDGES, EDGES), max_size=4), st.sampled_from(["denied", "outlet", "furniture"]))
def test_rendering_loses_no_character(
    text: str, blocks: list[tuple[int, int]], told: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]], voice: str
) -> None:
    reading = (
        Reading(Document(text))
        .with_layer(BLOCKS, [Block(start, end, "headline") for start, end in blocks])
        .with_layer(ATTRIBUTIONS, [Attribution(f"a{n}", spans_of([a]), spans_of([b]), spans_of([c])) for n, (a, b, c) in enumerate(told)])
        .with_layer(VOICE_RUNS, [Voice(start, end, voice) for start, end in blocks])
    )
    view = reading_view(reading)
    html = f"<article>{report(view, Links.of(view))}</article>"
    assert Page(html).article == visible(text)
    assert len(visible(text)) == len(text)
    page(view).encode()
