"""Reading web archives: speed beside fastwarc alone in the same run, and records lost after damage in the middle.

    .venv/bin/python bench/warc.py [ARCHIVE.warc.gz]

Without an archive one is made up: 3,000 captures, nine in ten of them pages, each with its request. fastwarc alone means: the
responses of the archive, HTTP headers parsed, HTML bodies read and nothing done with them. sayso makes items of the same pages,
each with its address and time, and notices damage. Where nothing is compressed only digests can show that, and each side is
timed twice: without checking them, as `sayso add` passes through an archive (the worker that reads a page checks its digest),
and with each page's digest checked.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.intake.item import Item
from sayso.intake.warcs import warc_items

RUNS = 7
TRIALS = 200
LIMIT = 64 << 20


def write(path: Path, captures: int, *, packed: bool, seed: int = 1) -> None:
    """An archive of pages of words, with pictures between them and a request before each."""
    dice = random.Random(seed)  # noqa: S311 - pages of noise, the same each time
    words = ["".join(dice.choices("abcdefghijklmnop", k=dice.randint(2, 9))) for _ in range(5_000)]
    about = {"WARC-Date": "2031-05-06T10:00:00Z"}
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for number in range(captures):
            url, page = f"https://velm{number % 40}.example/{number}", number % 10 != 0
            request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "velm.example")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", io.BytesIO(), http_headers=request, warc_headers_dict=about))
            body = _page(dice, words) if page else dice.randbytes(40_000)
            kind = "text/html; charset=utf-8" if page else "image/jpeg"
            answer = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=answer, warc_headers_dict=about))


def _page(dice: random.Random, words: list[str]) -> bytes:
    parts = (f"<div class='a b c'><p>{' '.join(dice.choices(words, k=60))}</p></div>" for _ in range(dice.randint(20, 200)))
    return f"<html><head><title>Velm</title></head><body>{''.join(parts)}</body></html>".encode()


def alone(path: Path, *, checked: bool = False) -> int:
    """The pages that fastwarc alone reads."""
    count = 0
    for record in ArchiveIterator(str(path), record_types=WarcRecordType.response, parse_http=True, verify_digests=checked):
        if (record.http_content_type or "").startswith("text/html"):
            record.reader.read()
            count += 1
    return count


def ours(path: Path, *, checked: bool = False) -> int:
    """The pages that sayso takes."""
    with path.open("rb") as file:
        items = (item for item in warc_items(str(path), file, LIMIT) if isinstance(item, Item))
        return sum(not checked or item.seal is None or item.seal.fits(item.raw) for item in items)


def sound(raw: bytes) -> tuple[dict[str | None, Item], bool]:
    """The pages of an archive whose bytes fit what it states of them, by address, and whether anything is told to be damaged."""
    found = list(warc_items("a", io.BytesIO(raw), LIMIT))
    items = [item for item in found if isinstance(item, Item)]
    whole = {item.known.url: item for item in items if item.seal is None or item.seal.fits(item.raw)}
    return whole, len(whole) < len(found)


def seconds(count: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """CPU seconds of one pass, and the pages found."""
    begin = time.process_time()
    found = count(path)
    return time.process_time() - begin, found


def speed(path: Path, *, checked: bool = False) -> None:
    """Prints pages a CPU second of both, best of several passes taken in turn."""
    passes = [(seconds(partial(alone, checked=checked), path), seconds(partial(ours, checked=checked), path)) for _ in range(RUNS)]
    theirs, mine = min(a for (a, _), _ in passes), min(b for _, (b, _) in passes)
    (_, all_pages), (_, taken) = passes[0]
    how = ", digests checked" if checked else ""
    print(f"{path.name}{how}: fastwarc alone {all_pages / theirs:,.0f} pages a CPU second; sayso {taken / mine:,.0f}; ratio {theirs / mine:.2f}")


def damage(path: Path) -> None:
    """Prints how many records are lost beside the damaged ones, over many kinds and places of damage."""
    raw = path.read_bytes()
    whole, _ = sound(raw)
    starts = sorted(int(item.where.rpartition(" ")[2]) for item in whole.values())
    dice = random.Random(3)  # noqa: S311 - damage, the same each time
    beside = silent = wrong = 0
    for _ in range(TRIALS):
        at, size = dice.randrange(len(raw)), dice.randint(1, 400)
        noise = dice.choice([bytes(size), dice.randbytes(size), b""])
        got, told = sound(raw[:at] + noise + raw[at + size :])
        hit = sum(at <= start < at + size for start in starts) + 1
        beside += max(0, len(whole) - len(got) - hit)
        silent += len(got) < len(whole) and not told
        wrong += sum(url not in whole or whole[url].raw != item.raw for url, item in got.items())
    print(f"{path.name}: damaged {TRIALS} times: {beside} lost beside the damaged record, {silent} lost without a word, {wrong} taken with wrong bytes")


def main() -> None:
    """Runs both on the archive named, or on two that are made up."""
    if len(sys.argv) > 1:
        speed(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, packed in (("pages.warc.gz", True), ("pages.warc", False)):
            write(Path(folder, name), 3_000, packed=packed)
            speed(Path(folder, name))
            if not packed:
                speed(Path(folder, name), checked=True)
            write(Path(folder, f"small-{name}"), 60, packed=packed)
            damage(Path(folder, f"small-{name}"))


if __name__ == "__main__":
    main()
