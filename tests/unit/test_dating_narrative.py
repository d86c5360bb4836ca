"""Dates without a year: in a story of another time they are of its year, in a report of the year nearest to it."""

from __future__ import annotations

import re

from sayso.reading.dating import find_timexes

DOC = "2026-03-18"
STORY = (
    "On 3 May 1911 the army of Ostra crossed the river. By June it had taken the port.\n\n"
    "In July 1911 the Velians struck back. On 9 August, they won at Brod, and the next day the port fell. "
    "The general, hero of the siege of March 1904, fled. In September, he was caught.\n\n"
    "In December 1911 a truce was signed. In January, it was broken. In May 1913 peace came. In June, the army went home."
)


def story(text: str) -> dict[str, str | None]:
    """The value of each expression by its words."""
    return {text[t.start : t.end]: t.value for t in find_timexes(text, document_date=DOC)}


def test_a_story_keeps_its_own_year() -> None:
    found = story(STORY)
    assert found["June"] == "1913-06"  # the last of the two
    assert found["9 August"] == "1911-08-09"
    assert found["the next day"] == "1911-08-10"


def test_a_date_in_passing_does_not_carry_the_story_off() -> None:
    assert story(STORY)["September"] == "1911-09"


def test_a_story_goes_on_over_the_new_year() -> None:
    assert story(STORY)["January"] == "1912-01"


def test_the_anchor_is_a_date_of_the_story() -> None:
    timexes = find_timexes(STORY, document_date=DOC)
    ids = {t.id for t in timexes}
    assert all(t.anchor in ids for t in timexes if t.anchor is not None)


def test_a_background_paragraph_of_a_report() -> None:
    text = (
        "The mayor said on Monday that she was sorry.\n\n"
        "In 1944, the port burned. On 3 June the bridge fell.\n\nShe left on 3 March."
    )
    found = story(text)
    assert found["3 June"] == "1944-06-03"
    assert found["3 March"] == "2026-03-03"


def test_a_year_in_passing_does_not_touch_a_report() -> None:
    assert story("The club, founded in 1903, was sold in February.")["February"] == "2026-02"


def test_a_story_without_a_document_date() -> None:
    found = find_timexes("On 3 May 1911 they came. On 9 August they left.", document_date=None)
    assert [t.value for t in found] == ["1911-05-03", "1911-08-09"]


def test_unanchored_today_in_a_story_is_no_day() -> None:
    assert find_timexes(STORY + " Today the port is rich.", document_date=DOC)[-1].value == "PRESENT_REF"


OLD = "In June 1911 the war began. In July 1911 it spread. In August 1911 it went on. In March 1912 it turned. In May 1912 peace came. "


def last(text: str) -> tuple[str | None, str]:
    """The value and the rule of a text's last expression but those that say their year."""
    hanging = [t for t in find_timexes(text, document_date=DOC) if not re.search(r"\d{4}", text[t.start : t.end])]
    return hanging[-1].value, hanging[-1].rule


def test_a_year_said_just_before_outweighs_the_story_so_far() -> None:
    assert last(OLD + "\n\nIn June 1913 the siege of Brod began, and the town fell in July.")[0] == "1913-07"


def test_a_month_that_would_run_past_the_next_year_said_is_left() -> None:
    text = OLD + "In August 1912 a truce was signed. In early June, the fleet sailed for Ostra. On 19 June 1911 it landed."
    value, rule = last(text)
    assert value is None
    assert "the year cannot be told" in rule


def test_a_range_over_the_new_year_is_left() -> None:
    found = find_timexes(OLD + "They held the hills from November to February.", document_date=DOC)
    assert found[-2].value is None


def test_next_year_in_a_story_is_the_speaker_s() -> None:
    assert last(OLD + "A miner said that he would leave next year.")[0] is None
    assert last(OLD + "The next year, he left.")[0] == "1913"


def test_a_short_year_in_a_story_is_of_its_century() -> None:
    assert last(OLD + "They called it the Club of '98.")[0] == "1898"


def test_a_bare_time_in_a_story_keeps_to_its_paragraph() -> None:
    day = OLD + "On 3 June 1912 the fleet sailed"
    assert last(day + " at 5:30 am.")[0] == "1912-06-03T05:30"
    assert str(last(day + ".\n\nThe siren sounded at 5:30 am.")[0]).startswith("XXXX")
