"""Who a source is: the person, organisation or unnamed party that the words mean in this article.

A name stands for its fullest form. Pronouns and definite nouns ("the minister") point back to who fits;
where nobody does, the words stay what they are: "not known" beats a wrong name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Mention, MentionKind, Speaker, SpeakerKind
from app.extract.demonyms import country_of
from app.extract.lexicon import CROWDS, GENERIC_ORGANIZATIONS, NOT_NAMES, ORGANIZATIONS, ROLES
from app.extract.names import Name, bare, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
SINGLES = frozenset({"a", "an", "another", "one"})
PRONOUNS = {"he": False, "him": False, "his": False, "she": True, "her": True, "hers": True}
PLURALS = frozenset({"they", "them", "their", "we", "us", "our"})
THINGS = frozenset({"it", "its"})
FOR = re.compile(r"\b(?:for|of|at|from|with) (?:the )?(?P<whom>.+)$")
SPOKES = re.compile(r"\bspokes(?:man|woman|person|people|men)\b", re.IGNORECASE)
CLAUSE = 4
"""Characters between a source and the relative clause that goes on about it."""
REACH = 1200
"""Characters that a pronoun looks back for a person who is not speaking."""


class Speakers:
    """Resolves the sources of one article, in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = names_of(text)
        self._known: dict[str, Speaker] = {}
        self._heard: list[Speaker] = []
        self._last: Span | None = None
        self._adjective = _nationality(text)

    def resolve(self, source: tuple[Span, ...], content: Span) -> tuple[Speaker, float]:
        """Say who a source is and how sure that is; no source at all is an unnamed party."""
        if not source:
            first = content
            return Speaker(kind=SpeakerKind.UNNAMED, name="source not stated", first=first), 0.5
        words = " ".join(span.of(self._text) for span in source)
        span = Span(source[0].start, source[-1].end)
        speaker, confidence = self._read(_trimmed(words), span)
        self._heard.append(speaker)
        self._last = span
        return speaker, confidence

    def spoken_of(self, content: tuple[Span, ...]) -> Iterator[Mention]:
        """Give the parties that a content names: who speaks in this article, persons, and institutions.

        To be called when all sources are resolved, since a single word is a party only if it speaks.
        """
        for name in self._names:
            kind = self._kind(name)
            inside = (place for place in name.places if any(place.within(span) for span in content))
            place = next(inside, None)
            if kind is not None and place is not None:
                yield Mention(kind=kind, name=name.text, span=place)

    def _kind(self, name: Name) -> MentionKind | None:
        speaker = self._known.get(name.text)
        if speaker is not None:
            return MentionKind(speaker.kind.value)
        if len(name.words) == 1:
            return None
        if name.is_person:
            return MentionKind.PERSON
        return MentionKind.ORGANIZATION if bare(name.words[-1]) in ORGANIZATIONS else None

    def _read(self, words: str, span: Span) -> tuple[Speaker, float]:
        lowered = [bare(word.strip(",")) for word in words.split()]
        if len(lowered) == 1 and lowered[0] in {*PRONOUNS, *PLURALS, *THINGS, "who", "i", "me", "my"}:
            return self._pronoun(lowered[0], words, span)
        name = self._name_in(span)
        if name is not None:
            return self._named(name, span), 0.95
        return self._described(words, lowered, span)

    def _name_in(self, span: Span) -> Name | None:
        """Find the name that a source holds: a person before an organisation, the first of each."""
        placed = [
            (place.start, name) for name in self._names for place in name.places if span.overlaps(place)
        ]
        inside = [name for _, name in sorted(placed, key=lambda pair: pair[0])]
        head = [name for name in inside if not self._is_modifier(name, span)]
        persons = [name for name in head if name.is_person]
        return next(iter(persons or head), None)

    def _is_modifier(self, name: Name, span: Span) -> bool:
        """Tell whether a name only describes the head: "a Clinton aide", "aides of X"."""
        place = next(place for place in name.places if span.overlaps(place))
        if country_of(name.text) and name.text not in {"U.S", "US"} and place.end < span.end:
            return True
        after = re.findall(r"[\w-]+", self._text[place.end : span.end])
        before = re.findall(r"[\w-]+", self._text[span.start : place.start])
        heads = CROWDS | ROLES | ORGANIZATIONS
        genitive = self._text[place.end : place.end + 2] in {"’s", "'s"}
        if after and (genitive or not name.is_person) and any(word.lower() in heads for word in after[:4]):
            return not any(mark in self._text[place.end : span.end] for mark in ",(")
        while before and before[-1] in {"the", "a", "an"}:
            before.pop()
        linked = bool(before) and before[-1] in {"of", "for", "with", "at", "from", "to", "by", "in"}
        return linked and any(word.lower() in heads for word in before)

    def _named(self, name: Name, span: Span) -> Speaker:
        known = self._known.get(name.text)
        role = self._role(name, span)
        if known is not None:
            if role and not known.role:
                known = self._known[name.text] = replace(known, role=role)
            return known
        role = role or (name.roles[0] if name.roles else None)
        kind = SpeakerKind.PERSON if self._is_person(name) else SpeakerKind.ORGANIZATION
        speaker = Speaker(
            kind=kind,
            name=name.text,
            first=name.first,
            role=role,
            on_behalf_of=self._behalf(role, span) if kind is SpeakerKind.PERSON else None,
            country=self._adjective,
        )
        self._known[name.text] = speaker
        return speaker

    def _is_person(self, name: Name) -> bool:
        if name.is_person:
            return True
        if len(name.words) > 1 or country_of(name.text) or name.text.isupper():
            return False
        article = self._text[max(0, name.first.start - 4) : name.first.start].lower() == "the "
        return not article and bare(name.text) not in ORGANIZATIONS and bool(name.roles)

    def _role(self, name: Name, span: Span) -> str | None:
        """Read what stands before or after the name inside the source: "defense ministry spokesman"."""
        place = next((place for place in name.places if span.overlaps(place)), None)
        if place is None or not name.is_person:
            return None
        before = self._text[span.start : place.start].strip(" ,")
        after = self._text[place.end : span.end].strip(" ,")
        for words_of_role in (before, after):
            plain = re.sub(r"^(?:the|an?|its|his|her|their)\s", "", words_of_role, flags=re.IGNORECASE)
            if any(bare(word) in ROLES for word in plain.split()):
                return plain
        return None

    def _behalf(self, role: str | None, span: Span) -> Speaker | None:
        """Read for whom a spokesperson speaks: the words around "spokesman"."""
        match = SPOKES.search(role or "")
        if role is None or match is None:
            return None
        after = FOR.search(role[match.end() :])
        whom = (
            after["whom"] if after else re.sub(r"^(?:an?|the)\s|[’']s?$", "", role[: match.start()].strip())
        )
        whom = whom.partition(",")[0].strip(" ’'")
        if not whom:
            return None
        if whom.lower() in GENERIC_ORGANIZATIONS:
            fits = [one for one in self._organizations() if whom.lower() in one.name.lower().split()]
            if fits:
                return fits[-1]
        name = next((name for name in self._names if name.text in (whom, whom.removesuffix("’s"))), None)
        if name is not None:
            return self._known.get(name.text) or Speaker(
                kind=SpeakerKind.PERSON if name.is_person else SpeakerKind.ORGANIZATION,
                name=name.text,
                first=name.first,
                country=self._adjective,
            )
        return self._organization(whom, span)

    def _organization(self, words: str, span: Span) -> Speaker:
        """Give the institution that common words name, with the nationality of the story."""
        plain = re.sub(r"^(?:the|an?|its|their)\s", "", words, flags=re.IGNORECASE)
        key = self._longer(plain.lower()) or plain.lower()
        if key not in self._known:
            has_country = any(country_of(word) for word in plain.split())
            adjective = None if has_country else self._adjective
            first = Span(*match.span()) if (match := re.search(re.escape(plain), self._text)) else span
            self._known[key] = Speaker(
                kind=SpeakerKind.ORGANIZATION,
                name=f"{adjective} {plain}" if adjective else plain,
                first=first,
                country=self._adjective,
            )
        return self._known[key]

    def _longer(self, plain: str) -> str | None:
        """Find the institution that was named in full before: "the health office" is the regional one."""
        wanted = plain.split()
        fits = [key for key in self._known if len(wanted) > 1 and key.split()[-len(wanted) :] == wanted]
        return fits[0] if fits else None

    def _described(self, words: str, lowered: list[str], span: Span) -> tuple[Speaker, float]:
        """Read a source without a name: an institution, somebody known by a role, or an unnamed party."""
        head = _head(lowered)
        definite = lowered[0] in {"the", "that", "this", "those", "these"}
        if head in ORGANIZATIONS and head not in CROWDS - {"police", "authorities"}:
            return self._institution(words, lowered, head, span, definite=definite)
        if definite:
            back = self._back(head)
            if back is not None:
                return back, 0.8
        return self._unnamed(words, lowered, head, span), 0.9

    def _institution(
        self, words: str, lowered: list[str], head: str, span: Span, *, definite: bool
    ) -> tuple[Speaker, float]:
        alone = [word for word in lowered if word not in NOT_NAMES] == [head]
        named = [name for name in self._names if self._ends_in(name, head) and name.first.start < span.start]
        if alone and definite and named:
            return self._named(named[-1], named[-1].first), 0.85
        if alone and definite and head in GENERIC_ORGANIZATIONS:
            fits = [one for one in self._organizations() if head in one.name.lower().split()]
            recent = fits or [
                one for one in self._organizations() if head not in {"ministry", "police", "army"}
            ]
            if recent:
                return recent[-1], 0.85 if fits else 0.6
        if lowered[0] in {"a", "an", "another", "one"}:
            return self._unnamed(words, lowered, head, span), 0.9
        return self._organization(words, span), 0.85

    def _ends_in(self, name: Name, head: str) -> bool:
        """Tell whether a name is an institution's that is called by its last word: "the front"."""
        return not self._is_person(name) and len(name.words) > 1 and bare(name.words[-1]) == head

    def _organizations(self) -> list[Speaker]:
        """Give the organisations heard or spoken for, the latest last."""
        found = []
        for one in self._heard:
            found += [
                part for part in (one.on_behalf_of, one) if part and part.kind is SpeakerKind.ORGANIZATION
            ]
        return found

    def _back(self, head: str) -> Speaker | None:
        """Find who a definite noun points back to: heard lately in that role, or named with it."""
        for one in reversed(self._heard):
            told = f"{one.role or ''} {one.name if one.kind is SpeakerKind.UNNAMED else ''}".lower().split()
            if head in told or head.removesuffix("s") in told:
                return one
        for name in self._names:
            if name.is_person and any(head in role.lower().split() for role in name.roles):
                return self._named(name, name.first)
        return None

    def _unnamed(self, words: str, lowered: list[str], head: str, span: Span) -> Speaker:
        number = next((NUMBERS[word] for word in lowered if word in NUMBERS), None)
        count = 1 if lowered[0] in SINGLES or (number is None and head in ROLES) else number
        match = SPOKES.search(words)
        country = next((word.strip(",") for word in words.split() if country_of(word.strip(","))), None)
        phrase = words.split()[: lowered.index(head) + 1] if head in lowered else words.split()
        role = " ".join(
            word.strip(",") for word in phrase if word.lower() not in NOT_NAMES and word.strip(",") != country
        )
        return Speaker(
            kind=SpeakerKind.UNNAMED,
            name=re.split(r",? (?:who|which|whose)\b|,(?= )", words)[0],
            first=span,
            role=role or None,
            country=country,
            on_behalf_of=self._behalf(words, span) if match else None,
            count=count,
        )

    def _pronoun(self, pronoun: str, words: str, span: Span) -> tuple[Speaker, float]:
        """Find who a pronoun means: the last speaker that fits, or a person named nearby before it."""
        if pronoun == "who" and self._last is not None and 0 <= span.start - self._last.end <= CLAUSE:
            return self._heard[-1], 0.8
        candidates = list(self._before(pronoun, span))
        if candidates:
            return candidates[0], 0.75
        unknown = Speaker(kind=SpeakerKind.UNNAMED, name=words, first=span)
        return unknown, 0.3

    def _before(self, pronoun: str, span: Span) -> Iterator[Speaker]:
        if pronoun in PLURALS:
            yield from (one for one in reversed(self._heard) if one.kind is not SpeakerKind.PERSON)
            return
        if pronoun in THINGS:
            yield from reversed(self._organizations())
            return
        woman = PRONOUNS.get(pronoun)
        near = [
            (place.end, name)
            for name in self._names
            if name.is_person and woman in (None, name.is_woman if name.is_woman is not None else woman)
            for place in name.places
            if span.start - REACH <= place.start < span.start
        ]
        heard = next((one for one in reversed(self._heard) if one.kind is SpeakerKind.PERSON), None)
        near.sort(key=lambda pair: pair[0])
        spoke = [name for _, name in near if heard is not None and name.text == heard.name]
        if spoke:
            yield self._named(spoke[-1], spoke[-1].first)
        elif near:
            name = near[-1][1]
            yield self._named(name, name.first)
        else:
            single = (one for one in reversed(self._heard) if one.count == 1)
            yield from single


def _trimmed(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:—–-")


def _head(lowered: list[str]) -> str:
    """Find the noun that a description turns on: the last before a preposition or a relative clause."""
    head = lowered[-1]
    for number, word in enumerate(lowered):
        if number and word in {
            "of",
            "for",
            "in",
            "at",
            "from",
            "with",
            "who",
            "that",
            "on",
            "to",
            "by",
            "familiar",
            "close",
        }:
            return lowered[number - 1]
    return head


def _nationality(text: str) -> str | None:
    """Find the adjective of the country that a text speaks of most: "Afghan"."""
    adjectives: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for word in re.findall(r"\b[A-Z][\w.’'-]*\b", text):
        plain = re.sub(r"[’']s$", "", word)
        country = country_of(plain)
        if country:
            countries[country] += 1
            if plain != country:
                adjectives[plain] += 1
    for country, _ in countries.most_common(1):
        own = [word for word, _ in adjectives.most_common() if country_of(word) == country]
        return own[0] if own else None
    return None
