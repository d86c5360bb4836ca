"""Why somebody's presence was expected: "he would typically attend", "a role historically filled by the foreign minister"."""

from __future__ import annotations

import re
from typing import Final

from sayso.document import Span
from sayso.reading.happening import words as w
from sayso.reading.happening.clauses import Clause

_HABIT: Final = "|".join(sorted(w.HABIT))
_PATTERNS: Final = (
    re.compile(rf" (?P<why>(?:which |that |where )?(?:P |he |she )(?:(?:would|will|has|had) )?(?:{_HABIT}) (?:[a-z-]+ ){{1,4}}?)(?=[,.;)] |T |at |on |in )"),
    re.compile(rf" (?P<why>(?:who )(?:(?:would|will|has|had) )?(?:{_HABIT}) (?:[a-z-]+ ){{1,4}}?)(?=[,.;)] |T |O )"),
    re.compile(rf" (?P<why>(?:a|the) (?:role|post|task|duty|seat|job|position|place|part|function) (?:that |which |is |was |has |been ){{0,3}}(?:{_HABIT}) "
               rf"(?:been )?[a-z]+ (?:by |to )(?:P |G |I ))"),
    re.compile(rf" (?P<why>as (?:he |she |P |is |was )?(?:{_HABIT}|customary|usual) ?(?:[a-z]+ ){{0,2}}?)(?=[,.;)] |T )"),
    re.compile(r" (?P<why>(?:he |she |P |who )(?:(?:has|had) )(?:never|not) (?:[a-z]+ )?(?:missed|skipped) (?:[a-zO#-]+ ){1,4}?)(?=[,.;)] |T )"),
)


def reasons(clause: Clause) -> list[tuple[Span, int]]:
    """The phrases of expectation in a sentence, each with the index of its last item."""
    found: list[tuple[Span, int]] = []
    if not any(code in w.HABIT or code in {"customary", "usual", "missed", "skipped"} for code in clause.codes(0, len(clause.items))):
        return found
    for pattern in _PATTERNS:
        for match in pattern.finditer(clause.coded):
            first, last = clause.item_at(match.start("why")), clause.item_at(match.end("why") - 2)
            span = Span(clause.items[first].start, clause.items[last].end)
            if not any(span.meets(other) for other, _ in found):
                found.append((span, last))
    return found
