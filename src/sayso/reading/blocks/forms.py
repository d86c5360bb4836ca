"""Patterns of what stands around a report's paragraphs: credits, captions, corrections, stamps, addresses, biographies."""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:AP|Associated Press|Reuters|REUTERS|AFP|Getty(?: Images)?|PA(?: Wire| Media)?|EPA|Alamy|Shutterstock|iStock|"
    r"Rex(?: Features)?|dpa|Xinhua|"
    r"TASS|Sputnik|Anadolu|Bloomberg|NurPhoto|ZUMA|Instagram|Facebook|Twitter|YouTube|Wikimedia(?: Commons)?|"
    r"Unsplash|Pixabay|Flickr)"
)
_CREDITED = (
    rf"(?:{_AGENCY}|[Pp]hoto(?:graph)?(?:s)?(?: by|:)[^()]{{2,60}}|[Pp]icture: [^()]{{2,60}}|[Ii]mage: [^()]{{2,60}}|"
    rf"[Cc]ourtesy(?: of)? [^()]{{2,60}}|©[^()]{{2,60}}|[^()]{{2,40}}/\s?{_AGENCY}(?:[^()]{{0,40}})|"
    rf"{_AGENCY}\s?[/|,-][^()]{{2,60}}|AP Photo[^()]{{0,60}}|file(?: photo)?)"
)
CREDIT_INSIDE = re.compile(rf"(?:\(\s*{_CREDITED}\s*\)|\[\s*{_CREDITED}\s*\])")
CREDIT_AT_END = re.compile(rf"(?:\(\s*{_CREDITED}\s*\)|\[\s*{_CREDITED}\s*\])\.?$")
PHOTO_CREDIT = re.compile(
    r"\((?:AP Photo|Photo|Image|Picture|Getty|[^()]{2,40}/\s?(?:AP|Getty|Reuters|AFP|EPA|PA))",
    re.IGNORECASE,
)
CREDIT_BARE = re.compile(
    rf"(?:[\s.)](?:[Cc]redits?|CREDITS?|[Pp]hoto(?:graph)?s?|PHOTOS?|[Pp]ictures?|[Ii]mages?|[Ii]llustration)(?:\s?:|"
    rf" by)\s?[A-Z].{{1,90}}|"
    rf"\sAP Photo(?:/.{{2,60}})?|[.!?”\")]\s?(?:{_AGENCY}|AAP|Supplied|Handout)(?:/.{{2,40}})?)$"
)
CREDIT_ALONE = re.compile(
    rf"(?:(?:photos?|photograph|pictures?|images?|credits?|video|illustration|graphic|"
    rf"source)(?: credits?)?(?: by)?\s*:\s*\S.{{1,80}}|"
    rf"{_AGENCY}(?:\s?(?:/|\||,|via|-)\s?[\w .’'-]{{2,50}})*|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}\s?(?:/|\||"
    rf"via)\s?{_AGENCY}(?:\s?(?:/|via|\|)\s?[\w .]{{2,30}})?|"
    rf"©\s?[^.]{{2,60}}|AP Photo/.{{2,60}})\.?",
    re.IGNORECASE,
)
CREDIT_CASED = re.compile(
    r"^(?!(?:Facebook|Twitter|YouTube|Instagram|Video)\b[^/|]*$)(?:[A-Z©\d]|photo|image|picture|credit|source|video)",
    re.IGNORECASE,
)
CAPTION_OPENING = re.compile(
    r"(?:FILE(?: PHOTO| PICTURE| IMAGE)?\s?[:–—-]\s|File photo|Pictured(?: here)?[:,]|\[?Photo:\s|\[?Image:\s|Above:\s|"
    r"Caption:\s|In this .{3,40} photo\b)",
)
CORRECTION = re.compile(
    r"(?:correct(?:ion|ed)s?(?:,? [\w ,.]{0,40})?[:—–-]\s|clarifications?[:—–-]\s|erratum\b|"
    r"(?:this|the) (?:article|story|report|post|piece|headline|page|text) (?:was|has been|is being|were) (?:first |"
    r"since )?(?:amended|corrected|updated|edited|revised|changed)\b|"
    r"an? (?:earlier|previous|original) version of th(?:is|e) (?:article|story|report|post|piece|headline)|"
    r"(?:editor[’']s? |editors[’'] )?(?:note|update)(?:[^:]{0,30})?:\s.{0,300}(?:earlier version|amended|"
    r"correct(?:ed|ion)|clarif|updated|misstated|"
    r"misidentified|misspelled|incorrect|erroneous|imprecise)|"
    r"editor[’']?s?[’']? note:\s+(?:an?|the) (?:\w+ ){0,2}(?:article|report|story|headline|column)\b)",
    re.IGNORECASE,
)
EDITORS_NOTE = re.compile(r"(?:editor[’']s?|editors[’']) note\b", re.IGNORECASE)
EMBED = re.compile(
    r"^<tweet\b|pic\.twitter\.com/|https?://t\.co/|\(@\w{2,20}\)\s+(?:[A-Z][a-z]+ \d{1,2}, \d{4}|"
    r"\d{1,2} [A-Z][a-z]+ \d{4})",
)
QUOTED_BY = re.compile(r"[“\"”].{20,}[”\"]\s*[—―–-]{1,2}\s*[A-Z][^.!?]{2,60}[.]?$", re.DOTALL)
BULLET = re.compile(r"(?:[•▪▸►‣◦●○■*·]\s*|[–—-]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z][.)]\s+)(?=\S)")
CONTRIBUTED = re.compile(
    r"[A-Z][\w.’'-]+(?:(?:,| and|, and)? [A-Z][\w.’'-]+){0,8} reported (?:this story )?from [\w .,’'-]{3,40}$|"
    r"(?:[-–—(\[*]*\s*)(?:additional |further |with )?(?:report(?:ing|s)?|writing|editing|edited|compiled|translated|"
    r"produced|files|material)\s+(?:and \w+ )?(?:by|from)\b.{2,200}$|"
    r".{3,160}\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|report(?:ing|s)?|additional)\b.{0,80}$",
    re.IGNORECASE | re.DOTALL,
)
_TRADE = (
    r"(?:reporter|correspondent|editor|columnist|journalist|writer|blogger|contributor|fellow|professor|lecturer|"
    r"producer|director|author|analyst|"
    r"commentator|critic|historian|playwright|novelist|co-?founder|founder|president|attorney|strategist|consultant|"
    r"associate|scholar|host|adviser|advisor|member)"
)
BIOGRAPHY = re.compile(  # "was at the announcement" introduces nobody; "was a reporter at …" does
    r"(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,4})(?:, [^.]{3,160},)? "
    rf"(?:(?:is|are|writes|covers|serves|works|reports|blogs|teaches)\b(?! not\b)[^.]{{0,60}}?(?:\b{_TRADE}s?\b|\bfor\b|\bat\b)|"
    rf"was\b(?! not\b)[^.]{{0,60}}?\b{_TRADE}s?\b)",
    re.DOTALL,
)
FOLLOW = re.compile(
    r"follow @\w+|^follow .{3,120}?\son\s(?:twitter|x|facebook|instagram|bluesky)\b|follow (?:him|her|them|me|us|"
    r"[A-Z]\w+(?: [A-Z]\w+){0,3})(?: at)?\s+(?:on )?(?:twitter|x|facebook|instagram|bluesky|linkedin|@)",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?:(?:e-?mail|tel(?:ephone)?|phone|fax|contact|call|web(?:site)?|twitter|"
    r"www)\s*[:.]?\s*)?(?:[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{2,30}|\+?[\d ()-]{9,20}|https?://\S{1,300}|www\.\S{1,200})\.?",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(
    r"(?:[-–— ]*page \d{1,4}(?: of \d{1,4})?[-–— ]*|[-–—]\s?\d{1,4}\s?[-–—]|\d{1,3} ?/ ?\d{1,3}|\d{1,3} of \d{1,3})\.?",
    re.IGNORECASE,
)
COUNTS = re.compile(
    r"(?:[\d.,]+\s?[kKmM]?|no)\s+(?:comments?|shares?|views?|likes?|retweets?|reactions?|replies|votes?|followers?|"
    r"reads?|saves?)\b.{0,20}",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b)\s*.{0,20}\b(?:19|20)\d\d\b|all rights reserved|.{0,40}(?:©|&copy;)\s?(?:19|20)\d\d",
    re.IGNORECASE,
)
BRACKETED = re.compile(
    r"[\[(](?:video|watch|listen|photo|photos|gallery|image|click|read|see|also|related|more|slideshow|audio|embed|"
    r"subscribe|download|h/t)\b[^\])]{0,200}[\])]\.?",
    re.IGNORECASE,
)
ABSTRACT = re.compile(
    r"(?:abstract|full text|advertisement|credits?|highlights?|enlarge|tags?|topics?|filed under|categories)\s?[:.]?",
    re.IGNORECASE,
)
READ_REST = re.compile(
    r"(?:\(?(?:click (?:here|for)|read|watch|see|view|listen to|hear|check out|find)\b(?: \w+){0,5} (?:here|below|"
    r"above|at \S+\.\w{2,4}\S*)\b.{0,30})",
    re.IGNORECASE,
)
TAGS = re.compile(r"(?:tags?|topics?|filed under|categories|more on|keywords?|read more(?: about)?)\s?:\s.{1,200}", re.IGNORECASE)
