"""The words that comparing rests on: relations, synonyms, groups of people, units; plain tables.

Each table maps a name of ours to words of English news. A word in no table still counts by its stem.
"""

from __future__ import annotations

from decimal import Decimal


def word_set(words: str) -> frozenset[str]:
    """Give the words of a list that is written as a text."""
    return frozenset(words.split())


def _invert(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


RELATIONS = {
    "die": "die dead death kill killing fatality perish slay deadly succumb massacre murder drown toll",
    "injure": "injure injury wound hurt maim injured wounded",
    "casualty": "casualty",
    "hold": (
        "capture seize hold control overrun occupy conquer retake recapture wrest regain liberate take "
        "storm rule govern administer grab captured"
    ),
    "flee": "flee displace displacement escape uproot homeless exodus displaced",
    "evacuate": "evacuate evacuation evacuated",
    "arrest": "arrest detain detention jail imprison custody apprehend round",
    "destroy": "destroy destruction raze flatten demolish gut gone obliterate burn destroyed",
    "damage": "damage damaged",
    "attend": "attend participate march marcher rally gather turnout crowd demonstrate protest procession",
    "strike": "walkout walk picket",
    "miss": "missing unaccounted",
    "rescue": "rescue free save freed rescued",
    "trap": "trap stick stuck bury buried trapped debris rubble",
    "abduct": "abduct kidnap snatch abduction hostage abducted",
    "infect": "infect infection case positive infected",
    "deploy": "deploy deployment send station",
    "fire": "launch shell",
    "intercept": "intercept interception",
    "vote": "vote ballot cast",
    "strand": "strand stranded",
    "aboard": "aboard carry passenger board",
    "hire": "hire recruit employ",
    "dismiss": "dismiss sack layoff redundancy redundant",
    "approve": "approve authorise authorize pass",
}
"""What happens to the counted: two counts are of one measure only if nothing here tells them apart."""

RELATION = _invert(RELATIONS)

GROWING = word_set(
    "die injure casualty flee evacuate arrest destroy damage miss rescue abduct infect hold trap"
)
"""Relations whose count runs on while a story does: a later, higher value may be an update."""

TOLLS = word_set("die injure casualty")
"""Relations that belong to one happening: two tolls compare only where the happening is the same."""

PEOPLE = _invert(
    {
        "people": (
            "people person man men individual resident villager victim passenger body dead killed fatality "
            "death other citizen inhabitant participant marcher demonstrator protester protestor toll local "
            "human soul life casualty injured wounded missing supporter guest crowd"
        ),
        "civilian": "civilian noncombatant",
        "child": "child kid baby infant minor boy girl schoolchild schoolgirl schoolboy pupil",
        "woman": "woman female",
        "fighter": "fighter militant rebel insurgent gunman militiaman terrorist jihadist bandit extremist",
        "soldier": "soldier troop serviceman servicemen trooper marine paratrooper servicemember personnel",
        "police": "policeman policemen police officer",
        "worker": "worker labourer laborer employee miner staff staffer",
        "tourist": "tourist visitor holidaymaker climber mountaineer trekker",
        "student": "student",
        "teacher": "teacher",
        "refugee": "refugee migrant asylum displaced evacuee",
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
        "plant": "factory plant",
        "animal": "yak sheep cattle cow goat livestock",
        "tanker": "tanker",
        "shop": "shop store",
        "job": "job post",
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
        "shooting": "shooting gunman gunmen shoot",
        "collapse": "collapse",
        "march": "march procession rally demonstration protest parade",
        "sinking": "capsize sink shipwreck sinking",
        "raid": "raid airstrike drone bombardment shelling strike",
        "clash": "clash battle fighting",
        "eruption": "eruption erupt volcano",
        "outbreak": "outbreak epidemic cholera ebola",
    }
)
"""Happenings: two claims that name different ones are not about the same."""

KINDRED_EVENTS = frozenset(
    frozenset(pair.split())
    for pair in ("blast shooting", "blast raid", "blast fire", "blast collapse", "storm flood", "flood slide",
                 "quake slide", "quake collapse", "clash raid", "clash shooting", "storm slide", "crash fire",
                 "clash march", "crash sinking", "storm sinking")
)  # fmt: skip
"""Happenings that may be one under two names."""

PLAN_WORDS = word_set(
    "will shall would should must expect forecast predict project plan aim target intend hope may might "
    "could propose pledge promise vow projection estimate-for prospect likely upcoming going"
)
"""Words of what is not yet so: a plan and an outcome are no conflict."""

UNITS: dict[str, tuple[str, Decimal]] = {
    alias: (dimension, Decimal(factor))
    for dimension, factor, aliases in (
        ("length", "1", "m metre meter"),
        ("length", "1000", "km kilometre kilometer"),
        ("length", "0.01", "cm centimetre centimeter"),
        ("length", "0.001", "mm millimetre millimeter"),
        ("length", "1609.344", "mile mi"),
        ("length", "0.3048", "ft foot feet"),
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

STOP = word_set("""a about above across after again against ago all almost along also although am among an and another
    any are around as at away back be became because become been before began being below between both but by
    came can come did do does down during each either else end even ever every few first for from further get
    give given go going got had has have having he her here him his how however i if in into is it its itself
    just last late later least less like made make many me more most much my near nearly neither never next no
    none nor not now of off often on once one only or other our out over own part per put quite rather same
    said say saying says she should since so some still such take than that the their them then there these
    they this those though through thus to today together told too toward two under until up upon us use used
    very was we well were what when where whether which while who whole whom whose why will with within
    without would yesterday yet you your tonight tomorrow monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december week month
    year day hour minute morning evening night weekend time""")
"""Words that say nothing of the subject."""

IRREGULAR = {
    "people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life",
    "held": "hold", "fell": "fall", "fallen": "fall", "fled": "flee", "took": "take", "taken": "take",
    "slain": "slay", "slew": "slay", "shot": "shoot", "sank": "sink", "sunk": "sink", "hit": "hit",
    "died": "die", "dying": "die", "dies": "die", "wives": "wife", "bodies": "body", "sent": "send",
    "overran": "overrun", "lost": "lose", "won": "win", "paid": "pay", "drove": "drive", "driven": "drive",
    "has": "have", "had": "have", "was": "be", "were": "be", "is": "be", "are": "be", "been": "be",
    "rose": "rise", "risen": "rise", "grew": "grow", "cut": "cut", "left": "leave", "withdrew": "withdraw",
    "withdrawn": "withdraw", "kept": "keep", "lay": "lie", "lain": "lie", "stuck": "stick", "buses": "bus",
    "hostages": "hostage", "homes": "home", "houses": "house", "cases": "case", "wrested": "wrest",
    "police": "police", "series": "series", "species": "species", "crises": "crisis", "gunmen": "gunman",
    "policemen": "policeman", "servicemen": "serviceman", "countrymen": "countryman", "bought": "buy",
    "went": "go", "gone": "gone", "came": "come", "began": "begin", "begun": "begin", "broke": "break",
    "broken": "break", "met": "meet", "spent": "spend", "sold": "sell", "built": "build", "struck": "strike",
    "forces": "force", "damages": "damage",
}  # fmt: skip
"""Forms that no rule gives."""
