"""How much speaks for it that two claims which clash are about the same thing.

Of two claims that somebody put side by side one may take it that they are about one thing; of two among
the millions of pairs in a graph one may not: nearly all of them are about different things. So a clash
found in a graph stands only where the two claims share enough, and the rarer what they share, the more
it counts: words that come everywhere prove nothing, a name that comes nowhere else proves a lot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import TYPE_CHECKING

from app.conflict.keywords import crowd_of
from app.conflict.language.lexicon import (
    ACCUSATIONS,
    DISMISSALS,
    FIRST_PERSON,
    GENERAL,
    NEGATORS,
    OF_PEOPLE,
    RELATION,
    STATES,
    TOLLS,
    VAGUE,
    word_set,
)
from app.conflict.language.rarity import weight
from app.conflict.language.thesaurus import are_kin, are_opposed
from app.conflict.language.words import about_places, bases, concept, content, names, relations
from app.conflict.rules.negation import calls_false
from app.conflict.rules.quantity import RUNNING
from app.conflict.scope import Where, is_country
from app.conflict.values import measures
from app.domain.claim import Stance
from app.domain.conflict import ConflictKind

if TYPE_CHECKING:
    from app.conflict.scope import Scope
    from app.domain.conflict import Statement
    from app.domain.entity import Entity

KIN = 0.6
"""What a word of the same family counts for, beside the word itself."""

SHARE = 0.4
"""The part of the shorter claim, by weight, that both have to say."""
ENOUGH = 3.0
"""What two claims have to share where no town is common to them."""

FEWEST = 4
"""Words of a claim that can be read by itself."""

ANYTHING, HALF = 1.0, 0.9
"""What two claims share that have a rarer word in common; by how much more half as many pairs share."""
SOMETHING = 2.0
"""What two clauses have to share besides saying the same of the same."""
QUARTER, MOSTLY = 0.25, 0.6

ASKED = re.compile(r"(?:how (?:many|much|long|often|far)|whether)\b", re.IGNORECASE)
HELPERS = word_set("be have do will would can could may might not to never")
THIRD_PERSON = word_set("he she it they that this these those who which him her them there one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What two claims share: by weight, and as a part of the one and of the other."""

    weight: float
    least: float
    most: float


def common(ones: frozenset[str], others: frozenset[str]) -> Common:
    """Weigh what two sets of words share."""
    same = ones & others
    kin = sum(
        KIN * weight(word) for word in ones - same if any(are_kin(word, other) for other in others - same)
    )
    shared = sum(map(weight, same)) + kin
    sums = sorted(max(sum(map(weight, words)), 0.1) for words in (ones, others))
    return Common(weight=shared, least=shared / sums[1], most=shared / sums[0])


def is_proven(first: Statement, second: Statement, kind: ConflictKind, scope: Scope) -> bool:
    """Tell whether two claims that clash are surely enough about one thing to be shown among all claims."""
    if not (_states(first) and _states(second)) or first.party_name == second.party_name:
        return False
    local = scope.where is Where.SAME and not all(is_country(place) for place in first.places)
    found = common(_words(first), _words(second))
    same_happening = bool(scope.same_event) and found.weight >= (1 if local else ENOUGH)
    proven = {
        ConflictKind.CONTROL: local,
        ConflictKind.NEGATION: _is_denied(first, second),
        ConflictKind.QUANTITY: _toll_of_one(first, second, local=local) or _one_measure(first, second, scope),
        ConflictKind.STATUS: _in_one_state(first, second) and (local or found.weight >= ENOUGH),
    }
    is_enough = found.most >= SHARE or kind in {ConflictKind.CONTROL, ConflictKind.NEGATION}
    return is_enough and proven.get(kind, same_happening)


