import pytest

from sayso.document import Reading
from sayso.errors import NotFoundError
from sayso.views.explanation import explain


@pytest.mark.parametrize(
    ("wanted", "kind", "known"),
    [("3", "attribution", "a3"), ("a3", "attribution", "a3"), ("b2", "block", "b2"), ("e1", "entity", "e1"), ("t1", "timex", "t1"),
     ("v1", "event", "v1"), ("p1", "appearance", "p1")],
)
def test_every_kind_of_record_is_explained(harbour: Reading, wanted: str, kind: str, known: str) -> None:
    found = explain(harbour, wanted)
    assert (found.kind, found.id) == (kind, known)
    assert found.facts
    assert all(harbour.document[(e.start, e.end)] == e.text for e in found.evidence)
    assert ("attributions", "1") in found.steps


def test_a_statement_gives_its_words_scores_and_reasons(harbour: Reading) -> None:
    found = explain(harbour, "1")
    assert dict(found.facts)["confidence"] == "0.91"
    assert dict(found.facts)["made by"] == "model/1"
    assert [(e.role, e.text) for e in found.evidence[:2]] == [("source", "Mayor Ana Brod"), ("cue", "denied")]
    assert [(r.voter, r.why) for r in found.reasons] == [("act", "the cue denies"), ("", "plain reason")]


def test_a_block_gives_every_vote(harbour: Reading) -> None:
    found = explain(harbour, "b4")
    assert [(r.voter, r.verdict, r.weight) for r in found.reasons] == [("lexicon", "furniture", 0.9), ("lines", "body", 0.2)]
    assert dict(found.facts)["sort"] == "read-more"


@pytest.mark.parametrize("wanted", ["b0", "b9", "0", "99", "zz", "", "٣", "1" * 5000])
def test_what_is_not_there_is_said_with_what_is(harbour: Reading, wanted: str) -> None:
    with pytest.raises(NotFoundError, match=r"b1–b4"):
        explain(harbour, wanted)


def test_an_ambiguous_beginning_is_refused(harbour: Reading) -> None:
    with pytest.raises(NotFoundError, match="a1, a2"):
        explain(harbour, "a")
