"""Words of a claim: base forms, heads, relations and names, without a parser."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import (
    BETWEEN,
    COMPASS,
    EVENTS,
    IRREGULAR,
    MATCHED,
    PARTICLES,
    PEOPLE,
    PHRASES,
    RELATION,
    STOP,
    SYNONYMS,
    VAGUE,
    word_set,
)
from app.conflict.language.rarity import frequency
from app.conflict.language.thesaurus import are_kin, irregular, is_name, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.claim import Quantity
    from app.domain.entity import Entity

TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:[-'’][^\W_]+)*|[,;:.!?()–—]")
CLAUSE_END = frozenset(",;:.!?()–—") | {"and", "but", "while"}
PREPOSITIONS = word_set(
    "of in into at from on with for to by near across inside around under against that who which "
    "including during since after before within"
)
REACH = 6
"""Words on either side of a figure in which the verb it belongs to is looked for first."""

OWN_WORD = 10
"""How much more common than what it may be a form of a word is that stands for itself: tenfold, "during"."""

SENTENCE_BEGINS = frozenset(".!?:;")
GROUPS = frozenset(PEOPLE.values())
KNOWN = frozenset(word for table in MATCHED for word in table)


def tokens(text: str) -> list[str]:
    """Cut a text into words and the marks that end clauses.

    >>> tokens("They hold 1,200 homes.")
    ['They', 'hold', '1,200', 'homes', '.']
    """
    return TOKEN.findall(text)


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """Give a word's base form: by the table, else by the ending, as far as a known word needs it.

    >>> [base(word) for word in ("captured", "Districts", "fled", "families")]
    ['capture', 'district', 'flee', 'family']
    """
    small = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if small in IRREGULAR:
        return IRREGULAR[small]
    if small in KNOWN:
        return small
    forms = list(_forms(small, compares=word[:1].islower()))
    known = next((form for form in forms if form in KNOWN), None)
    if known:
        return known
    stem = irregular(small) or max(forms, key=lambda form: (form != small and is_word(form), frequency(form)))
    is_plural = stem + "s" == small and word[:1].islower()
    return small if not is_plural and frequency(small) - frequency(stem) >= OWN_WORD else stem


def _forms(word: str, *, compares: bool) -> Iterator[str]:
    """Give what a word may be a form of, the likeliest first; `compares`: "higher" may be of "high"."""
    if word.endswith(("ies", "ied")) and len(word) > 4:  # noqa: PLR2004 - "dies", "lies", "ties" keep their e
        yield word[:-3] + "y"
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:  # noqa: PLR2004 - "gas", "yes"
        yield word[:-1]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:  # noqa: PLR2004 - "red", "bed", "king" are no forms
            if stem[-1] == stem[-2] and stem[-1] not in "sl":
                yield stem[:-1]
            elif stem.endswith(("c", "v", "s", "z", "u", "at", "g")):
                yield stem + "e"
            yield stem
            yield stem + "e"
    yield word
    for ending in ("er", "est") if compares else ():
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:  # noqa: PLR2004 - "her", "per", "best"
            yield stem


def concept(word: str) -> str:
    """Give the one word that stands for all synonyms of a word.

    >>> concept("homes"), concept("labourers")
    ('house', 'worker')
    """
    known = base(word)
    return PEOPLE.get(known) or SYNONYMS.get(known) or known


def head(counted: str | None) -> str:
    """Give the base form of the noun that is counted: the last word before a preposition.

    >>> head("key districts of the north"), head("Taliban fighters")
    ('district', 'fighter')
    """
    kept: list[str] = []
    for word in tokens(counted or ""):
        if word.lower() in PREPOSITIONS:
            if kept:
                break
        elif word[0].isalpha():
            kept.append(base(word))
    nouns = [word for word in kept if word in PEOPLE or word not in RELATION]
    return (nouns or kept or [""])[-1]


def terms(words: Iterable[str]) -> list[str]:
    """Give base words and marks, with the phrases of the lexicon as one word.

    >>> terms(["27,000", "took", "part"])
    ['27,000', 'attend']
    """
    found: list[str] = []
    for word in words:
        known = base(word)
        place = next((place for place in (-1, -2, -3, -4) if _makes_phrase(found, place, known)), None)
        if place is None:
            found.append(known)
        elif set(found[place + 1 :] if place < -1 else ()) <= BETWEEN:
            found[place:] = [PHRASES[found[place], known]]
        else:
            found[place] = PHRASES[found[place], known]
    return found


def _makes_phrase(found: list[str], place: int, word: str) -> bool:
    """Tell whether a word makes a phrase with the one at a place before it: "brought the plane down"."""
    if len(found) < -place or (found[place], word) not in PHRASES:
        return False
    between = found[place + 1 :] if place < -1 else []
    if len(between) <= 1 and set(between) <= BETWEEN:
        return True
    return word in PARTICLES and CLAUSE_END.isdisjoint(between)


@lru_cache(maxsize=10_000)
def bases(text: str) -> tuple[str, ...]:
    """Give the base words and marks of a whole claim."""
    return tuple(terms(tokens(text)))


@lru_cache(maxsize=10_000)
def content(text: str) -> frozenset[str]:
    """Give what the words of a text are about: no function words, no figures, one word per synonym."""
    return frozenset(
        PEOPLE.get(word) or SYNONYMS.get(word) or EVENTS.get(word) or word
        for word in bases(text)
        if word[0].isalpha() and word not in STOP and len(word) > 1
    )


def distinctive(text: str) -> frozenset[str]:
    """Give the words that tell one subject from another: no relations, no people, nothing vague."""
    return frozenset(
        word for word in content(text) if word not in RELATION and word not in VAGUE and word not in GROUPS
    )


def kindred(ones: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Give those of the one words that the others have too, or a word of the same family.

    >>> sorted(kindred({"guard", "bridge"}, {"warder", "house"}))
    ['guard']
    """
    against = tuple(others)
    return frozenset(one for one in ones if any(are_kin(one, other) for other in against))


