"""Events and appearances: every row of the lexicon by its example and its trap, then the conventions, on invented sentences."""

import re
import time

import pytest

from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.block import BLOCKS, Block
from sayso.contract import from_json, to_json
from sayso.document import Document, Metadata, Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention
from sayso.event import APPEARANCES, EVENTS, Appearance, Event
from sayso.reading.dating import find_timexes
from sayso.reading.happening import EventStep
from sayso.reading.happening.frames import frames
from sayso.timex import TIMEXES

PEOPLE = {"Lena Ott": "f", "Ivo Krall": "m", "Mira Sund": "f", "Brok": "m"}
PLACES = ("Oslo", "Riga", "Peru")
PUBLISHED = "2026-03-13"


def base(text: str, attributions: tuple[Attribution, ...] = (), kind: str = "body") -> Reading:
    """A reading with blocks, entities, mentions and dates; `text` is one block a line."""
    entities, mentions = [], []
    for number, (name, gender) in enumerate(PEOPLE.items()):
        found = list(re.finditer(rf"(?:(?:Mr|Ms|Mayor) )?\b(?:{name}|{name.split()[-1]})\b", text))
        if found:
            entities.append(Entity(f"e{number}", "person", name, gender=gender))
            mentions += [Mention(m.start(), m.end(), f"e{number}", "name") for m in found]
    for name in PLACES:
        found = list(re.finditer(rf"\b{name}\b", text))
        if found:
            entities.append(Entity(f"p{name}", "place", name))
            mentions += [Mention(m.start(), m.end(), f"p{name}", "name") for m in found]
    blocks = [Block(m.start(), m.end(), kind) for m in re.finditer(r"[^\n]+", text)]
    reading = Reading(Document(text, Metadata(published=PUBLISHED, language="en")))
    layers = (BLOCKS, blocks), (ENTITIES, entities), (MENTIONS, sorted(mentions, key=lambda m: m.start)), (ATTRIBUTIONS, attributions), (
        TIMEXES, find_timexes(text, document_date=PUBLISHED))
    for key, annotations in layers:
        reading = reading.with_layer(key, annotations)
    return reading


def read(text: str, attributions: tuple[Attribution, ...] = (), kind: str = "body") -> Reading:
    """The reading with its events."""
    return EventStep().run(base(text, attributions, kind))


def says(text: str, source: str, cue: str, content: str, act: str = "assert", name: str = "a1") -> Attribution:
    """An attribution by the words of its parts."""
    spans = [(Span(text.index(words), text.index(words) + len(words)),) for words in (source, cue, content)]
    return Attribution(name, *spans, act=act)


def rows(text: str, *attributions: Attribution) -> list[tuple[str, str]]:
    """Who, and with what status."""
    reading = read(text, attributions)
    names = {e.id: e.name for e in reading.layer(ENTITIES)}
    return sorted((names[row.person], row.status) for row in reading.layer(APPEARANCES))


def row(text: str, *attributions: Attribution) -> Appearance:
    """The only appearance."""
    (found,) = read(text, attributions).layer(APPEARANCES)
    return found


def event(text: str, *attributions: Attribution) -> Event:
    """The only event."""
    (found,) = read(text, attributions).layer(EVENTS)
    return found


# --- the lexicon, row by row ---

ROWS = {
    "present": {"attended"}, "present-by": {"attended"}, "come": {"absent"}, "missing": {"absent"}, "excused": {"excused"}, "unseen": {"absent"},
    "withheld": {"undisclosed"}, "withhold": {"undisclosed"}, "blank": {"undisclosed"}, "whereabouts": {"undisclosed"}, "unknown": {"undisclosed"},
    "stand-in": {"attended", "replaced"}, "represented": {"attended", "replaced"}, "handed": {"replaced"}, "meet": {"attended"},
    "visit": {"attended"}, "escort": {"absent", "attended"}, "absence": {"absent"},
}


