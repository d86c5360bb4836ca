"""How well wrong statements are told from right ones: recall of alterations of nine kinds, false alarms on statements as they are.

Usage: verify_statements.py ARTICLES ELSEWHERE [--reports 240] [--each 120] [--seed 7] [--ledger FILE] [--misses N] [--speed]

Real statements in the reports' own words are taken from a ledger of ARTICLES (a folder), altered by a seeded generator, put into drafts
and checked by `sayso verify`'s own function. ELSEWHERE is a folder of articles that are not in the ledger: what is said in them is not to be
found. A statement counts as recalled if its verdict is not a good one, as named if it is the one for what was done. `read` is how many of
the drafts' statements were read as such at all: what is not read is not checked. The generator shares no word list with the checker.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from time import process_time

from sqlalchemy import select
from verify import filled, real

import sayso
from sayso.document import Span, common
from sayso.engine import read_text
from sayso.ledger import Ledger
from sayso.ledger.checking import Finding, verify
from sayso.ledger.checking.findings import GOOD
from sayso.ledger.schema import STATEMENTS, TEXTS, VERSIONS

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FIRM = {"may have": "had", "might have": "had", "could": "will", "might": "will", "may": "will", "probably": "", "perhaps": "", "likely": "certain", "possibly": "",
        "apparently": "", "allegedly": "", "reportedly": ""}
AUXILIARIES = "is was are were will would has have had can should does did".split()
WORDS = 3000
_HEDGE = re.compile(rf"\b({'|'.join(FIRM)})\b(?! not)")
_MONTH_DAY = re.compile(rf"\b({'|'.join(MONTHS)}|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) (\d{{1,2}})\b")
_DATE = re.compile(rf"\b({'|'.join(month for month in MONTHS if month != 'May')}|{'|'.join(WEEKDAYS)})\b")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*(?!\w)")
_DATELINE = re.compile(r"(?: \([A-Z]+\))? [-–—]")
_END = re.compile(r"(?<=[a-z0-9)”\"])\. (?=[A-Z“\"])")
_MARKS = set("“”\"‘…[]\n»«")


@dataclass(frozen=True)
class Case:
    """A statement to be put into a draft: who says what by which word, the paragraph that it came from, and the three before that."""

    who: str
    words: str
    act: str
    version: int
    before: str
    paragraph: str
    chain: tuple[str, ...]

    @property
    def draft(self) -> str:
        """The statement as a draft's sentence of its own."""
        return f"{self.who[0].upper()}{self.who[1:]} {'denied' if self.act == 'deny' else 'said'} that {self.words.rstrip('.,;')}."


def statements(ledger: Ledger) -> Iterator[Case]:
    """Indirect statements with a known voice whose content is one stretch within one sentence."""
    with ledger.reading() as connection:
        rows = connection.execute(
            select(STATEMENTS, TEXTS.c.text).join(VERSIONS, VERSIONS.c.id == STATEMENTS.c.version).join(TEXTS, TEXTS.c.id == VERSIONS.c.text)
            .where(~STATEMENTS.c.quiet, STATEMENTS.c.quotation == "indirect").order_by(STATEMENTS.c.version, STATEMENTS.c.start),
        ).all()
    by_record = {(row.version, row.record): row for row in rows}
    for row in rows:
        size = len(row.content.split())
        if 6 <= size <= 40 and not _MARKS & set(row.content) and " … " not in row.content and row.identification in ("named", "institution") and len(row.who.split()) <= 4:
            outer = by_record.get((row.version, row.inside))
            if row.depth > 2 or (row.depth == 2 and (outer is None or outer.identification not in ("named", "institution", "outlet"))):
                continue
            *before, paragraph = [line for line in row.text[: row.text.find("\n", row.start) % (len(row.text) + 1)].split("\n") if line.strip()]
            yield Case(row.who, row.content.strip(), row.act, row.version, "\n\n".join(before[-3:]), paragraph, (*((outer.who,) if outer else ()), row.who))


def wrong_speaker(case: Case, others: list[Case], rng: random.Random) -> Case | None:
    words = set(case.who.lower().split())
    pool = [o.who for o in others if not words & set(o.who.lower().split()) and o.version != case.version and o.who[:1].isupper()]
    return replace(case, who=rng.choice(pool)) if pool and len(case.chain) == 1 else None


def lost_hedge(case: Case, _: list[Case], __: random.Random) -> Case | None:
    words = _HEDGE.sub(lambda m: FIRM[m[0]], case.words)
    return replace(case, words=re.sub(r"\s+", " ", words).strip()) if words != case.words and len(case.chain) == 1 else None


