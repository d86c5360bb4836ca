"""Every row of the lexicon of triggers: its example holds it, its trap gives no appearance and no event."""

import pytest
from happening_reports import read

from sayso.event import APPEARANCES, EVENTS
from sayso.reading.happening.rules import rules

ROWS = {
    "present": {"attended"}, "present-by": {"attended"}, "come": {"absent"}, "missing": {"absent"}, "excused": {"excused"}, "unseen": {"absent"},
    "withheld": {"undisclosed"}, "withhold": {"undisclosed"}, "blank": {"undisclosed"}, "whereabouts": {"undisclosed"}, "unknown": {"undisclosed"},
    "stand-in": {"attended", "replaced"}, "represented": {"attended", "replaced"}, "handed": {"replaced"}, "meet": {"attended"},
    "visit": {"attended"}, "escort": {"absent", "attended"},
}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_example_matches(rule):
    reading = read(rule.example)
    rows, events = reading.layer(APPEARANCES), reading.layer(EVENTS)
    if rule.sense in ROWS:
        assert ROWS[rule.sense] <= {row.status for row in rows}
    if rule.fate and rule.fate != "held":
        assert rule.fate in {event.status for event in events}
    if rule.sense in {"appoint", "name", "act", "walkout", "gather"} or rule.fate:
        assert events


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_trap_gives_nothing(rule):
    reading = read(rule.trap)
    assert [(row.rule, row.status) for row in reading.layer(APPEARANCES)] == []
    assert [(event.kind, event.status) for event in reading.layer(EVENTS)] == []