def is_of_one_thing(first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two claims have so much in common that it is worth reading them side by side."""
    if scope.where is Where.APART or first.party_name == second.party_name:
        return False
    if first.article == second.article and not (first.contrasted or second.contrasted):
        return False  # an article that tells of a contradiction says so
    if not all(_says_enough(one) for one in (first, second)):
        return False
    found = common(_words(first), _words(second))
    return found.weight >= ENOUGH and found.most >= SHARE


def is_worth_reading(first: Statement, second: Statement) -> bool:
    """Tell whether two claims of one story are to be read side by side.

    Of a small story all are that share a word, of one article those that share anything rarer than the words
    of every day. In a crowd they have to share more, so that one in as many pairs as the crowd counts is left
    (`bench/story_weights.py`).
    """
    if not all((_states(one) or one.quantities) and _says_enough(one) for one in (first, second)):
        return False
    crowd, shared = crowd_of(first, second), shared_weight(first, second)
    if crowd == 1 and first.article != second.article:
        return shared > 0
    return shared >= ANYTHING + HALF * log2(crowd)


def share_anything(first: Statement, second: Statement) -> bool:
    """Tell whether two claims share anything that is rarer than the words of every day."""
    return shared_weight(first, second) >= ANYTHING


def shared_weight(first: Statement, second: Statement) -> float:
    """Weigh what two claims share."""
    return common(_words(first), _words(second)).weight


def count_unlike(first: Statement, second: Statement) -> bool:
    """Tell whether two claims count things of which none is like another: soldiers and houses."""
    ones, others = ({one.noun for one in measures(claim) if one.noun} for claim in (first, second))
    return bool(ones and others) and not any(are_kin(one, other) for one in ones for other in others)


def _toll_of_one(first: Statement, second: Statement, *, local: bool) -> bool:
    """Tell whether two figures are of what befell people in one town: "killed 31 people"."""
    ones = {one.relation for one in measures(first)} & {one.relation for one in measures(second)}
    return local and bool(ones & (TOLLS | OF_PEOPLE))


def _one_measure(first: Statement, second: Statement, scope: Scope) -> bool:
    """Tell whether two clauses with figures are of one thing: the same does the same, or is so much.

    What is so much today may be more next week, so that counts for a few days only.
    """
    is_now = scope.gap is not None and abs(scope.gap) <= RUNNING
    is_same = _same_verb(first, second) or (is_now and not (_relation(first) or _relation(second)))
    return is_same and _same_subject(first, second, strictly=True)


def _states(one: Statement) -> bool:
    """Tell whether a claim states something: "Clinton", "the plan of 2015" and "how many had died" do not."""
    is_asked = one.text.rstrip("\"'”’ ").endswith("?") or ASKED.match(one.text)
    return one.told is not None and not is_asked


def _says_enough(one: Statement) -> bool:
    """Tell whether a claim says enough to be read by itself."""
    return len(bases(one.text)) >= FEWEST and not one.text.rstrip("\"'”’ ,").endswith("?")


def _words(one: Statement) -> frozenset[str]:
    """Give what a claim is about, but for the names of its places, one word for a relation."""
    return _telling(one.text, one.places)


@lru_cache(maxsize=20_000)
def _telling(text: str, places: tuple[Entity, ...]) -> frozenset[str]:
    told = content(text) - about_places(places) - {GENERAL}
    return frozenset(RELATION.get(word, word) for word in told) | relations(text)


def _core(one: Statement) -> frozenset[str]:
    told = one.told
    return content(" ".join((told.subject or "", told.relation, told.object or ""))) if told else frozenset()


def _is_denied(first: Statement, second: Statement) -> bool:
    """Tell whether one claim denies what the other says, and nothing but that."""
    if _calls_untrue(first, second) or _calls_untrue(second, first):
        return True
    one, two = first.told, second.told
    if one is None or two is None or one.negated == two.negated:
        return False
    found = common(_core(first), _core(second))
    alike = found.most >= MOSTLY and found.weight >= SOMETHING
    return alike and _same_subject(first, second) and _same_verb(first, second)


def _calls_untrue(denial: Statement, other: Statement) -> bool:
    """Tell whether what a claim calls untrue is what the other says: in more than the names of people."""
    if not _dismisses(denial) or _dismisses(other):
        return False
    denied = _words(denial) - DISMISSALS - ACCUSATIONS - NEGATORS - VAGUE
    said = _words(other) - VAGUE
    found = common(denied, said)
    named = names(denial.text) | names(other.text)
    beyond_names = common(denied - named, said - named).weight > 0
    of_denied = found.weight / max(sum(map(weight, denied)), found.weight, 1)
    return beyond_names and found.weight >= ENOUGH and of_denied >= SHARE and found.least >= QUARTER


def _dismisses(one: Statement) -> bool:
    return one.stance is Stance.DENIES or calls_false(one.text)


def _same_subject(first: Statement, second: Statement, *, strictly: bool = False) -> bool:
    """Tell whether two claims are about the same: by a word in common, where both name it."""
    one, two = _subject(first, strictly=strictly), _subject(second, strictly=strictly)
    if one is None or two is None:
        return not strictly
    return any(are_kin(left, right) for left in one for right in two)


def _same_verb(first: Statement, second: Statement) -> bool:
    """Tell whether two clauses say that the same is done, or the same kind of thing."""
    return not _relation(first).isdisjoint(_relation(second))


def _relation(one: Statement) -> frozenset[str]:
    words = bases(one.told.relation) if one.told else ()
    return frozenset(RELATION.get(word) or concept(word) for word in words if word not in HELPERS)


def _predicate(one: Statement) -> frozenset[str]:
    """Give what a clause says of its subject: the verb, or what follows a mere "is"."""
    return _relation(one) or content((one.told.object if one.told else None) or "")


def _in_one_state(first: Statement, second: Statement) -> bool:
    """Tell whether one thing is said to be in two states: what clashes is what the two clauses say of it."""
    ones, others = _predicate(first), _predicate(second)
    clash = any(are_opposed(left, right) for left in ones for right in others) or any(
        (ones & here and others & there) or (ones & there and others & here) for _, here, there in STATES
    )
    return clash and _same_subject(first, second)


def _subject(one: Statement, *, strictly: bool) -> frozenset[str] | None:
    """Give the words for whom or what a claim is about; None where it could be any.

    "We" is the party that speaks; "they", where one has to know, is taken to be the same.
    """
    told = one.told
    if told is None or not told.subject:
        return None
    words = frozenset(bases(told.subject))
    if words & FIRST_PERSON or "i" in words or (strictly and words <= THIRD_PERSON):
        return content(one.party_name)
    if words <= THIRD_PERSON:
        return None
    return content(told.subject) or words
