"""What checking a draft finds: a verdict on each quotation and attribution, and where the ledger has it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.verifying.alterations import Change

EXACT = "exact"
TYPOGRAPHY = "exact, typography aside"
SUPPORTED = "supported"
ALTERED = "altered"
PARAPHRASE = "paraphrase in quotation marks"
WRONG_SPEAKER = "wrong speaker"
LOST_HEDGE = "lost hedge"
COLLAPSED = "collapsed chain"
DENIAL = "denial turned into assertion"
WRONG_DATE = "wrong date"
NOT_FOUND = "not found"

VERDICTS = {
    EXACT: "the ledger has these characters",
    TYPOGRAPHY: "the ledger has these words; marks, dashes, spaces, the first letter’s case, brackets or ellipses differ as editors change them",
    SUPPORTED: "said in the draft’s own words, and the ledger has it from this voice, as firmly and through the same voices",
    ALTERED: "the ledger has it in other words; the difference is shown",
    PARAPHRASE: "between quotation marks, but nobody’s words: a rendering of what was said",
    WRONG_SPEAKER: "the ledger has somebody else say it",
    COLLAPSED: "a voice through which it came is gone",
    DENIAL: "the ledger has a denial of it",
    LOST_HEDGE: "a word that weakened it (may, reportedly) is gone",
    WRONG_DATE: "the ledger has it said on another day",
    NOT_FOUND: "the ledger does not have it",
}
"""Every verdict, in words; the first three are good."""

GOOD = frozenset({EXACT, TYPOGRAPHY, SUPPORTED})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the ledger has it: the document's digest and the span in it, the report that it is the text of, and who says it there.

    `chain` are the voices, outermost (the outlet) first; `statement` is the attribution's id, None where it stands in nobody's mouth.
    """

    document: str
    start: int
    end: int
    words: str
    report: str
    publisher: str | None
    published: str | None
    title: str | None
    chain: tuple[str, ...] = ()
    statement: str | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one quotation or statement of the draft, which stands there at `start` up to `end`.

    `also` are further verdicts that hold beside the first; `reasons` say why in words; `changes` how the words differ. `line` is the
    draft's line, counted from 1; None for a page, whose text has other lines than its file.
    """

    kind: str
    start: int
    end: int
    words: str
    speaker: str | None
    verdict: str
    also: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    evidence: Evidence | None = None
    line: int | None = None

    @property
    def good(self) -> bool:
        """True if nothing is to be corrected."""
        return self.verdict in GOOD