def outer_dropped(case: Case, _: list[Case], __: random.Random) -> Case | None:
    return case if len(case.chain) == 2 and not set(case.chain[0].lower().split()) & set(case.chain[1].lower().split()) else None


def inner_dropped(case: Case, others: list[Case], rng: random.Random) -> Case | None:
    kept = outer_dropped(case, others, rng)
    return replace(case, who=case.chain[0]) if kept else None


def denial_asserted(case: Case, _: list[Case], __: random.Random) -> Case | None:
    return replace(case, act="assert") if case.act == "deny" and not re.search(r"\b(?:not|no|never)\b|n['’]t\b", case.words) else None


def negation_flipped(case: Case, _: list[Case], rng: random.Random) -> Case | None:
    if case.act not in ("assert", "announce", "confirm"):
        return None
    without = re.sub(r"\b(?:not|never) |(?<=[a-z])n['’]t\b", "", case.words, count=1)
    if without != case.words:
        return replace(case, words=without)
    there = [m for word in AUXILIARIES for m in re.finditer(rf"\b{word}\b", case.words)]
    if not there:
        return None
    place = rng.choice(there).end()
    return replace(case, words=f"{case.words[:place]} not{case.words[place:]}")


def date_changed(case: Case, _: list[Case], rng: random.Random) -> Case | None:
    found = list(_DATE.finditer(case.words))
    if not found:
        return None
    match = rng.choice(found)
    pool = [name for name in (MONTHS if match[0] in MONTHS else WEEKDAYS) if name not in (match[0], "May")]
    return replace(case, words=case.words[: match.start()] + rng.choice(pool) + case.words[match.end() :])


def number_changed(case: Case, _: list[Case], rng: random.Random) -> Case | None:
    found = list(_NUMBER.finditer(case.words))
    if not found:
        return None
    match = rng.choice(found)
    at = rng.choice([i for i in range(match.start(), match.end()) if case.words[i].isdigit()])
    return replace(case, words=case.words[:at] + rng.choice([d for d in "123456789" if d != case.words[at]]) + case.words[at + 1 :])


def day_of_saying(case: Case, _: list[Case], rng: random.Random) -> Case | None:
    """The day in the report's own sentence, outside what is said, is another."""
    at = case.paragraph.find(case.words)
    ends = [0, *(m.end() for m in _END.finditer(case.paragraph)), len(case.paragraph)]
    start, end = max(e for e in ends if e <= max(at, 0)), min(e for e in ends if max(at, 0) + len(case.words) <= e or e == ends[-1])
    found = [m for m in _MONTH_DAY.finditer(case.paragraph, start, end) if m[0] not in case.words and not _DATELINE.match(case.paragraph[m.end() :])]
    if not found or at < 0:
        return None
    match = rng.choice(found)
    other = rng.choice([day for day in range(1, 29) if day != int(match[2])])
    return replace(case, paragraph=case.paragraph[: match.start(2)] + str(other) + case.paragraph[match.end(2) :])


def as_it_is(case: Case, _: list[Case], __: random.Random) -> Case | None:
    return case if len(case.chain) == 1 and case.act in ("assert", "deny", "announce", "confirm", "believe") else None


def where_it_stands(case: Case, _: list[Case], __: random.Random) -> Case | None:
    """The report's own paragraph and those before it are the draft."""
    return case if case.words in case.paragraph else None


KINDS = {
    "wrong speaker": (wrong_speaker, ("wrong speaker",)),
    "lost hedge": (lost_hedge, ("lost hedge",)),
    "outer voice dropped": (outer_dropped, ("collapsed chain",)),
    "inner voice dropped": (inner_dropped, ("collapsed chain",)),
    "denial asserted": (denial_asserted, ("denial turned into assertion",)),
    "negation flipped": (negation_flipped, ("altered", "denial turned into assertion")),
    "number changed": (number_changed, ("altered",)),
    "date changed": (date_changed, ("altered",)),
    "day of saying": (day_of_saying, ("wrong date",)),
    "said elsewhere": (as_it_is, ("not found",)),
}
RIGHT = {"as it is": as_it_is, "where it stands": where_it_stands}
WHOLE = {"day of saying", "where it stands"}
"""Kinds of which the report's own paragraph is the draft."""


def made(cases: list[Case], alter: object, each: int, rng: random.Random) -> list[Case]:
    found: list[Case] = []
    for case in rng.sample(cases, len(cases)):
        new = alter(case, cases, rng) if callable(alter) else None
        if new is not None and not any(other.words == new.words for other in found):
            found.append(new)
        if len(found) == each:
            break
    return found


