"""Rules for what is so or not so: denial, exclusive states, and who holds a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from app.conflict.lexicon import (
    ACCUSATIONS,
    DEEDS,
    DISMISSALS,
    EVENTS,
    GAINS,
    LOSSES,
    NEGATORS,
    NONCOMMITTAL,
    NOT_HELD,
    OWN,
    PART_NOUNS,
    SIDES,
    STATES,
    STOP,
    VAGUE,
    WHOLE,
)
from app.conflict.rules import Finding, Label
from app.conflict.scope import When, Where, is_country
from app.conflict.words import (
    CLAUSE_END,
    about_places,
    base,
    content,
    distinctive,
    names,
    parts,
    terms,
    tokens,
)
from app.domain.claim import Stance
from app.domain.conflict import Compared, ConflictKind, Strength
from app.domain.identity import ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.conflict.scope import Scope
    from app.domain.conflict import Statement

MOSTLY = 0.5
"""The share of the shorter claim's words that both must have to say the same thing, but for a "not"."""

NEARLY_ALL = 0.75
"""The same where nothing says that the two are about one place and time."""

ENOUGH = 2
"""Words that both must have besides."""

CHANGING = timedelta(days=2)
"""Beyond this gap a state may have changed between two reports."""

AFTER_NOT = 4
"""Words after a negator that it is taken to bear on."""


