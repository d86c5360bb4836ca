"""One and the same event in many constructions: what stands around a trigger must not hide it."""

import pytest

from sayso.block import BLOCKS, Block
from sayso.document import Document, Metadata, Reading
from sayso.event import APPEARANCES
from sayso.reading.attributing.model import packaged
from sayso.reading.attributing.step import AttributionStep
from sayso.reading.dating import find_timexes
from sayso.reading.happening import EventStep
from sayso.reading.naming.step import EntityStep
from sayso.timex import TIMEXES

DAY = "2026-03-13"
TOLD = {
    "missed Monday's session.": "absent", "was absent from Monday's session.": "absent", "did not come to Monday's session.": "absent",
    "stayed away from the funeral on Monday.": "absent", "was too ill to attend Monday's session.": "absent", "chaired Monday's session.": "attended",
    "spoke at Monday's congress.": "attended", "will speak at the congress on 20 March.": "scheduled", "is expected at the congress on 20 March.": "expected",
    "sent her apologies for Monday's session.": "excused", "flew to Riga on Monday.": "attended", "took part in Monday's session by telephone.": "attended",
    "laid a wreath in Riga on Monday.": "attended", "was barred from Monday's session.": "absent",
}
FRAMES = (
    "Lena Ott {}", "Beekeeper Lena Ott {}", "Deputy Prime Minister Lena Ott {}", "Lena Ott, 61, {}", "Lena Ott, who has run the port since 2014, {}",
    "The head of the rail regulator, Lena Ott, {}", "Lena Ott is a banker. She {}", "Lena Ott is a banker. Ott {}", "After weeks of rumours, Lena Ott {}",
    "Though few believed it, Lena Ott {}", "The mood was calm, but Lena Ott {}", "According to the newspaper Morgenbladet, Lena Ott {}", "Lena Ott is 61 and {}",
)


def statuses(text: str) -> set[str]:
    """The statuses of all rows of a text, read as `sayso read` reads it."""
    reading = Reading(Document(text, Metadata(published=DAY, language="en"))).with_layer(BLOCKS, [Block(0, len(text), "body")])
    reading = EntityStep().run(AttributionStep(packaged(1)).run(reading)).with_layer(TIMEXES, find_timexes(text, document_date=DAY))
    return {row.status for row in EventStep().run(reading).layer(APPEARANCES)}


@pytest.mark.parametrize("frame", FRAMES)
def test_the_construction_does_not_matter(frame):
    wrong = {told: found for told, status in TOLD.items() if (found := statuses(frame.format(told))) != {status}}
    assert wrong == {}


@pytest.mark.parametrize(("text", "expected"), [
    ('"I was not at the dinner on Monday," said the banker, Ned Cole.', {"absent"}),
    ("Present: Ned Cole and Ida Frost. Apologies: Rita Moe.", {"attended", "excused"}),
    ("Mayor Lotte Brandt skips harbour summit", {"absent"}),
    ("Chancellor Elke Voss to visit Oslo in May", {"scheduled"}),
    ("All the members but Senator Ugo Rinaldi attended Tuesday's hearing.", {"absent"}),
    ("Flanked by Aki Salo, Dora Pinter opened the exhibition on Tuesday.", {"attended"}),
    ("Ida Frost took her seat on Monday at the session, but Ned Cole did not.", {"attended", "absent"}),
    ("Snow stranded Mayor Tilda Berg in Narvik, so her deputy, Ole Rud, lit the tree on Saturday.", {"attended", "replaced"}),
])
def test_shapes_of_their_own(text, expected):
    assert statuses(text) == expected
