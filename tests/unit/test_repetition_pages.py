"""What a publisher repeats on page after page is furniture, whatever its mark-up."""

from __future__ import annotations

from pathlib import Path

import sayso

SLOGAN = "The Gull is printed on the quay every morning but Sunday, tides permitting, as it has been for years."


THINGS = ("the crane", "a ferry", "the old lighthouse", "one of the locks")


def page(number: int) -> str:
    thing = THINGS[number]
    own = (
        f"<p>Harbour master Ana Bell said on Friday that {thing} was safe to use again after the storm in the bay.</p>"
        f"<p>Nobody was hurt when {thing} was struck by a barge near the old wall of the inner harbour, she told reporters there.</p>"
        f"<p>“We looked at {thing} twice and then once more before we slept,” said the engineer who had drawn up the plans.</p>"
    )
    head = f"<title>After the storm: {thing}</title><meta property='og:site_name' content='The Gull'>"
    return f"<html lang='en'><head>{head}</head><body><article><h1>After the storm: {thing}</h1>{own}<p>{SLOGAN}</p></article></body></html>"


def test_a_line_of_three_pages_is_furniture_on_the_third_with_its_vote(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.html").write_text(page(number), encoding="utf-8")
    readings = [r for r in sayso.read_all([tmp_path]) if isinstance(r, sayso.Reading)]
    assert len(readings) == 4
    kinds = []
    for reading in readings:
        block = next(b for b in reading.layer(sayso.BLOCKS) if reading.document[b.span] == SLOGAN)
        kinds.append(block.kind)
    assert kinds[0] == "body"
    assert kinds[-1] == "furniture"
    assert any(vote.voter == "repetition" for vote in block.votes)
    assert all(any(b.kind == "body" for b in reading.layer(sayso.BLOCKS)) for reading in readings)
