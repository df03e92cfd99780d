"""Rules for what is so or not so: denials, and states that exclude each other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.lexicon import (
    ACCUSATIONS,
    DISMISSALS,
    FURTHER,
    GENERAL,
    INQUIRIES,
    NEGATORS,
    NONCOMMITTAL,
    ONCE,
    OPENED,
    OWN,
    RELATION,
    RELATIVES,
    ROLES,
    STATES,
    UNOPPOSED,
    VAGUE,
)
from app.conflict.rules import Finding, Label
from app.conflict.scope import When, Where, is_country
from app.conflict.thesaurus import are_kin, are_opposed
from app.conflict.words import (
    about_places,
    base,
    bases,
    content,
    kindred,
    names,
    tokens,
)
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.claim import TimeRange
    from app.domain.conflict import Statement

MOSTLY = 0.5
"""The share of the shorter claim's words that both must have to say the same thing, but for a "not"."""

NEARLY_ALL = 0.75
"""The same where nothing says that the two are about one place and time."""

ENOUGH = 2
"""Words that both must have besides."""

ONE_TALE = timedelta(days=30)
"""Days further apart than this are hardly two accounts of one happening."""

CHANGING = timedelta(days=2)
"""Beyond this gap a state may have changed between two reports."""

ONE_WEEK = timedelta(days=7)
"""Within this gap an answer is taken for one to what was said of the same place."""

REACH = 6
"""Words after a negator among which the denied is looked for."""

PERSONAL = frozenset({"life", "health", "custody", "verdict"})
"""States of people."""

PRONOUNS = frozenset({"he", "she", "him"})
SHORT_REACH = 6

AFTER_NOT = 4
"""Words after a negator that it is taken to bear on."""