@pytest.mark.parametrize("rule", frames(), ids=lambda frame: frame.name)
def test_example_matches(rule):
    reading = read(rule.example)
    rows, events = reading.layer(APPEARANCES), reading.layer(EVENTS)
    if rule.sense in ROWS:
        assert ROWS[rule.sense] <= {row.status for row in rows}
    if rule.fate and rule.fate != "held":
        assert rule.fate.replace("undone", "failed") in {event.status for event in events}
    if rule.sense in {"appoint", "name", "act", "walkout", "gather"} or rule.fate:
        assert events


@pytest.mark.parametrize("rule", frames(), ids=lambda frame: frame.name)
def test_trap_gives_nothing(rule):
    reading = read(rule.trap)
    assert [(row.rule, row.status) for row in reading.layer(APPEARANCES)] == []
    assert [(event.kind, event.status) for event in reading.layer(EVENTS)] == []


# --- conventions ---


def test_absence_is_dated_and_says_why_it_was_expected():
    text = "Lena Ott, 61, a former pilot, was conspicuously absent from Monday's meeting of the water board, which she would normally chair."
    found = row(text)
    assert (found.status, found.when.value, found.occasion.name) == ("absent", "2026-03-09", "Monday's meeting of the water board")
    assert [text[s:e] for s, e in found.expected_because] == ["which she would normally chair"]
    assert event(text).id == found.occasion.event


def test_substitute_and_absentee_point_at_each_other():
    gone, came = read("Lena Ott was represented by Ivo Krall at the funeral in Oslo on Sunday.").layer(APPEARANCES)
    assert (gone.status, gone.by, came.status, came.by) == ("replaced", came.person, "attended", gone.person)


def test_substitution_across_sentences():
    text = "Lena Ott missed the session on Monday. Her deputy, Ivo Krall, took the chair instead."
    assert rows(text) == [("Ivo Krall", "attended"), ("Lena Ott", "replaced")]


def test_a_person_only_described_becomes_an_entity_with_a_mention():
    reading = read("The energy commissioner sent his deputy to the talks in Riga on 4 March.")
    assert [e.name for e in reading.layer(ENTITIES) if e.kind == "person"] == ["The energy commissioner", "his deputy"]
    assert [m.form for m in reading.layer(MENTIONS) if m.entity != "pRiga"] == ["nominal", "nominal"]


def test_role_filled_by_somebody_else():
    text = "Brok chose another envoy for the upcoming summit in Oslo, a role historically filled by Ivo Krall."
    found = row(text)
    assert (found.status, found.by, [text[s:e] for s, e in found.expected_because]) == (
        "replaced", None, ["a role historically filled by Ivo Krall"])
    assert (event(text).happened, event(text).status) == (None, "planned")


@pytest.mark.parametrize("text", [
    "Lena Ott usually attends the spring lecture.", "If Lena Ott had attended the hearing, it would have ended sooner.",
    "Had Lena Ott attended the hearing, it would have ended sooner.", "Will Lena Ott attend the hearing?",
    "Lena Ott may attend the hearing.", "Ministers who miss three meetings lose their seat.", "In the film, Lena Ott attends the trial of her brother.",
    "Lena Ott wanted to attend the hearing.", "Absent from the debate was any mention of rents.", "Lena Ott called off the dogs.",
])
def test_what_gives_no_row(text):
    assert rows(text) == []


def test_planned_and_expected():
    assert rows("Lena Ott is due to attend the summit in Oslo next week.") == [("Lena Ott", "scheduled")]
    assert rows("Lena Ott was expected to attend the summit in Oslo.") == [("Lena Ott", "expected")]
    assert event("Lena Ott is due to attend the summit in Oslo next week.").happened is None


def test_due_but_did_not_come_is_one_row_and_the_weekday_is_past():
    text = "Lena Ott was due to open the book fair on Wednesday but did not turn up."
    assert (row(text).status, row(text).when.value, event(text).happened) == ("absent", "2026-03-11", True)


def test_call_of_two():
    text = "Lena Ott spoke by phone to Ivo Krall on 20 February."
    assert rows(text) == [("Ivo Krall", "attended"), ("Lena Ott", "attended")]
    assert (event(text).kind, event(text).when.value, row_modes(text)) == ("call", "2026-02-20", {"phone"})


