"""News agencies by every form of their names."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_NOTE = re.compile(r"\s*\[[^\]]*\]$|\s*\([^)]*\)$")
_LEAD = re.compile(r"^(?:by|from|with|source|via|the|©|\(c\)|copyright|\d{4})\b[:\s]*|^©\s*", re.IGNORECASE)


def agency(name: str | None) -> str | None:
    """The agency of that name in the form that credits use ("AP" → "Associated Press"), or None if it is none.

    "By Reuters", "The Associated Press" and "(AFP)" are agencies; "The AP fund" is not.
    """
    if not name or len(name) > 80:
        return None
    plain = " ".join(name.split()).strip("()[] .,;:–—-")
    names = _names()
    for _ in range(4):
        if plain.casefold() in names:
            found = names[plain.casefold()]
            # Short forms are words of other languages, or initials of other things, unless in capitals.
            return found if len(plain) > 4 or plain.isupper() or plain == "dpa" else None
        shorter = _LEAD.sub("", plain).strip()
        if shorter == plain:
            return None
        plain = shorter
    return None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every name of an agency, in small letters, to the name that it is listed under."""
    found: dict[str, str] = {}
    for line in files("sayso.data").joinpath("outlets.tsv").read_text("utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) < 3 or fields[2] != "agency":
            continue
        name = _NOTE.sub("", fields[0])
        for form in (name, *fields[1].split(";")):
            if form:
                found.setdefault(form.casefold(), name)
    return found
