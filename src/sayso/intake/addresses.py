"""The one address of a report: the page's own where it can be trusted, without what only says how a reader came there."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_.*|at_(?:medium|campaign|custom\d|link.*|ptr.*|format|bbc_team)|mc_[ce]id|ns_.*|guce_.*|guccounter|__twitter_impression|"
    r"fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mibextid|_ga|_gl|xtor|cmp|cmpid|ito|ftag|ncid|ocid|smid|smtyp|"
    r"sr_share|traffic_source|taid|ref_src|ref_url|referrer|referer|wprov|share_?id|shared?_?via|s_cid|cid_source|sref|outputtype|amp",
    re.IGNORECASE,
)
"""Parameters that name a campaign, a click or a sharer, by full name; no word that sites use for the number of a story."""

_OFTEN_TRACKING = re.compile(r"ref|source|via|from|partner|feature|output", re.IGNORECASE)
_CAME_FROM = re.compile(
    r"(?:rss|feed|twitter|x|facebook|fb|linkedin|whatsapp|telegram|email|mail|newsletter|share|social|home\w*|top\w*|nav|amp|mobile|app|google\w*)",
    re.IGNORECASE,
)
_CACHE = re.compile(r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]+|(?:www\.)?google\.[a-z.]{2,6}/amp)/(?P<safe>s/)?(?P<rest>[\w-]+\..+)")
_FACES = re.compile(r"^(?:www\d?|m|mobile|amp|edition|touch)\.")
_VARIANT = re.compile(r"/?(?:amp|amp\.html|print|\d{1,3}|page/\d{1,3}|index\.\w{3,5})?/?")


def cleaned(url: str) -> str:
    """The address without tracking parameters and fragment, its host in small letters; an AMP cache's is the page's own.

    Nothing else is changed, not even the order of parameters, for it may matter to the server. What is no web address stays.
    """
    match = _CACHE.fullmatch(url.strip())
    if match:
        url = f"http{'s' if match['safe'] else ''}://{match['rest']}"
    parts = _parts(url)
    if parts is None or not parts.hostname:
        return url
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # some sites keep the whole path there
    host = parts.netloc.lower().removesuffix(":443" if parts.scheme == "https" else ":80")
    return urlunsplit((parts.scheme, host, parts.path or "/", query, fragment))


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    return bool(_TRACKING.fullmatch(name) or (_OFTEN_TRACKING.fullmatch(name) and _CAME_FROM.fullmatch(value)))


def trusted(stated: str | None, given: str | None) -> str | None:
    """The address that a page states of itself, cleaned, if it can be that of this page; None if not.

    Where the page was got from (`given`) tells: another site's address is that of the original, not of this copy; and the address
    of the home page or of the section above is a mistake that many sites make on every page.
    """
    if not stated:
        return None
    url = cleaned(urljoin(given or "", stated.strip()))
    there = _parts(url)
    if there is None or not there.hostname:
        return None
    here = _parts(cleaned(given)) if given else None
    if here is None or not here.hostname:
        return url
    same_site = _site(there) == _site(here)
    return url if same_site and _may_be(there, here) else None


def _may_be(there: SplitResult, here: SplitResult) -> bool:
    """False if the path is only the beginning of the page's own, but for an ending that marks a variant of the page."""
    above = there.path.rstrip("/") + "/"
    if not here.path.startswith(above) and here.path.rstrip("/") != there.path.rstrip("/"):
        return there.path.strip("/") != ""
    rest = here.path[len(above) - 1 :]
    return bool(_VARIANT.fullmatch(rest)) and (there.path.strip("/") != "" or here.path.strip("/") == "")


def _site(parts: SplitResult) -> str:
    return _FACES.sub("", (parts.hostname or "").lower())


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        port = parts.port  # raises for what is no number
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and port != 0 else None