def negation(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same situation, one side says what the other says is not so."""
    one, two = polarity(first), polarity(second)
    if one is None or two is None or one == two or not _meet(first, second, scope):
        return None
    if _count_different_things(first, second):
        return None
    denial, other = (first, second) if two else (second, first)
    shared = subject(first) & subject(second)
    same_words = _is_mostly(shared, first, second, MOSTLY if _is_placed(scope) else NEARLY_ALL)
    if scope.when is When.FAR and not scope.same_party:
        return None
    close = is_close(scope)
    telling = _alike(first, second)
    same_thing = scope.where is Where.SAME and _dismisses(denial, telling)
    same_deed = (close or scope.same_party) and _negates(denial, other)
    waved_off = close and _waves_off(denial)
    recants = scope.same_party and bool(telling) and _bears_on(denial, telling)
    if not (same_thing or same_deed or waved_off or recants or (same_words and _bears_on(denial, shared))):
        return None
    return Finding(
        label=Label.CONFLICT,
        because=f"{denial.party_name or 'one side'} says that it is not so",
        rule="negation",
        kind=ConflictKind.NEGATION,
        strength=Strength.HARD if same_words else Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="polarity", first=_so(one), second=_so(two)),),
        matched=on_subject(shared | telling, first, second),
    )


def _alike(first: Statement, second: Statement) -> frozenset[str]:
    """Give what both claims are about, in one word or in two of a family, but for people and places."""
    plain = about_places((*first.places, *second.places)) | {GENERAL}
    return kindred(subject(first) - plain, subject(second) - plain)


def _told(one: Statement) -> frozenset[str]:
    """Give what a claim is about; that it is about people tells nothing."""
    return subject(one) - {GENERAL}


def _negates(denial: Statement, other: Statement) -> bool:
    """Tell whether the first word of weight after a "not" is what the other side speaks of, and one more.

    "We did not shoot at the hospital" denies that snipers fired on it, "nobody was hurt by the leak" does not
    deny that somebody hid the leak.
    """
    words = bases(denial.text)
    said = {
        RELATION.get(word, word) for word in (*bases(other.text), *subject(other), *content(other.party_name))
    }
    for place, word in enumerate(words):
        if not _is_negator(word):
            continue
        head = next(filter(None, map(_weight, words[place + 1 : place + 1 + REACH])), "")
        if head and kindred({head}, said):
            rest = kindred(_told(denial) - {head}, said)
            return bool(rest) or words[place + 1 : place + 2] == ("such",) or len(_told(denial)) <= ENOUGH
    return False


def _weight(word: str) -> str:
    """Give what a word says of a deed or a thing, "" where it says nothing."""
    if word in RELATION:
        return RELATION[word]
    return next(iter(content(word) - VAGUE - {GENERAL}), "")


def _waves_off(denial: Statement) -> bool:
    """Tell whether a claim does nothing but call false what was said: "the allegations are pure fantasy"."""
    words = bases(denial.text)
    called_false = not DISMISSALS.isdisjoint(words) or "without" in words
    return called_false and not ACCUSATIONS.isdisjoint(words) and len(subject(denial)) <= ENOUGH + 1


def is_close(scope: Scope) -> bool:
    """Tell whether two claims were made of one place within a few days."""
    return scope.where is Where.SAME and scope.gap is not None and abs(scope.gap) <= ONE_WEEK


def _count_different_things(first: Statement, second: Statement) -> bool:
    """Tell whether both give figures, and of nothing in common: ten houses, and no three people."""
    ones, others = (
        frozenset(word for figure in one.quantities if figure.counted for word in content(figure.counted))
        for one in (first, second)
    )
    return bool(ones and others) and ones.isdisjoint(others)


def polarity(one: Statement) -> bool | None:
    """Tell whether a claim says that something is so; None where it leaves that open."""
    words = bases(one.text)
    for place, word in enumerate(words):
        if _is_negator(word):
            following = words[place + 1 : place + 1 + AFTER_NOT]
            return None if not NONCOMMITTAL.isdisjoint(following) else False
    if one.stance is Stance.DOUBTS or not {"investigate", "examine"}.isdisjoint(words):
        return None
    if not INQUIRIES.isdisjoint(words) and not OPENED.isdisjoint(words):
        return None
    return one.stance is not Stance.DENIES and DISMISSALS.isdisjoint(words)


def _is_negator(word: str) -> bool:
    return word in NEGATORS or word.endswith(("n't", "n’t"))


def subject(one: Statement) -> frozenset[str]:
    """Give the words that say what a claim is about, whether it affirms or denies it."""
    return content(one.text) - DISMISSALS - ACCUSATIONS - NEGATORS - VAGUE


def _is_placed(scope: Scope) -> bool:
    return scope.where is not Where.UNKNOWN and scope.when is not When.UNKNOWN


def _is_mostly(shared: frozenset[str], first: Statement, second: Statement, share: float = MOSTLY) -> bool:
    shorter = min(len(subject(first)), len(subject(second)))
    return len(shared) >= ENOUGH and len(shared) >= share * shorter


def _bears_on(denial: Statement, shared: frozenset[str]) -> bool:
    """Tell whether what a claim denies, or the words after its "not", are what both speak of."""
    words = bases(denial.text)
    if denial.stance is Stance.DENIES or not DISMISSALS.isdisjoint(words):
        return True
    return any(
        not shared.isdisjoint(content(" ".join(words[place + 1 : place + 1 + AFTER_NOT])))
        for place, word in enumerate(words)
        if _is_negator(word)
    )


def _dismisses(denial: Statement, told: frozenset[str]) -> bool:
    """Tell whether a claim calls an accusation false, or says "no X", where the other speaks of that."""
    words = bases(denial.text)
    called_false = not DISMISSALS.isdisjoint(words) and not ACCUSATIONS.isdisjoint(words)
    after_no = {
        one
        for place, word in enumerate(words)
        if word == "no"
        for one in content(" ".join(words[place + 1 : place + 2]))
    }
    return bool(told) and (called_false or bool(after_no & told))


def _meet(first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one place, or at least name something in common."""
    return scope.where is not Where.UNKNOWN or bool(names(first.text) & names(second.text))


def status(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, one side says that somebody is alive, the other that he is dead; and the like."""
    if not (polarity(first) and polarity(second)) or not _meet(first, second, scope):
        return None
    for name, ones, others in (*STATES, *_opposites(first, second)):
        sides = (_state(first, ones, others), _state(second, ones, others))
        if None in sides or sides[0] == sides[1] or not same_days(scope):
            continue
        shared = _alike(first, second) - ones - others
        named = names(first.text) & names(second.text)
        if not named and not _is_same(name, shared, first, second, scope):
            continue
        words = ones | others
        return Finding(
            label=Label.CONFLICT,
            because="the one state excludes the other",
            rule="status",
            kind=ConflictKind.STATUS,
            strength=Strength.HARD if name == "life" and named else Strength.SOFT,
            flags=revision(scope),
            differs=(Compared(field="state", first=_word_of(first, words), second=_word_of(second, words)),),
            matched=on_subject(shared | named, first, second),
        )
    return None


def _opposites(first: Statement, second: Statement) -> list[tuple[str, frozenset[str], frozenset[str]]]:
    """Give the pairs of words of two claims that exclude each other by the dictionary."""
    ones, others = content(first.text) - UNOPPOSED, content(second.text) - UNOPPOSED
    return [
        ("opposites", frozenset({one}), frozenset({other}))
        for one in sorted(ones - others)
        for other in sorted(others - ones)
        if are_opposed(one, other)
    ]


def _is_same(state: str, shared: frozenset[str], first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims without a common name are about one thing, or one holder of an office.

    Somebody of whom one side says "he" or "our son" is the one the other side speaks of, where both spoke of
    one town on one day; else a word must be common there, and elsewhere half of the words.
    """
    one, two = names(first.text), names(second.text)
    local = is_local(first, scope)
    if state in PERSONAL:
        if (one and two) or (shared & ROLES):
            return bool(shared & ROLES) and not (one and two)
        return local and is_same_day(scope) and (_is_kept_short(first) or _is_kept_short(second))
    return (local and bool(shared)) or _is_mostly(shared, first, second)


def _is_kept_short(one: Statement) -> bool:
    """Tell whether a claim says "he", "she" or "our son" instead of a name."""
    words = [word.lower() for word in tokens(one.text)[:SHORT_REACH]]
    kin = any(
        owner in OWN and not RELATIVES.isdisjoint(map(base, words[place + 1 : place + 3]))
        for place, owner in enumerate(words)
    )
    return kin or not PRONOUNS.isdisjoint(words)


def is_same_day(scope: Scope) -> bool:
    """Tell whether two claims were made on one day or the next."""
    return scope.gap is not None and abs(scope.gap) <= timedelta(days=1)


def _state(one: Statement, ones: frozenset[str], others: frozenset[str]) -> bool | None:
    """Tell which of two states a claim speaks of; None for neither or both."""
    words = set(bases(one.text))
    is_one, is_other = bool(words & ones), bool(words & others)
    return None if is_one == is_other else is_one


def _word_of(one: Statement, among: frozenset[str]) -> str:
    return next((word for word in tokens(one.text) if base(word) in among), "")


def same_days(scope: Scope) -> bool:
    """Tell whether two claims are so close in time that no change lies between them."""
    near = scope.gap is not None and abs(scope.gap) <= CHANGING
    return scope.when is When.SAME or (near and scope.when is not When.FAR)


def dating(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In reports of the same days from one place, two sides put one happening on different days."""
    one, two = first.event, second.event
    told_together = scope.gap is not None and abs(scope.gap) <= CHANGING
    if not (one and two and told_together and is_local(first, scope)):
        return None
    words = {*bases(first.text), *bases(second.text)}
    if (
        not (polarity(first) and polarity(second))
        or not FURTHER.isdisjoint(words)
        or _apart(one, two) > ONE_TALE
    ):
        return None
    shared = _alike(first, second)
    same = _is_mostly(shared, first, second) or (shared and (_is_kept_short(first) or _is_kept_short(second)))
    deeds = _deeds_once(first, second)
    if first.quantities or second.quantities or not (deeds or same):
        return None
    return Finding(
        label=Label.CONFLICT,
        because="one happening cannot be of both days",
        rule="date",
        kind=ConflictKind.DATE,
        strength=Strength.SOFT,
        flags=revision(scope),
        differs=(Compared(field="day", first=one.words, second=two.words),),
        matched=on_subject(shared | deeds, first, second),
    )


def _deeds_once(first: Statement, second: Statement) -> frozenset[str]:
    """Give the deeds that both tell of and that befall one person once: arrested, seized, picked up."""
    others = bases(second.text)
    return frozenset(
        word
        for word in bases(first.text)
        if RELATION.get(word) in ONCE
        and any(RELATION.get(other) == RELATION[word] or are_kin(word, other) for other in others)
    )


def _apart(one: TimeRange, two: TimeRange) -> timedelta:
    """Give how far two times that do not overlap lie apart; beyond all measure, where an end is open."""
    gaps = [
        later.earliest - earlier.latest
        for earlier, later in ((one, two), (two, one))
        if earlier.latest and later.earliest and later.earliest > earlier.latest
    ]
    return min(gaps, default=timedelta.max)


def is_local(first: Statement, scope: Scope) -> bool:
    """Tell whether two claims are about one place that is smaller than a country."""
    return scope.where is Where.SAME and not all(is_country(place) for place in first.places)


def _so(holds: bool) -> str:  # noqa: FBT001 - one reading of one claim
    return "so" if holds else "not so"


def revision(scope: Scope) -> tuple[str, ...]:
    """Flag a clash in which one party contradicts itself."""
    return ("revision", "reversal") if scope.same_party else ()


def on_subject(shared: frozenset[str], first: Statement, second: Statement) -> tuple[Compared, ...]:
    """Give the words and the place that two claims have in common."""
    words = ", ".join(sorted(shared))
    found = [Compared(field="subject", first=words, second=words)] if words else []
    if first.places and second.places:
        found.append(Compared(field="place", first=first.places[0].name, second=second.places[0].name))
    return tuple(found)
