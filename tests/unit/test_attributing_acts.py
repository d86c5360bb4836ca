"""Cues and acts: what the words of a statement do with its content."""

from __future__ import annotations

import pytest

from sayso.attribution import ACTS
from sayso.reading.attributing.acts import judge

# act, cue, what follows it in the text, content[, source]
TABLE = [
    ("assert", "said", " the pier is open", "the pier is open"),
    ("assert", "told", " reporters that", "the ferry would sail"),
    ("assert", "according to", " the union", "wages fell"),
    ("assert", "wrote", "", "the bill was late"),
    ("assert", "insists", "", "the count was fair"),
    ("assert", "added", "", "“and so it stays”"),
    ("assert", "called", " the plan absurd", "the plan absurd"),
    ("assert", "his statement", " that", "the tunnel was dry"),
    ("assert", "found", " that", "two in three pilots smoke", "the survey"),
    ("assert", "showed", " that", "rents had doubled", "figures"),
    ("assert", "made clear", " that", "the berth was hers"),
    ("deny", "denied", " that", "he had seen the letter"),
    ("deny", "has denied", "", "taking money"),
    ("deny", "rejected", "", "the claim that the dam leaks"),
    ("deny", "dismissed", "", "the rumours"),
    ("deny", "said", "", "the report was untrue"),
    ("deny", "said", "", "there was no truth in the story"),
    ("deny", "called", "", "the allegations baseless"),
    ("deny", "told", " the paper", "it is simply wrong"),
    ("deny", "denial", " that", "he had met the envoy"),
    ("deny", "moved to dismiss", "", "talk of a rift"),
    ("deny", "never said", " that", "the quay would close"),
    ("deny", "pushed back", " against", "the notion of a feud"),
    ("confirm", "confirmed", "", "the ship had left"),
    ("confirm", "admitted", " that", "the count was wrong"),
    ("confirm", "conceded", "", "defeat"),
    ("confirm", "revealed", " that", "two barges had sunk"),
    ("speculate", "suggested", " that", "the crew had fled"),
    ("speculate", "predicts", "", "a hard winter"),
    ("speculate", "speculation", " that", "she will resign"),
    ("speculate", "rumours", " that", "the yard is for sale"),
    ("speculate", "reportedly", "", "the captain reportedly fled"),
    ("speculate", "is said to", " own", "three trawlers"),
    ("speculate", "is understood to", " have", "left the country"),
    ("decline", "declined", " to comment", "to comment"),
    ("decline", "did not respond", " to", "to a request for comment"),
    ("decline", "refused to comment", "", "on the case"),
    ("decline", "would not say", " whether", "whether she would stand"),
    ("decline", "could not be reached", " for", "for comment"),
    ("decline", "has not commented", "", "on the leak"),
    ("question", "asked", " whether", "whether the bridge would hold"),
    ("question", "wondered", " why", "why nobody had called"),
    ("question", "cast doubt", " on", "on the figures"),
    ("question", "queried", "", "the cost of the wall"),
    ("demand", "demanded", " that", "the chief resign"),
    ("demand", "called on", " the board", "to open the books"),
    ("demand", "urged", " drivers", "to stay at home"),
    ("demand", "called for", "", "an inquiry"),
    ("demand", "told", " him", "to leave"),
    ("demand", "asked", " the crowd", "to go home"),
    ("demand", "ordered", "", "the gates shut"),
    ("promise", "promised", "", "to repair the roof"),
    ("promise", "vowed", "", "to fight on"),
    ("promise", "pledge", " to", "to plant a thousand trees"),
    ("promise", "has assured", " residents that", "the water is clean"),
    ("threaten", "threatened", "", "to close the yard"),
    ("threaten", "warned", " of", "of floods"),
    ("threaten", "threat", " to", "to walk out"),
    ("accuse", "accused", " the firm of", "the firm of hiding the crack"),
    ("accuse", "blamed", "", "the harbour board"),
    ("accuse", "criticised", "", "the plan"),
    ("accuse", "condemned", "", "the raid"),
    ("accuse", "lashed out", " at", "the referee"),
    ("accuse", "allegations", " that", "the votes were bought"),
    ("announce", "announced", "", "a new ferry line"),
    ("announce", "unveiled", "", "a plan for the docks"),
    ("announce", "made public", " that", "the talks had begun"),
    ("believe", "believes", "", "the tide will turn"),
    ("believe", "thinks", "", "the wall is safe"),
    ("believe", "feared", " that", "the boat was lost"),
    ("believe", "is convinced", " that", "the mayor knew"),
    ("believe", "fears", " that", "the pier would fall"),
    ("intend", "plans", " to", "to run again"),
    ("intend", "intends", " to", "to sell the yard"),
    ("intend", "is determined", " to", "to stay"),
    ("other", "signed", "", "the petition"),
    ("other", "backed", "", "the motion"),
    ("intend", "opted for", "", "the cheaper crane"),
    ("other", "failed to", " deny", "to mend the lock"),
    # what must not be read so
    ("other", "did not deny", " that", "he was there"),
    ("deny", "did not say", " that", "the port would open"),
    ("decline", "did not say", "", "whether the port would open"),
    ("decline", "has not said", "", "when she will testify"),
    ("decline", "did not confirm", "", "the sale"),
    ("assert", "told", " her that", "that he was to leave"),
    ("assert", "said", "", "the untrue tale ran for years. It hurt him"),
    ("threaten", "warned", " that", "the bridge may fall"),
    ("assert", "said", "", "a false alarm had emptied the hall"),
    ("deny", "said", "", "it was a false alarm"),
    ("deny", "said", "", "the false claims about her were baseless"),
    ("assert", "said", "", "the inaccurate chart was to blame"),
    ("believe", "found", " that", "the soup was cold", "she"),
    ("assert", ":", "", "dam will hold"),
    ("question", ":", "", "Will the dam hold?"),
    ("deny", ":", "", "that is a lie"),
    ("assert", "—", "", "“The bus never came.”"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "cue", "after", "content", "source"), [(*row, "")[:5] for row in TABLE])
def test_act(act: str, cue: str, after: str, content: str, source: str) -> None:
    judged = judge(cue, after, content, quoted=content.startswith("“"), source=source)
    assert judged.act == act, judged.reason
    assert judged.act in ACTS
    assert judged.reason


def test_a_long_content_costs_no_more_than_a_short_one() -> None:
    assert judge("said", "", "the pier " * 100_000, quoted=False).act == "assert"


@pytest.mark.parametrize("cue", ["", " ", "…", "“", "\x00", "ſaid", "İ", "sa\u0301id", "\ud800"])
def test_any_cue_has_an_act(cue: str) -> None:
    assert judge(cue, cue, cue, quoted=False, source=cue).act in ACTS
