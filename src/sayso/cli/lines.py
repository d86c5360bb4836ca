"""JSON on a line of its own, safe for every text that a report may hold."""

from __future__ import annotations

import json
import re
from typing import Any

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def json_line(value: Any) -> str:
    """The value as JSON without a line break, characters as they are; a lone surrogate, which UTF-8 cannot hold, as an escape."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
