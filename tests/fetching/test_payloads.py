"""What an answer may hold: sizes, compressions, types and charsets, against real servers on loopback."""

import gzip
import resource
import time
import tracemalloc
import zlib
from typing import Any

import brotli
import pytest

from sayso.errors import AnswerError, FetchError
from sayso.intake.decode import decode
from sayso.intake.fetching.asking import Limits
from sayso.intake.fetching.client import Fetcher

SWIFT = Limits(connect=0.5, read=0.2, total=0.4)
PAGE = "<html><body><p>The harbour is closed, Mayor Brod said.</p></body></html>"


def failure(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(url)
    text = str(raised.value)
    assert "\n" not in text
    assert len(text) < 700
    return raised.value


def test_too_much_on_the_wire(web: Any, fetcher_of: Any) -> None:
    web.routes["/a"] = lambda _: (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"a" * 100_000] * 20)
    error = failure(fetcher_of(limits=Limits(wire=1_000_000)), web.url("/a"))
    assert "larger than the 1 MB" in str(error)
    assert isinstance(error, AnswerError)


def bomb(coding: str) -> bytes:
    zeros = b"\0" * 1_000_000
    if coding == "br":
        packer = brotli.Compressor(quality=5)
        return b"".join(packer.process(zeros) for _ in range(300)) + packer.finish()
    engine = zlib.compressobj(9, zlib.DEFLATED, 31 if coding == "gzip" else 15)
    return b"".join(engine.compress(zeros) for _ in range(300)) + engine.flush()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_bomb_costs_no_more_than_the_limit(web: Any, fetcher_of: Any, coding: str) -> None:
    web.routes["/a"] = web.answer(bomb(coding), Content_Encoding=coding)
    fetcher = fetcher_of(limits=Limits(unpacked=8_000_000))
    tracemalloc.start()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = failure(fetcher, web.url("/a"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "more than the 8 MB" in str(error)
    assert peak < 20_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kB: what C libraries took counts, too


@pytest.mark.parametrize(("coding", "pack"), [
    ("gzip", gzip.compress), ("x-gzip", gzip.compress), ("GZIP", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress),
    ("deflate", lambda raw: zlib.compress(raw)[2:-4]), ("gzip", lambda raw: gzip.compress(raw[:7]) + gzip.compress(raw[7:]) + b"\0\0"),
    ("identity", bytes), ("identity, gzip", gzip.compress), ("", bytes),
])  # fmt: skip
def test_compressions_are_undone(web: Any, fetcher_of: Any, coding: str, pack: Any) -> None:
    text = PAGE * 5000
    web.routes["/a"] = web.answer(pack(text.encode()), Content_Encoding=coding)
    assert fetcher_of().fetch(web.url("/a")).body == text.encode()


@pytest.mark.parametrize(("coding", "body", "words"), [
    ("gzip, gzip", gzip.compress(gzip.compress(b"x")), "on top of another"), ("gzip, br", b"x", "on top of another"),
    ("zstd", b"x", "did not ask for"), ("aes128gcm", b"x", "did not ask for"), ("gzip", b"no gzip", "damaged"), ("br", b"\xff" * 9, "damaged"),
    ("deflate", b"\xff" * 50, "damaged"), ("gzip", gzip.compress(b"x" * 999)[:-9], "damaged"), ("br", brotli.compress(PAGE.encode())[:-3], "damaged"),
    ("deflate", zlib.compress(PAGE.encode())[:-5], "damaged"),
])  # fmt: skip
def test_bad_compressions_are_told(web: Any, fetcher_of: Any, coding: str, body: bytes, words: str) -> None:
    web.routes["/a"] = web.answer(body, Content_Encoding=coding)
    assert words in str(failure(fetcher_of(), web.url("/a")))


@pytest.mark.parametrize("head", [
    b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(20_000)) + b"\r\n",
    b"\x00\xff garbage\r\n\r\n", b"", b"SSH-2.0-harbour\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nnot a chunk",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffffffff\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\ncut",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
])  # fmt: skip
def test_broken_answers_cost_one_sentence(web: Any, fetcher_of: Any, head: bytes) -> None:
    web.routes["/a"] = head
    assert failure(fetcher_of(), web.url("/a")).passing
    assert len(web.paths()) == 3


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/warc", "application/octet-stream", "application/zip", "text/css", "application/gzip"])
def test_other_types_are_refused(web: Any, fetcher_of: Any, kind: str) -> None:
    web.routes["/a"] = web.answer(b"x", kind=kind)
    assert kind in str(failure(fetcher_of(), web.url("/a")))


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml; charset=x", "application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "text/x-opml", ""])
def test_what_may_be_a_report_or_a_list_of_them_is_taken(web: Any, fetcher_of: Any, kind: str) -> None:
    web.routes["/a"] = web.answer(PAGE, kind=kind)
    assert fetcher_of().fetch(web.url("/a")).body == PAGE.encode()


def test_a_file_that_is_stored_compressed_is_unpacked(web: Any, fetcher_of: Any) -> None:
    web.routes["/map.xml.gz"] = web.answer(gzip.compress(b"<urlset/>"), kind="application/x-gzip")
    assert fetcher_of().fetch(web.url("/map.xml.gz")).body == b"<urlset/>"
    web.routes["/map.xml.gz"] = web.answer(bomb("gzip"), kind="application/octet-stream")
    assert "more than the 8 MB" in str(failure(fetcher_of(limits=Limits(unpacked=8_000_000)), web.url("/map.xml.gz")))


@pytest.mark.parametrize("path", ["/map.xml.gz", "/a"])
def test_a_gzip_stream_of_countless_members_costs_little(web: Any, fetcher_of: Any, path: str) -> None:
    many = gzip.compress(b"<") * 400_000
    web.routes[path] = web.answer(many, kind="application/gzip") if path.endswith("gz") else web.answer(many, Content_Encoding="gzip")
    began = time.process_time()
    assert "damaged" in str(failure(fetcher_of(), web.url(path)))
    assert time.process_time() - began < 10


def test_a_wrong_charset_is_passed_on_and_does_no_harm(web: Any, fetcher_of: Any) -> None:
    web.routes |= {"/a": web.answer("Bürger", kind="text/html; charset=iso-8859-1"), "/b": web.answer("Bürger", kind="text/html; charset=no-such; x=y")}
    for path in ("/a", "/b"):
        found = fetcher_of().fetch(web.url(path))
        assert decode(found.body, http=found.encoding).text == "Bürger"


# Trust


