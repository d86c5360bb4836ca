"""The agency that a report credits."""

from __future__ import annotations

import json

import pytest

from sayso.contract import from_json, to_json
from sayso.document import Metadata, Reading
from sayso.intake.agencies import agency
from sayso.intake.item import Item
from sayso.intake.sniffing import Form
from sayso.intake.taking import taken

STORY = "The harbour of Velm closed on Tuesday after a storm, the council told reporters, and no ship sails."
MORE = "\n\n".join(f"A sentence of paragraph {number}, in which the mayor says that the port stays shut." for number in range(8))


def text(raw: str, known: Metadata | None = None) -> Metadata:
    return taken(Item("t", raw.encode(), Form.TEXT, known or Metadata())).document.metadata


def page(body: str, head: str = "") -> Metadata:
    raw = f"<html><head>{head}</head><body><article><h1>Harbour of Velm closed after storm</h1>{body}</article></body></html>"
    return taken(Item("p", raw.encode(), Form.PAGE)).document.metadata


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AP", "Associated Press"), ("The Associated Press", "Associated Press"), ("By Reuters", "Reuters"), ("(AFP)", "Agence France-Presse"),
        ("dpa", "Deutsche Presse-Agentur"), ("© 2031 Reuters", "Reuters"), ("Copyright 2031 The Associated Press", "Associated Press"),
        ("ap", None), ("ani", None), ("The Velm Gazette", None), ("", None), (None, None), ("by by by by by AP", None), ("x" * 100, None),
    ],
)  # fmt: skip
def test_names_of_agencies(name: str | None, expected: str | None) -> None:
    assert agency(name) == expected


@pytest.mark.parametrize(
    ("raw", "wire", "source"),
    [
        (f"VELM, May 6 (Reuters) - {STORY}", "Reuters", "dateline"),
        (f"Harbour closed\n\nVELM (AP) — {STORY}\n\n{MORE}", "Associated Press", "dateline"),
        (f"MARSTAD, March 3 (Nordwire) - {STORY}", "Nordwire", "dateline"),
        (f"Harbour closed\nBy Reuters\n{STORY}\n\n{MORE}", "Reuters", "byline"),
        (f"Harbour closed\nBy Ada Moss, Associated Press\n{STORY}", "Associated Press", "byline"),
        (f"{STORY}\n\n{MORE}\n\nReuters contributed to this report.", "Reuters", "credit"),
        (f"{STORY}\n\n{MORE}\n\nThe Associated Press and Jo Lund contributed to this report.", "Associated Press", "credit"),
        (f"{STORY}\n\n{MORE}\n\nAdditional reporting by Jo Lund and AFP", "Agence France-Presse", "credit"),
        (f"{STORY}\n\n{MORE}\n\n(With inputs from PTI)", "Press Trust of India", "credit"),
        (f"{STORY}\n\n{MORE} (AP)", "Associated Press", "credit"),
        (f"{STORY}\n\n{MORE}\n\n— Reuters", "Reuters", "credit"),
        (f"{STORY}\n\n{MORE}\n\nCopyright 2031 The Associated Press. All rights reserved.", "Associated Press", "credit"),
    ],
)
def test_what_credits_an_agency(raw: str, wire: str, source: str) -> None:
    found = text(raw)
    assert (found.wire, found.sources.get("wire")) == (wire, source)


@pytest.mark.parametrize(
    "raw",
    [
        f"{STORY}\n\n{MORE}",
        f"{STORY}\n\nopen image in gallery Boats in the harbour of Velm ( AP )\n\n{MORE}",
        f"{STORY}\n\nThe mayor told Reuters that the port stays shut.\n\n{MORE}",
        f"Reuters said the port of Velm stays shut for a week.\n\n{MORE}",
        f"Ida Brandt (centre) - the harbour master - said so.\n\n{MORE}",
        f"{STORY}\n\n{MORE}\n\nThe crew contributed to this report of the council.",
        f"Harbour closed\n3 hours ago\nReuters\nBoats in the harbour\n{STORY}\n\n{MORE}",
        f"{STORY}\n\n{MORE}\n\n© Reuters",
        "(AP)",
    ],
)  # fmt: skip
def test_what_does_not(raw: str) -> None:
    assert text(raw).wire is None


def test_pages() -> None:
    body = f"<p>{STORY}</p>" + "".join(f"<p>{part}</p>" for part in MORE.split("\n\n"))
    assert page(body).wire is None
    assert page(f"<p>VELM (AP) — {STORY}</p>{body}").wire == "Associated Press"
    assert page(f"{body}<p><em>Reuters contributed to this report.</em></p>").wire == "Reuters"
    assert page(f"<figure><img src=a.jpg><figcaption>Boats in Velm. (AP)</figcaption></figure>{body}").wire is None
    assert page(body, '<meta name="author" content="Reuters">').wire == "Reuters"
    assert page(body, '<meta name="dc.source" content="AFP">').sources["wire"] == "meta"


def json_ld(**more: object) -> str:
    article = {"@type": "NewsArticle", "headline": "Harbour", "publisher": {"@type": "Organization", "name": "The Velm Gazette"}, **more}
    return f'<script type="application/ld+json">{json.dumps(article)}</script>'


def test_json_ld() -> None:
    found = page(f"<p>{STORY}</p>", json_ld(sourceOrganization={"@type": "Organization", "name": "Reuters"}))
    assert (found.wire, found.sources["wire"], found.publisher) == ("Reuters", "json-ld", "The Velm Gazette")
    own = json_ld(publisher={"name": "Reuters"}, provider={"name": "Thomson Reuters"})
    assert page(f"<p>{STORY}</p>", own).wire is None


def test_what_the_feed_said_stays() -> None:
    found = text(f"VELM (AP) — {STORY}", Metadata().updated("feed", wire="Reuters"))
    assert (found.wire, found.sources["wire"]) == ("Reuters", "feed")


def test_the_contract_carries_it() -> None:
    reading = Reading(taken(Item("t", f"VELM (AP) — {STORY}".encode(), Form.TEXT)).document)
    written = to_json(reading)
    assert written["document"]["wire"] == "Associated Press"
    assert from_json(written).document.metadata.wire == "Associated Press"