def checked(ledger: Ledger, cases: list[Case], *, whole: bool) -> Iterator[tuple[Case, Finding]]:
    """The finding on each statement that is read as one in its draft."""
    for case in cases:
        text = f"{case.before}\n\n{case.paragraph}\n" if whole else f"{case.draft}\n"
        findings = [f for f in verify(ledger, read_text(text)) if f.kind == "statement"]
        start = text.rfind(case.words[: len(case.words) // 2])
        size = len(case.words)
        fitting = [f for f in findings if common([Span(f.start, f.end)], [Span(start, start + size)]) >= 0.8 * size and f.end - f.start <= 1.25 * size]
        if fitting:
            yield case, fitting[-1]


def measure(ledger: Ledger, elsewhere: Ledger, options: argparse.Namespace) -> None:
    cases, foreign = list(statements(ledger)), list(statements(elsewhere))
    rng = random.Random(options.seed)  # noqa: S311 - the same each time is the point
    print(f"sayso {sayso.__version__}: {len(cases)} real statements\n\n{'statements as they are':<24}{'made':>6}{'read':>6}{'alarms':>8}{'%':>7}")
    for kind, alter in RIGHT.items():
        some = made(cases, alter, 4 * options.each, rng)
        found = list(checked(ledger, some, whole=kind in WHOLE))
        alarms = [(case, f) for case, f in found if f.verdict not in GOOD]
        print(f"{kind:<24}{len(some):>6}{len(found):>6}{len(alarms):>8}{100 * len(alarms) / max(1, len(found)):>7.2f}  {dict(Counter(f.verdict for _, f in alarms))}")
        show("ALARM", alarms[: options.misses])
    print(f"\n{'wrong statements':<24}{'made':>6}{'read':>6}{'recalled':>10}{'named':>8}")
    for kind, (alter, verdicts) in KINDS.items():
        some = made(foreign if kind == "said elsewhere" else cases, alter, options.each, rng)
        found = list(checked(ledger, some, whole=kind in WHOLE))
        recalled = [f for _, f in found if f.verdict not in GOOD]
        named = [f for f in recalled if {f.verdict, *f.also} & set(verdicts)]
        print(f"{kind:<24}{len(some):>6}{len(found):>6}{100 * len(recalled) / max(1, len(found)):>10.1f}{100 * len(named) / max(1, len(found)):>8.1f}")
        show("MISS", [(case, f) for case, f in found if f.verdict in GOOD][: options.misses])
        show("OTHER", [(case, f) for case, f in found if f.verdict not in GOOD and not {f.verdict, *f.also} & set(verdicts)][: options.misses])


def timed(ledger: Ledger) -> None:
    """A draft of 3,000 words of quotations and statements: CPU seconds for reading it, and for checking what was read."""
    quotes = [f"“{' '.join(words)},” {who} said." for _, who, words in real(ledger)]
    parts = [part for pair in zip(quotes, (case.draft for case in statements(ledger)), strict=False) for part in pair]
    sizes = accumulate(len(part.split()) for part in parts)
    text = "\n\n".join(part for part, size in zip(parts, sizes, strict=True) if size <= WORDS)
    began = process_time()
    reading = read_text(text)
    read = process_time()
    found = list(verify(ledger, reading))
    print(f"a draft of {len(text.split())} words: {len(found)} findings; read in {read - began:.2f} CPU s, checked in {process_time() - read:.2f}")


def show(what: str, pairs: list[tuple[Case, Finding]]) -> None:
    for case, f in pairs:
        print(f"  {what} {f.verdict} {f.reasons} | {case.chain} | draft: {f.speaker}: {f.words} | {f.evidence and (f.evidence.chain, f.evidence.words)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("elsewhere", type=Path)
    parser.add_argument("--reports", type=int, default=240)
    parser.add_argument("--each", type=int, default=120)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--ledger", type=Path, help="keep the ledgers here and beside it (made if they are not there)")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each kind")
    parser.add_argument("--speed", action="store_true", help="only time a long draft")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.ledger or Path(folder) / "articles.db"
        beside = place.with_name(f"elsewhere-{place.name}")
        opened = [Ledger.open(at) if at.exists() else filled(source, options.reports, at, options.seed)
                  for at, source in ((place, options.articles), (beside, options.elsewhere))]
        with opened[0], opened[1]:
            if options.speed:
                timed(opened[0])
            else:
                measure(opened[0], opened[1], options)


if __name__ == "__main__":
    main()