def negation(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same situation, one side says what the other says is not so."""
    one, two = polarity(first), polarity(second)
    if one is None or two is None or one == two or not _meet(first, second, scope):
        return None
    denial = first if two else second
    shared = subject(first) & subject(second)
    same_words = _is_mostly(shared, first, second, MOSTLY if _is_placed(scope) else NEARLY_ALL)
    if scope.when is When.FAR and not (same_words and scope.same_party):
        return None
    told = (distinctive(first.text) & distinctive(second.text)) - about_places(
        (*first.places, *second.places)
    )
    same_thing = scope.where is Where.SAME and _dismisses(denial, told)
    if not same_thing and not (same_words and _bears_on(denial, shared)):
        return None
    return Finding(
        label=Label.CONFLICT,
        because=f"{denial.party_name or 'one side'} says that it is not so",
        rule="negation",
        kind=ConflictKind.NEGATION,
        strength=Strength.HARD if same_words else Strength.SOFT,
        flags=_revision(scope),
        differs=(Compared(field="polarity", first=_so(one), second=_so(two)),),
        matched=_matched(shared, first, second),
    )


def polarity(one: Statement) -> bool | None:
    """Tell whether a claim says that something is so; None where it leaves that open."""
    words = terms(tokens(one.text))
    for place, word in enumerate(words):
        if _is_negator(word):
            following = words[place + 1 : place + 1 + AFTER_NOT]
            return None if not NONCOMMITTAL.isdisjoint(following) else False
    if one.stance is Stance.DOUBTS:
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
    words = terms(tokens(denial.text))
    if denial.stance is Stance.DENIES or not DISMISSALS.isdisjoint(words):
        return True
    return any(
        not shared.isdisjoint(content(" ".join(words[place + 1 : place + 1 + AFTER_NOT])))
        for place, word in enumerate(words)
        if _is_negator(word)
    )


def _dismisses(denial: Statement, told: frozenset[str]) -> bool:
    """Tell whether a claim calls an accusation false, or says "no X", where the other speaks of that."""
    words = terms(tokens(denial.text))
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
    for name, ones, others in STATES:
        sides = (_state(first, ones, others), _state(second, ones, others))
        if None in sides or sides[0] == sides[1] or not _same_days(scope):
            continue
        shared = (subject(first) & subject(second)) - ones - others
        named = names(first.text) & names(second.text)
        if not named and (name == "life" or not _is_mostly(shared, first, second)):
            continue
        words = ones | others
        return Finding(
            label=Label.CONFLICT,
            because="the one state excludes the other",
            rule="status",
            kind=ConflictKind.STATUS,
            strength=Strength.HARD if name == "life" else Strength.SOFT,
            flags=_revision(scope),
            differs=(Compared(field="state", first=_word_of(first, words), second=_word_of(second, words)),),
            matched=_matched(shared | named, first, second),
        )
    return None


def _state(one: Statement, ones: frozenset[str], others: frozenset[str]) -> bool | None:
    """Tell which of two states a claim speaks of; None for neither or both."""
    words = set(terms(tokens(one.text)))
    is_one, is_other = bool(words & ones), bool(words & others)
    return None if is_one == is_other else is_one


def _word_of(one: Statement, among: frozenset[str]) -> str:
    return next((word for word in tokens(one.text) if base(word) in among), "")


def _same_days(scope: Scope) -> bool:
    return scope.when is When.SAME or (scope.gap is not None and abs(scope.gap) <= CHANGING)


@dataclass(frozen=True, slots=True)
class Hold:
    """Which side a claim says holds, or does not hold, what part of a place."""

    side: frozenset[str]
    holds: bool
    parts: frozenset[str]
    whole: bool
    things: frozenset[str]


def control(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """In the same days, two sides say that each holds the same place."""
    if scope.where is not Where.SAME or all(is_country(place) for place in first.places):
        return None
    one, two = hold(first), hold(second)
    if one is None or two is None or not _same_days(scope) or not _same_part(one, two):
        return None
    if one.things and two.things and not one.things & two.things:
        return None
    same_side = bool(one.side & two.side)
    if same_side == (one.holds == two.holds) or not (one.holds or two.holds):
        return None
    return Finding(
        label=Label.CONFLICT,
        because=f"both cannot hold {first.places[0].name} at once"
        if not same_side
        else "it is held or it is not",
        rule="control",
        kind=ConflictKind.CONTROL,
        strength=Strength.HARD if one.whole or two.whole else Strength.SOFT,
        flags=_revision(scope),
        differs=(Compared(field="holder", first=_holder(one), second=_holder(two)),),
        matched=(Compared(field="place", first=first.places[0].name, second=second.places[0].name),),
    )


def hold(one: Statement) -> Hold | None:
    """Read which side a claim says holds a place; None where it says no such thing."""
    if not polarity(one):
        return None
    words = tokens(one.text)
    bases = terms(words)
    verb = next((place for place in range(len(bases)) if _is_holding(bases, place)), None)
    if verb is None or "earlier" in bases[:verb] or "previously" in bases[:verb]:
        return None
    side = _side(one, bases, verb)
    if not side:
        return None
    return Hold(
        side=side,
        holds=bases[verb] in GAINS,
        parts=parts(one.text) | (PART_NOUNS & set(bases)),
        whole=not WHOLE.isdisjoint(bases),
        things=names(one.text) - side - about_places(one.places),
    )


def _is_holding(bases: Sequence[str], place: int) -> bool:
    """Tell whether a word says that a place is held or given up: "fell to the rebels", not "fell ill"."""
    word, following = bases[place], bases[place + 1 : place + 1 + AFTER_NOT]
    if word == "fall":
        return "to" in following
    return (word in GAINS or word in LOSSES) and NOT_HELD.isdisjoint(following)


def agent(first: Statement, second: Statement, scope: Scope) -> Finding | None:
    """At the same happening, one side names one as who did it, the other another."""
    if not scope.same_event or scope.where is not Where.SAME or not _same_days(scope):
        return None
    one, two = _doer(first), _doer(second)
    shared = (distinctive(first.text) & distinctive(second.text)) - EVENTS.keys() - DEEDS
    if not one or not two or one & two or not shared:
        return None
    return Finding(
        label=Label.CONFLICT,
        because="the two name different ones as those who did it",
        rule="agent",
        kind=ConflictKind.AGENT,
        strength=Strength.SOFT,
        flags=_revision(scope),
        differs=(Compared(field="agent", first=_worded(one), second=_worded(two)),),
        matched=_matched(shared, first, second),
    )


def _doer(one: Statement) -> frozenset[str]:
    """Name who did it: the party itself, or names before a word of doing; kinds of people are too vague."""
    bases = terms(tokens(one.text))
    verb = next((place for place, word in enumerate(bases) if word in DEEDS), None)
    if not polarity(one) or verb is None:
        return frozenset()
    return frozenset(word for word in _side(one, bases, verb) if not word.startswith("@"))


def _side(one: Statement, bases: Sequence[str], verb: int) -> frozenset[str]:
    """Name the side that holds: after "by", "to" or "under", where these follow, else before the verb."""
    after = _until_mark(bases[verb + 1 :])
    marker = next((place for place, word in enumerate(after) if word in {"by", "to", "under"}), None)
    passive = marker is not None and bases[verb] not in LOSSES
    region = after[(marker or 0) + 1 :] if passive else _until_mark(bases[:verb][::-1])
    named_words = {base(word) for word in tokens(one.text) if word[0].isupper() and word.lower() not in STOP}
    found = {word for word in region or bases[:verb] if word in OWN or word in SIDES or word in named_words}
    sides = {SIDES[word] for word in found if word in SIDES}
    named = {word for word in found if word not in SIDES and word not in OWN}
    own = _own_side(one) if found & OWN or "our" in bases else frozenset()
    return frozenset(sides | named) | own


def _own_side(one: Statement) -> frozenset[str]:
    words = [base(word) for word in tokens(one.party_name)]
    return one.parties | {SIDES.get(word, word) for word in words if word[0].isalpha()}


def _until_mark(words: Sequence[str]) -> list[str]:
    stop = next((place for place, word in enumerate(words) if word in CLAUSE_END), len(words))
    return list(words[:stop])


def _same_part(one: Hold, two: Hold) -> bool:
    """Tell whether two sides speak of the whole place, of one part, or of a part against all of it."""
    if one.parts == two.parts or one.parts & two.parts:
        return True
    return (one.whole and not one.parts) or (two.whole and not two.parts)


def _so(holds: bool) -> str:  # noqa: FBT001 - one reading of one claim
    return "so" if holds else "not so"


def _holder(one: Hold) -> str:
    return ("" if one.holds else "not ") + _worded(one.side)


def _worded(side: frozenset[str]) -> str:
    words = sorted(word.removeprefix("@") for word in side if not _is_id(word))
    return " ".join(words or ["the party itself"])


def _is_id(word: str) -> bool:
    return len(word) == ID_LENGTH and not set(word) - set("0123456789abcdef")


def _revision(scope: Scope) -> tuple[str, ...]:
    return ("revision", "reversal") if scope.same_party else ()


def _matched(shared: frozenset[str], first: Statement, second: Statement) -> tuple[Compared, ...]:
    words = ", ".join(sorted(shared))
    found = [Compared(field="subject", first=words, second=words)] if words else []
    if first.places and second.places:
        found.append(Compared(field="place", first=first.places[0].name, second=second.places[0].name))
    return tuple(found)
