# ruff: noqa: E501 (word pairs fill their lines)
"""Words that turn a statement around: negations, and pairs of which one denies the other."""

from claims.comparison.words import words
from claims.extraction.words import word_set

NEGATIONS = word_set(
    """not no never none nobody nothing neither nor without cannot n't can't don't doesn't didn't isn't aren't wasn't
    weren't won't wouldn't couldn't shouldn't hasn't haven't hadn't refused refuse failed fail fails unable incapable
    lacked lack lacks denied deny rejected reject avoided avoid stopped prevented declined unwilling hardly barely
    rarely seldom instead except lost"""
)
ABSOLUTES = word_set("only all always every entirely exclusively solely just completely never none sole everyone")
_PAIRS = """
first last;first second;win lose;won lost;winning losing;victory defeat;before after;older younger;oldest youngest;
more less;more fewer;most least;most fewest;increase decrease;increased decreased;rise fall;rose fell;grew shrank;
north south;east west;northern southern;eastern western;northeast southwest;northwest southeast;male female;man woman;
boy girl;he she;his her;him her;father mother;brother sister;son daughter;husband wife;king queen;actor actress;
start end;started ended;began ended;begin end;beginning end;open close;opened closed;born died;birth death;alive dead;
living deceased;large small;larger smaller;largest smallest;big small;high low;higher lower;highest lowest;long short;
longer shorter;longest shortest;early late;earlier later;earliest latest;rich poor;richest poorest;good bad;better worse;
best worst;positive negative;success failure;successful unsuccessful;popular unpopular;accept reject;accepted rejected;
approve reject;approved rejected;support oppose;supported opposed;ally enemy;friend enemy;love hate;loved hated;
praise criticise;praised criticized;praised panned;acclaimed panned;buy sell;bought sold;import export;enter leave;
entered left;arrive depart;join leave;joined left;married divorced;married unmarried;single married;guilty innocent;
guilty acquitted;convicted acquitted;protagonist antagonist;hero villain;fiction nonfiction;fictional real;true false;
legal illegal;public private;domestic foreign;major minor;majority minority;same different;together apart;alone together;
always never;all none;everyone nobody;many few;frequently rarely;often rarely;common rare;near far;above below;over under;
inside outside;left right;up down;empty full;hot cold;warm cold;wet dry;light dark;black white;old new;ancient modern;
open closed;closed opened;win lost;wins loses;present absent;visible invisible;cheap expensive;safe dangerous;
enemy friendly;hired fired;arrived departed;imported exported;strengthened weakened;raised lowered;doubled halved;
strong weak;easy difficult;fast slow;rapid slow;win defeat;solo collaboratively;atheist religious;liberal conservative;
democrat republican;democratic republican;include exclude;included excluded;allow forbid;allowed banned;gain lose;
gained lost;expand shrink;improve worsen;create destroy;created destroyed;built destroyed;remember forget;agree disagree;
peace war;urban rural;professional amateur;permanent temporary;child adult;american british;american canadian;
british french;english french;film book;movie book;film novel;film album;song album;television film;novel play;
singer actor;director actor;writer director;january july;summer winter;spring autumn;drama comedy;comedy tragedy
"""


def _pairs() -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for pair in _PAIRS.replace("\n", "").split(";"):
        one, other = (words(word)[0] for word in pair.split())
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in opposites.items()}


OPPOSITES = _pairs()
"""Each word, and those that deny it where they stand in its place."""
EXCLUSIVE = (
    word_set("monday tuesday wednesday thursday friday saturday sunday"),
    word_set("january february march april june july august september october november december"),
    word_set("red blue green yellow purple orange pink black white brown grey"),
    word_set(
        """american british english french german italian spanish canadian australian japanese chinese indian
        russian irish scottish swedish dutch mexican brazilian korean polish turkish greek danish norwegian"""
    ),
    word_set(
        """actor actress singer director writer producer author politician footballer rapper composer musician painter
        poet novelist comedian scientist lawyer"""
    ),
    word_set("film movie novel book album song series show sitcom game band play"),
    word_set("comedy drama horror thriller western romance fantasy documentary animated"),
    word_set("north south east west northern southern eastern western"),
    word_set("first second third fourth fifth sixth seventh eighth ninth tenth last"),
    word_set("father mother brother sister son daughter uncle aunt cousin nephew niece grandfather grandmother"),
    word_set("europe asia africa america australia antarctica"),
    word_set("football basketball baseball tennis golf hockey cricket boxing rugby wrestling"),
    word_set("gold silver bronze"),
    word_set("president governor senator mayor minister king queen prince chancellor emperor"),
    word_set("christian muslim jewish hindu buddhist catholic protestant atheist"),
)
"""Words of one kind, of which usually only one can be true of a thing."""
_TURNING = ("un", "in", "im", "dis", "non", "il", "ir", "mis")
_SHORTEST_TURNED = 4


def denies(word: str, other: str) -> bool:
    """Whether one word is the other's opposite: of the list, or by its form ("legal", "illegal")."""
    if other in OPPOSITES.get(word, frozenset()):
        return True
    shorter, longer = sorted((word, other), key=len)
    return len(shorter) >= _SHORTEST_TURNED and longer in {before + shorter for before in _TURNING}
