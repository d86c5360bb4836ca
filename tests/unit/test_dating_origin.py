"""The report's own date, where its text says it."""

from __future__ import annotations

import pytest

from sayso.block import Block
from sayso.reading.dating import document_date


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        (" date 2026-03-05 Your help counts Read more\n\nThe mayor said on Friday.", "2026-03-05", "2026-03-05"),
        ("Port shut\nPublished: 3 March 2026\nBy Ana Brod\n\nThe port was shut.", "2026-03-03", "3 March 2026"),
        ("Port shut\nUpdated 4 March 2026. Published 3 March 2026\n\nThe port was shut.", "2026-03-03", "3 March 2026"),
        ("Port shut\nUpdated: 10:30, 4 March 2026\n\nThe port was shut.", "2026-03-04", "10:30, 4 March 2026"),
        ("VELIA, March 3, 2026 (Gull News) - The port was shut.", "2026-03-03", "March 3, 2026"),
        ("Port shut\nTuesday 3 March 2026\n\nThe port was shut.", "2026-03-03", "Tuesday 3 March 2026"),
    ],
)
def test_found(text: str, value: str, words: str) -> None:
    found = document_date(text)
    assert found is not None
    assert (found[0], text[slice(*found[1])]) == (value, words)


@pytest.mark.parametrize(
    "text",
    [
        "VELIA, Mar 3 (Gull News) - The port was shut on Friday.",
        "The port was shut on 3 March 2026, the mayor said.",
        "The port was shut on Friday.",
        "Published: 30 February 2026\n\nThe port was shut.",
        "Published: 03/04/2026\n\nThe port was shut.",
        "",
    ],
)
def test_not_said(text: str) -> None:
    assert document_date(text) is None


def test_a_dateline_without_a_year_takes_other_evidence() -> None:
    text = "VELIA, Dec 30 (Gull News) - The port was shut on Friday."
    assert document_date(text, near="2026-01-02") == ("2025-12-30", (7, 13))
    assert document_date(text, near="soon") is None


def test_the_publishers_order_settles_figures() -> None:
    assert document_date("Published: 03/04/2026\n\nThe port was shut.", day_first=True) == ("2026-04-03", (11, 21))


def test_blocks_say_where_to_look() -> None:
    text = "Fifty years on\nOn 3 March 1976\n5 March 2026 the Gull\nThe port was shut."
    start = text.index("5 March 2026")
    blocks = [Block(0, 14, "headline"), Block(start, start + 21, "date"), Block(start + 22, len(text), "body")]
    assert document_date(text, blocks) == ("2026-03-05", (start, start + 12))
