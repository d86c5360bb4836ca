"""Decoding: the best path obeys BIO, pieces follow their word, of rival readings the surer stays."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sayso.reading.attributing.decoding import ROLES, TAGS, Decoder, Proposal, Transitions, best_paths, without_rivals
from sayso.reading.attributing.windows import Batch, Pieces

PLAIN = Transitions.plain()


def _valid(path: list[int], labels: tuple[str, ...]) -> bool:
    names = [labels[k] for k in path]
    return all(not now.startswith("I") or before[2:] == now[2:] for before, now in zip(["O", *names], names, strict=False))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("labels", [TAGS, ROLES])
def test_every_best_path_obeys_bio(seed: int, labels: tuple[str, ...]) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 4, (6, 30, len(labels))).astype(np.float32)
    lengths = rng.integers(1, 31, 6)
    transitions = PLAIN.tags if labels is TAGS else PLAIN.roles
    paths = best_paths(scores, lengths, transitions, labels, np.zeros((6, 30), dtype=np.bool_))
    assert all(_valid(path[:length].tolist(), labels) for path, length in zip(paths, lengths, strict=True))
    assert all(not path[length:].any() for path, length in zip(paths, lengths, strict=True))


@pytest.mark.parametrize("seed", range(5))
def test_the_path_is_the_best_of_all(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (1, 5, len(ROLES))).astype(np.float32)
    path = best_paths(scores, np.array([5]), PLAIN.roles, ROLES, np.zeros((1, 5), dtype=np.bool_))[0]

    def total(labels: tuple[int, ...]) -> float:
        return float(sum(scores[0, t, label] for t, label in enumerate(labels)))

    best = max((p for p in itertools.product(range(len(ROLES)), repeat=5) if _valid(list(p), ROLES)), key=total)
    assert path.tolist() == list(best)


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    rng = np.random.default_rng(3)
    scores = rng.normal(0, 3, (4, 20, len(TAGS))).astype(np.float32)
    lengths = np.array([20, 7, 13, 1])
    continues = rng.random((4, 20)) < 0.3
    together = best_paths(scores, lengths, PLAIN.tags, TAGS, continues)
    for row in range(4):
        cut = slice(row, row + 1), slice(0, lengths[row])
        alone = best_paths(scores[cut], lengths[row : row + 1], PLAIN.tags, TAGS, continues[cut])
        assert together[row, : lengths[row]].tolist() == alone[0].tolist()


def test_pieces_that_continue_a_word_keep_its_label() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(0, 4, (3, 25, len(TAGS))).astype(np.float32)
    continues = rng.random((3, 25)) < 0.4
    continues[:, 0] = False
    for path, goes_on in zip(best_paths(scores, np.full(3, 25), PLAIN.tags, TAGS, continues), continues, strict=True):
        for t in np.flatnonzero(goes_on):
            before, now = TAGS[path[t - 1]], TAGS[path[t]]
            assert now == ("O" if before == "O" else "I" + before[1:])


def test_learned_transitions_keep_the_rules() -> None:
    learned = Transitions.learned(np.ones((7, 7), np.float32), np.ones((5, 5), np.float32), 0.5, 0.25)
    assert learned.cue_bias == 0.25
    assert learned.tags[0, 0] == 0.5
    assert learned.tags[0, TAGS.index("I-cue")] < -1000
    assert learned.tags[TAGS.index("B-source"), TAGS.index("I-cue")] < -1000
    assert learned.tags[TAGS.index("B-cue"), TAGS.index("I-cue")] == 0.5


def _window(words: str) -> Pieces:
    """A window of one piece a word, a separator at each end."""
    spans: list[tuple[int, int] | None] = [None]
    at = 0
    for word in words.split():
        spans.append((at, at + len(word)))
        at += len(word) + 1
    spans.append(None)
    return Pieces(tuple(range(len(spans))), ((3, 0, 0),) * len(spans), tuple(spans))


def _scores(labels: str, names: tuple[str, ...]) -> np.ndarray:
    """Scores that prefer the given labels: one letter a piece, capital where a part begins (S source, C cue, T content)."""
    parts = {"s": "source", "c": "cue", "t": "content"}
    out = np.zeros((1, len(labels), len(names)), dtype=np.float32)
    for t, letter in enumerate(labels):
        name = "O" if letter == "." else ("B-" if letter.isupper() else "I-") + parts[letter.lower()]
        out[0, t, names.index(name)] = 8
    return out


def _proposals(words: str, tags: str, roles: str, threshold: float | None = None) -> list[Proposal]:
    batch = Batch((_window(words),))
    length = len(words.split()) + 2

    def score(window: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        assert (first <= last).all()
        return np.repeat(_scores(roles, ROLES), len(window), 0)

    found = Decoder().proposals(batch, _scores(tags, TAGS), np.zeros((1, length), dtype=np.bool_), score, threshold)
    return [proposal for row, proposal in found if row == 0]


def test_spans_are_those_of_the_text() -> None:
    text = "The pilot has said no way"
    (found,) = _proposals(text, ".SsCcTt.", ".Ss..Tt.")
    assert [text[s:e] for s, e in (*found.source, *found.cue, *found.content)] == ["The pilot", "has said", "no way"]
    assert found.cue_score > 0.9
    assert found.content_score > 0.9
    assert found.score == found.cue_score * found.content_score


def test_content_may_be_in_pieces() -> None:
    text = "No said the pilot never again"
    (found,) = _proposals(text, ".TCSsTt.", ".T.SsTt.")
    assert [text[s:e] for s, e in found.content] == ["No", "never again"]


def test_separators_are_never_part_of_anything() -> None:
    (found,) = _proposals("pilot said no", "tSCTt", "tS.Tt")
    assert found.source == ((0, 5),)
    assert found.content == ((11, 13),)


def test_no_cue_no_proposal() -> None:
    assert _proposals("The pilot went home", "......", "......") == []


def test_a_content_without_pieces_scores_nothing() -> None:
    (found,) = _proposals("The pilot said", ".SsC.", ".Ss..")
    assert (found.content, found.content_score, found.score) == ((), 0.0, 0.0)


def test_the_threshold_reads_cues_that_the_path_misses() -> None:
    words, tags = "The pilot said she knew", ".SsCTt."
    assert len(_proposals(words, tags, ".Ss.Tt.")) == 1
    assert len(_proposals(words, tags, ".Ss.Tt.", threshold=0.0001)) >= 1
    scores = _scores(tags, TAGS)
    scores[0, 5, TAGS.index("B-cue")] = 7
    cues = Decoder().cues(Batch((_window(words),)), scores, np.zeros((1, 7), dtype=np.bool_), threshold=0.2)
    assert [(first, last) for _, first, last in cues] == [(3, 3), (5, 5)]


def _proposal(cue: tuple[int, int], *content: tuple[int, int], score: float = 0.5) -> Proposal:
    return Proposal(((0, 1),), (cue,), content, score, 1.0)


def test_of_two_readings_of_one_content_the_surer_stays() -> None:
    weak, sure = _proposal((2, 4), (10, 30), score=0.4), _proposal((5, 8), (12, 30), score=0.8)
    assert without_rivals([weak, sure]) == without_rivals([sure, weak]) == [sure]


def test_contents_that_share_little_are_no_rivals() -> None:
    both = [_proposal((2, 4), (10, 20)), _proposal((5, 8), (18, 40))]
    assert without_rivals(both) == both


def test_a_statement_inside_another_is_no_rival() -> None:
    outer, inner = _proposal((2, 4), (10, 40), score=0.9), _proposal((12, 15), (16, 40), score=0.3)
    assert without_rivals([outer, inner]) == [outer, inner]


def test_order_is_kept_and_empty_contents_stay() -> None:
    three = [_proposal((2, 4), (10, 20), score=0.1), _proposal((21, 22)), _proposal((25, 26), (30, 40), score=0.9)]
    assert without_rivals(three) == three
