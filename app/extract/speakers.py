"""Who a source is: the person, organisation or unnamed party that the words mean in this article.

A name stands for its fullest form. Pronouns and definite nouns ("the minister") point back to who fits;
where nobody does, the words stay what they are: "not known" beats a wrong name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.domain.claim import Mention, MentionKind, Speaker, SpeakerKind
from app.extract.given_names import is_woman
from app.extract.lexicon import (
    COURTESIES,
    CROWDS,
    FEMALE_ROLES,
    FIRMS,
    GENERIC_ORGANIZATIONS,
    MALE_ROLES,
    NOT_NAMES,
    OF_A_STATE,
    ORGANIZATIONS,
    PUBLIC_BODIES,
    TITLES,
    is_role,
)
from app.extract.names.find import named_alone, names_of
from app.extract.names.name import Name, bare
from app.extract.nationality import adjective_of, nation_of, nationality
from app.extract.sources import (
    HEADS_FIRM,
    SPOKES,
    Behalf,
    affiliation_in,
    behalf_in,
    coordinated,
    head_of,
    name_in,
    number_of,
    role_of,
    trimmed,
    without_determiner,
)
from app.gazetteer.demonyms import is_nationality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PRONOUNS = {"he": False, "him": False, "his": False, "she": True, "her": True, "hers": True}
PLURALS = frozenset({"they", "them", "their", "we", "us", "our"})
THINGS = frozenset({"it", "its"})
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
_BODIES = ORGANIZATIONS | GENERIC_ORGANIZATIONS | FIRMS
QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)[‘']")
SUBJECT = 40
"""Characters at the beginning of a sentence in which its subject is named."""
RELATIVES = frozenset({"who", "which", "that"})
_ANTECEDENT = re.compile(
    r"\b(?P<who>(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z][\w’-]*[’']s)(?:\s[\w’'-]+){1,4}),?\s$"
)
"""Words that may be gone on about: an article or owner, and a few words up to "which"."""
FAR = 2
"""Ends of paragraphs after which who was named since is meant rather than who spoke last."""
FAR_MORE = 1.5
"""So many times as often as the latest must an earlier company be named to be meant by "the company"."""
CLAUSE = 4
"""Characters between a source and the relative clause that goes on about it."""
REACH = 1200
"""Characters that a pronoun looks back for a person who is not speaking."""
NEAR = 500
"""Characters over which a speaker stays the one that "it" or "he" means."""
MEMORY = 20_000
"""Characters that any word looks back: beyond most articles, and a bound for very long texts."""
_HIRED = re.compile(
    r"(?P<whose>his|her)\s(?:[\w-]+\s){0,2}?(?:lawyer|attorney|barrister|solicitor|counsel|agent|spokes\w+)\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"(?:the\s)?(?P<age>\d{1,3})-year-old(?:\s[\w-]+){0,3}", re.IGNORECASE)
_OUTLETS = {
    "newspaper": frozenset(
        {
            "post",
            "times",
            "herald",
            "guardian",
            "telegraph",
            "journal",
            "tribune",
            "daily",
            "courier",
            "gazette",
        }
        | {
            "mail",
            "mirror",
            "express",
            "echo",
            "chronicle",
            "ledger",
            "observer",
            "independent",
            "star",
            "standard",
        }
    ),
    "station": frozenset({"radio", "tv", "television", "fm", "channel"}),
    "network": frozenset({"tv", "television", "channel", "news", "radio"}),
    "broadcaster": frozenset({"tv", "television", "channel", "radio", "broadcasting"}),
    "agency": frozenset({"wire", "newswire"}),
    "force": frozenset({"police", "constabulary"}),
}
"""Words in the names of what a noun may point back at: "the newspaper" is the Invented Post."""
_ANYBODY = frozenset(
    {"nobody", "somebody", "someone", "everyone", "everybody", "anyone", "none", "neither", "either", "each"}
    | {"mum", "mom", "dad", "staff", "other", "q", "a", "management", "this", "that"}
)
INSTITUTION = re.compile(r"\b[Tt]he ((?:[a-z]+ )?(?:ministry|council|agency|union|company))\b")


class Speakers:
    """Resolves the sources of one article, in the order of the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names = names_of(text)
        self._known: dict[str, Speaker] = {}
        self._heard: list[tuple[Span, Speaker]] = []
        self._adjective = nationality(text)
        self._by_name = {name.text: name for name in reversed(self._names)}
        self._placed = sorted(
            (
                (place.start, place.end, number)
                for number, name in enumerate(self._names)
                for place in name.places
            )
        )
        self._widest = max((end - start for start, end, _ in self._placed), default=0)
        self._institutions = list(INSTITUTION.finditer(text))
        self._longer_in_text: dict[str, str | None] = {}

    def parts(self, source: tuple[Span, ...]) -> tuple[tuple[Span, ...], ...]:
        """Part a source that names several from each other: two parties that say the same make two claims."""
        if len(source) != 1:
            return (source,)
        return tuple((part,) for part in coordinated(self._text, source[0], self._names_within(source))) or (
            source,
        )

    def resolve(self, source: tuple[Span, ...], content: Span) -> tuple[Speaker, float]:
        """Say who a source is and how sure that is; no source at all is an unnamed party."""
        if not source:
            return Speaker(kind=SpeakerKind.UNNAMED, name="source not stated", first=content), 0.5
        words = " ".join(span.of(self._text) for span in source)
        span = Span(source[0].start, source[-1].end)
        speaker, confidence = self._read(trimmed(words), span)
        self._heard.append((span, speaker))
        return speaker, confidence

    def called(self, span: Span) -> str:
        """Give what somebody is called who passes a claim on: the full name, else the words."""
        name = name_in(self._text, span, self._names_within((span,)))
        words = trimmed(span.of(self._text))
        if name and not name.is_person and words.lower().startswith(("a ", "an ")):
            return without_determiner(words)  # "a TV channel"
        meant = name or (self._outlet(_lowered(words)[-1], span) if DEFINITE & set(_lowered(words)) else None)
        return meant.text if meant else without_determiner(words)

    def _outlet(self, noun: str, span: Span) -> Name | None:
        """Find which outlet "the site" is: the last that was named as one, "the website Daryo"."""
        found: list[tuple[int, Name]] = []
        for name in (
            self._names_within((Span(max(0, span.start - MEMORY), span.start),)) if span.start else ()
        ):
            for place in name.places:
                before = self._text[max(0, place.start - SUBJECT) : place.start].lower().rstrip()
                has_it = not _OUTLETS.get(noun, frozenset()).isdisjoint(bare(word) for word in name.words)
                if place.end <= span.start and (before.endswith(noun) or has_it):
                    found.append((place.end, name))
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def spoken_of(self, content: tuple[Span, ...]) -> Iterator[Mention]:
        """Give the parties that a content names: who speaks in this article, persons, and institutions.

        To be called when all sources are resolved, since a single word is a party only if it speaks.
        """
        for name in self._names_within(content):
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
        lowered = _lowered(words)
        if len(lowered) == 1 and lowered[0] in {*PRONOUNS, *PLURALS, *THINGS, *RELATIVES, "i", "me", "my"}:
            return self._pronoun(lowered[0], words, span)
        name = name_in(self._text, span, self._names_within((span,))) or named_alone(words, span)
        if name is not None:
            return self._named(name, span), 0.95
        if nation_of(words) and not is_nationality(words):
            return self._organization(words, span), 0.9
        return self._described(words, lowered, span)

    # Named sources

    def _named(self, name: Name, span: Span) -> Speaker:
        offices = (one for one in name.roles if bare(one) not in COURTESIES)
        role = self._role(name, span) or next(offices, None)
        known = self._known.get(name.text)
        if known is None:
            is_person = name.is_person or self._is_called_as_a_person(name)
            known = Speaker(
                kind=SpeakerKind.PERSON if is_person else SpeakerKind.ORGANIZATION,
                name=name.text,
                first=name.first,
                country=_country_in(role or ""),
            )
        if known.kind is SpeakerKind.PERSON and (role or name.told) and known.on_behalf_of is None:
            said = [*([role] if role else []), *name.roles, *name.told]
            behalf = self._client(span) or next(
                (found for one in said if (found := self._behalf(one, span))), None
            )
            near = next((whom for one in said if (whom := affiliation_in(one))), None)
            plain = re.sub(r"^(?:its|their|his|her)\s", "", role, flags=re.IGNORECASE) if role else None
            known = replace(
                known,
                role=known.role or plain,
                affiliation=known.affiliation or (None if behalf else near),
                on_behalf_of=behalf,
            )
        self._known[name.text] = known
        return known

    def _is_called_as_a_person(self, name: Name) -> bool:
        """Tell whether one word is a person's: it has an office, and no article before it."""
        if len(name.words) > 1 or nation_of(name.text) or name.text.isupper():
            return False
        article = self._text[max(0, name.first.start - 4) : name.first.start].lower() == "the "
        return not article and bare(name.text) not in ORGANIZATIONS | FIRMS and bool(name.roles)

    def _role(self, name: Name, span: Span) -> str | None:
        """Read what stands before or after the name inside the source: "defense ministry spokesman"."""
        place = next((place for place in name.places if span.overlaps(place)), None)
        if place is None or not name.is_person:
            return None
        before = self._text[span.start : place.start].strip(" ,")
        after = self._text[place.end : span.end]
        joined = f"{before}{after}" if re.match(r" (?:of|for|at|from) ", after) else before
        for words in (joined, after.strip(" ,")):
            plain = re.sub(r"^(?:the|an?|his|her)\s", "", words, flags=re.IGNORECASE)
            if any(is_role(bare(word.strip(","))) for word in plain.split()):
                return plain
        return None

    # For whom somebody speaks

    def _behalf(self, role: str, span: Span) -> Speaker | None:
        """Find the body that an office stands for; a country is none."""
        behalf = behalf_in(role)
        if behalf is None:
            return None
        if not behalf.words:
            far = REACH if HEADS_FIRM.search(role) else NEAR
            return self._foremost([*self._institutions_before(span, within=far)])
        if behalf.possessive:
            return next(self._institutions_before(span), None)
        whom = without_determiner(behalf.words)
        if whom.lower() in GENERIC_ORGANIZATIONS | _OUTLETS.keys():
            fits = (one for one in self._institutions_before(span) if self._is_a(one, whom.lower()))
            found = next(fits, None)
            return found or (self._organization(whom, span) if whom.lower() in OF_A_STATE else None)
        return self._represented(whom, behalf, role, span)

    def _client(self, span: Span) -> Speaker | None:
        """Find for whom "his solicitor, Fiona Grabham" speaks: the man spoken of before."""
        hired = _HIRED.match(span.of(self._text))
        if hired is None:
            return None
        meant = self._meant(hired["whose"].lower(), span)
        return next((one for one in meant if one.kind is SpeakerKind.PERSON), None)

    def _represented(self, whom: str, behalf: Behalf, role: str, span: Span) -> Speaker | None:
        """Give whom the words name: by name, as an institution, or without a name."""
        called = (one for one in self._names if self._is_called(one, bare(whom)))
        name = next((one for one in self._names if one.text == whom or self._ends(whom, one)), None)
        name = name or next(called, None)
        if name is None:
            is_body = any(bare(word) in ORGANIZATIONS for word in whom.split())
            return self._organization(whom, span) if is_body else self._stranger(behalf, role)
        may_be_person = SPOKES.search(role) or self._is_counsel(role)
        if nation_of(name.text) or (name.is_person and not may_be_person):
            return None
        return self._known.get(name.text) or self._named(name, name.first)

    def _stranger(self, behalf: Behalf, role: str) -> Speaker | None:
        """Give somebody who is spoken for and has no name: "a lawyer for the night porter"."""
        place = self._text.find(behalf.words)
        if place < 0 or not (self._is_counsel(role) or SPOKES.search(role)) or nation_of(behalf.words):
            return None
        name = without_determiner(behalf.words)
        return Speaker(kind=SpeakerKind.UNNAMED, name=name, first=Span(place, place + len(behalf.words)))

    def _is_counsel(self, role: str) -> bool:
        return bool(re.search(r"\b(?:lawyer|attorney|barrister|solicitor)\b", role, re.IGNORECASE))

    def _ends(self, whom: str, name: Name) -> bool:
        """Tell whether words end in a name: "the union Rail et Route", "Mr Oddlestone"."""
        last = f" {name.words[-1] if name.is_person else name.text}"
        return f" {whom}".endswith(last)

    # Institutions without a name of their own

    def _organization(self, words: str, span: Span) -> Speaker:
        """Give the institution that common words name; one of a state has the nationality of the story."""
        plain = _of_the_nation(re.sub(r"[’']s$", "", without_determiner(words)))
        longer = self._longer(plain.lower())
        plain, key = (
            (longer, longer) if longer and longer not in self._known else (plain, longer or plain.lower())
        )
        if key not in self._known:
            own = _country_in(plain)
            of_a_state = not OF_A_STATE.isdisjoint(plain.lower().split())
            adjective = self._adjective if of_a_state and not own else None
            first = Span(*match.span()) if (match := re.search(re.escape(plain), self._text)) else span
            self._known[key] = Speaker(
                kind=SpeakerKind.ORGANIZATION,
                name=f"{adjective} {plain}" if adjective else plain,
                first=first,
                country=own or adjective,
            )
        return self._known[key]

    def _foremost(self, fits: Sequence[Speaker]) -> Speaker | None:
        """Choose the latest, unless the text is about another: it is named first, and more often."""
        if not fits:
            return None
        told = [len(name.places) if (name := self._by_name.get(one.name)) else 1 for one in fits]
        most = max(told)
        often = fits[told.index(most)]
        is_first = most > told[0] and often.first == min(one.first for one in fits)
        return often if is_first or most >= FAR_MORE * told[0] else fits[0]

    def _longer(self, plain: str) -> str | None:
        """Find the institution that was named in full before: "the health office" is the regional one."""
        wanted = plain.split()
        fits = [key for key in self._known if len(wanted) > 1 and key.split()[-len(wanted) :] == wanted]
        if fits or len(wanted) > 1:
            return next(iter(fits), None)
        if plain not in self._longer_in_text:
            spelt = rf"(?:\b[Tt]he|[’']s) ((?!other|new|same|whole)[a-z]+ {re.escape(plain)})\b"
            match = re.search(spelt, self._text)
            self._longer_in_text[plain] = match[1].lower() if match else None
        return self._longer_in_text[plain]

    def _institutions_before(self, span: Span, *, within: int | None = None) -> Iterator[Speaker]:
        """Give the organisations that spoke, were spoken for or were named before, the latest first."""
        earliest = span.start - (within or MEMORY)
        found: list[tuple[int, Speaker]] = []
        for place, one in reversed([*self._lately(span)]):
            parts = (part for part in (one, one.on_behalf_of) if part)
            found += [
                (place.end, part)
                for part in parts
                if part.kind is SpeakerKind.ORGANIZATION and place.end >= earliest
            ]
        for name in self._names_within((Span(max(0, earliest), span.start),) if span.start else ()):
            before = [place.end for place in name.places if earliest <= place.end <= span.start]
            if before and self._is_institution(name):
                found.append((before[-1] - NEAR, self._named(name, name.first)))
        first = bisect_left(self._institutions, earliest, key=lambda match: match.end())
        last = bisect_right(self._institutions, span.start, key=lambda match: match.end())
        for match in self._institutions[first:last]:
            if match[1] == "company":  # the one that was named
                called = next((one for _, one in found if self._is_a(one, match[1])), None)
            else:
                called = None
            found.append((match.end() - NEAR, called or self._organization(match[1], span)))
        yield from (one for _, one in sorted(found, key=lambda pair: -pair[0]))

    def _lately(self, span: Span) -> Iterator[tuple[Span, Speaker]]:
        """Give who spoke before, the latest first, as far back as anybody remembers."""
        return takewhile(lambda pair: pair[0].start >= span.start - MEMORY, reversed(self._heard))

    def _names_within(self, places: tuple[Span, ...]) -> list[Name]:
        """Give the names that stand in some places, or touch them, in the order of their first places."""
        numbers: set[int] = set()
        for span in places:
            first = bisect_left(self._placed, (span.start - self._widest,))
            last = bisect_right(self._placed, (span.end,))
            numbers.update(number for _, end, number in self._placed[first:last] if end >= span.start)
        return [self._names[number] for number in sorted(numbers)]

    def _is_institution(self, name: Name) -> bool:
        """Tell whether a name surely is an organisation's, not a place's or an adjective."""
        if name.is_person or nation_of(name.text):
            return False
        words = {bare(word) for word in name.words}
        return name.votes < 0 or not words.isdisjoint(ORGANIZATIONS | FIRMS)

    def _is_a(self, one: Speaker, noun: str) -> bool:
        """Tell whether an organisation may be called so: by its name, by what is told, or as a company."""
        words = one.name.lower().split()
        name = self._by_name.get(one.name)
        told = " ".join(name.told).lower().split() if name else []
        if noun in {*words, *told} or not _OUTLETS.get(noun, frozenset()).isdisjoint(words):
            return True
        is_firm = name is not None and words[-1] not in PUBLIC_BODIES
        return is_firm and noun in {"company", "group", "firm", "organization", "organisation"}

    # Sources that are described

    def _described(self, words: str, lowered: list[str], span: Span) -> tuple[Speaker, float]:
        """Read a source without a name: an institution, somebody known by a role, or an unnamed party."""
        head = head_of(lowered)
        if head in _BODIES:
            words = re.split(r",| (?:which|that|who)\b", words)[0]
            lowered = _lowered(words)
        if len(lowered) == 1 and words[0].isupper() and _is_proper(lowered[0]):
            return self._organization(words, span), 0.7  # "Treasury"
        definite = lowered[0] in DEFINITE or "’s" in words or "'s" in words
        if head in _BODIES and head not in CROWDS - {"police", "authorities"}:
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
                name for name in self._names if self._is_called(name, head) and name.first.start < span.start
            ]
            if named:
                return self._named(named[-1], named[-1].first), 0.85
            fits = [one for one in self._institutions_before(span) if self._is_a(one, head)]
            meant = self._foremost(fits) if head in COMPANIES else next(iter(fits), None)
            if meant:
                return meant, 0.8
            is_known = head in OF_A_STATE - {"ministry"} or (
                self._adjective is not None and head in OF_A_STATE
            )
            if not is_known and self._longer(head) is None:
                return self._unnamed(words, lowered, head, span), 0.5
        elif head in COMPANIES and lowered[0] in DEFINITE:
            near = {
                one.name: one
                for one in self._institutions_before(span, within=NEAR)
                if self._is_a(one, "company")
            }
            if len(near) == 1:
                return near.popitem()[1], 0.7
        return self._organization(words, span), 0.85

    def _is_called(self, name: Name, head: str) -> bool:
        """Tell whether a name is an institution's that is called by its last word: "the front"."""
        return not name.is_person and len(name.words) > 1 and bare(name.words[-1]) == head

    def _back(self, lowered: list[str], head: str, span: Span) -> Speaker | None:
        """Find who a definite noun points back to: heard lately in that role, or named with it."""
        if aged := _AGED.fullmatch(" ".join(lowered)):
            persons = (one for _, one in self._lately(span) if one.kind is SpeakerKind.PERSON)
            return (
                next(self._of_age(aged["age"], span), None) or self._last_named(span) or next(persons, None)
            )
        wanted = {word for word in lowered if word not in NOT_NAMES and not nation_of(word.title())}
        for _, one in self._lately(span):
            told = f"{one.role or ''} {one.name if one.kind is SpeakerKind.UNNAMED else ''}".lower().split()
            if wanted <= set(told) or (len(wanted) == 1 and head.removesuffix("s") in told):
                return one
        for name in self._names if is_role(head.removesuffix("s")) else []:
            said = [*name.roles, *name.told] if name.is_person else []
            if any(wanted <= set(re.findall(r"[\w-]+", one.lower())) for one in said):
                return self._named(name, name.first)
        return None

    def _named_next(self, words: str, head: str, span: Span) -> Speaker | None:
        """Give the person with whom the second paragraph begins, where the first tells only an office."""
        close = self._text.find("\n", span.end)
        if close < 0 or "\n" in self._text[: span.start].strip():
            return None
        begin = close + len(self._text[close:]) - len(self._text[close:].lstrip())
        for name in self._names_within((Span(begin, begin + SUBJECT),)) if begin < len(self._text) else ():
            before = self._text[begin : name.first.start].split()
            titled = name.first.start >= begin and all(bare(word) in TITLES for word in before)
            offices = [one for one in name.roles if bare(one) not in COURTESIES]
            said = " ".join([*offices, *name.told]).lower()
            if name.is_person and len(name.words) > 1 and titled and (not said or head in said):
                name.roles.append(without_determiner(words))
                return self._named(name, name.first)
        return None

    def _of_age(self, age: str, span: Span) -> Iterator[Speaker]:
        """Give the persons whose age is told: "Ken Ross, 61"."""
        for name in self._names:
            ends = (place.end for place in name.places if name.is_person and place.end <= span.start)
            if any(re.match(rf",? (?:aged )?{age}\b", self._text[end : end + 10]) for end in ends):
                yield self._named(name, name.first)

    def _last_named(self, span: Span) -> Speaker | None:
        """Give the person who was named last before a place, not too far from it."""
        near = [
            (place.end, name)
            for name in self._names_within((Span(max(0, span.start - NEAR), span.start),))
            if name.is_person
            for place in name.places
            if place.end <= span.start
        ]
        return self._named(max(near, key=lambda pair: pair[0])[1], span) if near else None

    def _unnamed(self, words: str, lowered: list[str], head: str, span: Span) -> Speaker:
        country = _country_in(words)
        return Speaker(
            kind=SpeakerKind.UNNAMED,
            name=re.split(r",? (?:who|which|whose)\b|,(?= )", words)[0],
            first=span,
            role=role_of(words, lowered, head, country) if head not in ORGANIZATIONS | FIRMS else None,
            affiliation=affiliation_in(words),
            country=country,
            on_behalf_of=self._behalf(words, span) if lowered[0] not in {"his", "her"} else None,
            count=number_of(lowered),
        )

    # Pronouns

    def _pronoun(self, pronoun: str, words: str, span: Span) -> tuple[Speaker, float]:
        """Find who a pronoun means: the last speaker that fits, or a person named nearby before it."""
        if pronoun in RELATIVES:
            if self._heard and 0 <= span.start - self._heard[-1][0].end <= CLAUSE:
                return self._heard[-1][1], 0.8
            if (before := self._gone_on_about(pronoun, span)) is not None:
                return self._read(trimmed(before.of(self._text)), before)
        meant = next(self._meant(pronoun, span), None)
        if meant is not None:
            name = self._by_name.get(meant.name)
            if name is not None and name.is_woman is None:
                name.is_woman = PRONOUNS.get(
                    pronoun
                )  # what the text calls somebody once, it calls them again
            return meant, 0.75
        return Speaker(kind=SpeakerKind.UNNAMED, name=words, first=span), 0.3

    def _gone_on_about(self, pronoun: str, span: Span) -> Span | None:
        """Find the words that a relative clause goes on about: "the bank, which said"."""
        near = (Span(max(0, span.start - CLAUSE), span.start),) if span.start else ()
        for name in self._names_within(near):
            ends = (place for place in name.places if 0 <= span.start - place.end <= CLAUSE)
            place = next(ends, None)
            if place is not None and (name.is_person or pronoun != "who"):
                return place
        described = _ANTECEDENT.search(self._text, max(0, span.start - NEAR), span.start)
        return Span(*described.span("who")) if described else None

    def _meant(self, pronoun: str, span: Span) -> Iterator[Speaker]:
        heard = [(place, one) for place, one in self._lately(span) if place.start < span.start]
        if pronoun in PLURALS:
            yield from (one for _, one in heard if one.kind is not SpeakerKind.PERSON and one.count != 1)
        elif pronoun in THINGS:
            near = [one for place, one in heard if span.start - place.end < NEAR]
            yield from (
                one
                for one in near[:1]
                if one.kind is SpeakerKind.ORGANIZATION or _lowered(one.name)[-1] in GENERIC_ORGANIZATIONS
            )
            yield from self._institutions_before(span)
        elif pronoun in PRONOUNS:
            yield from self._persons(span, heard, wants_woman=PRONOUNS[pronoun])

    def _persons(
        self, span: Span, heard: list[tuple[Span, Speaker]], *, wants_woman: bool
    ) -> Iterator[Speaker]:
        """Give who "he" or "she" may be: who spoke last, else who was named last, if the sex fits."""
        speaking = [
            (place, one)
            for place, one in heard
            if (one.kind is SpeakerKind.PERSON or one.count == 1) and self._woman(one) in {None, wants_woman}
        ]
        near = [
            (place.end, name)
            for name in self._names_within((Span(max(0, span.start - REACH), span.start + 1),))
            if name.is_person and name.is_woman in {None, wants_woman}
            for place in name.places
            if span.start - REACH <= place.start < span.start
        ]
        begins = max(self._text.rfind("\n", 0, span.start), self._text.rfind(". ", 0, span.start)) + 1
        if not QUOTE.search(self._text, begins, span.start):
            subject = [
                name
                for end, name in near
                if begins <= end < begins + SUBJECT and (name.is_woman is wants_woman or name.votes > 0)
            ]
            yield from (self._named(name, name.first) for name in subject[:1])
        sure = [pair for pair in near if pair[1].is_woman is not None]
        if speaking and (speaking[0][1].kind is SpeakerKind.UNNAMED or self._is_far(speaking[0][0], span)):
            since = [
                name for end, name in sorted(sure, key=lambda pair: -pair[0]) if end > speaking[0][0].end
            ]
            yield from (self._named(name, name.first) for name in since[:1])
        if speaking and span.start - speaking[0][0].end < NEAR:
            yield speaking[0][1]
        for _, name in sorted(sure or near, key=lambda pair: -pair[0])[:1]:
            yield self._named(name, name.first)
        yield from (one for _, one in speaking)

    def _is_far(self, place: Span, span: Span) -> bool:
        """Tell whether a whole paragraph stands between two places."""
        return len(re.findall(r"\n+", self._text[place.end : span.start])) >= FAR

    def _woman(self, one: Speaker) -> bool | None:
        """Tell what is known of a speaker's sex: by the name, or by the words of a description."""
        if one.kind is SpeakerKind.PERSON:
            name = self._by_name.get(one.name)
            return name.is_woman if name else is_woman(one.name.split()[0])
        told = {bare(word) for word in one.name.split()}
        if told.isdisjoint(MALE_ROLES | FEMALE_ROLES | {"woman", "man", "girl", "boy"}):
            return None
        return not told.isdisjoint(FEMALE_ROLES | {"woman", "girl"})