@pytest.mark.parametrize("title", [
    "US trade secretary", "the secretary of state for roads", "former deputy leader of the harbour board", "acting commissioner for land and water",
    "the Peruvian minister of farms and forests,", "Peru's justice minister", "chief executive",
])
def test_titles_of_any_shape_leave_a_call_of_two(title):
    text = f"Lena Ott spoke by phone to {title} Ivo Krall on 20 February."
    assert rows(text) == [("Ivo Krall", "attended"), ("Lena Ott", "attended")]
    assert event(text).kind == "call"


def test_a_place_before_a_name_is_no_title_where_something_happens_there():
    found = event("In Peru Lena Ott met Ivo Krall on 20 February.")
    assert len(found.who) == 2
    assert rows("Lena Ott met the widow of the poet Ivo Krall on 20 February.") == [("Lena Ott", "attended"), ("the widow", "attended")]


def test_a_lone_unknown_name_that_telephones_is_a_person():
    assert rows("Tamsin telephoned Ivo Krall on 20 February.") == [("Ivo Krall", "attended"), ("Tamsin", "attended")]
    assert rows("Nobody spoke by phone to Ivo Krall on 20 February.") == []


@pytest.mark.parametrize(("text", "name"), [
    ("Lena Ott missed the weekly cabinet meeting on Thursday.", "the weekly cabinet meeting"),
    ("Lena Ott will attend the annual harbour conference on Thursday.", "the annual harbour conference"),
    ("Lena Ott skipped the monthly hearing.", "the monthly hearing"),
    ("Lena Ott attended a two-day summit in Oslo last week.", "a two-day summit"),
    ("Lena Ott missed the Thursday hearing.", "the Thursday hearing"),
])
def test_a_date_inside_an_occasions_name_belongs_to_it(text, name):
    assert row(text).occasion.name == name


def test_an_occasion_planned_for_a_day_and_called_off_behind_an_aside():
    found = event("A naming ceremony planned for 30 March at the old mill, where the wheel once stood, will not take place.")
    assert (found.happened, found.status, found.when.value) == (False, "cancelled", "2026-03-30")


def test_who_heads_a_delegation_in_place_of_whom():
    text = "Ivo Krall headed the city's delegation at a river forum on Tuesday in place of his boss, Lena Ott, whose chair stayed empty."
    assert rows(text) == [("Ivo Krall", "attended"), ("Lena Ott", "replaced")]


def test_an_owner_without_entity_is_part_of_the_description():
    assert rows("Ostia's deputy water minister missed the hearing on Monday.") == [("Ostia's deputy water minister", "absent")]


@pytest.mark.parametrize("text", ["She had not returned the call by Wednesday.", "A poll by Stoll Research on Monday surprised Brok."])
def test_words_that_are_no_occasion_here(text):
    assert read(text).layer(EVENTS) == ()


def test_the_length_of_another_clause_is_no_length_of_absence():
    assert row("Lena Ott has not been seen in public since 3 March, when the strike of three years ended.").when is None


def test_a_video_call_of_two_with_its_length():
    text = "Lena Ott spoke by video yesterday for 55 minutes with Ivo Krall."
    assert (event(text).kind, row_modes(text)) == ("call", {"video"})


def row_modes(text):
    return {r.mode for r in read(text).layer(APPEARANCES)}


def test_modes():
    assert row_modes("Lena Ott joined the session on Monday by video link.") == {"video"}
    assert row_modes("Lena Ott did not attend the session on Monday.") == {"unknown"}
    assert row_modes("Instead of speaking at the rally on Sunday, Lena Ott sent a letter.") == {"letter"}


def test_not_seen_since_is_absent_and_no_more():
    assert rows("Lena Ott has not been seen in public since 3 March.") == [("Lena Ott", "absent")]


def test_undisclosed_with_its_length():
    found = row("The ministry has failed to disclose Lena Ott's travel plans for two weeks.")
    assert (found.status, found.when.value, found.occasion.name) == ("undisclosed", "P2W", "travel plans")


