"""Windows: exact offsets, long paragraphs cut, quotation states, linear time."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import sayso
from sayso.errors import ModelError
from sayso.reading.attributing.windows import CASES, LIMIT, Batch, Pieces, WindowMaker, case_of, quotation_states

VOCABULARY = Path(sayso.__file__).parent / "data" / "attribution" / "vocabulary.json"


@pytest.fixture(scope="module")
def maker() -> WindowMaker:
    return WindowMaker(VOCABULARY)


@pytest.mark.parametrize("text", [
    "The mayor, Ana Brod, said: “We won’t close the port.”",
    "  Café owners in Győr\tsaid so.\nThe port’s naïve chief — 61 — didn't.  ",
    "🚢 The ferry 👩\u200d👩\u200d👧 sailed at 5 p.m. on 3/4/2026, e\u0301 and Å",
    "النص قال الوزير\nThe minister said so.\u202e x",
    "a\x00b\x07c \ud800 d",
])  # fmt: skip
def test_pieces_cover_every_letter_of_the_text_in_order(maker: WindowMaker, text: str) -> None:
    spans = [span for pieces in maker.paragraphs(text) for span in pieces.spans if span is not None]
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans) if first != second)
    covered = {i for start, end in spans for i in range(start, end)}
    assert {i for i, char in enumerate(text) if char.isascii() and char.isalnum()} <= covered
    assert not any("\n" in text[start:end] for start, end in spans)


def test_each_piece_stands_where_it_says(maker: WindowMaker) -> None:
    text = "Harbour pilots’ wages rose, the union said."
    words = [text[start:end] for pieces in maker.paragraphs(text) for start, end in filter(None, pieces.spans)]
    assert "".join(words) == text.replace(" ", "")


def test_offsets_do_not_depend_on_the_text_before(maker: WindowMaker) -> None:
    line = "The pilot said no."
    alone = maker.paragraphs(line)[0]
    later = maker.paragraphs("🚢 é “x”\n\n" + line)[-1]
    assert alone.ids == later.ids
    assert alone.features == later.features
    assert [(s[0] + 9, s[1] + 9) for s in alone.spans if s] == list(later.spans)


def test_stretches_may_be_given(maker: WindowMaker) -> None:
    text = "Skip this. The pilot said no. Skip that."
    (pieces,) = maker.paragraphs(text, [(11, 29), (29, 30)])
    assert pieces.spans[0] == (11, 14)
    assert pieces.spans[-1] == (28, 29)


def test_short_paragraphs_share_a_window(maker: WindowMaker) -> None:
    (window,) = maker.windows(maker.paragraphs("The pilot said no.\nThe mayor said yes."))
    assert window.spans[0] is None
    assert sum(span is None for span in window.spans) == 3
    assert [k for k, feature in enumerate(window.features) if feature[2]] == [1, 7]


def _kept(windows: list[Pieces]) -> list[tuple[int, int]]:
    return [span for window in windows for span in window.spans if span is not None]


def test_long_paragraphs_are_cut_at_a_sentence_and_nothing_is_lost(maker: WindowMaker) -> None:
    text = "The pilots went home and the ferries stayed in port. " * 60
    paragraphs = maker.paragraphs(text)
    windows = list(maker.windows(paragraphs))
    assert len(windows) > 4
    assert max(map(len, windows)) <= LIMIT
    assert _kept(windows) == list(paragraphs[0].spans)
    assert all(text[window.spans[-2][1] - 1] == "." for window in windows if window.spans[-2])


def test_a_paragraph_without_sentences_is_cut_all_the_same(maker: WindowMaker) -> None:
    paragraphs = maker.paragraphs("port " * 1000)
    windows = list(maker.windows(paragraphs))
    assert max(map(len, windows)) <= LIMIT
    assert _kept(windows) == list(paragraphs[0].spans)


def test_a_window_is_never_longer_than_its_limit(maker: WindowMaker) -> None:
    paragraphs = maker.paragraphs("\n".join(f"The pilot of ferry {n} said no to the plan for the {n} pier." for n in range(60)))
    for limit, first in ((LIMIT, None), (40, None), (64, 20)):
        windows = list(maker.windows(paragraphs, limit, first))
        assert max(map(len, windows)) <= limit
        assert first is None or len(windows[0]) <= first
        assert _kept(windows) == [span for p in paragraphs for span in p.spans]


def test_nothing_gives_no_window(maker: WindowMaker) -> None:
    assert maker.paragraphs("") == maker.paragraphs(" \n\t\n") == []
    assert list(maker.windows([])) == []


def test_batches_are_padded(maker: WindowMaker) -> None:
    windows = [next(maker.windows(maker.paragraphs(text))) for text in ("The pilot said no.", "No.")]
    batch = Batch(tuple(windows))
    assert batch.ids.shape == (2, len(windows[0])) == batch.mask.shape == batch.real.shape
    assert batch.features.shape == (2, len(windows[0]), 3)
    assert batch.lengths.tolist() == [len(w) for w in windows] == batch.mask.sum(1).tolist()
    assert batch.real.sum(1).tolist() == [5, 2]


def test_pieces_that_continue_a_word_are_known(maker: WindowMaker) -> None:
    (pieces,) = maker.paragraphs("Zvarrinholmsund said so")
    continues = maker.continues(np.array(pieces.ids))
    assert continues[1]
    assert not continues[0]
    assert not continues[-1]


def test_a_vocabulary_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.json"
    path.write_text(VOCABULARY.read_text("utf-8").replace("[CLS]", "[XYZ]"), "utf-8")
    with pytest.raises(ModelError, match=r"\[CLS\]"):
        WindowMaker(path)


@pytest.mark.parametrize(("word", "case"), [
    ("port", "lower"), ("Port", "capital"), ("NATO", "capitals"), ("A", "capital"), ("2026", "none"), ("“", "none"), ("iPort", "lower"),
    ("Ørsted", "capital"), ("’S", "capital"), ("", "none"),
])  # fmt: skip
def test_case(word: str, case: str) -> None:
    assert CASES[case_of(word)] == case


STATES = [
    ("He said “go” now", "........miim...."),
    ('a "b" c', "..mim.."),
    ("‘We can't wait,’ she said", "miiiiiiiiiiiiiim........."),
    ("‘We can’t wait,’ she said", "miiiiiiiiiiiiiim........."),
    ("said: 'No, it isn't', he", "......miiiiiiiiiiiim...."),
    ("the ‘best’ of its kind", "....miiiim............"),
    ("it's the boys' club", "..................."),
    ("the port’s men didn’t", "....................."),
    ("the 1990s' best ‘port’", "................miiiim"),
    ("“one. “two", "miiiiimiii"),
    ("“one ‘two’ three”", "miiiiiiiiiiiiiiim"),
    ("(‘so’)", ".miim."),
    ("an open “one", "........miii"),
    ("”odd", "m..."),
    ("«oui» dit", "miiim...."),
    ("", ""),
    ("'", "."),
    ("\"", "m"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "states"), STATES)
def test_quotation_states(text: str, states: str) -> None:
    assert "".join(".im"[state] for state in quotation_states(text)) == states


@pytest.mark.parametrize("text", ["''", "'''''", "“”“”", "'a' 'b'", "’’‘‘", "\"'\"'", "‘‘a’’"])
def test_any_marks_give_a_state_to_every_character(text: str) -> None:
    states = quotation_states(text)
    assert len(states) == len(text)
    assert set(states.tolist()) <= {0, 1, 2}


def test_a_line_of_two_megabytes_takes_linear_time(maker: WindowMaker) -> None:
    def seconds(text: str) -> float:
        began = time.process_time()
        windows = list(maker.windows(maker.paragraphs(text)))
        assert max(map(len, windows)) <= LIMIT
        return time.process_time() - began

    line = "The ‘pilots’ said: “No,” and the harbour's gates, 3 of 5, didn't open again. " * 6500
    seconds(line[:1000])
    half, whole = seconds(line), seconds(line * 4)
    assert len(line) * 4 > 2_000_000
    assert whole < 4 * 1.6 * half + 1