def about_places(places: Iterable[Entity]) -> frozenset[str]:
    """Give the words of the names of places, in base form."""
    return frozenset(base(word) for place in places for word in tokens(place.name))


@lru_cache(maxsize=10_000)
def names(text: str) -> frozenset[str]:
    """Give the words written as names; at the beginning of a sentence, only what is always a name."""
    return frozenset(named_in(text))


def named_in(text: str) -> Iterator[str]:
    """Give each word that is written as a name, as often as it stands there."""
    begins = True
    for word in tokens(text):
        known = base(word)
        is_capital = word[0].isupper() and STOP.isdisjoint((word.lower(), known))
        if is_capital and (not begins or _is_only_name(word)):
            yield known
        begins = word in SENTENCE_BEGINS


def _is_only_name(word: str) -> bool:
    """Tell whether a word is no more than a name, so that a capital says so even where a sentence begins."""
    known = base(word)
    return is_name(known) or not is_word(known)


@lru_cache(maxsize=20_000)
def events(text: str) -> frozenset[str]:
    """Give the sorts of happening that a text names."""
    return frozenset(EVENTS[word] for word in bases(text) if word in EVENTS)


@lru_cache(maxsize=20_000)
def parts(text: str) -> frozenset[str]:
    """Give the parts of a place, by the compass, that a text names."""
    return frozenset(COMPASS[small] for word in tokens(text) if (small := word.lower()) in COMPASS)


@lru_cache(maxsize=20_000)
def relations(text: str) -> frozenset[str]:
    """Give all relations that a text's words name."""
    return frozenset(RELATION[word] for word in bases(text) if word in RELATION)


def relation_of(text: str, quantity: Quantity) -> str:
    """Give the relation that a figure's own clause names, or "" where it names none.

    What is counted may say it ("51 dead"); else the verb after it ("69 fighters were killed"), else
    the one before it ("captured more than 100 districts"), else the only one that the text has.
    """
    own = _first_relation(terms(tokens(quantity.counted or "")))
    if own:
        return own
    before, _, after = text.partition(_found(text, quantity))
    following = _first_relation(terms(_clause(tokens(after))))
    preceding = _first_relation(reversed(terms(reversed(_clause(reversed(tokens(before)))))))
    if following or preceding:
        return following or preceding
    all_of_them = relations(text)
    return next(iter(all_of_them)) if len(all_of_them) == 1 else ""


def _found(text: str, quantity: Quantity) -> str:
    """Give the first of the quantity's spellings that stands in the text, else the text itself."""
    return next(
        (words for words in (quantity.words, quantity.figure) if words and words in text), text or " "
    )


def _clause(words: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if word in CLAUSE_END or len(kept) >= REACH:
            break
        kept.append(word)
    return kept


def _first_relation(words: Iterable[str]) -> str:
    return next((RELATION[word] for word in words if word in RELATION), "")