@pytest.mark.parametrize(("text", "happened", "status", "when"), [
    ("Monday's inauguration of the tunnel has been postponed to 2 April.", None, "postponed", "2026-04-02"),
    ("The cup final, planned for 14 March, was called off because of the storm.", False, "cancelled", "2026-03-14"),
    ("Lena Ott floated the idea of a summit in Oslo.", None, "floated", None),
    ("The bank announced an extraordinary meeting for Thursday.", None, "announced", "2026-03-19"),
    ("The talks in Oslo collapsed on Sunday.", True, "failed", "2026-03-08"),
    ("A motion of no confidence in the mayor was defeated on Thursday.", True, "held", "2026-03-12"),
    ("No meeting took place between Lena Ott and Ivo Krall on Friday.", False, "failed", "2026-03-13"),
    ("The cancellation of the proposed summit surprised Oslo.", False, "cancelled", None),
    ("A meeting was scheduled for Thursday but never took place.", False, "failed", "2026-03-12"),
])
def test_what_became_of_an_occasion(text, happened, status, when):
    found = event(text)
    assert (found.happened, found.status, found.when and found.when.value) == (happened, status, when)


def test_a_plan_called_off_leaves_one_event_and_no_row():
    text = "Lena Ott had planned to meet Ivo Krall in Oslo in March, but the meeting was called off."
    assert (rows(text), event(text).happened, event(text).status) == ([], False, "cancelled")


def test_disputed_event_has_one_row_for_each_voice():
    text = "Ivo Krall said he met Lena Ott on 3 March. Lena Ott denied that they met."
    voices = says(text, "Ivo Krall", "said", "he met Lena Ott on 3 March"), says(text, "Lena Ott", "denied", "they met", "deny", "a2")
    yes, no = read(text, voices).layer(EVENTS)
    assert (yes.happened, yes.according_to, no.happened, no.according_to) == (True, "a1", False, "a2")
    assert yes.when.value == no.when.value == "2026-03-03"
    assert {r.according_to for r in read(text, voices).layer(APPEARANCES)} == {"a1"}


def test_denied_attendance_is_absence_by_that_voice():
    text = "Ivo Krall denied that he attended the dinner in Oslo on Monday."
    found = row(text, says(text, "Ivo Krall", "denied", "he attended the dinner in Oslo on Monday", "deny"))
    assert (found.status, found.according_to) == ("absent", "a1")


def test_allegation_leaves_open_whether_it_happened():
    text = "Rivals allege that Lena Ott met Ivo Krall in Oslo in 2023."
    voice = says(text, "Rivals", "allege", "Lena Ott met Ivo Krall in Oslo in 2023", "accuse")
    assert (rows(text, voice), event(text, voice).happened, event(text, voice).when.value) == ([], None, "2023")
    assert event("Lena Ott allegedly met Ivo Krall in Oslo in 2023.").happened is None


def test_a_voice_that_promises_makes_no_appearance():
    text = "Lena Ott promised that Ivo Krall attended the hearing on Monday."
    assert rows(text, says(text, "Lena Ott", "promised", "Ivo Krall attended the hearing on Monday", "promise")) == []


def test_one_row_for_a_person_occasion_and_voice():
    text = "Lena Ott was absent from a big meeting this week.\nLena Ott was absent from the meeting this week."
    assert [len(r.evidence) for r in read(text).layer(APPEARANCES)] == [2]
    assert len(read(text).layer(EVENTS)) == 1


def test_both_of_neither_nor_stayed_away():
    assert rows("Neither Lena Ott nor Ivo Krall attended the hearing on Monday.") == [("Ivo Krall", "absent"), ("Lena Ott", "absent")]


# --- the step ---


def test_furniture_and_other_languages_are_not_read():
    assert read("Lena Ott attended the hearing on Monday.", kind="furniture").layer(EVENTS) == ()
    reading = base("Lena Ott attended the hearing on Monday.")
    foreign = Reading(Document(reading.document.text, Metadata(language="fr")), reading.layers)
    found = EventStep().run(foreign)
    assert found.has(EVENTS)
    assert found.layer(EVENTS) == ()
    assert "English only" in found.steps["events"]


