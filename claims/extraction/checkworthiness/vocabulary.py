"""Words by what they tell: force, law, change, deed and doubt as alternatives of a pattern; function words; endings."""

from claims.extraction.words import word_set

FORCE = (
    r"kill(?:s|ed|ing)?|murder(?:ed|s)?|injur(?:ed|ies)|wound(?:ed|s)|bomb(?:ed|ing|s)?|attack(?:ed|s)|"
    r"shell(?:ed|ing)|execut(?:ed|ions?)|"
    r"tortur\w+|stoned?|raped?|abduct\w+|kidnapp\w+|airdrop\w*|air-dropp\w+|shot|massacre\w*|raid(?:ed|s)|"
    r"seiz(?:ed|ure)|invad\w+|"
    r"invasion|evict\w+|displac\w+|expell\w+|deport\w+|arrest(?:ed|s)|detain(?:ed|s)|jailed|imprisoned|"
    r"sentenced|convicted|"
    r"destroy(?:ed|s)|burn(?:ed|t)|loot(?:ed)?|chopped|amputat\w+|poison\w+|leak(?:ed|s)|spill(?:ed|s)|"
    r"collaps(?:ed|es)|drown(?:ed|s)|sank"
)
LAW = (
    r"(?:a|the) (?:law|bill|decree|ruling) (?:that|which)|"
    r"fined|bann?(?:ed|s|ing)?|forbid(?:s|den)?|forbade|prohibit\w*|outlaw\w*|illegal|legali[sz]\w+|"
    r"criminali[sz]\w+|deni(?:ed|es) (?:\w+ ){0,3}rights?|"
    r"stopped (?:\w+ ){1,4}from|barr(?:ed|ing)|legislation|decree\w*|ruled|overturn\w+|repeal\w*|ratif\w+|"
    r"mandatory|requires?|required|"
    r"allow(?:s|ed)|permit(?:s|ted)|ineligible|eligible|sanction(?:ed|s)|abolish\w*|enacted|suspended|"
    r"revoked|approved|vetoed"
)
CHANGE = (
    r"increas(?:ed|es)|decreas(?:ed|es)|r(?:ose|isen)|rises?|fell|fallen|falls|dropp(?:ed|s)|grew|grown|"
    r"declin(?:ed|es)|doubl(?:ed|es)|"
    r"tripl(?:ed|es)|halved|surg(?:ed|es)|plung(?:ed|es)|soar(?:ed|s)|shrank|slump(?:ed|s)|jump(?:ed|s)|"
    r"climb(?:ed|s)|tumbl(?:ed|es)|slowed|widened|worsened"
)
DEED = (
    r"sent|sold|bought|paid|gave|gave up|built|closed|opened|closed|passed|launched|signed|voted|elected|"
    r"won|lost|spent|cut|funded|conducted|delivered|dismissed|conceded|agreed|donated|supplied|"
    r"exported|imported|delivered|withdrew|fled|died|took over|taken over|captured|founded|published|"
    r"recalled|resigned|fired|"
    r"sacked|hired|moved|merged|acquired|crossed|approved|rejected|blocked|cancell?ed|received|owns?|"
    r"produces?|produced|contains?|"
    r"caus(?:ed|es)|reach(?:ed|es)|hit|live|lives|lived|became|began|started|ended|served|failed|used|uses|"
    r"worked|hid|covered up|"
    r"met all|missed|broke|breached|violated|rigged|stole|diverted|smuggled|tested|detected|infected|"
    r"vaccinated|discharged|dumped|"
    r"forced|expired|blocked|wiped out|carried|recorded|registered|applied|shut|cost|costs|displaced|"
    r"covers?|made up|makes? up|expelled|stripped|granted"
)
ACCUSING = r"claim(?:s|ed)|alleg(?:es|ed)|accus(?:es|ed)|deni(?:es|ed)|assert(?:s|ed)|insist(?:s|ed)"
FUNCTION_WORDS = word_set(
    """
    a an the this that these those i you he she it we they me him her us them my your his its our their who whom whose
    which what when where why how and or but nor so yet if because although though while since until unless as than of
    in on at by for with from to into onto over under about after before between during against among through without
    within is are was were be been being am have has had having do does did doing will would shall should can could may
    might must ought 's 're 've 'll 'd 'm n't not no never none nothing nobody every all any some each most many much
    more less few fewer both half either neither there here then now very too also only just even still already ever
    again up down out off away back % $ £ € ? ! " ' said says say told according think believe know want going get got
    let need make made year years percent million billion thousand people last first one two three
    """
)
"""Words that hold a sentence together, with those that tell most of what sort of sentence it is."""
SUFFIXES = ("ing", "ed", "ly", "tion", "ment", "ity", "er", "est", "s", "al", "ive", "ous", "ful", "able")
"""Endings that tell a word's part of speech, the first that fits."""
