"""Scores speakers, identifications and people against a gold folder of reports.

    python bench/speakers.py tests/gold/speakers/tune [--misses]

A gold attribution is matched with the attribution of the reading whose cue overlaps the gold cue most (and whose source
overlaps the gold source, where both have one). Of those matched: the share with the right speaker, precision of the speakers
given, abstentions (null given where the gold has a speaker), the share with the right identification. Of the gold people: the
share found, found with every role, and with every alias.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sayso
from sayso.attribution import ATTRIBUTIONS, Attribution
from sayso.document import Reading, Span, common
from sayso.entity import ENTITIES, Entity
from sayso.reading.naming.step import EntityStep


def plain(name: str | None) -> str:
    """A name in lower case without a leading article."""
    return (name or "").casefold().removeprefix("the ").strip()


def matched(gold: dict[str, Any], reading: Reading) -> Attribution | None:
    """The attribution with the gold cue, preferring one whose source agrees."""
    cue = [Span(*gold["cue"])] if isinstance(gold["cue"][0], int) else [Span(*c) for c in gold["cue"]]
    source = [Span(*s) for s in gold["source"]]
    near = [a for a in reading.layer(ATTRIBUTIONS) if common(a.cue, cue)]
    return max(near, key=lambda a: (common(a.source, source) > 0, common(a.cue, cue)), default=None)


def right_speaker(gold: dict[str, Any], entity: Entity | None) -> bool:
    """True if the speaker is the gold one, by name or alias, or both are null."""
    if gold["speaker"] is None or entity is None:
        return gold["speaker"] is None and entity is None
    wanted = {plain(n) for n in [gold["speaker"], *_listed(gold.get("speaker_also"))]}
    return plain(entity.name) in wanted or plain(gold["speaker"]) in {plain(a) for a in entity.aliases}


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def score(folder: Path, read: Callable[[str], Reading], misses: bool = False) -> dict[str, float]:
    """Counts over a folder, as shares."""
    n = dict.fromkeys(
        ("gold", "found", "speaker", "given", "given_right", "abstained", "kind", "people", "seen", "roles", "aliases"), 0
    )
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reading = read(path.with_suffix(".txt").read_text(encoding="utf-8"))
        entities = {e.id: e for e in reading.layer(ENTITIES)}
        for item in gold["attributions"]:
            _score_one(item, reading, entities, n, f"{path.stem}" if misses else "")
        for person in gold.get("people", []):
            _score_person(person, reading, n, path.stem if misses else "")
    return {
        "gold": n["gold"],
        "found": n["found"] / n["gold"],
        "speaker": n["speaker"] / max(1, n["found"]),
        "precision": n["given_right"] / max(1, n["given"]),
        "abstained": n["abstained"] / max(1, n["found"]),
        "identification": n["kind"] / max(1, n["found"]),
        "people": n["seen"] / max(1, n["people"]),
        "with roles": n["roles"] / max(1, n["people"]),
        "with aliases": n["aliases"] / max(1, n["people"]),
    }


def _score_one(item: dict[str, Any], reading: Reading, entities: dict[str, Entity], n: dict[str, int], show: str) -> None:
    n["gold"] += 1
    got = matched(item, reading)
    text = reading.document.text
    source = " … ".join(text[s:e] for s, e in item["source"])
    cue = item["cue"] if isinstance(item["cue"][0], int) else item["cue"][0]
    if got is None:
        if show:
            print(f"  {show}: not found: [{source}] <{text[cue[0] : cue[1]]}>")
        return
    n["found"] += 1
    entity = entities.get(got.speaker or "")
    right = right_speaker(item, entity)
    n["speaker"] += right
    n["given"] += entity is not None
    n["given_right"] += entity is not None and right
    n["abstained"] += entity is None and item["speaker"] is not None
    kinds = {item["identification"], *_listed(item.get("identification_also"))}
    n["kind"] += got.identification in kinds
    if show and (not right or got.identification not in kinds):
        mine = " … ".join(text[s:e] for s, e in got.source)
        print(
            f"  {show}: [{source}] <{text[cue[0] : cue[1]]}> gold {item['speaker']} ({item['identification']}), "
            f"got {entity.name if entity else None} ({got.identification}) from [{mine}]: {got.reasons[-1]}"
        )


def _score_person(person: dict[str, Any], reading: Reading, n: dict[str, int], show: str) -> None:
    n["people"] += 1
    entity = next((e for e in reading.layer(ENTITIES) if plain(e.name) == plain(person["name"])), None)
    if entity is None:
        if show:
            print(f"  {show}: person not found: {person['name']}")
        return
    n["seen"] += 1
    held = {plain(r.title) for r in entity.roles}
    roles = all(any(plain(r) in h for h in held) for r in person.get("roles", []))
    names = {plain(a) for a in (entity.name, *entity.aliases)}
    aliases = all(plain(a) in names for a in person.get("also", []) if a != "she")
    n["roles"] += roles
    n["aliases"] += aliases
    if show and not (roles and aliases):
        print(f"  {show}: {person} got roles {sorted(held)} aliases {sorted(names)}")


def read(text: str) -> Reading:
    """The reading of a text, with its entities."""
    reading = sayso.read_text(text)
    return reading if reading.has(ENTITIES) else EntityStep().run(reading)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    for name, value in score(options.folder, read, options.misses).items():
        print(f"{name:15} {value:7.3f}" if name != "gold" else f"{name:15} {value:7.0f}")


if __name__ == "__main__":
    main()
