"""Names of places in a text: known ones by name, others by the words around them."""

from __future__ import annotations

import re

from app.domain.article import Span
from app.domain.claim import Mention, MentionKind
from app.extract.place_tokens import Word, datelines, tokens
from app.extract.place_words import (
    ALWAYS_UNSURE,
    BEFORE,
    EXPLAINING,
    GIVEN_NAMES,
    INTO_UNKNOWN,
    NO_PLACE,
    ORGANIZATION_AFTER,
    ORGANIZATION_BEFORE,
    PLACE_AFTER,
    PLACE_NOUNS,
    REGIONS,
    SHARES,
    SITE_HEADS,
    SITES,
    TAKING,
    TITLES,
    TRUSTED,
)
from app.gazetteer.demonyms import country_of, is_nationality
from app.gazetteer.places import LONGEST_NAME, Places, key, places

_SETTLEMENT = re.compile(r"\b(?:the|this|that) (?:town|city|village|port|province|district|island)\b")
_JOINTS = frozenset({"de", "du", "des", "della", "do"})
"""Words inside foreign names: "Stade de France"."""
_SURE_CITY = 200_000
"""People a city needs to be taken for itself without a word before it that says so."""
_CODE = 4
_UNKNOWN_WORDS = 3
_BEFORE_SURNAMES = GIVEN_NAMES | TITLES
_NO_NEIGHBOURS = PLACE_NOUNS | PLACE_AFTER | BEFORE | NO_PLACE
_NEVER_UNKNOWN = NO_PLACE | GIVEN_NAMES | TITLES | ORGANIZATION_AFTER | ORGANIZATION_BEFORE


def find_places(text: str) -> tuple[Mention, ...]:
    """Find the places that a text names, in their order, none within another.

    A name that is also a word or a person's counts only where the words around it speak of a place.
    Nationality words, weekdays, months, organizations and persons are no places.
    """
    return tuple(_Finder(text).find())


