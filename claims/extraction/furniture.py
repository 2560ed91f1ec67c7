"""Lines that are known for furniture by their own words: one table of named patterns.

A pattern sees one line of at most `LONGEST` characters, from its first word on. Where the same words may open a
sentence ("Source: that is the word …", "Read more than 300 letters …"), the pattern asks for what a sentence lacks.
"""

import re
from enum import StrEnum

from claims.extraction.header import is_byline, is_dateline

LONGEST = 400
"""Characters of a line that may be furniture; a longer line is prose."""


class LineKind(StrEnum):
    """What a line of an article is for. Only prose holds claims."""

    PROSE = "prose"
    HEADLINE = "headline"
    SUBHEADING = "sub-heading"
    ADVERTISEMENT = "advertisement"
    IMAGE_CREDIT = "image credit"
    DATELINE = "dateline"
    CAPTION = "caption"
    COOKIE_NOTICE = "cookie notice"
    RELATED_LINK = "related link"
    AUTHOR_LINE = "author line"
    APPEAL = "appeal to the reader"
    NOTE = "editor's note"
    TABLE = "table or chart"
    SCORE = "score or line-up"
    MESSAGE = "frame of a message"
    PULL_QUOTE = "pull quote"
    ORNAMENT = "ornament"


_AGENCY = (
    r"(?:Getty(?: Images)?|AFP|AP(?: Photo)?|Reuters|EPA(?:-EFE)?|Shutterstock|Alamy|iStock|Unsplash|Flickr|"
    r"Wikimedia(?: Commons)?|Twitter|X|Facebook|Instagram|PTI|ANI|PA(?: Media)?|Xinhua|Bloomberg|TASS|Anadolu|Handout)"
)
_PICTURE = (
    r"(?:(?:handout |representational )?(?:image|photo(?:graph)?|picture|pic|graphic|illustration|infographic|"
    r"video|gallery)s?|credits?)"
)
_MARK = r"(?:\s*:|\s+[|/–—-])\s+"
"""Divides a label from what it labels. A hyphen inside a word ("Photo-sharing") does not."""
_CAPITAL = r"(?-i:[A-Z\d@©“‘\"'(])"
_OPEN = r"(?=[^.!?…]*(?:[.!?…](?=\S)[^.!?…]*)*$)"
"""The line is not closed as a sentence is, and holds none that is."""
_SHORT = r"(?=.{1,60}$)"
_MEDIA = (
    r"(?:article|story|interview|piece|post|report|column|essay|version|content|page|press release|release|episode)"
)
_WRITER = r"(?:correspondent|reporter|columnist|(?:staff |freelance |senior )?writer|journalist|(?:deputy )?editor)"
_POSTS = r"(?:Twitter|X|Facebook|Instagram|TikTok|LinkedIn|Bluesky|Threads|Mastodon|WhatsApp|Telegram|YouTube)"

