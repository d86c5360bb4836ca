"""Factuality: what the cues around a verb say of its event."""

import pytest

from sayso.reading.happening.factuality import HYPOTHETICAL, INTENDED, MAIN, NEGATED, factuality, features


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


@pytest.mark.parametrize("words", [["left"], ["if", "left"], ["and", "left", "?"], [",", ",", "left"]])
def test_features_of_scraps(words):
    assert features(words, words.index("left"))