@pytest.mark.parametrize("text", ["", "\n", "meeting", "attended", "the the the meeting of of of", "Lena Ott attended", ", , , was absent from",
                                  "Lena Ott met", "it was held", "instead of instead of", "'s meeting 's", "no no meeting took place took place"])
def test_scraps_do_no_harm(text):
    reading = read(text)
    assert reading.has(EVENTS)
    assert reading.has(APPEARANCES)


def test_reading_twice_gives_the_same_and_survives_json():
    text = "Lena Ott met Ivo Krall in Oslo on Monday. The energy commissioner sent his deputy to the talks in Riga."
    once, twice = read(text), read(text)
    assert to_json(once) == to_json(twice)
    assert from_json(to_json(once)).layer(EVENTS) == once.layer(EVENTS)
    assert to_json(EventStep().run(once)) == to_json(once)


def test_every_span_lies_in_the_text_and_ids_differ():
    text = "\n".join(rule.example for rule in frames())
    reading = read(text)
    spans = [s for x in (*reading.layer(EVENTS), *reading.layer(APPEARANCES)) for s in x.evidence]
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    ids = [x.id for x in reading.layer(EVENTS)]
    assert len(ids) == len(set(ids))


def test_time_grows_with_the_text_and_not_faster():
    one = base("Lena Ott met Ivo Krall in Oslo on Monday. The talks in Riga were called off.\n" * 50)
    ten = base("Lena Ott met Ivo Krall in Oslo on Monday. The talks in Riga were called off.\n" * 500)
    EventStep().run(one)
    short, long = _cost(one), _cost(ten)
    assert long < 40 * short + 0.1


def _cost(reading):
    start = time.process_time()
    EventStep().run(reading)
    return time.process_time() - start


def whens(text: str, *attributions: Attribution) -> list[tuple[str, str | None, bool | None]]:
    """Each event's kind, day and whether it happened."""
    return [(e.kind, e.when.value if e.when else None, e.happened) for e in read(text, attributions).layer(EVENTS)]


def test_an_unknown_day_is_not_replaced_by_the_next_best():
    assert whens("Lena Ott met Ivo Krall on Monday, 5 May, their first meeting since the quarrel of 2023.")[0][:2] == ("meeting", None)


def test_a_day_behind_since_is_not_the_events():
    assert whens("Lena Ott met Ivo Krall in Oslo on Monday, their first meeting since the embassy was closed in 2023.")[0][:2] == ("meeting", "2026-03-09")


def test_an_event_has_no_time_of_an_unknown_day():
    assert all(when != "XXXX-XX-XXT09:00" for _, when, _ in whens("He left on 5 April. Lena Ott met Ivo Krall at 9am in Oslo."))


def test_a_day_in_what_is_said_is_not_that_of_saying_it():
    text = "Lena Ott will come to Oslo on March 20, Mira Sund told a briefing."
    voice = says(text, "Mira Sund", "told", "Lena Ott will come to Oslo on March 20")
    assert ("press conference", None, True) in whens(text, voice)


def test_the_year_of_a_thing_does_not_date_a_trial_over_it():
    assert whens("The 2021 summit was held in Oslo.") == [("summit", "2021", True)]
    for trial in ("A trial over the 2021 data breach opens on April 20 in Oslo.", "A hearing in the 2021 case was held in Oslo on Monday."):
        assert all(when != "2021" for _, when, _ in whens(trial))


def test_what_is_still_to_come_has_not_happened():
    assert all(not happened for *_, happened in whens("The congress in Oslo opened on 20 March 2026."))


def test_who_sits_in_for_somebody_is_not_replaced():
    text = "Lena Ott skipped the cabinet meeting on Monday. Her deputy, Ivo Krall, sat in for her."
    assert ("Ivo Krall", "replaced") not in rows(text)


def test_evidence_does_not_run_from_one_sentence_into_another():
    text = "At Monday's meeting in Oslo, Lena Ott said no.\nIvo Krall told the meeting that works would begin."
    assert all(s.end <= text.index("\n") or text.index("\n") < s.start for e in read(text).layer(EVENTS) for s in e.evidence)
