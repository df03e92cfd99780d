"""Sources without a name: an institution, somebody known by a role, or a party that stays unnamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Speaker, SpeakerKind
from app.extract.lexicon import (
    COURTESIES,
    CROWDS,
    FIRMS,
    GENERIC_ORGANIZATIONS,
    NOT_NAMES,
    OF_A_STATE,
    ORGANIZATIONS,
    TITLES,
    is_role,
)
from app.extract.names.name import Name, bare
from app.extract.nationality import nation_of
from app.extract.speakers.cast import NEAR, SUBJECT, Cast
from app.extract.speakers.sources import (
    affiliation_in,
    head_of,
    number_of,
    role_of,
    without_determiner,
)
from app.extract.speakers.words import country_in, lowered_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.extract.speakers.behalf import Represented
    from app.extract.speakers.institutions import Institutions

DEFINITE = frozenset({"the", "that", "this", "those", "these"})
COMPANIES = frozenset(
    {
        "company",
        "group",
        "firm",
        "retailer",
        "airline",
        "carrier",
        "maker",
        "operator",
        "manufacturer",
        "lender",
    }
    | {"carmaker", "automaker", "insurer", "broadcaster", "giant", "brand", "chain", "publisher"}
)
"""Nouns with which a firm that was just named is described: "the shipping group"."""
BODIES = ORGANIZATIONS | GENERIC_ORGANIZATIONS | FIRMS
_SAME_OFFICE = {"premier": ("prime", "minister"), "pm": ("prime", "minister")}
_AGED = re.compile(r"(?:the\s)?(?P<age>\d{1,3})-year-old(?:\s[\w-]+){0,3}", re.IGNORECASE)
_ANYBODY = frozenset(
    {"nobody", "somebody", "someone", "everyone", "everybody", "anyone", "none", "neither", "either", "each"}
    | {"mum", "mom", "dad", "staff", "other", "q", "a", "management", "this", "that"}
)


class Described:
    """Reads the sources of one article that are described."""

    def __init__(
        self,
        cast: Cast,
        institutions: Institutions,
        represented: Represented,
        named: Callable[[Name, Span], Speaker],
    ) -> None:
        self._cast = cast
        self._institutions = institutions
        self._represented = represented
        self._named = named

    def read(self, words: str, lowered: list[str], span: Span) -> tuple[Speaker, float]:
        """Read a source without a name: an institution, somebody known by a role, or an unnamed party."""
        head = head_of(lowered)
        if head in BODIES:
            words = re.split(r",| (?:which|that|who)\b", words)[0]
            lowered = lowered_words(words)
        if len(lowered) == 1 and words[0].isupper() and _is_proper(lowered[0]):
            return self._institutions.called(words, span), 0.7  # "Treasury"
        definite = lowered[0] in DEFINITE or "’s" in words or "'s" in words
        if head in BODIES and head not in CROWDS - {"police", "authorities"}:
            return self._institution(words, lowered, head, span)
        if definite and lowered[0] not in {"a", "an"}:
            back = self._back(lowered, head, span)
            if back is not None:
                return back, 0.8
        if is_role(head) and (meant := self._named_next(words, head, span)) is not None:
            return meant, 0.7
        return self._unnamed(words, lowered, head, span), 0.9

    def _institution(self, words: str, lowered: list[str], head: str, span: Span) -> tuple[Speaker, float]:
        if lowered[0] in {"a", "an", "another", "one", "his", "her", "some"}:
            return self._unnamed(words, lowered, head, span), 0.9
        alone = [word for word in lowered if word not in NOT_NAMES] == [head]
        if alone and lowered[0] in DEFINITE:
            named = [
                name
                for name in self._cast.names
                if self._cast.is_called(name, head) and name.first.start < span.start
            ]
            if named:
                return self._named(named[-1], named[-1].first), 0.85
            fits = [one for one in self._institutions.before(span) if self._institutions.is_a(one, head)]
            meant = self._institutions.foremost(fits) if head in COMPANIES else next(iter(fits), None)
            if meant and head in COMPANIES and not self._institutions.is_surely_a_firm(meant):
                firms = [one for one in fits if self._institutions.is_surely_a_firm(one)]
                meant = self._institutions.foremost(firms) or meant
            if meant:
                return meant, 0.8
            is_known = head in OF_A_STATE - {"ministry"} or (
                self._cast.nation is not None and head in OF_A_STATE
            )
            if not is_known and self._institutions.longer(head) is None:
                return self._unnamed(words, lowered, head, span), 0.5
        elif head in COMPANIES and lowered[0] in DEFINITE:
            near = {
                one.name: one
                for one in self._institutions.before(span, within=NEAR)
                if self._institutions.is_a(one, "company")
            }
            if len(near) == 1:
                return near.popitem()[1], 0.7
        return self._institutions.called(words, span), 0.85

    def _back(self, lowered: list[str], head: str, span: Span) -> Speaker | None:
        """Find who a definite noun points back to: heard lately in that role, or named with it."""
        if aged := _AGED.fullmatch(" ".join(lowered)):
            persons = (one for _, one in self._cast.lately(span) if one.kind is SpeakerKind.PERSON)
            return (
                next(self._of_age(aged["age"], span), None) or self._last_named(span) or next(persons, None)
            )
        if lowered[-1] in _SAME_OFFICE:
            lowered = [*lowered[:-1], *_SAME_OFFICE[lowered[-1]]]
            head = lowered[-1]
        wanted = {word for word in lowered if word not in NOT_NAMES and not nation_of(word.title())}
        for _, one in self._cast.lately(span):
            told = f"{one.role or ''} {one.name if one.kind is SpeakerKind.UNNAMED else ''}".lower().split()
            if wanted <= set(told) or (len(wanted) == 1 and head.removesuffix("s") in told):
                return one
        for name in self._cast.names if is_role(head.removesuffix("s")) else []:
            said = [*name.roles, *name.told] if name.is_person else []
            if any(wanted <= set(re.findall(r"[\w-]+", one.lower())) for one in said):
                return self._named(name, name.first)
        return None

    def _named_next(self, words: str, head: str, span: Span) -> Speaker | None:
        """Give the person with whom the second paragraph begins, where the first tells only an office."""
        close = self._cast.text.find("\n", span.end)
        if close < 0 or "\n" in self._cast.text[: span.start].strip():
            return None
        begin = close + len(self._cast.text[close:]) - len(self._cast.text[close:].lstrip())
        for name in (
            self._cast.names_within((Span(begin, begin + SUBJECT),)) if begin < len(self._cast.text) else ()
        ):
            before = self._cast.text[begin : name.first.start].split()
            titled = name.first.start >= begin and all(bare(word) in TITLES for word in before)
            offices = [one for one in name.roles if bare(one) not in COURTESIES]
            said = " ".join([*offices, *name.told]).lower()
            if name.is_person and len(name.words) > 1 and titled and (not said or head in said):
                name.roles.append(without_determiner(words))
                return self._named(name, name.first)
        return None

    def _of_age(self, age: str, span: Span) -> Iterator[Speaker]:
        """Give the persons whose age is told: "Ken Ross, 61"."""
        for name in self._cast.names:
            ends = (place.end for place in name.places if name.is_person and place.end <= span.start)
            if any(re.match(rf",? (?:aged )?{age}\b", self._cast.text[end : end + 10]) for end in ends):
                yield self._named(name, name.first)

    def _last_named(self, span: Span) -> Speaker | None:
        """Give the person who was named last before a place, not too far from it."""
        near = [
            (place.end, name)
            for name in self._cast.names_within((Span(max(0, span.start - NEAR), span.start),))
            if name.is_person
            for place in name.places
            if place.end <= span.start
        ]
        return self._named(max(near, key=lambda pair: pair[0])[1], span) if near else None

    def _unnamed(self, words: str, lowered: list[str], head: str, span: Span) -> Speaker:
        country = country_in(words)
        has_no_office = head in ORGANIZATIONS | FIRMS | {"q"} or head.startswith("@")
        return Speaker(
            kind=SpeakerKind.UNNAMED,
            name=re.split(r",? (?:who|which|whose)\b|,(?= )", words)[0],
            first=span,
            role=None if has_no_office else role_of(words, lowered, head, country),
            affiliation=affiliation_in(words),
            country=country,
            on_behalf_of=self._represented.by_office(words, span)
            if lowered[0] not in {"his", "her"}
            else None,
            count=number_of(lowered),
        )


def _is_proper(word: str) -> bool:
    """Tell whether a word with a capital, alone, is more likely a body's name than a common word."""
    return not (word in NOT_NAMES | CROWDS | _ANYBODY or word.endswith("s") or is_role(word))
