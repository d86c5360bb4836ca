"""Factuality: what a sentence says of an event of its own."""

import pytest

from sayso.reading.happening.factuality import HYPOTHETICAL, INTENDED, MAIN, NEGATED, REACH, factuality


@pytest.mark.parametrize(("sentence", "verb", "label"), [
    ("the mayor opened the bridge on monday .", "opened", MAIN),
    ("the mayor did not open the bridge on monday .", "open", NEGATED),
    ("the mayor plans to open the bridge on monday .", "open", INTENDED),
    ("the mayor wants to open the bridge on monday .", "open", INTENDED),
    ("if the mayor opens the bridge , traffic will ease .", "opens", HYPOTHETICAL),
    ("the board said profits rose last year .", "rose", MAIN),
])
def test_label(sentence, verb, label):
    words = sentence.split()
    assert factuality(words, words.index(verb)).label == label


def test_probabilities_add_up():
    assert sum(factuality(["he", "left"], 1).probabilities.values()) == pytest.approx(1)


@pytest.mark.parametrize("words", [["left"], ["if", "left"], ["and", "left", "?"], [",", ",", "left"], ["\u200b", "left"], ["\ud800", "left"]])
def test_scraps(words):
    assert factuality(words, words.index("left")).label


def test_a_word_without_a_piece():
    assert factuality(["he", "\u200b", "left"], 1).label


def test_an_endless_sentence_is_judged_by_what_is_near():
    words = ["blah"] * 5_000 + "the mayor did not open the bridge".split() + ["blah"] * 5_000
    near = words[5_004 - REACH : 5_005 + REACH]
    assert factuality(words, 5_004) == factuality(near, REACH)
    assert factuality(words, 5_004).label == NEGATED


@pytest.mark.parametrize("at", [0, 1, 99, 150, 250, 400, 499])
def test_words_of_very_many_pieces(at):
    words = ["q7" * 45] * 500
    words[at] = "left"
    assert factuality(words, at).label
    assert factuality(["q7" * 45] * 500, at).label
