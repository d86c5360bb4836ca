from dataclasses import replace

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.document import Document, Reading, Span
from sayso.views.reading import reading_view, summary
from sayso.views.statements import OUTLET, UNNAMED, branches, statements, words_of


def test_chain_is_outermost_first_and_begins_with_the_outlet(harbour: Reading) -> None:
    inner = next(s for s in statements(harbour) if s.id == "a3")
    assert [link.who for link in inner.authority] == ["Harbour Post", "Ana Brod", "the Gull"]
    assert inner.on_the_word_of == "Harbour Post › Ana Brod › the Gull"
    assert (inner.who, inner.depth, inner.act) == ("a clerk", 2, "promise")


def test_a_speaker_is_shown_by_name_and_the_words_are_kept(harbour: Reading) -> None:
    told = next(s for s in statements(harbour) if s.id == "a4")
    assert (told.who, told.words, told.hedges, told.quotation) == ("Ana Brod", "she", ("may",), "direct")


def test_numbers_do_not_depend_on_what_is_shown(harbour: Reading) -> None:
    shown, every = reading_view(harbour), reading_view(harbour, quiet=True)
    assert [s.id for s in every.statements] == ["a1", "a2", "a3", "a4", "a5"]
    assert [s.id for s in shown.statements] == ["a1", "a2", "a3", "a4"]
    numbers = {s.id: s.number for s in every.statements}
    assert all(numbers[s.id] == s.number for s in shown.statements)
    assert shown.summary.hidden == 1
    assert every.summary.hidden == 0


def test_trees_follow_who_holds_whom(harbour: Reading) -> None:
    trees = branches(statements(harbour))
    assert [tree.statement.id for tree in trees] == ["a1", "a4", "a5"]
    assert trees[0].inner[0].statement.id == "a2"
    assert trees[0].inner[0].inner[0].statement.id == "a3"
    assert trees[0].height == 3


def test_under_a_hidden_holder_a_statement_hangs_on_the_next_one_out(harbour: Reading) -> None:
    listed = [s for s in statements(harbour) if s.id != "a2"]
    assert branches(listed)[0].inner[0].statement.id == "a3"


def test_a_circle_of_holders_ends() -> None:
    a = Attribution("a1", (), (), (Span(0, 1),), inside="a2")
    reading = Reading(Document("x")).with_layer(ATTRIBUTIONS, [a, replace(a, id="a2", inside="a1")])
    told = statements(reading)
    assert [len(s.authority) for s in told] == [2, 2]
    assert branches(told) == ()


def test_without_publisher_or_source_the_view_says_so() -> None:
    reading = Reading(Document("It is said.")).with_layer(ATTRIBUTIONS, [Attribution("a1", (), (), ())])
    told = statements(reading)[0]
    assert (told.authority[0].who, told.who, told.said) == (OUTLET, UNNAMED, "")


def test_words_apart_are_joined_on_one_line() -> None:
    assert words_of(Document("one\n  two three"), [Span(0, 9), Span(10, 15)]) == "one two … three"


def test_summary_counts_what_is_shown(harbour: Reading) -> None:
    counts = summary(harbour)
    assert (counts.statements, counts.denials, counts.direct, counts.deepest) == (4, 1, 1, 3)
    assert counts == reading_view(harbour).summary
    assert sum(counts.shares.values()) == 1
    assert counts.sentence.startswith("4 statements by 3 sources · 1 denial · chains up to 3 deep")
