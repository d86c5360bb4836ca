"""The lexicon of furniture."""

from __future__ import annotations

import pytest

from sayso.furniture import SORTS, appeal_score, furniture_kind, label_in_front, lexicon


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Read more: the harbour that moved", "read-more"),
        ("READ MORE", "read-more"),
        ("Advertisement", "advert"),
        ("Lesen Sie auch: Der Hafen, der wanderte", "read-more"),
        ("Sign up for our free newsletter, delivered to your inbox", "newsletter"),
        ("We use cookies to improve this site", "cookie"),
        ("© 2031 The Velden Post", "legal"),
        ("Your support makes all the difference. Please consider donating.", "appeal"),
        ("open image in gallery", None),
        ("He read more than he wrote.", None),
        ("The ministry said that it would share the report with the court.", None),
        ("“Make a donation and the queue is shorter,” a nurse told the inquiry, which called this a bribe, on Monday.", None),
    ],
)
def test_sorts(text: str, sort: str | None) -> None:
    found = furniture_kind(text)
    assert found == sort or (sort is None and text.startswith("open") and found == "gallery")


def test_appeals_add_up() -> None:
    assert appeal_score("The mayor opened the bridge.") == 0
    one = appeal_score("Your support helps us.")
    assert 0 < one < appeal_score("Your support helps us. Please consider donating.") <= 1


def test_a_long_text_is_no_appeal() -> None:
    assert appeal_score("Your support helps. " * 500) == 0
    assert furniture_kind("Your support helps. " * 500) is None


def test_labels_in_front() -> None:
    assert label_in_front("Open image in gallery The quay") == len("Open image in gallery ")
    assert label_in_front("The quay") == 0
    assert label_in_front("image sources of light") == 0


def test_the_lexicon_is_clean() -> None:
    words = lexicon()
    assert {*words.whole.values(), *(sort for _, sort, _ in words.starts)} <= set(SORTS)
    assert all(0 < weight < 1 for _, weight in words.weights.values())
    assert all(phrase == phrase.lower() for phrase in [*words.whole, *words.weights, *words.prefixes])
