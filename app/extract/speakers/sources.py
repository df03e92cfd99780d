"""What the words of one source say by themselves: their head, how many, in which office, for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.lexicon import FIRMS, HEAD_ENDS, MEDIA, ORGANIZATIONS, is_role
from app.extract.names.name import bare
from app.extract.nationality import nation_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.extract.names.name import Name

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}
QUANTIFIERS = frozenset({"dozens", "hundreds", "thousands", "scores", "tens", "millions"})
QUANTIFIED = 2
"""Words of "dozens of"."""
VAGUE = frozenset(
    {"some", "several", "many", "few", "most", "about", "around", "nearly", "almost", "both", "all"}
)
SINGLES = frozenset({"a", "an", "another", "one"})
DETERMINERS = re.compile(r"^(?:the|an?|its|his|her|their|another|one|this|that|these|those)\s", re.IGNORECASE)
HEADS_FIRM = re.compile(
    r"\bchief (?:executive|financial officer|operating officer)\b|\bC[EFO]O\b", re.IGNORECASE
)
"""Offices that only an organisation has, so that the one spoken of is meant where none is named."""
_EACH = re.compile(r"(?<=\w)\s(?:each|both|alike)\Z")
SPOKES = re.compile(r"\bspokes(?:man|woman|person|people|men)\b", re.IGNORECASE)
REPRESENTS = re.compile(
    r"\b(?:spokes(?:man|woman|person|people|men)|chief executive|ceo|chair(?:man|woman|person)?|president"
    r"|(?:managing |executive |general )?director|(?:general )?secretary|secretary[- ]general|head|leader"
    r"|commander|lawyer|attorney|barrister|solicitor|founder|owner|principal|captain|coach)\b",
    re.IGNORECASE,
)
"""Offices whose holder speaks for somebody, where the words say for whom."""
_WITH = re.compile(r"\b(?P<how>at|with|of|for|from) (?P<whom>.+)$", re.IGNORECASE)
FOR = re.compile(r"^\s*(?:for|of|at|from|with)\s(?P<whom>.+)$", re.IGNORECASE)
PREPOSITION = re.compile(
    r"\b(?:of|for|at|from|in|with|by|to|on|near|who|that|which|whose|only|as)\b", re.IGNORECASE
)
_OF_STATE = re.compile(r"(?:.*\s)?(?:cabinet|home|foreign|principal|permanent)\ssecretary", re.IGNORECASE)
"""What makes a secretary a minister or an official, not one who speaks for a body."""
_OFFICE = re.compile(
    r"(?:[Tt]he\s)?(?:[A-Z][\w-]*\s){0,3}?(?P<head>[A-Z][\w-]*)\sof\s(?:the\s)?[A-Z][\w’-]*(?:\s[A-Z][\w’-]*)*"
    r"(?:\s(?:in|for|of)\s(?:the\s)?[A-Z][\w’-]*(?:\s[A-Z][\w’-]*)*)?\s(?:\([^)]*\)\s)?"
)
"""A whole office before a name: "Superintendent of Police (Shimla) "."""
_BETWEEN = re.compile(r"(?P<link>,?\s(?P<and>and\s)?)(?:[\w-]+\s){0,3}")
"""What may stand between two names that speak together: a comma, "and", an office."""
_NO_NOUN = (
    HEAD_ENDS
    | {"or", "himself", "herself", "itself", "themselves", "also", "then"}
    | {"this", "last", "next", "today", "yesterday", "tonight", "earlier", "later", "recently", "now"}
)


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom somebody speaks, in the words that say so; empty where only the office itself says it."""

    words: str
    possessive: bool = False


def trimmed(words: str) -> str:
    """Give the words on one line, without marks at their ends and the "each" of "both sides each said"."""
    return _EACH.sub("", " ".join(words.split()).strip(" ,;:—–-"))


def without_determiner(words: str) -> str:
    """Leave the article or possessive at the beginning out."""
    return DETERMINERS.sub("", words)


def head_of(lowered: list[str]) -> str:
    """Find the noun that a description turns on: the last before a preposition or a relative clause.

    >>> head_of(["dozens", "of", "angry", "residents", "of", "the", "square"])
    'residents'
    """
    if len(lowered) > QUANTIFIED and lowered[1] == "of" and lowered[0] in QUANTIFIERS:
        lowered = lowered[2:]
    for number, word in enumerate(lowered):
        if number and word in HEAD_ENDS:
            return lowered[number - 1]
    return lowered[-1]


def number_of(lowered: list[str]) -> int | None:
    """Read how many an unnamed source are, where the words say so."""
    head = head_of(lowered)
    counting = lowered[: lowered.index(head)] if head in lowered else lowered
    number = next((NUMBERS[word] for word in counting if word in NUMBERS), None)
    figure = next((int(word) for word in counting if word.isdigit()), None)
    if lowered[0] in SINGLES:
        return 1
    return number or figure or (1 if is_role(head) else None)


def role_of(words: str, lowered: list[str], head: str, country: str | None) -> str | None:
    """Give the office of an unnamed source: "senior security official"."""
    phrase = words.split()[: lowered.index(head) + 1] if head in lowered else words.split()
    left_out = {country, *(word for word in phrase if _is_no_office(bare(word)))}
    if len(phrase) > QUANTIFIED and bare(phrase[0]) in QUANTIFIERS:
        phrase = phrase[QUANTIFIED:]
    return " ".join(word.strip(",") for word in phrase if word.strip(",") not in left_out) or None