class _Finder:
    """One pass over the words of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: list[Word] = tokens(text)
        self._known: Places = places()
        self._surnames = self._find_surnames()
        self._told: set[str] = set()
        self._has_settlement = bool(_SETTLEMENT.search(text))
        self._datelines = datelines(text)

    def find(self) -> list[Mention]:
        """Walk over the text, and once more where it tells that an unknown name is a place's.

        "fled Torvane" then counts, as another sentence says "in Torvane".
        """
        found = self._walk()
        return self._walk() if self._told else found

    def _walk(self) -> list[Mention]:
        """Walk from run to run of capitalised words."""
        found = []
        at = 0
        while at < len(self._words):
            if not self._words[at].capital or self._is_article(at):
                at += 1
                continue
            size = self._known_at(at) or self._in_dateline(at) or self._unknown_at(at)
            if size:
                found.append(self._mention(at, size))
            at += size or 1
        return found

    def _is_article(self, at: int) -> bool:
        """Tell whether a word is the article of the name after it: "The US", but not "The Hague"."""
        return self._word(at) == "the" and self._word(at + 1) != "hague"

    def _in_dateline(self, at: int) -> int:
        """Count the words of a place that begins a dateline: "QALA-I-NAW, Afghanistan (Wire) -"."""
        end = self._datelines.get(self._words[at].start, 0)
        inside = [word for word in self._words[at : at + _UNKNOWN_WORDS + 1] if word.end <= end]
        if not inside or any(word.text.casefold() in _NEVER_UNKNOWN for word in inside):
            return 0
        self._told.add(self._text[self._words[at].start : end].casefold())
        return len(inside)

    def _mention(self, at: int, size: int) -> Mention:
        first, last = self._words[at], self._words[at + size - 1]
        name = " ".join(self._text[first.start : last.end].split())
        if name.isupper() and (first.loud or len(name) > _CODE) and not country_of(name):
            name = self._as_elsewhere(name)
        return Mention(kind=MentionKind.PLACE, name=name, span=Span(first.start, last.end))

    def _as_elsewhere(self, name: str) -> str:
        """Spell a name in capitals as the text spells it elsewhere: "Qala-i-Naw", not "Qala-I-Naw"."""
        others = re.finditer(rf"\b{re.escape(name)}\b", self._text, re.IGNORECASE)
        return next((one[0] for one in others if one[0][0].isupper() and not one[0].isupper()), name.title())

    def _known_at(self, at: int) -> int:
        """Count the words of the longest known name that starts here and means a place here."""
        for size in range(self._reach(at), 0, -1):
            first, last = self._words[at], self._words[at + size - 1]
            if last.text.islower():
                continue
            name = " ".join(self._text[first.start : last.end].split())
            if self._is_known(name) and self._means_place(at, size, name):
                return size
        return 0

    def _reach(self, at: int) -> int:
        size = 1
        while size < LONGEST_NAME and at + size < len(self._words) and self._words[at + size].joined:
            size += 1
        return size

    def _is_known(self, name: str) -> bool:
        if is_nationality(name):
            return False
        if country_of(name):
            return True
        if name.isupper() and len(name) <= _CODE:
            return False
        spelling = key(name)
        known = self._known
        return spelling in REGIONS or any(
            spelling in table for table in (known.countries, known.states, known.cities, known.other_names)
        )

    def _means_place(self, at: int, size: int, name: str) -> bool:
        spelling = key(name)
        if spelling in NO_PLACE or self._in_organization(at, size):
            return False
        announced = self._announced(at) or self._has_place_noun(at, size) or self._stated(at, size)
        unsure = spelling in ALWAYS_UNSURE or spelling in self._surnames
        alone = self._alone(at, size)
        if spelling in REGIONS:
            return alone
        if country_of(name) or self._known.named(name):
            if self._words[at].loud and len(name) <= _CODE and name.isalpha():
                return announced or not self._joined(at)
            if spelling in self._surnames:
                return announced
            return alone or (not unsure and not self._in_person(at, size))
        cities = self._known.cities.get(spelling, ())
        sure = bool(cities) and cities[0].people >= _SURE_CITY and not unsure
        return alone and (announced or sure)

    def _word(self, at: int) -> str:
        return self._words[at].text.casefold() if 0 <= at < len(self._words) else ""

    def _announced(self, at: int) -> bool:
        """Tell whether the word before says that a place follows: "in", "city of", "northern"."""
        before = at - 1
        if self._word(before) == "the":
            before -= 1
        word = self._word(before)
        if word == "of":
            return self._word(before - 1) in PLACE_NOUNS
        if word in {"and", ","}:
            return False
        return word in BEFORE and self._word(before - 1) not in TRUSTED

    def _has_place_noun(self, at: int, size: int) -> bool:
        after = at + size
        return self._joined(after) and self._word(after) in PLACE_AFTER

    def _stated(self, at: int, size: int) -> bool:
        """Tell whether the country or state follows after a comma: "Reading, England"."""
        after = at + size
        if self._word(after) != "," or after + 1 >= len(self._words):
            return False
        for width in range(min(3, self._reach(after + 1)), 0, -1):
            first, last = self._words[after + 1], self._words[after + width]
            name = " ".join(self._text[first.start : last.end].split())
            if first.capital and (self._known.named(name) and not is_nationality(name)):
                return True
        return False

    def _joined(self, at: int) -> bool:
        return 0 <= at < len(self._words) and self._words[at].joined

    def _beside(self, at: int) -> bool:
        """Tell whether a capitalised word stands there that could be one name with its neighbour."""
        if not 0 <= at < len(self._words):
            return False
        word = self._words[at]
        return (
            word.capital
            and not word.shouted
            and not is_nationality(word.text)
            and word.text.casefold() not in _NO_NEIGHBOURS
        )

    def _alone(self, at: int, size: int) -> bool:
        """Tell whether the name is not a part of a longer one."""
        after = at + size
        followed = self._joined(after) and self._beside(after)
        led = self._joined(at) and self._beside(at - 1) and not self._starts_sentence(at - 1)
        return not followed and not led

    def _starts_sentence(self, at: int) -> bool:
        return at == 0 or (
            self._word(at - 1) in {".", "!", "?"} and self._word(at) not in GIVEN_NAMES | TITLES
        )

    def _in_person(self, at: int, size: int) -> bool:
        """Tell whether a country's name is a part of a person's: "Jordan Peterson", "Irène India"."""
        before, after = self._word(at - 1), self._word(at + size)
        led = self._joined(at) and before in _BEFORE_SURNAMES and self._words[at - 1].capital
        return led or (
            after in GIVEN_NAMES and self._joined(after_at := at + size) and self._words[after_at].capital
        )

    def _in_organization(self, at: int, size: int) -> bool:
        """Tell whether it is a part of an organization's name: "Bank of England", "Kabul University"."""
        after = at + size
        if self._joined(after) and self._word(after) in ORGANIZATION_AFTER:
            return self._words[after].capital or self._word(after) in {"ministry", "university"}
        if self._word(at - 1) in _JOINTS and self._beside(at - 2):
            return True
        before = at - 1 - (self._word(at - 1) == "the")
        if self._word(before) != "of":
            return False
        head = self._word(before - 1)
        return head in ORGANIZATION_BEFORE and before > 0 and self._words[before - 1].capital

    def _unknown_at(self, at: int) -> int:
        """Count the words of a name that only its surroundings show to be a place."""
        led = self._word(at - 1) if self._joined(at) else ""
        size = self._run(at)
        inside = self._joined(at) and self._beside(at - 1) and not self._starts_sentence(at - 1)
        if inside or not size or not self._may_be_place(at, size):
            return 0
        name = self._text[self._words[at].start : self._words[at + size - 1].end].casefold()
        if name not in self._told and not self._is_told(at, size, led):
            return 0
        self._told.add(name)
        return size

    def _is_told(self, at: int, size: int, led: str) -> bool:
        """Tell whether the words around an unknown name say that it is a place."""
        after = at + size
        if self._joined(after) and self._word(after) in PLACE_AFTER:
            return True
        if led == "of":
            word = self._word(at - 2)
            return word in PLACE_NOUNS or (word in SHARES and self._has_settlement)
        if led in INTO_UNKNOWN:
            return self._word(at - 2) not in TRUSTED
        if led in TAKING and self._has_settlement:
            return True
        site = self._word(after - 1) in SITES or (size > 1 and self._word(at) in SITE_HEADS)
        return (site and led in {"at", "from"}) or self._explained(after)

    def _explained(self, after: int) -> bool:
        """Tell whether the text goes on with what the place is: ", the capital of Badghis"."""
        if self._word(after) != "," or self._word(after + 1) not in {"a", "the"}:
            return False
        return self._word(after + 2) in EXPLAINING or self._word(after + 3) in EXPLAINING

    def _run(self, at: int) -> int:
        """Count the capitalised words from here on; a place noun ends them and is no part of them."""
        size = 1
        while size <= _UNKNOWN_WORDS + 1 and self._joined(at + size) and self._words[at + size].capital:
            size += 1
        if size > 1 and self._word(at + size - 1) in PLACE_AFTER:
            size -= 1
        return size if size <= _UNKNOWN_WORDS else 0

    def _may_be_place(self, at: int, size: int) -> bool:
        words = [self._words[one] for one in range(at, at + size)]
        if self._in_organization(at, size) or any(word.shouted for word in words):
            return False
        for word in words:
            plain = word.text.casefold()
            if plain in _NEVER_UNKNOWN:
                return False
            if plain in self._surnames or is_nationality(word.text) or len(word.text) == 1:
                return False
            if word.text.isupper() or any(letter.isupper() for letter in word.text.split("-")[0][1:]):
                return False
        return True

    def _find_surnames(self) -> frozenset[str]:
        """Collect last words of names that start with a given name or a title: "Mr Washington"."""
        found = set()
        for at in range(1, len(self._words)):
            word, before = self._words[at], self._words[at - 1]
            named = word.capital and word.joined and before.capital and not word.shouted
            if named and before.text.casefold() in _BEFORE_SURNAMES:
                found.add(word.text.casefold())
        return frozenset(found)
