"""How well altered quotations are told from exact ones: recall of alterations of eight kinds, false alarms on exact quotations.

Usage: verify.py ARTICLES [--reports 250] [--each 200] [--seed 7]

Real direct quotations are taken from a ledger of the ARTICLES (a folder), altered by a seeded generator, put into drafts beside their
speakers, and checked by `sayso verify`'s own function. An alteration counts as recalled if its verdict is not a good one, as
named if its kind, too, is the one that was made. The generator shares no word list with the checker.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

import sayso
from sayso.document import Metadata
from sayso.engine import read_text
from sayso.intake.inputs import items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.ledger.checking import Finding, verify
from sayso.ledger.checking.findings import GOOD
from sayso.ledger.schema import STATEMENTS
from sayso.settings import load

Words = list[str]
Alter = Callable[[Words, list[Words], random.Random], Words | None]
AUXILIARIES = {"is", "was", "are", "were", "will", "would", "has", "have", "had", "can", "could", "should", "do", "does", "did"}
NEGATIONS = {"not", "never"}
NUMBERS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million billion".split()
TURNING = {"but", "if", "unless", "except", "although", "though", "until"}
DOUBTING = {"think", "believe", "may", "might", "maybe", "probably", "perhaps", "not", "never", "if", "don't", "doesn't", "didn't"}
_WORDY = re.compile(r"[A-Za-z]{4,}")


def bare(word: str) -> str:
    return re.sub(r"[^\w']", "", word.replace("’", "'")).lower()


def inner(words: Words) -> range:
    """Places that are neither at the beginning nor at the end: what is gone there would merely be quoted less."""
    return range(1, len(words) - 1)


def changed(words: Words, others: list[Words], rng: random.Random) -> Words | None:
    places = [i for i in inner(words) if _WORDY.fullmatch(bare(words[i]))]
    pool = [w for other in others for w in other if _WORDY.fullmatch(w) and w.islower()]
    if not places or not pool:
        return None
    place = rng.choice(places)
    new = rng.choice(pool)
    return [*words[:place], new, *words[place + 1 :]] if bare(new) != bare(words[place]) else None


def dropped(words: Words, _: list[Words], rng: random.Random) -> Words | None:
    places = [i for i in inner(words) if bare(words[i]) and bare(words[i]) not in {bare(words[i - 1]), bare(words[i + 1])}]
    if not places:
        return None
    place = rng.choice(places)
    return [*words[:place], *words[place + 1 :]]


def added(words: Words, others: list[Words], rng: random.Random) -> Words | None:
    pool = [w for other in others for w in other if _WORDY.fullmatch(w) and w.islower()]
    if not pool:
        return None
    place = rng.choice(list(inner(words)))
    return [*words[:place], rng.choice(pool), *words[place:]]


def negated(words: Words, _: list[Words], rng: random.Random) -> Words | None:
    there = [i for i in inner(words) if bare(words[i]) in NEGATIONS]
    if there:
        place = rng.choice(there)
        return [*words[:place], *words[place + 1 :]]
    places = [i for i in inner(words) if bare(words[i]) in AUXILIARIES and words[i].isalpha()]
    if not places:
        return None
    place = rng.choice(places) + 1
    return [*words[:place], "not", *words[place:]]


def renumbered(words: Words, _: list[Words], rng: random.Random) -> Words | None:
    places = [i for i in range(len(words)) if any(c.isdigit() for c in words[i]) or bare(words[i]) in NUMBERS]
    if not places:
        return None
    place = rng.choice(places)
    word = words[place]
    if bare(word) in NUMBERS:
        new = rng.choice([n for n in NUMBERS if n != bare(word)])
        return [*words[:place], new, *words[place + 1 :]]
    digits = [i for i, c in enumerate(word) if c.isdigit()]
    at = rng.choice(digits)
    new = word[:at] + rng.choice([d for d in "123456789" if d != word[at]]) + word[at + 1 :]
    return [*words[:place], new, *words[place + 1 :]]


def truncated(words: Words, _: list[Words], rng: random.Random) -> Words | None:
    """Cuts a condition off the end, a doubt or a negation off the beginning, or hides one behind an ellipsis."""
    turns = [i for i in range(5, len(words) - 2) if bare(words[i]) in TURNING and words[i].islower() and not re.search(r"[.?!]$", words[i - 1])]
    doubts = [i for i in range(1, min(6, len(words) - 5)) if bare(words[i]) in DOUBTING]
    hidden = [i for i in range(3, len(words) - 3) if bare(words[i]) in DOUBTING]
    same = [i for i in doubts if not any(re.search(r"[.?!;]$", w) for w in words[: i + 1])]
    ways: list[Words] = [words[: rng.choice(turns)]] if turns else []
    if same:
        ways.append(words[same[0] + 1 :])
    if hidden:
        place = rng.choice(hidden)
        ways.append([*words[: place - 1], "…", *words[place + 1 :]])
    return rng.choice(ways) if ways else None


def reordered(words: Words, _: list[Words], rng: random.Random) -> Words | None:
    """Two neighbouring stretches change places."""
    if len(words) < 8:
        return None
    size = rng.choice([1, 2, 3])
    place = rng.choice(range(1, len(words) - 2 * size))
    one, two = words[place : place + size], words[place + size : place + 2 * size]
    return [*words[:place], *two, *one, *words[place + 2 * size :]] if list(map(bare, one)) != list(map(bare, two)) else None


def spliced(words: Words, others: list[Words], rng: random.Random) -> Words | None:
    """The first half of one quotation and the second half of another of the same report."""
    if not others:
        return None
    other = rng.choice(others)
    joint = ["…"] if rng.random() < 0.3 else []
    return [*words[: max(4, len(words) // 2)], *joint, *other[-max(4, len(other) // 2) :]]


KINDS: dict[str, Alter] = {
    "word changed": changed, "word dropped": dropped, "word added": added, "negation flipped": negated, "number changed": renumbered,
    "truncated": truncated, "order changed": reordered, "spliced": spliced,
}


def filled(folder: Path, reports: int, place: Path, seed: int) -> Ledger:
    """A ledger of that many of the articles."""
    paths = sorted(str(path) for path in folder.rglob("*") if path.suffix in (".txt", ".html"))
    random.Random(seed).shuffle(paths)  # noqa: S311 - the same each time is the point
    ledger = Ledger.open(place, create=True)
    for _ in Adding(ledger, load(), given=Metadata()).run(items_in(paths[:reports])):
        pass
    return ledger


def real(ledger: Ledger) -> Iterator[tuple[int, str, Words]]:
    """Direct quotations of the ledger: version, speaker, words."""
    wanted = select(STATEMENTS).where(STATEMENTS.c.quotation == "direct", STATEMENTS.c.depth == 1, STATEMENTS.c.identification == "named")
    with ledger.reading() as connection:
        for row in connection.execute(wanted.order_by(STATEMENTS.c.version, STATEMENTS.c.start)):
            words = row.content.strip("“”\"' ,").split()
            if 8 <= len(words) <= 60 and not set('"“”…[]') & set(row.content.strip("“”\"")) and not re.search(r" … |\.\s?\.", row.content) and "\n" not in row.content:
                yield row.version, row.who, words


def checked(ledger: Ledger, drafts: list[tuple[str, Words]]) -> list[Finding]:
    """The finding on each quotation, checked as drafts of some of them at a time."""
    found = []
    for start in range(0, len(drafts), 10):
        text = "\n\n".join(f"“{' '.join(words).rstrip(',.;')},” {who} said." for who, words in drafts[start : start + 10])
        part = [f for f in verify(ledger, read_text(text)) if f.kind == "quotation"]
        if len(part) != len(drafts[start : start + 10]):
            raise SystemExit(f"{len(part)} quotations found in a draft of {len(drafts[start : start + 10])}:\n{text}")
        found += part
    return found


def altered(quotes: list[tuple[int, str, Words]], kind: str, each: int, rng: random.Random) -> list[tuple[str, Words]]:
    by_version: dict[int, list[Words]] = {}
    for version, _, words in quotes:
        by_version.setdefault(version, []).append(words)
    made: list[tuple[str, Words]] = []
    for version, who, words in rng.sample(quotes, len(quotes)):
        if len(made) == each:
            break
        new = KINDS[kind](words, [other for other in by_version[version] if other != words], rng)
        if new is not None and len(new) >= 4 and [bare(w) for w in new] != [bare(w) for w in words]:
            made.append((who, new))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--reports", type=int, default=250)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ledger", type=Path, help="keep the ledger here (made if it is not there)")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or Path(folder) / "articles.db"
        ledger = Ledger.open(place) if place.exists() else filled(options.articles, options.reports, place, options.seed)
        with ledger:
            measure(ledger, options)


def measure(ledger: Ledger, options: argparse.Namespace) -> None:
    quotes = list(real(ledger))
    rng = random.Random(options.seed)  # noqa: S311 - the same
    exact = [(who, words) for _, who, words in rng.sample(quotes, min(len(quotes), 4 * options.each))]
    found = checked(ledger, exact)
    alarms = [f for f in found if f.verdict not in GOOD]
    print(f"sayso {sayso.__version__}: {len(quotes)} real quotations\n")
    print(f"exact quotations: {len(found)}, false alarms {len(alarms)} ({100 * len(alarms) / len(found):.2f} %) {dict(Counter(f.verdict for f in alarms))}\n")
    for f in alarms[: options.misses]:
        print("  ALARM", f.verdict, f.speaker, "|", f.words, "|", f.changes, f.reasons)
    print(f"{'alteration':<18}{'made':>6}{'recalled':>10}{'named':>8}")
    total = [0, 0]
    for kind in KINDS:
        made = altered(quotes, kind, options.each, rng)
        result = checked(ledger, made)
        recalled = [f for f in result if f.verdict not in GOOD]
        named = [f for f in recalled if kind in {c.kind for c in f.changes}]
        total = [total[0] + len(recalled), total[1] + len(result)]
        print(f"{kind:<18}{len(result):>6}{100 * len(recalled) / max(1, len(result)):>9.1f} {100 * len(named) / max(1, len(result)):>7.1f}")
        for f in [f for f in result if f.verdict in GOOD][: options.misses]:
            print("  MISS", f.verdict, "|", f.words, "|", f.evidence and f.evidence.words)
    print(f"{'all':<18}{total[1]:>6}{100 * total[0] / max(1, total[1]):>9.2f}")


if __name__ == "__main__":
    main()
