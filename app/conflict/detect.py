"""Hold two claims against each other: conflict, agreement, or neither, with the reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from app.conflict.clauses import clauses
from app.conflict.explain import sentence
from app.conflict.keys import keys
from app.conflict.marks import numbers
from app.conflict.opinion import LEAST, READ, Judge, in_story, weigh
from app.conflict.proof import count_unlike, is_of_one_thing, is_proven, is_worth_reading, share_anything
from app.conflict.rules.agent import agent
from app.conflict.rules.causes import cause
from app.conflict.rules.control import control
from app.conflict.rules.dating import dating
from app.conflict.rules.finding import RULE_VERSION, Finding, Label, unrelated
from app.conflict.rules.negation import negation
from app.conflict.rules.quantity import is_part, quantity
from app.conflict.rules.status import status
from app.conflict.rules.subject import alike, subject
from app.conflict.scope import When, Where, is_country, is_plan, scope
from app.domain.claim import Certainty, Stance
from app.domain.conflict import Compared, Conflict, ConflictKind, Statement, Strength

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.conflict.scope import Scope

__all__ = [
    "Judge",
    "Label",
    "Relation",
    "compare",
    "compare_among_all",
    "find",
    "keys",
    "read_together",
    "relate",
    "set_together",
]

RULES: tuple[Callable[[Statement, Statement, Scope], Finding | None], ...] = (
    quantity,
    negation,
    control,
    status,
    agent,
    cause,
)
"""Tried in this order; the first conflict counts, else the first agreement, else the first reason."""

SCORES = {Strength.HARD: 1.0, Strength.SOFT: 0.7, Strength.HEDGED: 0.6}

SETTLED = frozenset({"same", "same-party", "question"})
"""What no reading of the words can change."""

APART = SETTLED | {"place", "event", "plan", "time", "update"}
"""What parts two claims of one party, or tells already that the one replaces the other."""
ALIKE = 0.3
"""The part of the shorter of two claims of one party that both say, where the later replaces the earlier."""

SURE = 0.75
"""How sure the judge has to be of a clash in a graph that is not proven otherwise."""
SURE_IN_STORY = 0.6
"""The same of two claims out of articles that tell one story within a few days."""
SURE_WITH_RULE = 0.5
"""The same where a rule finds the clash too."""
SURE_OF_LITTLE = 0.85
"""The same where the two stand in one article or days apart, or are about who holds what, if no rule finds
it: a story names many places.
"""
FEW_DAYS = timedelta(days=3)
"""What was so longer ago may have changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What two claims are to each other; `first` and `second` are their ids in order."""

    label: Label
    first: str
    second: str
    explanation: str
    rule: str
    kind: ConflictKind | None = None
    strength: Strength | None = None
    score: float = 0.0
    flags: tuple[str, ...] = ()
    differs: tuple[Compared, ...] = ()
    matched: tuple[Compared, ...] = ()


def compare(first: Statement, second: Statement, judge: Judge | None = None) -> Conflict | None:
    """Tell whether two claims clash that are put side by side; their order does not matter."""
    return _conflict(relate(first, second, judge))


def compare_among_all(first: Statement, second: Statement, judge: Judge | None = None) -> Conflict | None:
    """Tell whether two claims of a graph clash, of which nobody has said that they are about one thing.

    What a rule finds and the words prove stands. Of two claims out of one story the judge tells, which has
    learned from such; of all others it only backs a rule.
    """
    pairs = list(product(clauses(first), clauses(second)))
    proven = next(filter(None, (_prove(*pair) for pair in pairs)), None)
    if proven or judge is None:
        return proven
    found = [clash for pair in pairs if (clash := _read(*pair, judge))]
    return max(found, key=lambda clash: clash.score, default=None)


def _prove(first: Statement, second: Statement) -> Conflict | None:
    """Give the clash that a rule finds, if the words prove that it is about one thing."""
    by_rules = relate(first, second)
    if by_rules.kind and is_proven(first, second, by_rules.kind, scope(first, second)):
        return _conflict(by_rules)
    return None


def _read(first: Statement, second: Statement, judge: Judge) -> Conflict | None:
    """Give the clash that the judge is sure of: of one story what it finds, else what a rule finds too."""
    shared = scope(first, second)
    if shared.one_story:
        return _read_in_story(first, second, judge, shared.gap)
    if find(first, second).kind is None or not is_of_one_thing(first, second, shared):
        return None
    found = _conflict(relate(first, second, judge))
    return found if found and found.score >= SURE else None


def _read_in_story(
    first: Statement, second: Statement, judge: Judge, gap: timedelta | None
) -> Conflict | None:
    """Read two claims side by side whose articles tell one story."""
    if not is_worth_reading(first, second):
        return None
    found = read_together(first, second, judge, least=_sure(first, second, gap))
    if found and found.kind is ConflictKind.CONTROL and found.rule == READ and found.score < SURE_OF_LITTLE:
        return None
    return found


def read_together(first: Statement, second: Statement, judge: Judge, *, least: float) -> Conflict | None:
    """Give the clash of two claims of one story of which the judge is at least so sure."""
    found = _conflict(relate(*set_together(first, second), in_story(judge), least=least))
    if found is None or found.score < least:
        return None
    apart = found.kind is ConflictKind.QUANTITY and (count_unlike(first, second) or is_part(first, second))
    return None if apart else found


def _sure(first: Statement, second: Statement, gap: timedelta | None) -> float:
    """Tell how sure the judge has to be of a clash of two claims of one story."""
    is_near = first.article != second.article and gap is not None and abs(gap) <= FEW_DAYS
    if not is_near:
        return SURE_OF_LITTLE
    if not share_anything(first, second):
        return SURE
    return SURE_WITH_RULE if find(first, second).kind else SURE_IN_STORY


def set_together(first: Statement, second: Statement) -> tuple[Statement, Statement]:
    """Give two claims as they are read side by side in one story.

    The country that an article is mostly about is forgotten where it would part the two.
    """
    if scope(first, second).where is not Where.APART:
        return first, second
    one, two = (
        replace(claim, places=()) if all(is_country(place) for place in claim.places) else claim
        for claim in (first, second)
    )
    return one, two


def _conflict(relation: Relation) -> Conflict | None:
    if relation.label is not Label.CONFLICT or relation.kind is None or relation.strength is None:
        return None
    return Conflict(
        first=relation.first,
        second=relation.second,
        kind=relation.kind,
        strength=relation.strength,
        explanation=relation.explanation,
        rule=relation.rule,
        rule_version=RULE_VERSION,
        differs=relation.differs,
        matched=relation.matched,
        score=relation.score,
        flags=relation.flags,
    )


def relate(
    first: Statement, second: Statement, judge: Judge | None = None, *, least: float = LEAST
) -> Relation:
    """Tell what two claims are to each other, with the reason; `least` is as for `weigh`."""
    if (second.id, second.text) < (first.id, first.text):
        first, second = second, first
    finding = find(first, second)
    opinion = None
    if judge is not None and finding.label is not Label.AGREE and SETTLED.isdisjoint(finding.flags):
        opinion = judge(first, second, numbers(first, second, finding))
        finding = weigh(first, second, finding, opinion, least=least)
    strength = _strength(first, second, finding)
    if _is_renewed(first, second, finding):
        because = "the same party says later how the matter stands"
        finding = replace(finding, because=because, flags=(*finding.flags, "update", "revision"))
    unsure = ", though not every side is sure of what it says" if strength is Strength.HEDGED else ""
    because = finding.because + unsure
    score = opinion.conflict if opinion else SCORES[strength] if strength else 0.0
    return Relation(
        label=finding.label,
        first=first.id,
        second=second.id,
        explanation=sentence(first, second, because, clash=finding.label is Label.CONFLICT),
        rule=finding.rule,
        kind=finding.kind,
        strength=strength,
        score=score,
        flags=finding.flags,
        differs=finding.differs,
        matched=finding.matched,
    )


def _is_renewed(first: Statement, second: Statement, finding: Finding) -> bool:
    """Tell whether a party says later how a matter stands, which replaces what it said before."""
    if finding.label is not Label.UNRELATED or first.parties.isdisjoint(second.parties):
        return False
    if not scope(first, second).gap or not APART.isdisjoint(finding.flags):
        return False
    return len(alike(first, second)) >= ALIKE * max(1, min(len(subject(first)), len(subject(second))))


def find(first: Statement, second: Statement) -> Finding:
    """Tell what the rules make of two claims."""
    shared = scope(first, second)
    dated = dating(first, second, shared) if shared.when is When.APART else None
    obstacle = _obstacle(first, second, shared)
    if obstacle:
        return dated if dated and "time" in obstacle.flags else obstacle
    found = [finding for rule in RULES if (finding := rule(first, second, shared))]
    for label in (Label.CONFLICT, Label.AGREE):
        for finding in found:
            if finding.label is label:
                return finding
    return found[0] if found else unrelated("they are not about the same thing")


def _obstacle(first: Statement, second: Statement, shared: Scope) -> Finding | None:
    """Say what keeps two claims from being about one situation."""
    obstacles = (
        (first.id == second.id, "they are one claim", "same"),
        (
            shared.same_party and shared.gap == timedelta(),
            "the same party says both on one day",
            "same-party",
        ),
        (Stance.ASKS in {first.stance, second.stance}, "a question claims nothing", "question"),
        (shared.where is Where.APART, "they are about different places", "place"),
        (not shared.same_part, "they are about different parts of the place", "place"),
        (shared.same_event is False, "they are about different happenings", "event"),
        (
            is_plan(first) != is_plan(second),
            "one is a plan, a forecast or a demand, the other tells what is so",
            "plan",
        ),
        (shared.when is When.APART, "they are about different days", "time"),
    )
    return next((unrelated(because, flag) for holds, because, flag in obstacles if holds), None)


def _strength(first: Statement, second: Statement, finding: Finding) -> Strength | None:
    """Weaken a clash in which one side is not sure of what it says."""
    if finding.strength is None:
        return None
    sure = {Certainty.CERTAIN, Certainty.UNKNOWN}
    return finding.strength if {first.certainty, second.certainty} <= sure else Strength.HEDGED
