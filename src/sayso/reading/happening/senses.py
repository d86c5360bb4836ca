"""Which function makes what each sense of a trigger stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sayso.reading.happening import attending, fates, hiding, meetings, substituting
from sayso.reading.happening.reader import Maker

MAKERS: Final[Mapping[str, Maker]] = {
    "instead": substituting.instead,
    "present": attending.present,
    "missing": attending.missing,
    "absence": attending.absence,
    "come": attending.come,
    "present-by": attending.present_by,
    "excused": attending.excused,
    "meet": meetings.meet,
    "gather": meetings.gather,
    "visit": meetings.visit,
    "escort": meetings.escort,
    "appoint": meetings.appoint,
    "walkout": meetings.walkout,
    "stand-in": substituting.stand_in,
    "represented": substituting.represented,
    "handed": substituting.handed,
    "unseen": hiding.unseen,
    "withheld": hiding.withheld,
    "withhold": hiding.withheld,
    "blank": hiding.blank,
    "whereabouts": hiding.whereabouts,
    "unknown": hiding.unknown,
    "fate": fates.fate,
    "name": meetings.name,
    "act": meetings.act,
}
