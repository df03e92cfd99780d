"""What a text tells of who bears a name: titles, appositions, and whether it is a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.extract.given_names import GIVEN, is_woman
from app.extract.lexicon import (
    FEMALE_ROLES,
    FIRMS,
    MALE_ROLES,
    ORGANIZATIONS,
    ROLES,
    TITLES,
    WHOLE_TITLES,
    is_role,
)
from app.extract.names.name import Name, bare
from app.extract.nationality import nation_of

if TYPE_CHECKING:
    from app.domain.article import Span

_VERB = (
    r"(?:said|says|say|told|tells|adds?|added|asked|asks|wrote|writes|warned|argued|agreed|and|but|or|as)\b"
)
_DID = r"[a-z]+(?:ed|s)\s(?:the|an?|his|her|its|their|that|it|him|them|to|for|on|in|at|over|what|why|how)\b"
"""A verb with what it acts on, which goes on behind a comma: ", blamed the referee"."""
_APPOSITION = re.compile(
    r",\s+(?P<words>(?:an?|the|its|his|her|their|former|one)\s[^,.;:\n“”\"]{2,90}"
    rf"|(?!{_VERB}|{_DID})[a-z][^,.;:\n“”\"]{{2,90}})(?=[,.\n])"
)
_AFTER = re.compile(r",\s+(?:(?P<age>\d{1,3}),|(?P<pronoun>who|which)\b)")
_BESIDE = r"(?:on|by|to|with|from|at|as|it|he|she|they|that|who|which|when|while|after|before)\b"
_PREPOSED = re.compile(
    rf"\b(?:(?P<its>[Ii]ts|[Tt]heir)\s|[Tt]he\s|[Aa]n?\s)?"
    rf"(?P<words>(?:(?!{_VERB}|{_BESIDE}|the\b|its\b|their\b|an?\b)[\w’'-]+[^\S\n]){{0,4}}(?P<head>[a-z-]+)),?[^\S\n]$"
)
"""The words before a name, as far as they may be one description: "its spokesperson, Ivan Ssemanda"."""
_OFFICE_OF = re.compile(r"\b(?P<head>[A-Z][a-z]+) of (?:the )?(?:[A-Z][\w’'-]+ )*(?P<last>[A-Z][\w’'-]+)\s$")
"""A whole office before a name: "Secretary of State", "Speaker of the House"."""
_OF_A_FIRM = re.compile(r"(?:[’']s?)? (?:[Cc]hief [Ee]xecutive|C[EFO]O|shares|stock)\b")
_CALLED_COMPANY = re.compile(
    r"(?:(?!\b(?:[Hh]e|[Ss]he|his|her|who|M[rs]s?)\b|[A-Z]|[\n]).|\. ?[TI](?=he |ts ))"
    r"{0,160}?(?:\b[Tt]|(?<=\. T)|\bI)(?:he|ts) (?:company|firm|group|operator|carrier|utility|retailer)\b"
)
_FIRM_OF = re.compile(
    r"\b(?:C[EFO]O|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|shares|stake) (?:of|in|at) (?:the )?$", re.IGNORECASE
)
"""What only a firm has: its chief executive, its shares."""
_BEFORE = re.compile(r"\b(?P<word>The|[a-z]+),?\s$")
_HONOURS = frozenset({"dr", "hon", "dame", "sir", "lord", "lady", "comrade"})
"""What goes with an office and is none."""
LONGEST = 5
"""Words of a person's name."""


def describe(name: Name, titles: list[str], text: str, span: Span) -> None:
    """Keep what titles, an apposition and the words around say of the bearer."""
    if titles:
        offices = [one for one in titles if bare(one) not in _HONOURS] or titles
        name.roles.append(" ".join(WHOLE_TITLES.get(bare(one), one) for one in offices))
        name.votes += 3
    name.votes += _votes(titles, text, span)
    office = _OFFICE_OF.search(text, max(0, span.start - 60), span.start)
    if office and bare(office["head"]) in ROLES | TITLES:
        name.roles = [role for role in name.roles if role != office["last"]]
        name.roles.append(office[0].strip())
        name.votes += 3
    preposed = _PREPOSED.search(text, max(0, span.start - 60), span.start)
    if preposed and is_role(preposed["head"]):
        whose = f"{preposed['its'].lower()} " if preposed["its"] else ""
        name.roles.append(whose + preposed["words"])
    after = _AFTER.match(text, span.end)
    if after:
        name.votes += -2 if after["pronoun"] == "which" else 2
    apposition = _APPOSITION.match(text, span.end)
    if apposition:
        _tell(name, apposition["words"])
    said = {bare(word) for role in [*name.roles, name.words[0]] for word in role.split()}
    if name.is_woman is None:
        name.is_woman = (
            not said.isdisjoint(FEMALE_ROLES)
            if not said.isdisjoint(MALE_ROLES | FEMALE_ROLES)
            else is_woman(name.words[0])
        )


def _votes(titles: list[str], text: str, span: Span) -> int:
    """Weigh the words around a name: above 0 for a person, below for an organisation."""
    votes = 0
    before = _BEFORE.search(text, max(0, span.start - 30), span.start)
    word = before["word"].lower() if before else ""
    if is_role(word) or word in {"surnamed", "nicknamed"}:
        votes += 2
    elif word in ORGANIZATIONS | FIRMS or (word == "the" and not titles):
        votes -= 2
    if _CALLED_COMPANY.match(text, span.end):
        votes -= 1
    if _OF_A_FIRM.match(text, span.end) or _FIRM_OF.search(text, max(0, span.start - 40), span.start):
        votes -= 3
    return votes


def _tell(name: Name, words: str) -> None:
    """Take in an apposition: an office makes a person, "a mining company" an organisation."""
    plain = re.sub(r"^(?:an?|the|one)\s", "", words)
    head = re.split(r"\s(?:of|for|at|in|from|with|who|that|which|to|on)\s", plain)[0].split()
    name.told.append(plain)
    if plain.startswith(("who ", "whose ", "which ")):
        return  # "whose son was on board" tells nothing of an office
    if any(is_role(bare(word)) for word in plain.split()):
        name.roles.append(re.sub(r"^its\s", "", plain))
    if head and is_role(bare(head[-1])):
        name.votes += 2
    elif head and bare(head[-1]) in ORGANIZATIONS | FIRMS and words.startswith(("a ", "an ", "the ")):
        name.votes -= 2


def is_a_person(name: Name) -> bool:
    """Weigh what the name itself and the words around it tell."""
    words = [bare(word) for word in name.words]
    is_called_as_a_person = name.votes > 0 or words[0] in GIVEN
    if "&" in words or any(
        word in ORGANIZATIONS or (word in FIRMS and not is_called_as_a_person) for word in words
    ):
        return False
    if words[0] in TITLES and nation_of(name.words[-1]):
        return False  # "Transport Scotland"
    initials = bool(re.fullmatch(r"(?:[A-Z]\.)+", name.words[0])) and len(words) > 1
    if any(len(word.rstrip(".")) > 1 and word.isupper() for word in name.words[initials:]):
        return False
    votes = name.votes + 2 * (words[0] in GIVEN) + 3 * initials
    return votes > 0 if votes or len(words) == 1 else len(words) <= LONGEST
