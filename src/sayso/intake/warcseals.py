"""Digests that an archive states of its records, and whether the bytes still fit them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

_STATED = re.compile(r"([A-Za-z][A-Za-z0-9-]{1,15}):([A-Za-z0-9+/_-]+)=*")
_NAMES = {"sha-1": "sha1", "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512"}


class Seal(NamedTuple):
    """What a record's header states of its bytes ("sha1:" and Base32, as a rule): `head` are those in front of an item's own."""

    stated: str
    head: bytes

    def fits(self, raw: bytes) -> bool:
        """True unless an item's bytes, behind the head, contradict what is stated."""
        return fits(self.stated, (self.head, raw))


def fits(stated: str, pieces: Iterable[bytes]) -> bool:
    """True unless the bytes contradict a digest, written as the WARC standard (ISO 28500, 5.8) has it: "algorithm:value".

    The value may be Base32, hexadecimal or Base64, as writers have it. An algorithm that Python does not know contradicts
    nothing; a digest that is none was damaged itself.
    """
    form = _STATED.fullmatch(stated.strip())
    if form is None:
        return False
    name, value = form[1].lower(), form[2]
    try:
        found = hashlib.new(_NAMES.get(name, name), usedforsecurity=False)
    except ValueError:
        return True
    for piece in pieces:
        found.update(piece)
    digest = found.digest()
    return value.upper() == _bare(base64.b32encode(digest)) or value.lower() == digest.hex() or value == _bare(base64.b64encode(digest))


def _bare(value: bytes) -> str:
    return value.decode().rstrip("=")
