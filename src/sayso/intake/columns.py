"""The columns of a table of reports by the names that they go by, and whether a first line is the header of such a table."""

from __future__ import annotations

import csv
import re

COLUMNS = {
    "text": "text body content article full_text fulltext article_text article_body articlebody maintext main_text body_text story plain_text",
    "html": "html raw_html page source_html page_html content_html",
    "url": "url link uri address article_url page_url source_url permalink canonical_url",
    "title": "title headline heading article_title",
    "published": "published date published_at publication_date published_date publish_date pubdate pub_date date_published "
    "published_time publishedat datetime article_date date_publish",
    "modified": "modified updated date_modified updated_at modified_at date_modify",
    "publisher": "publisher outlet source source_name publication newspaper site site_name media media_name domain source_domain",
    "authors": "authors author byline by creator writer",
    "language": "language lang",
    "captured": "captured captured_at crawled crawled_at fetched fetched_at retrieved retrieved_at scraped scraped_at date_download",
}
"""The names that columns go by in what scrapers and archives export, most usual first; case, spaces and signs do not count."""

DELIMITERS = ",\t;|"
_CELL = re.compile(r'[^",\t;|\r\n]{1,60}|"[^"\r\n]{1,60}"')


def columns(names: list[str]) -> dict[str, int]:
    """The place of each field that the header names; of several columns for one field the most usual name has it."""
    plain = [re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_") for name in names]
    found: dict[str, int] = {}
    for field, spellings in COLUMNS.items():
        place = next((plain.index(word) for word in spellings.split() if word in plain), None)
        if place is not None:
            found[field] = place
    return found


def _delimiter(header: str) -> str | None:
    """What parts the columns of a header that names a text and something besides, or None if it is no such header."""
    best = max(DELIMITERS, key=header.count)
    cells = next(csv.reader([header], delimiter=best), [])
    named = columns(cells)
    if not {"text", "html"} & set(named) or not all(_CELL.fullmatch(cell.strip() or "-") for cell in cells):
        return None
    return best if len(named) > 1 else None


def table_delimiter(head: str, name: str) -> str | None:
    """What parts the columns if an input begins like a table of reports; where its name says that it is one, a text will do."""
    header = head.lstrip("\ufeff").partition("\n")[0].rstrip("\r")
    if len(header) > 4_000 or "\r" in header:
        return None
    found = _delimiter(header)
    if found is None and is_table_name(name):
        best = max(DELIMITERS, key=header.count)
        return best if {"text", "html"} & set(columns(next(csv.reader([header], delimiter=best), []))) else None
    return found


def is_table_name(name: str) -> bool:
    """True for the endings of CSV and TSV files."""
    return name.lower().removesuffix(".gz").endswith((".csv", ".tsv", ".tab"))