def _is_no_office(word: str) -> bool:
    determiners = {
        "the",
        "a",
        "an",
        "another",
        "his",
        "her",
        "its",
        "their",
        "more",
        "than",
        "least",
        "at",
        "of",
    }
    return word in {*NUMBERS, *VAGUE, *determiners} or word.replace(",", "").isdigit()


def affiliation_in(words: str) -> str | None:
    """Read with whom somebody is who does not speak for them: "an analyst at Norvik Capital"."""
    plain = re.split(r",| (?:who|which|whose|that)\b", words)[0]
    match = _WITH.search(plain)
    if match is None or REPRESENTS.search(plain):
        return None
    whom = re.split(r" (?:in|on|for|and|near|close|familiar)\b", without_determiner(match["whom"]))[0]
    is_at = match["how"].lower() == "at" or match["whom"].startswith("the ")
    named = is_at and whom[:1].isupper() and not nation_of(whom)
    is_body = any(bare(word) in ORGANIZATIONS | FIRMS for word in whom.split())
    return whom if named or is_body else None


def name_in(text: str, span: Span, names: Iterable[Name]) -> Name | None:
    """Find the name that heads a source: a person before an organisation, the first of each."""
    placed = sorted(
        ((place, name) for name in names for place in name.places if span.overlaps(place)),
        key=lambda pair: pair[0],
    )
    heads = [name for place, name in placed if not is_modifier(text, span, place, name)]
    persons = [name for name in heads if name.is_person]
    return next(iter(persons or heads), None)


def coordinated(text: str, span: Span, names: Iterable[Name]) -> tuple[Span, ...]:
    """Find the parts of a source that names several by name: "Ida Brandt and Mayor Jens Falk"; else none."""
    placed = sorted(
        ((place, name) for name in names for place in name.places if place.within(span)),
        key=lambda pair: pair[0],
    )
    heads = [(place, name) for place, name in placed if not is_modifier(text, span, place, name)]
    if len({name.text for _, name in heads}) < 2 or len({name.is_person for _, name in heads}) > 1:  # noqa: PLR2004 - one is not several
        return ()
    links = [_BETWEEN.fullmatch(text, one.end, two.start) for (one, _), (two, _) in pairwise(heads)]
    leads = text[span.start : heads[0][0].start].strip() and not heads[0][1].is_person
    if leads or not all(links) or not (links[-1] and links[-1]["and"]):
        return ()
    starts = [span.start, *(link.end("link") for link in links if link)]
    ends = [*(place.end for place, _ in heads[:-1]), span.end]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))


def is_modifier(text: str, span: Span, place: Span, name: Name) -> bool:
    """Tell whether a name only describes the head: "a Clinton aide", "Mr Roe's barrister"."""
    before, after = text[span.start : place.start], text[place.end : span.end]
    office = _OFFICE.fullmatch(before)
    if office and name.is_person and is_role(bare(office["head"])):
        return False
    if re.match(r"[’']s?\s+\S", after):
        return True
    linked = PREPOSITION.search(before.rpartition(",")[2])
    if linked:
        return True
    noun = re.match(r"(?:/[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)?\s+(?P<noun>[a-z][\w-]*)", after)
    if noun is None or noun["noun"] in _NO_NOUN:
        return False
    return bool(nation_of(name.text)) or not (noun["noun"] in MEDIA and len(name.words) <= 3)  # noqa: PLR2004 - a longer name is no outlet's


def behalf_in(role: str) -> Behalf | None:
    """Read for whom the holder of an office speaks: "spokesman for the ministry", "the union's leader"."""
    found = [
        one
        for match in REPRESENTS.finditer(role)
        if not _OF_STATE.fullmatch(role, 0, match.end()) and (one := _behalf_at(role, match))
    ]
    if not REPRESENTS.search(role):
        own = re.match(r"(?P<whose>its|their)\s", role, re.IGNORECASE)
        works = own and any(is_role(bare(word)) for word in role.split())
        return Behalf(own["whose"].lower(), possessive=True) if own and works else None
    return next((one for one in found if one.words), next(iter(found), None))


def _behalf_at(role: str, match: re.Match[str]) -> Behalf | None:
    """Read for whom one of the offices in a role speaks: "President and CEO of Norlund"."""
    before, after = role[: match.start()].strip(), FOR.match(role[match.end() :])
    owner = re.fullmatch(r"(?P<whom>.+?)[’']s?(?:\s[\w\s-]*)?", before)
    if owner and after:  # "the council's head of highways"
        return Behalf(owner["whom"])
    if after:
        whom = re.split(r",|\s(?:who|which|in|on)\s", after["whom"])[0].strip(" ’'")
        return Behalf(whom) if whom else None
    if own := re.match(r"(?:its|their)\b", before, re.IGNORECASE):
        return Behalf(own[0].lower(), possessive=True)
    genitive = re.match(r"(?P<whom>.+?)[’']s?(?:\s[\w\s-]*)?$", before)
    if genitive:
        return Behalf(genitive["whom"])
    whom = re.sub(
        r"\b(?:chief|deputy|former|senior|vice|lead|official|acting|general)\b",
        "",
        before,
        flags=re.IGNORECASE,
    )
    whom = re.sub(r"(?:^|\s)[\w-]+\sand$", "", whom.strip())  # "President and", CEO
    whom = " ".join(without_determiner(f"{whom} ").split())
    if not whom:
        return Behalf("") if SPOKES.fullmatch(match[0]) or HEADS_FIRM.search(role) else None
    speaks = SPOKES.fullmatch(match[0]) or HEADS_FIRM.fullmatch(match[0])
    is_body = any(bare(word) in ORGANIZATIONS for word in whom.split())
    return Behalf(whom) if speaks or is_body else None
