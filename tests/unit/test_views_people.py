from sayso.document import Metadata, Reading
from sayso.views.reading import reading_view


def test_people_with_roles_and_what_they_say(harbour: Reading) -> None:
    brod, rill = reading_view(harbour).people
    assert (brod.name, brod.aliases, brod.roles, brod.mentions, brod.statements) == ("Ana Brod", ("Brod",), ("Mayor",), 3, (1, 4))
    assert (rill.name, rill.age, rill.statements) == ("Tomas Rill", 61, ())
    assert brod.first is not None
    assert harbour.document[brod.first] == "Ana Brod"


def test_days_in_order_with_wordings_and_events(harbour: Reading) -> None:
    first, second = reading_view(harbour).days
    assert (first.value, [d.words for d in first.wordings], first.events) == ("2026-03-03", ["Tuesday"], ())
    event = second.events[0]
    assert (second.value, event.kind, event.who, event.status, event.according_to) == (
        "2026-03-09", "meeting", ("Tomas Rill", "Ana Brod"), "floated", "Harbour Post")


def test_appearances_in_words(harbour: Reading) -> None:
    row = reading_view(harbour).appearances[0]
    assert (row.person, row.occasion, row.status, row.when, row.words) == ("Tomas Rill", "the meeting", "expected", "2026-03-09", "He may meet")


def test_notes_say_what_a_reader_should_know(harbour: Reading) -> None:
    from dataclasses import replace

    assert reading_view(harbour).notes == ()
    foreign = replace(harbour, document=replace(harbour.document, metadata=Metadata(language="fr")))
    notes = reading_view(foreign).notes
    assert "English" in notes[0]
    assert "--date" in notes[1]
