"""Which function makes what each sense of a trigger stands for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sayso.reading.happening import around, attending, fates, hiding, meetings, substituting
from sayso.reading.happening.clauses import Clause
from sayso.reading.happening.reader import Maker, Reader

MAKERS: Final[Mapping[str, Maker]] = {
    "present": attending.present,
    "seen": attending.seen,
    "seen-by": attending.seen_by,
    "seen-where": attending.seen_where,
    "shown": attending.shown,
    "due-where": attending.due_where,
    "tried-absent": attending.tried_absent,
    "missing": attending.missing,
    "missing-then": attending.missing_then,
    "absence": attending.absence,
    "come": attending.come,
    "present-by": attending.present_by,
    "guests": attending.guests,
    "empty": attending.empty,
    "without": attending.without,
    "due": attending.due,
    "due-object": attending.due_object,
    "kept": attending.kept,
    "excused": attending.excused,
    "excused-by": attending.excused_by,
    "meet": meetings.meet,
    "meet-by": meetings.meet,
    "gather": meetings.gather,
    "visit": meetings.visit,
    "visit-now": meetings.under_way,
    "rite": meetings.rite,
    "rite-by": meetings.rite,
    "escort": meetings.escort,
    "appoint": meetings.appoint,
    "appoint-by": meetings.appoint,
    "name": meetings.name,
    "buried": meetings.buried,
    "act": meetings.act,
    "walkout": meetings.walkout,
    "stand-in": substituting.stand_in,
    "stand-in-then": substituting.stand_in_then,
    "represented": substituting.represented,
    "represented-then": substituting.represented,
    "represented-other": substituting.represented_other,
    "stead-taken": substituting.stead_taken,
    "handed": substituting.handed,
    "letter": substituting.letter,
    "unseen": hiding.unseen,
    "unseen-nobody": hiding.unseen_by_nobody,
    "last-appearance": hiding.last_appearance,
    "unseen-fact": hiding.unseen,
    "withheld": hiding.withheld,
    "withhold": hiding.withheld,
    "blank": hiding.blank,
    "whereabouts": hiding.whereabouts,
    "unknown": hiding.unknown,
    "fate": fates.fate,
}

AROUND: Final[tuple[Callable[[Reader, Clause], None], ...]] = (*around.AROUND, hiding.veiled, hiding.gone, substituting.letters, substituting.instead)
"""What is looked at once the triggers of a sentence are read, in this order."""