def _is_proper(word: str) -> bool:
    """Tell whether a word with a capital, alone, is more likely a body's name than a common word."""
    return not (word in NOT_NAMES | CROWDS | _ANYBODY or word.endswith("s") or is_role(word))


def _lowered(words: str) -> list[str]:
    """Give the words in small letters, but for names in capitals: "WHO" is no "who"."""
    plain = [word.strip(",") for word in words.split()]
    loud = words.isupper()
    return [word if word.isupper() and len(word) > 1 and not loud else bare(word) for word in plain]


def _country_in(words: str) -> str | None:
    """Find the nation of whom some words describe, as an adjective: "in Italy" is "Italian"."""
    listed = words.split()
    for before, word in zip(["", *listed], listed, strict=False):
        adjective = adjective_of(word)
        if adjective and (is_nationality(word.strip(",")) or before in {"in", "of", "from"} or _is_own(word)):
            return adjective
    return None


def _is_own(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def _of_the_nation(words: str) -> str:
    """Write "Kenya's government" as "Kenyan government", and the first word of a sentence small."""
    first, _, rest = words.partition(" ")
    adjective = adjective_of(first) if rest and _is_own(first) else None
    if adjective:
        return f"{adjective} {rest}"
    is_common = bare(first) in CROWDS or (rest and bare(first) in ORGANIZATIONS)
    if first.istitle() and is_common and words[1:].islower():
        return words.lower()
    return words
