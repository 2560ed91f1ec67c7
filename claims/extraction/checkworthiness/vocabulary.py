"""Verbs by what they tell of, as alternatives of a pattern: force, law, change, deeds."""

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
