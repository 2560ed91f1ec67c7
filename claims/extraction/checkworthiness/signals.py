"""What a reader sees in a sentence: the signs for and against a claim worth checking."""

import re
from dataclasses import dataclass

from claims.extraction.checkworthiness.vocabulary import ACCUSING, CHANGE, DEED, FORCE, LAW


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign: its name, its pattern, and how to say it. How much it weighs is learnt from data."""

    name: str
    pattern: re.Pattern[str]
    words: str
    """Follows on "It", or on "but it"."""


def _signal(name: str, pattern: str, words: str) -> Signal:
    return Signal(name, re.compile(pattern), words)


SIGNALS: tuple[Signal, ...] = (
    _signal(
        "figure",
        (
            r"(?<![\d,.:])(?!(?:1[5-9]|20)\d\d\b|0\d)\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
            r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?)\b"
        ),
        "gives a figure",
    ),
    _signal("short", r"^\W*(?:[\w'’-]+[^\w'’-]+){0,4}[\w'’-]+\W*$", "is short"),
    _signal(
        "share",
        (
            r"\d\s?%|\bper\s?cent\b|\bpercent(?:age)?\b|\b(?:one|two|three|four|nine|\d+) (?:in|out of)(?: "
            r"every)? (?:\w+ )?(?:three|four|five|ten|\d+)\b|\bhalf of\b|\b(?:two|three)[- ](?:thirds|"
            r"quarters)\b|\ba (?:third|quarter) of\b|\b(?:[a-z]+|\d+) of (?:the|its|their|his|her) (?:two|three|four|"
            r"five|six|seven|eight|nine|ten|\d+)\b"
        ),
        "gives a share",
    ),
    _signal(
        "money",
        (
            r"[$£€₹]\s?\d|\d (?:dollars|euros|pounds|rupees)\b|\b(?:million|billion) (?:dollars|euros|pounds|"
            r"rupees)\b"
        ),
        "names a sum of money",
    ),
    _signal(
        "magnitude",
        r"\b(?:hundred|thousand|million|billion|trillion|lakh|crore)s?\b|\d,\d{3}\b|\d(?:bn|m|tn)\b",
        "names a large number",
    ),
    _signal("change", rf"\b(?:{CHANGE})\b", "tells of a change"),
    _signal(
        "comparison",
        (
            r"\b(?:more|less|fewer|higher|lower|greater|larger|smaller|worse|better|faster|older) than\b|"
            r"\bas "
            r"(?:many|much|high) as\b|\btimes (?:as|more|higher|the)\b|\btwice\b"
        ),
        "compares",
    ),
    _signal(
        "record",
        (
            r"\b(?:highest|lowest|largest|biggest|smallest|longest|fastest|deadliest|worst|youngest|oldest|"
            r"busiest|the only|the most|first(?! (?:half|quarter|\w+ (?:months|weeks|days|years))))\b"
        ),
        "claims a first or a record",
    ),
    _signal("force", rf"\b(?:{FORCE})\b", "tells of force or harm"),
    _signal("law", rf"\b(?:{LAW})\b", "tells what a law or a ruler allows"),
    _signal("deed", rf"\b(?:{DEED})\b", "tells what was done"),
    _signal(
        "cause",
        (
            r"\b(?:caus(?:e|ed|es|ing)|led to|leads? to|result(?:s|ed) in|due to|linked to|responsible for|"
            r"behind the|hand in|role in)\b"
        ),
        "names a cause or a culprit",
    ),
    _signal(
        "accusation",
        (
            rf"\b(?:{ACCUSING}|falsely|wrongly|fraud|corruption|corrupt|bribe\w*|secretly|"
            rf"illegally|cover-up|conspir\w+|hoax|fake|rigged)\b"
        ),
        "is disputed by its own wording",
    ),
    _signal(
        "finding",
        (
            r"\b(?:study|survey|census|poll|researchers|scientists|data|figures|statistics|report) (?:\w+ "
            r"){0,4}(?:found|show(?:s|ed)?|suggests?|estimate[sd]?|put)\b|\b(?:found|shows?|showed|"
            r"estimates?|"
            r"estimated) that\b|\baccording to\b"
        ),
        "rests on a source that can be asked",
    ),
    _signal(
        "total",
        (
            r"\b(?:all|every|none|no one|nobody|never|always|majority|minority|most|entire|average|number of|"
            r"total)\b"
        ),
        "speaks of a whole",
    ),
    _signal(
        "past period",
        (
            r"\b(?:since|from|between|in|during|until) (?:the )?(?:1[5-9]|20)\d\d\b|\b(?:last|past) (?:year|"
            r"decade|month|century|(?:\w+ )?years)\b|\byears? (?:ago|earlier)\b"
        ),
        "names its period",
    ),
    _signal("named", r"(?<=[a-z,;:] )[A-Z][\w’'-]+", "names who or where"),
    _signal(
        "populace",
        (
            r"\b(?:population|refugees?|women|children|families|households|civilians|voters|workers|patients|"
            r"students|deaths|victims|unemploy\w+|inflation|gdp|emissions|taxes|budget|deficit|debt|"
            r"vaccines?|"
            r"election|troops|weapons|border|crime|economy|schools|hospitals|army|poverty|wages|prices|"
            r"parliament|minorit\w+)\b"
        ),
        "is about public matters",
    ),
    _signal(
        "denial",
        (
            r"\b(?:has|have|had|did|was|were)(?: not|n['’]t) (?:a single|been|[a-z]+ed\b)|\b(?:not|"
            r"without) a "
            r"single\b|\bnever [a-z]+ed\b|\bno evidence\b"
        ),
        "says that something never happened",
    ),
    _signal(
        "price tag",
        r"\b(?:[Tt]ickets?|[Aa]dmission|[Ee]ntry|[Ee]ntrance|[Ss]ubscriptions?|[Mm]enus?) (?:\w+ ){0,5}?"
        r"(?:costs?|is|are|was|were|starts?|goes|go)\b",
        "names the price of a ticket",
    ),
    _signal("question", r"\?[\"'”’)]*$", "asks"),
    _signal(
        "first person",
        r"\b(?:I|I'm|I've|I'd|I'll|[Mm]y|[Mm]e|mine|myself)\b(?!\.)",
        "speaks of the speaker",
    ),
    _signal("we", r"\b(?:[Ww]e|[Oo]ur|us|[Ww]e're|we've|we'll|ours)\b", "speaks for a group"),
    _signal("address", r"\b(?:[Yy]ou|[Yy]our|[Ll]et's|[Ll]et us|[Pp]lease|[Tt]hank)\b", "addresses the reader"),
    _signal(
        "future",
        (
            r"\b(?:will|shall|won't|going to|plans? to|planned to|expects? to|expected to|set to|due to "
            r"(?:be|"
            r"open|start|begin)|hopes? to|aims? to|intends? to|vow(?:ed|s) to|promis(?:ed|es)|pledg(?:ed|es)|"
            r"forecast|likely to|about to|ll|poised to)\b"
        ),
        "is about the future",
    ),
    _signal(
        "should",
        (
            r"\b(?:should|must|ought|needs? to|call(?:ed|s)? (?:for|on)|urg(?:ed|es|ing)|demand(?:ed|s)|"
            r"appeal(?:ed|s) (?:for|to))\b"
        ),
        "says what ought to be",
    ),
    _signal(
        "possible",
        r"\b(?:might|may(?! \d)|could|can|perhaps|maybe|possibly|probably|if|would(?! have))\b",
        "leaves it open",
    ),
    _signal(
        "feeling",
        (
            r"\b(?:think|believe|feel|feels|felt|hope|hopes|hoped|wish|want|wants|love|loved|hate|proud|"
            r"happy|"
            r"sad|sorry|delighted|thrilled|excited|afraid|fear|honou?red|grateful|dream|heart|agree|opinion|"
            r"guess)\b"
        ),
        "tells a feeling or an opinion",
    ),
    _signal(
        "judgement",
        (
            r"\b(?:great|wonderful|terrible|beautiful|awful|amazing|stunning|brilliant|disgrace\w*|shameful|"
            r"best|nice|important|vital|crucial|remarkable|iconic|delicious|perfect|charming|elegant|real "
            r"face|"
            r"worth mentioning|inspiring|masterpiece|dazzling)\b"
        ),
        "judges",
    ),
    _signal(
        "mission",
        (
            r"\b(?:aims?|mission|commit(?:ted|ment)|commitment to|dedicated|determined|striv\w+|focus(?:ed)? "
            r"on|shared objectives|vision|reiterat\w+|underscor\w+|stress(?:ed|es)|emphasi[sz]\w+|working "
            r"towards?|look(?:s|ing) forward|join hands|solidarity|wide range of)\b"
        ),
        "states an aim",
    ),
    _signal(
        "ceremony",
        (
            r"\b(?:discuss(?:ed|es|ing)?|met with|talks|shared a (?:photograph|photo|picture)|welcom(?:ed|"
            r"es)|"
            r"congratulat\w+|condolences|thanked|praised|prais(?:es|ing)|hail(?:ed|s)|comment(?:ed)?|"
            r"declined "
            r"to|readout|spokesperson did not|mentioned)\b"
        ),
        "reports courtesies",
    ),
    _signal(
        "courtesy",
        r"\b(?:condemn(?:ed|s)|expressed|applauded|paid tribute|calling for)\b",
        "reports words of praise or blame",
    ),
    _signal(
        "colour",
        (
            r"\b(?:smil(?:ed|ing)|laugh(?:ed|ing)|sigh(?:ed)?|whisper\w*|shrugg?\w*|nodd(?:ed|ing)|tears|"
            r"wept|"
            r"sipp\w+|gaz\w+|morning light|smell\w*|aroma|sunset|breeze|gently|softly|quiet(?:ly)?|dusty|"
            r"wearing|leaning|stares?|glanc\w+|sunshine|drizzle|clinking|cheer(?:ed|s)|applau\w+)\b"
        ),
        "paints a scene",
    ),
    _signal("image", r"\b(?:like a|as if|as though|tiger|storm of|sea of)\b", "speaks in images"),
    _signal(
        "score",
        (
            r"\b(?:wins?|won|beat|lost|drew|drawn?|led|lead|trail\w*|defeat\w*|victory|defeat|scored?|match|game|set)\b"
            r"(?: [\w'’]+){0,4} \d{1,3}\s?[-–]\s?\d{1,3}\b"
        ),
        "reports a score",
    ),
    _signal(
        "sports",
        (
            r"\b(?:goal|striker|midfielder|innings|wicket|scored|kick-off|penalty|coach|team-mates?|"
            r"equali[sz]er|semi-final|quarter-final)\b"
        ),
        "is about a match",
    ),
)