_PATTERNS: tuple[tuple[LineKind, tuple[str, ...]], ...] = (
    (LineKind.ORNAMENT, (r"[\W\d_]*$", r"[ivx]{1,4}\.?$")),
    (
        LineKind.ADVERTISEMENT,
        (
            r"\W*(?:advertise?ments?|ads?|sponsored(?: content)?|promoted(?: content)?|partner content|paid post)\W*$",
            r"\W*(?:story|article) continues (?:below|after)\b",
            r"\W*(?:advertisement\W+)?(?:continue reading|scroll (?:down|to continue)|skip (?:ad|past))\b",
            r"\W*(?:bet|gamble|drink) responsibly\b",
        ),
    ),
    (
        LineKind.IMAGE_CREDIT,
        (
            rf"\(?{_PICTURE}(?:\s+(?:credit|source|courtesy|caption|by|from|of)s?)*{_MARK}(?:{_CAPITAL}|"
            rf"{_SHORT}{_OPEN})",
            rf"{_PICTURE}s? (?:caption|source),\s",
            rf"\(?(?:image|photo(?:graph)?|picture|video|illustration|graphic)s?(?: credit| courtesy|"
            rf" by\b)(?:{_OPEN}|{_SHORT}[^.]*\.$)",
            rf"[^.!?]{{0,90}}(?:/|via |© ?|: ){_AGENCY}\)?$",
            r"©\s?(?!\d|.*\breserved\b)",
        ),
    ),
    (
        LineKind.CAPTION,
        (
            rf"\(?(?:pictured(?:[:,]|\s+(?:above|left|right|here|is|are|with|at|in|on|outside)\b)|file(?: photo|"
            rf" picture| image)?s?{_MARK}|caption\s*:)",
            r"\(?in this (?:[\w.]+ \d{1,2}, \d{4},? )?(?:(?:file|handout) (?:photo|picture|image)|(?:photo|picture|"
            r"image)(?:,|"
            r"\s+(?:taken|released|provided|made|posted|obtained|supplied|by|from)\b))",
            r"\(?(?:l-r|(?:from )?left(?: to right)?|clockwise[\w ]{0,30}|top|bottom|above|below|opposite|"
            r"right)\s*:\s+(?-i:[A-Z])",
            r"\(l-r\)|clockwise from [\w ]{2,30}:\s",
            rf".{{0,380}}[\[(][^\])]{{0,60}}\b{_AGENCY}[\])]\.?$",
            r".{0,380}[\[(](?:[^\])]{0,60}\b(?:photos?|pictures?|images?|video)|(?:photo|image|picture|video|"
            r"credit)s?\s*(?::|/|by\b|"
            r"credit\b|courtesy\b)[^\])]{0,80}|courtesy\b[^\])]{0,80})[\])]\.?$",
            r".{20,380}\((?-i:[A-Z])[\w .'’-]{2,40}/(?-i:[A-Z])[\w .'’-]{2,40}\)\.?$",
            r"[^.!?]{0,200}[\[(](?:file|pictured|left|right|cent(?:re|er))[\])]\.?$",
            rf".{{10,380}}(?:[.!?”’\"|]\s+|\s[–—-]\s){_PICTURE}(?: credit| by)?\s*:\s*[^.!?]{{2,60}}\.?$",
        ),
    ),
    (
        LineKind.COOKIE_NOTICE,
        (
            r"(?=.*\bcookies?\b)(?=.*\b(?:we|our|your?|accept all|this (?:web)?site)\b)(?=.*\b(?:accept|consent|"
            r"preferences|"
            r"use|policy|settings|agree)\b)",
            r".*\ball rights reserved\b|\W*(?:©|\(c\)|copyright\b)[\s©]*(?:\d{4}|(?-i:[A-Z]))",
            r"(?:this (?:material|article|content) )?may not be (?:published|reproduced|broadcast)\b",
            r"(?=.*\b(?:terms (?:of|and) (?:use|service|conditions)|privacy (?:policy|notice))\b)"
            rf"(?:(?=.*\b(?:by (?:signing|clicking|continuing|subscribing|submitting)|you agree|our|subject to|"
            rf"this site)\b)|{_OPEN})",
        ),
    ),
    (
        LineKind.APPEAL,
        (
            r"\W*(?:sign up|subscribe|log in|register)(?: (?:here|now|today|to|for|at|and)\b|\W*$)",
            r"(?:get|receive|join|enter|download|unlock|try|want|enjoy\w*|like)\b"
            r"(?=.*\b(?:you|your|our|us|here|free|now)\b)"
            r".*(?:newsletter|your inbox|the app\b|our app\b|our (?:live )?coverage|email address|subscri\w+|"
            r"member\w*)",
            r"by (?:signing|clicking|subscribing|submitting)\b.*\byou\b",
            r".*\b(?:in|to) your inbox\b",
            r"your e-?mail address\b|required fields\b",
            r"(?:.{0,100}[.!?]\s+)?(?:please )?(?:support|donate to) (?:us|our (?:work|journalism|"
            r"reporting))\b(?:.{0,30}$| from| by)",
            r".{0,120}\b(?:subscribe|sign up|donate|join) (?:now|today)\b",
            rf"(?:newsletter|podcast)s?\s*:\s(?={_OPEN})|listen to this\b|get in touch\b|join the (?:conversation|"
            rf"discussion|debate)\b",
            rf"(?:click|tap) (?:here|to)\b|(?:.{{0,160}}[.!?]\s+)?follow (?:us|him|her|them|the)\b.*\b(?:on|for|@)\b.*"
            rf"(?:{_POSTS}|news|updates)",
            r"(?:(?:do|did|have|are|were) you|have an?|got an?|know)\b[^.?!]{0,80}\b(?:story|stories|tips?|"
            r"opinions?|questions?|views?|"
            r"news|something|information|experiences?|photos?|videos?|more|affected)\b[^.?!]{0,80}\?\W*(?:e-?mail|"
            r"send|write|contact|call|"
            r"let us|get in|tell|share|message)\b",
            r"(?:contact|e-?mail|write to|reach|send)\b.{0,120}\S@\S+\.\w|(?:press |media |news )?(?:contacts?|tips|"
            r"enquir\w+)\s*:",
            r"for (?:more|further) (?:information|details)\b.{0,40}\b(?:visit|contact|call|see|e-?mail|go to)\b",
            r"you (?:have|['’]ve) (?:reached|read|\d)\b.{0,30}\b(?:limit|articles?)\b|(?:create|start) (?:a|an|"
            r"your) (?:free )?"
            r"(?:account|trial)\b|already a (?:subscriber|member)\b|(?:please )?log ?in to\b",
            rf"(?:{_SHORT})(?:join our\b|(?:read|see|watch) (?:the|our) (?:full|whole|rest)\b|(?:this |"
            rf"the )?comments?(?: section)?s? "
            r"(?:is|are) (?:now )?closed\b|skip to\b|loading\b)",
            r"we want our comments\b|.*\bcommitted to publishing a diversity of letters\b",
        ),
    ),
    (
        LineKind.RELATED_LINK,
        (
            rf"(?:breaking(?: news)?|live|just in|developing|exclusive|opinion|analysis|podcast)\s*[:|]\s+{_OPEN}",
            rf"\W*(?:also )?(?:read|see|watch|listen)(?: (?:more|also|next|this|now|full story|"
            rf"the full story))*{_MARK}\S",
            rf"\W*(?:also )?(?:read|see|watch|listen)(?: (?:more|also))+\b(?! (?:than|of)\b)(?:{_OPEN}|{_SHORT})",
            r"\W*related(?: (?:articles?|stories|news|topics|content|coverage|reading|posts?|images?|links?))?"
            rf"(?:{_MARK}\S|\W*$)",
            rf"\W*(?:{_SHORT}{_OPEN})(?:more (?:on|from|stories|in)\b|don['’]t miss|you (?:may|might) also|"
            rf"most (?:read|"
            r"popular|viewed)\b|recommended|up next|trending|share (?:this|on|via|story|article)\b|explore more|"
            r"what to read)",
            r"\W*(?:topics?|tags?|filed under|categor(?:y|ies)|posted in|keywords|see also|in pictures)\s*:",
            r"https?://\S+$|www\.\S+$|first published\b|reuse this content|read \d[\d,]* comments",
        ),
    ),
    (
        LineKind.AUTHOR_LINE,
        (
            r"\W*(?:(?:additional |rolling )?(?:reporting|coverage)|writing|edited|editing|written|compiled|words|"
            r"photographs|"
            r"posted|translated|graphics?) by (?-i:[A-Z])",
            r"\W*with (?:inputs?|additional reporting|files|reporting) (?:from|by) (?:(?-i:[A-Z])|agenc)|"
            r"\S+@\S+\.\w+$|@\w+$",
            rf"(?!(?:he|she|they|it|who)\b)[^,.]{{2,60}} (?:is|are) (?:(?:an?|the) )?[^.,]{{0,60}}\b{_WRITER}s?"
            r"(?: (?:for|at|based|with|who covers|covering)\b(?!.*\b(?:was|were|who|has)\b)|\.$)",
            r".{0,60}\bcorrespondent(?:, [\w ]+)?$|.{3,100}\bcontributed (?:to this (?:report|story|article)|"
            r"reporting)\b",
            rf"the (?:writer|author) (?:is|was) (?:an?|the)\b{_SHORT}",
        ),
    ),
    (
        LineKind.NOTE,
        (
            r"\W*(?:editors?['’]?s?['’]? note|notes? to (?:editors?|readers)|correction|clarification|disclaimer|"
            r"disclosure"
            rf"|notes?(?=\s*:\s+{_CAPITAL}))\s*:",
            rf"\W*(?:except for the headline, )?(?:this|an? (?:earlier|previous|longer|shorter)?) ?(?:\w+ )?{_MEDIA}\b"
            r"(?: of (?:this|the) \w+)? (?:(?:was|has been|is|has not been|was not|"
            r"have been) (?:(?:\w+ )?(?:amended|updated|"
            r"edited|corrected|produced|translated|condensed|sponsored|syndicated)|(?:first|originally|"
            r"also) published)|"
            r"(?:originally |first )?(?:appears|appeared|contains|misstated|incorrectly|mis\w+)\b)",
            r".*\b(?:opinions|views) expressed (?:here\w*|above|in this|are|do not|by (?:the|this|our) (?:authors?|"
            r"writers?|columnists?))\b",
        ),
    ),
    (
        LineKind.TABLE,
        (
            rf"\W*(?:sources?|data)\s*:\s+(?={_CAPITAL})(?=.{{1,200}}$)(?!.*[a-z]{{3}}[.!?]\s)(?:{_OPEN}|{_SHORT})",
            rf"\W*(?:table|figure|fig\.?|chart|graph|map|box|exhibit)(?: \d+[a-z]?\s*[.:–—-]|\s*:)\s+{_CAPITAL}",
            r"(?:download|get the data|created with|embed|hover over|tap|swipe)\b(?=.{0,60}$)(?=[\w ,:]*$|"
            r".*\bdetails\b)",
            r"[^\t]*\t[^\t]*\t",
        ),
    ),
    (
        LineKind.SCORE,
        (
            r"[\w .'’&-]{2,40}\(\d(?:-\d){2,4}\)\s*:",
            r"(?:subs(?:titutes)?(?: not used)?|goals?|scorers?|booked|sent off|yellow cards?|red cards?|referee|"
            r"umpires?|toss|"
            r"att(?:endance)?|h(?:alf|ull)[ -]?time|ht|ft|(?:man|player) of the match|line-?ups?|venue|possession|"
            rf"tries|cons?|pens?)\s*:\s+(?:(?-i:[A-Z])|[\d,]+\.?$|{_OPEN})",
        ),
    ),
    (
        LineKind.MESSAGE,
        (
            rf"(?:from|to|cc|bcc|sent|subject|date|reply-to)\s*:\s+(?:{_CAPITAL}|\S+@|re:|fwd?:)",
            r"on\b.{5,80}\b\d{4}\b.{0,20}\b\d{1,2}:\d\d\b.{0,120}\bwrote:$|on\b.{5,200}<\S+@\S+>\s*wrote:$",
            r"-{2,}\s*(?:forwarded|original)\b|begin forwarded message|sent from my\b|get outlook\b",
            r"(?:hi|hello|hey|dear)\b(?: [\w.'’-]+){0,4}\s*[,!:]$",
            r"(?:many |with |kind |best |warm )*(?:thanks|regards|wishes|cheers|yours(?: \w+)?|sincerely|"
            r"best)(?: again)?[,.!]?$",
            r"(?:t|tel|phone|m|mob|mobile|cell|f|fax|e|w)?\W*\+?\d[\d ()./-]{6,}$",
            r".{0,40}\be-?mail\b.{0,40}\battachments?\b.*\b(?:confidential|intended)\b|.*\bbefore printing this\b",
        ),
    ),
)
_FURNITURE = tuple(
    (kind, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE))
    for kind, patterns in _PATTERNS
)


def furniture_kind(line: str) -> LineKind | None:
    """Return what furniture the line is, or None where its words alone do not tell."""
    if len(line) > LONGEST:
        return None
    if is_dateline(line):
        return LineKind.DATELINE
    if is_byline(line):
        return LineKind.AUTHOR_LINE
    return next((kind for kind, pattern in _FURNITURE if pattern.match(line)), None)
