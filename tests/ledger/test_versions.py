"""Captures among versions: the order in which they come in does not matter."""

from __future__ import annotations

from itertools import permutations

import pytest

from sayso.ledger.versions import Capture, Version, moment, versions_of


def capture(text: str, day: int, **stated: str) -> Capture:
    at = f"2026-03-{day:02d}T12:00:00Z"
    return Capture(text, at, stated.get("published"), stated.get("modified"))


def told(versions: tuple[Version, ...]) -> list[tuple[str, str, str, str | None]]:
    return [(v.first.text, v.first.captured_at, v.known_from, v.known_until) for v in versions]


def test_the_same_text_again_widens_its_version() -> None:
    (only,) = versions_of([capture("a", 3), capture("a", 9), capture("a", 1)])
    assert (only.first.captured_at[8:10], only.seen_at[8:10], only.known_until) == ("01", "09", None)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_text_that_comes_back_is_a_version_again(order: tuple[int, ...]) -> None:
    captures = [capture("a", 1), capture("b", 2), capture("a", 3)]
    assert [v.first.text for v in versions_of([captures[i] for i in order])] == ["a", "b", "a"]


def test_a_report_is_known_from_what_it_states() -> None:
    first, second = versions_of([
        capture("a", 9, published="2026-03-01"),
        capture("b", 10, published="2026-03-01", modified="2026-03-02T07:00:00Z"),
    ])
    assert (first.known_from, first.known_until) == ("2026-03-01T00:00:00Z", "2026-03-02T07:00:00Z")
    assert (second.known_from, second.known_until) == ("2026-03-02T07:00:00Z", None)


def test_a_silent_edit_is_known_from_its_capture() -> None:
    _, second = versions_of([capture("a", 3, published="2026-03-01"), capture("b", 5, published="2026-03-01", modified="2026-03-01")])
    assert second.known_from == "2026-03-05T12:00:00Z"


def test_a_day_begins_at_midnight() -> None:
    assert moment("2026-03-05") == "2026-03-05T00:00:00Z"
    assert moment(None) == ""
