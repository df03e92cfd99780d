"""The words that comparing rests on: relations, synonyms, groups of people, units; plain tables.

Each table maps a name of ours to words of English news. A word in no table still counts by its stem.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def word_set(words: str) -> frozenset[str]:
    """Give the words of a list that is written as a text."""
    return frozenset(words.split())


def _invert(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


RELATIONS = {
    "die": "die dead death kill fatality perish slay deadly succumb massacre murder drown toll corpse",
    "injure": "injure injury wound hurt maim",
    "casualty": "casualty",
    "hold": (
        "capture seize hold control overrun occupy conquer retake recapture wrest regain liberate storm rule "
        "govern administer grab fall"
    ),
    "flee": "flee displace displacement escape uproot homeless exodus evict eviction",
    "evacuate": "evacuate evacuation",
    "arrest": "arrest detain detention jail imprison custody apprehend",
    "destroy": (
        "destroy destruction raze flatten demolish gut gone obliterate burn scorch char ravage "
        "engulf wreck ruin"
    ),
    "damage": "damage",
    "attend": (
        "attend participate march gather rally demonstrate demonstration protest procession join "
        "crowd attendance"
    ),
    "strike": "walkout strike picket",
    "miss": "missing unaccounted disappear vanish",
    "rescue": "rescue free save",
    "trap": "trap stick bury debris rubble",
    "abduct": "abduct kidnap snatch abduction",
    "infect": "infect infection case positive",
    "deploy": "deploy deployment send station",
    "launch": "launch fire shell",
    "intercept": "intercept interception down",
    "vote": "vote ballot cast turnout poll",
    "strand": "strand",
    "aboard": "aboard carry board onboard",
    "hire": "hire recruit employ payroll workforce",
    "dismiss": "dismiss sack layoff redundancy redundant axe",
    "lose": "lose",
    "steal": "steal embezzle loot rob swindle defraud",
    "fine": "fine penalty",
    "cost": "cost price sell worth expensive",
    "earn": "earn revenue turnover income",
    "profit": "profit",
    "owe": "owe debt arrears",
    "pledge": "donate donation grant lend loan aid",
    "lead": "lead trail ahead margin",
    "supply": "supply cover generate meet",
    "spill": "spill leak release pour discharge dump",
    "recover": "recover retrieve collect",
    "produce": "produce output harvest yield",
}
"""What happens to the counted: two counts are of one measure only if nothing here tells them apart."""

PHRASES = {
    ("take", "part"): "attend",
    ("blow", "up"): "blast",
    ("step", "down"): "resign",
    ("take", "back"): "retake",
    ("lay", "down"): "surrender",
    ("set", "ablaze"): "burn",
    ("come", "down"): "crash",
    ("on", "time"): "punctual",
    ("lose", "life"): "die",
    ("claim", "life"): "die",
    ("take", "life"): "die",
    ("cost", "life"): "die",
    ("let", "go"): "dismiss",
    ("throw", "out"): "evict",
    ("come", "to"): "attend",
    ("hold", "hostage"): "abduct",
    ("bring", "down"): "crash",
    ("in", "charge"): "control",
    ("drive", "from"): "oust",
    ("push", "out"): "oust",
    ("set", "to"): "expect",
    ("walk", "out"): "walkout",
    ("lay", "off"): "dismiss",
    ("pick", "up"): "arrest",
    ("round", "up"): "arrest",
    ("burn", "down"): "destroy",
    ("order", "pay"): "fine",
    ("shoot", "down"): "intercept",
    ("turn", "out"): "attend",
    ("drive", "off"): "oust",
    ("drive", "out"): "oust",
    ("pull", "out"): "withdraw",
    ("take", "control"): "seize",
    ("in", "hand"): "hold",
    ("without", "foundation"): "baseless",
    ("without", "basis"): "baseless",
    ("without", "merit"): "baseless",
    ("no", "basis"): "baseless",
    ("no", "foundation"): "baseless",
    ("no", "truth"): "baseless",
    ("no", "merit"): "baseless",
    ("walk", "free"): "release",
    ("air", "strike"): "airstrike",
    ("break", "off"): "leave",
    ("get", "out"): "escape",
    ("transfer", "money"): "pay",
    ("turn", "down"): "reject",
    ("shut", "down"): "close",
    ("set", "up"): "establish",
}
"""Two base words that are one; between them may stand a word of `BETWEEN`."""

PARTICLES = word_set("down out off up go over ablaze")
"""Second words of phrases that may stand a few words after the first: "brought the plane down"."""

BETWEEN = word_set("their his her its our my to the back full any")

RELATION = _invert(RELATIONS)

GROWING = word_set("die injure casualty flee evacuate arrest destroy damage miss rescue abduct infect trap")
"""Relations whose count runs on while a story does: a later, higher value may be an update."""

TOLLS = word_set("die injure casualty miss rescue trap")
"""Relations that belong to one happening: two tolls compare only where the happening is the same."""

ATTACKS = word_set("raid blast shooting clash ambush fire")
"""Happenings that somebody is behind."""

MANY = word_set("die injure casualty")
"""Tolls of which one place may have several in a week: its name alone does not make them one."""

OF_PEOPLE = TOLLS | word_set("flee evacuate arrest attend strike abduct infect aboard dismiss hire strand")
"""Relations in which people are meant where nothing is said to be counted."""

CROWDS = word_set(
    "stand watch sit wait line fill cheer see pack throng flock stream pour travel sleep live work"
)
"""What only people do: "52,000 watched" counts people."""

DEAD = word_set("life body corpse fatality dead death")
"""Nouns that are counted when people have died."""

KINDRED_RELATIONS = frozenset(
    frozenset(pair.split())
    for pair in (
        "attend vote",
        "die drown",
        "dismiss lose",
        "trap miss",
        "flee evacuate",
        "spill lose",
        "cost pay",
        "abduct hold",
        "die lose",
    )
)
"""Relations under two names: who cast a ballot took part."""

NARROWING = word_set(
    "youth young female male urban rural net gross core average median daily weekly monthly "
    "hourly minimum maximum tax deduction commission fee surcharge capacity irrigation"
)
"""Words that make another measure of the same noun: unemployment and youth unemployment."""

RISING = word_set("rise climb reach increase grow jump soar mount")
"""Words of a count that goes on."""

PEOPLE = _invert(
    {
        "people": (
            "people person man individual resident villager victim body dead kill fatality "
            "death other citizen inhabitant participant marcher demonstrator protester protestor toll local "
            "human soul life casualty injure wound hurt missing supporter guest crowd fan spectator "
            "worshipper pilgrim customer shopper tenant patient "
            "neighbour neighbor citizenry populace reveller attendee voter"
        ),
        "civilian": "civilian noncombatant",
        "passenger": "passenger",
        "child": "child kid baby infant minor boy girl schoolchild schoolgirl schoolboy pupil",
        "woman": "woman female",
        "fighter": "fighter militant rebel insurgent gunman militiaman terrorist jihadist bandit extremist",
        "soldier": "soldier troop serviceman trooper marine paratrooper servicemember personnel",
        "police": "policeman police officer",
        "worker": "worker labourer laborer employee miner staff staffer",
        "tourist": "tourist visitor holidaymaker climber mountaineer trekker",
        "student": "student",
        "teacher": "teacher",
        "refugee": "refugee migrant evacuee",
        "journalist": "journalist reporter",
        "prisoner": "prisoner detainee inmate captive hostage",
        "medic": "medic doctor nurse paramedic",
        "rescuer": "rescuer firefighter",
        "suspect": "suspect",
        "lawmaker": "lawmaker deputy mp senator legislator",
    }
)
"""Nouns for people, by group; "people" is the general one, of which every other may be a part."""

GENERAL = "people"

SYNONYMS = _invert(
    {
        "house": "house home dwelling residence",
        "car": "car vehicle automobile",
        "plane": "plane aircraft jet airliner aeroplane airplane",
        "ship": "ship vessel boat",
        "village": "village hamlet settlement",
        "town": "town city municipality",
        "missile": "missile rocket",
        "drone": "drone uav",
        "quake": "quake earthquake tremor",
        "energy": "electricity power energy",
        "fine": "fine penalty",
        "household": "family household",
        "oil": "oil fuel diesel petrol gasoline crude",
        "flight": "flight departure",
        "plant": "factory plant",
        "animal": "yak sheep cattle cow goat livestock",
        "tanker": "tanker",
        "shop": "shop store",
        "job": "job post",
        "talks": "talk negotiation",
        "truce": "truce ceasefire armistice",
        "deal": "deal agreement pact accord",
        "price": "price inflation",
        "trial": "trial study",
        "percent": "percent per cent percentage pct",
        "point": "point",
    }
)
"""Nouns that name one thing in news."""

EVENTS = _invert(
    {
        "quake": "quake earthquake tremor magnitude",
        "crash": "crash collision derail derailment accident",
        "fire": "fire blaze wildfire bushfire inferno",
        "slide": "landslide mudslide avalanche rockslide",
        "flood": "flood flooding floods deluge",
        "storm": "storm hurricane typhoon cyclone tornado",
        "blast": "bomb bombing blast explosion bomber explode",
        "shooting": "shooting gunman shoot",
        "collapse": "collapse",
        "march": "march procession rally demonstration protest parade",
        "sinking": "capsize sink shipwreck sinking",
        "raid": "raid airstrike drone bombardment shelling shell missile rocket",
        "clash": "clash battle fighting",
        "ambush": "ambush",
        "eruption": "eruption erupt volcano",
        "outbreak": "outbreak epidemic cholera ebola",
    }
)
"""Happenings: two claims that name different ones are not about the same."""

KINDRED_EVENTS = frozenset(
    frozenset(pair.split())
    for pair in ("blast shooting", "blast fire", "blast collapse", "storm flood", "flood slide",
                 "quake slide", "quake collapse", "clash raid", "clash shooting",
                 "clash ambush", "shooting ambush", "storm slide", "crash fire",
                 "clash march", "crash sinking", "storm sinking", "fire shooting",
                 "blast raid", "shooting raid", "raid fire")
)  # fmt: skip
"""Happenings that may be one under two names."""

POINT_EVENTS = word_set("crash blast shooting collapse slide sinking eruption raid")
"""Happenings at one spot: a wider name of the place still means the same one."""

VAGUE = word_set(
    "attack report official force group area region country government state source claim case number total "
    "figure news day new part local security"
)
"""Words too common in news to show that two claims are about one thing."""

COMPASS = _invert(
    {
        "north": "north northern n",
        "south": "south southern s",
        "east": "east eastern e",
        "west": "west western w",
        "northeast": "northeast northeastern north-east north-eastern ne",
        "northwest": "northwest northwestern north-west north-western nw",
        "southeast": "southeast southeastern south-east south-eastern se",
        "southwest": "southwest southwestern south-west south-western sw",
        "centre": "centre center central",
    }
)
"""Parts of a place: two claims that name different ones are about different parts."""

NEGATORS = word_set("not no never none nobody nothing neither nor cannot")
"""Words that turn a statement round."""

DISMISSALS = word_set(
    "false untrue fabricate fabrication invent invention baseless unfounded groundless hoax fake lie bogus "
    "disinformation deny denial refute nonsense fantasy fiction myth smear slander libel "
    "defamation propaganda "
    "absurd falsehood fairy fairytale unsubstantiated misinformation concoct rubbish incorrect "
    "inaccurate dismiss"
)
"""Words that call what somebody else said untrue."""

SAYING = word_set("say tell claim write paper press media reporter journalist")
"""Words of who says what, and to whom; they say nothing of the subject of a denial."""

LIARS = word_set("lied liar liars")
BEFORE_LIES = word_set(
    "a be of as pure crude outright blatant such these those his her their complete all tell and"
)
"""Forms of "lie" that call something untrue, and what stands before such a noun."""

ACCUSATIONS = word_set(
    "accusation allegation allege accuse report rumour rumor claim story suggestion charge tale memo account "
    "version word"
)
"""What is dismissed; says nothing of the subject."""

NONCOMMITTAL = word_set(
    "say know comment confirm specify clear sure rule verify elaborate tell name disclose aware see hear "
    "whether"
)
""""Did not say" and "is not clear" leave open what is so."""

INQUIRIES = word_set("inquiry enquiry investigation probe review")
OPENED = word_set("open launch begin start order announce conduct")
"""Words of what is being looked into; that an inquiry was opened says nothing of what it will find."""

ROLES = word_set(
    "president mayor minister premier leader commander governor general king queen prince chief patriarch "
    "chairman chairwoman director judge ambassador sultan emir chancellor"
)
"""Offices that one person holds: the president who died and the one who is alive are the same."""

STATES: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    (
        "life",
        word_set("die dead kill perish death murder"),
        word_set("alive survive recover unharmed unhurt healthy"),
    ),
    (
        "health",
        word_set(
            "coma intensive critical ill sick injured injury unconscious ventilator hospitalise hospitalize"
        ),
        word_set("health healthy recover recovery fit well unhurt unharmed unscathed"),
    ),
    ("door", word_set("close shut closure seal"), word_set("open reopen operate operational")),
    (
        "trend",
        word_set("rise increase grow climb jump surge soar accelerate worsen double"),
        word_set("drop decrease shrink decline fall slump slow ease cool plunge halve"),
    ),
    ("verdict", word_set("guilty convict conviction"), word_set("acquit innocent acquittal clear")),
    (
        "leave",
        word_set("approve accept authorise authorize agree sign endorse"),
        word_set("reject refuse veto block decline"),
    ),
    (
        "course",
        word_set("continue resume proceed"),
        word_set("halt suspend cease stop cancel abandon freeze"),
    ),
    ("custody", word_set("release free"), word_set("custody detain jail imprison prison captive arrest")),
    ("result", word_set("profit profitable surplus"), word_set("loss deficit unprofitable bankrupt")),
    ("outcome", word_set("success successful succeed achieve"), word_set("fail failure flop unsuccessful")),
    ("contest", word_set("win victory"), word_set("lose defeat draw tie")),
    ("bout", word_set("draw tie"), word_set("knock beat defeat win victory lose")),
    ("service", word_set("restore"), word_set("without outage blackout cut")),
    ("truth", word_set("lie perjury mislead deceive"), word_set("truth truthful honest")),
    (
        "harm",
        word_set("safe safely smoothly intact undamaged"),
        word_set("skid crash damage destroy wreck catastrophe"),
    ),
    (
        "office",
        word_set("stay remain"),
        word_set("leave flee resign quit depart escape dismiss oust sack depose expel"),
    ),
    ("number", word_set("alone single-handed lone"), word_set("accomplice together two three several")),
)
"""States that exclude each other: name, words of the one, words of the other."""

UNOPPOSED = word_set(
    "new old former latter first last high low big small great little early late young left "
    "right long short man "
    "woman male female day night public private foreign domestic external internal import "
    "export buy sell give "
    "take come send receive ask answer teacher student employer employee winner loser north "
    "south east west many "
    "few more less black white upper lower ancestor descendant parent child "
    "inside outside indoor outdoor above below top bottom front back near far before after"
)
"""Words whose opposites may well be true of the same thing, or of another part of it."""

RELATIVES = word_set(
    "son daughter father mother husband wife brother sister uncle aunt cousin child client "
    "leader chief boss friend "
    "colleague relative head chairman founder guru teacher commander"
)
"""Whom one side means with "our" where the other says his name or office."""

GAINS = word_set(
    "capture seize hold control overrun occupy conquer retake recapture wrest regain liberate guard storm "
    "establish defend administer run secure patrol keep"
)
"""Words by which a place comes to or stays with a side."""

WON_BACK = word_set("retake recapture regain reclaim reconquer")
"""Words that say themselves that the place was lost before."""

NOT_HELD = word_set(
    "meeting talk election conference rally ceremony funeral hearing vote briefing hostage press position "
    "breath course line fire account"
)
"""What is held without holding a place."""

LOSSES = word_set("leave withdraw retreat lose abandon surrender flee")
"""Words by which a side gives a place up."""

HARM = word_set("die injure destroy damage abduct steal")
"""Relations that somebody brings about."""

DEEDS = word_set(
    "behind responsible perpetrate plant detonate set carry stage mount hit strike attack "
    "bomb shell sink assault "
    "commit launch fire shoot kill raid destroy abduct kidnap murder"
)
"""Words that say who did a thing."""

OWN = word_set("we our us ours its their his her they")
"""Words by which a party speaks of its own side."""

FIRST_PERSON = word_set("we our us ours my i mine")
"""Words by which somebody speaks of himself or of his own."""

SHARED_BY_SIDES = word_set("lead hold attend vote spill")
"""Relations in which two sides that speak of their own still speak of one thing: a lead is a lag."""

SIDES = _invert(
    {
        "@state": (
            "gendarme federal trooper navy coastguard policeman "
            "army government soldier troop ministry military police state minister general governor "
            "staff federal "
            "junta regime authority loyalist trooper serviceman guardsman paratrooper marine"
        ),
        "@rebel": (
            "rebel militia fighter insurgent militant guerrilla separatist militiaman revolutionary gunman"
        ),
    }
)
"""Words that tell on which side of a fight somebody stands."""

POSSESSION = word_set("hand control command charge possession grip")
"""What a place is in or under, where somebody holds it."""

OWNED = word_set("ours mine")
STAYING = word_set("be remain stay still firmly")
"""Words before "ours", where a place is."""

PUSHES = word_set("drive push force throw kick expel oust chase repel")
AWAY = word_set("out off from back away")
"""Words by which one side makes another give a place up: "drove the army out"."""

BE = word_set("be become get remain")

OWN_DEED = word_set("we our us")
"""Words by which a party says that it did a thing itself."""

WHOLE = word_set("fully full whole entire entirely completely complete all every total totally")
"""Words that claim all of a place."""

FURTHER = word_set("another second third other also again further new later earlier")
"""Words of one more happening of the same sort: two days are then no contradiction."""

ONCE = word_set("arrest abduct dismiss")
"""Relations that befall one person once in a story."""

SETTLEMENTS = word_set("city town village settlement island")
"""Nouns for a whole place."""

PART_NOUNS = word_set(
    "district quarter suburb neighbourhood neighborhood outskirt edge fringe bank crossing bridge building "
    "headquarter village post area street square checkpoint station airport half command palace port "
    "hospital university parliament prison"
)
"""Nouns of parts of a place: to hold a part is not to hold the whole."""

PLAN_WORDS = word_set(
    "will shall would should must expect forecast predict plan aim intend hope may might "
    "could propose pledge promise vow projection prospect likely upcoming want urge"
)
"""Words of what is not yet so: a plan and an outcome are no conflict."""

HEDGES = word_set("may might could")
"""Words of what is not yet so or not sure: before a word of `STATIVE` the latter."""

STATIVE = word_set("be have lie")
"""Words of what is so already: "may be dead", but "may resign"."""

UNITS: dict[str, tuple[str, Decimal]] = {
    alias: (dimension, Decimal(factor))
    for dimension, factor, aliases in (
        ("length", "1", "m metre meter"),
        ("length", "1000", "km kilometre kilometer"),
        ("length", "0.01", "cm centimetre centimeter"),
        ("length", "0.001", "mm millimetre millimeter"),
        ("length", "1609.344", "mile mi"),
        ("length", "0.3048", "ft foot"),
        ("length", "0.0254", "inch"),
        ("area", "1", "m2 m² sqm"),
        ("area", "1000000", "km2 km² sqkm"),
        ("area", "2589988.11", "sqmi"),
        ("area", "10000", "hectare ha"),
        ("area", "4046.856", "acre"),
        ("mass", "1", "kg kilogram kilogramme kilo"),
        ("mass", "0.001", "g gram gramme"),
        ("mass", "1000", "t tonne"),
        ("mass", "907.185", "ton"),
        ("mass", "0.453592", "lb"),
        ("volume", "1", "l litre liter"),
        ("volume", "158.987", "barrel"),
        ("time", "1", "s second"),
        ("time", "60", "min minute"),
        ("time", "3600", "h hour hr"),
        ("time", "86400", "day"),
        ("time", "604800", "week"),
        ("time", "2629800", "month"),
        ("time", "31557600", "year yr"),
        ("speed", "1", "kph km/h"),
        ("speed", "1.609344", "mph"),
        ("power", "1", "w watt"),
        ("power", "1000", "kw kilowatt"),
        ("power", "1000000", "mw megawatt"),
        ("power", "1000000000", "gw gigawatt"),
        ("share", "1", "% percent pct pc"),
        ("points", "1", "point pp"),
    )
    for alias in aliases.split()
}
"""Unit as named (singular, small) to dimension and size; an unknown one is its own dimension."""

PHYSICAL = word_set("length area mass volume speed power")
"""Dimensions in which one thing at one time has one value."""

STOP = word_set("""
    a about above across after again against ago all almost along also although am among an and another
    any are around as at away back be became because become been before began being below between both but by
    came can come did do does down during each either else end even ever every few first for from further get
    give given go going got had has have having he her here him his how however i if in into is it its itself
    just last late later least less like made make many me more most much my near nearly neither never next no
    none nor not now of off often on once one only or other our out over own part per put quite rather same
    said say saying says she should since so some still such take than that the their them then there these
    they this those though through thus to today together told too toward two under until up upon us use used
    very was we well were what when where whether which while who whole whom whose why will with within
    without whatsoever would single yesterday yet you your tonight tomorrow
    monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december week month
    year day hour minute morning evening night weekend time
    """)
"""Words that say nothing of the subject."""

IRREGULAR = {
    form: known
    for entry in word_set("""
        be=are,been,is,was,were begin=began,begun body=bodies break=broke,broken build=built bus=buses
        buy=bought case=cases child=children come=came countryman=countrymen crisis=crises cut=cut
        damage=damages die=died,dies,dying drive=driven,drove fall=fallen,fell flee=fled foot=feet
        force=forces go=goes,went gone=gone grow=grew gunman=gunmen hand=hands have=had,has hit=hit hold=held
        home=homes hostage=hostages house=houses keep=kept lay=laid lead=led leave=left lie=lain
        life=lives lose=losing,lost man=men meet=met overrun=overran pay=paid people=people police=police
        policeman=policemen rise=risen,rose sell=sold send=sent series=series serviceman=servicemen
        shoot=shot sink=sank,sunk slay=slain,slew species=species spend=spent stick=stuck strike=struck
        take=taken,took wife=wives win=won withdraw=withdrawn,withdrew woman=women wrest=wrested
    """)
    for known, _, forms in [entry.partition("=")]
    for form in forms.split(",")
}
"""Forms that no rule gives, each to its base form."""

MECHANISMS = _invert(
    {
        "human": (
            "error mistake negligence recklessness carelessness incompetence speeding overload overcrowd "
            "mismanagement haste fatigue misjudgement inattention drunkenness"
        ),
        "technical": (
            "failure fault defect malfunction breakdown brake rudder wiring electrical corrosion "
            "crack gearbox "
            "software signal short-circuit circuit overheat battery valve"
        ),
        "nature": (
            "lightning fog ice icing storm gale wind weather rain rainfall drought heat heatwave alga "
            "bloom snow "
            "frost bird flood landslide avalanche earthquake wave current"
        ),
        "intent": (
            "sabotage arson arsonist poison murder assassinate assassination bomb torture strangle execute "
            "missile rocket shoot saboteur attack terrorist attacker"
        ),
        "illness": (
            "clot stroke illness disease infection cancer heart pneumonia virus asthma seizure overdose"
        ),
        "suicide": "suicide",
    }
)
"""Words for what brings a misfortune about, by sort: two causes of one sort may be one."""

CAUSE_BEFORE = word_set(
    "cause start trigger ignite spark crash lead provoke make result wipe kill blame sink"
)
"""Words before which the cause stands, or after which it stands with "by"."""

DELIBERATE = word_set(
    "sabotage arson arsonist saboteur poison murder suicide assassinate assassination strangle torture"
)
"""Deeds that are causes by themselves: "the fire was arson"."""

CAUSE_AFTER = {
    "due": word_set("to"),
    "because": word_set("of"),
    "result": word_set("of"),
    "die": word_set("of from"),
    "owing": word_set("to"),
    "thanks": word_set("to"),
    "consequence": word_set("of"),
}
"""Words after which the cause stands, with the word between."""

MATCHED: tuple[Iterable[str], ...] = (
    RELATION,
    PEOPLE,
    SYNONYMS,
    EVENTS,
    UNITS,
    *PHRASES,
    PLAN_WORDS,
    NEGATORS,
    DISMISSALS,
    ACCUSATIONS,
    NONCOMMITTAL,
    ROLES,
    *(words for _, *pair in STATES for words in pair),
    GAINS,
    LOSSES,
    NOT_HELD,
    DEEDS,
    OWN,
    SIDES,
    SETTLEMENTS,
    PART_NOUNS,
    WHOLE,
    RISING,
    VAGUE,
)
"""The tables that base forms are looked up in."""
