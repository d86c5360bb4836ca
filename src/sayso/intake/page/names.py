"""What an element's names (class, id, role, itemprop…) suggest about the text in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_ROLES: tuple[tuple[str, str], ...] = (
    (
        "caption",
        (
            r"(?:fig|image|img|photo|picture|media|wp)?-?caption|bildunterschrift|bildtext|legend(?:e)?"
            r"|figcaption"
        ),
    ),
    (
        "credit",
        (
            r"(?:image|photo|picture|media|caption)?-?(?:credits?|copyright|photographer|rights)|copyright-?holder"
            r"|(?:image|photo|media|bild|caption)-?(?:source|author|quelle|agency|by)|fotograf|bildnachweis"
            r"|credittext|attribution"
        ),
    ),
    (
        "byline",
        (
            r"by-?line|authors?|autor(?:en|in)?|contributors?|writers?|auteur|written-?by|redakteur"
            r"|journalist|signature"
        ),
    ),
    (
        "date",
        (
            r"date-?line-?date|(?:pub|post|publish|published|article|entry|update|updated|modified)?-?(?:date|time|datetime)"
            r"|timestamps?|publish(?:ed)?|updated|datum|uhrzeit|fecha"
        ),
    ),
    ("dateline", r"dateline|location|article-?location|ort"),
    (
        "standfirst",
        (
            r"stand-?first|dec?k|sub-?(?:title|headline|heading)|lead|lede|intro(?:duction)?|summary"
            r"|abstract|chapeau|teaser-?text|excerpt|vorspann|anreisser|einleitung|summary-?list|key-?points?"
            r"|description|bajada|sommario"
        ),
    ),
    ("headline", r"headline|(?:article|entry|post|page|main)?-?title|titre|titel|ueberschrift|heading"),
    ("pull", r"pull-?quotes?|blockquote-?pull|quote-?box|zitat"),
    (
        "embed",
        (
            r"twitter(?:-tweet)?|tweets?|instagram(?:-media)?|bluesky(?:-embed)?|tiktok(?:-embed)?"
            r"|fb-post|facebook-post|embed(?:ded|s)?|mastodon-embed|telegram-post|oembed"
        ),
    ),
    (
        "picture",
        r"(?:images?|img|photos?|pictures?|media|bild(?:er)?|foto|pic|hero|visual|thumb(?:nail)?|lead-?art|featured-?image)",
    ),
    (
        "articlebody",
        (
            r"article-?body|story-?body|body-?(?:text|content|copy)|article-?(?:content|text)|entry-?content"
            r"|post-?content"
        ),
    ),
    (
        "furniture/share",
        (
            r"shar(?:e|es|ing|er|ebar)|social(?:s|-media|-links|-share)?|addthis|sharethis|follow(?:-us)?"
            r"|whatsapp"
        ),
    ),
    ("furniture/newsletter", r"newsletters?|sign-?up|mailing-?list|email-?(?:alert|form|signup)"),
    (
        "furniture/related",
        (
            r"related|relateds?|recommend(?:ed|ations?|er)?|more-?(?:on|from|news|stories|articles)"
            r"|read-?(?:next|also)|also-?read|most-?(?:read|popular|viewed|shared)|trending|popular"
            r"|teasers?|outbrain|taboola|top-?stories|latest|suggest(?:ed|ions)?|weiterlesen|mehr-?(?:zum|von)"
            r"|see-?also|rail|ticker|up-?next|plista|onward"
        ),
    ),
    ("furniture/read-more", r"read-?more|readmore|continue-?reading|mehr-?lesen|inline-?link"),
    ("furniture/gallery", r"gallery|galleries|slide-?show|carousel|lightbox|bildergalerie|slider|swiper"),
    (
        "furniture/nav",
        (
            r"nav(?:bar|igation|s)?|menus?|bread-?crumbs?|pagination|pager|tabs|skip-?link|site-?(?:header|footer)"
            r"|footer|top-?bar|masthead|sitemap|tags?|tag-?list|topics?|keywords|categor(?:y|ies)"
            r"|kicker|eyebrow|rubric|section-?name|toolbar|page-?header|accessibility|language-?(?:switcher|selector)"
            r"|back-?to-?top|search(?:-?(?:form|bar|box))?"
        ),
    ),
    (
        "furniture/advert",
        (
            r"ads?|advert(?:s|isement|ising|orial)?|anzeigen?|werbung|sponsor(?:ed|s)?|dfp|adslot"
            r"|google-?ads?|native-?ad|publicidad|partner"
        ),
    ),
    (
        "furniture/promo",
        (
            r"promos?|promotions?|promoted|cta|app-?(?:banner|download)|marketing|bio|author-?(?:bio|box|card|info|profile)"
            r"|about-?(?:the-)?author|podcasts?|shop(?:ping)?|deals|product-?(?:card|box)|affiliate"
            r"|quiz|poll|widgets?|info-?box"
        ),
    ),
    (
        "furniture/appeal",
        (
            r"appeal|donat(?:e|ion|ions)|contribut(?:e|ion|ions)|support-?us|reader-?revenue|fundrais(?:er|ing)"
            r"|spende[n]?"
        ),
    ),
    (
        "furniture/paywall",
        (
            r"paywall|pay-?wall|subscri(?:be|ption|ptions|ber)|piano|regwall|metered|offers?|premium-?(?:box|teaser)"
            r"|abo|login|sign-?in|register|plus-?teaser"
        ),
    ),
    (
        "furniture/comments",
        (
            r"comments?|disqus|discussion|comment-?(?:list|section|form)|responses|kommentare?|viafoura"
            r"|coral|livefyre|commentaires"
        ),
    ),
    ("furniture/cookie", r"cookies?|consent|gdpr|cmp|onetrust|privacy-?(?:banner|notice)|didomi|sp-message"),
    ("furniture/legal", r"copyright-?(?:notice|footer|line)|disclaimer|legal|imprint|terms"),
    (
        "furniture/other",
        (
            r"modals?|popups?|overlay|tooltip|side-?bar|aside|sr-only|screen-?reader(?:-text)?|visually-?hidden"
            r"|visuallyhidden|print-?only|player|video-?player|audio|read-?time|reading-?time|hidden"
            r"|offscreen|noprint|no-?print|toast|alert-?bar|banner|listen|tts"
        ),
    ),
)
_PATTERNS = tuple((role, re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")) for role, pattern in _ROLES)
_TAG_ROLES = {
    "figcaption": "caption", "nav": "furniture/nav", "form": "furniture/other", "button": "furniture/other",
    "select": "furniture/other", "textarea": "furniture/other", "label": "furniture/other",
    "footer": "furniture/nav", "aside": "furniture/related", "blockquote": "quotation", "address": "byline",
    "time": "date", "figure": "figure", "picture": "figure", "dialog": "furniture/other", "a": "link",
    "article": "article", "header": "header", "table": "table", "pre": "pre", "legend": "furniture/other",
}  # fmt: skip
_ARIA = {
    "navigation": "furniture/nav", "banner": "furniture/nav", "contentinfo": "furniture/nav", "search": "furniture/nav",
    "complementary": "furniture/related", "dialog": "furniture/other", "button": "furniture/other", "menu": "furniture/nav",
    "figure": "figure", "alert": "furniture/other", "alertdialog": "furniture/cookie", "toolbar": "furniture/share",
}  # fmt: skip
_NAMED = ("class", "id", "itemprop", "rel", "data-testid", "data-component", "data-block", "data-type")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_TABLE_FREE = frozenset({"body", "html", "main"})


def roles_of(tag: str, attrs: Mapping[str, str]) -> frozenset[str]:
    """The roles that an element's tag and names suggest: kinds of block, `furniture/…`, `figure`, `link`, `hidden` and so on."""
    found = {role for name in _names(attrs) for role in named(name)} if attrs and tag not in _TABLE_FREE else set()
    if tag in _TAG_ROLES:
        found.add(_TAG_ROLES[tag])
    role = attrs.get("role")
    if role in _ARIA:
        found.add(_ARIA[role])
    if "hidden" in attrs or attrs.get("aria-hidden") == "true" or _HIDDEN.search(attrs.get("style") or ""):
        found.add("hidden")
    return frozenset(found)


def _names(attrs: Mapping[str, str]) -> list[str]:
    return [name[:80] for key in _NAMED if (value := attrs.get(key)) for name in value[:400].split()]


@lru_cache(maxsize=50_000)
def named(name: str) -> frozenset[str]:
    """The roles that one name alone suggests: `story__photo-credit` is a credit, `credits-roll-ad` a credit and an advert."""
    plain = re.sub(r"_+", "-", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)).lower()
    return frozenset(role for role, pattern in _PATTERNS if pattern.search(plain))
