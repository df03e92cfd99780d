"""A claim of several statements, taken apart: "that A and that B", or a quotation of three sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from app.conflict.language.lexicon import NEGATORS
from app.conflict.language.words import bases, tokens
from app.domain.claim import Told

if TYPE_CHECKING:
    from app.domain.conflict import Statement

JOINT = re.compile(
    r"(?:[,;]?\s+(?:and|but|while|although)\s+that\s+|[,;]\s+(?:while|whereas|but)\s+|;\s+"
    r"|(?<=[^.\s]{2}[.!?])[”\"’')]*\s+(?=[“\"‘'(]?[A-Z])|\s\.\.\.\s(?:(?:and|but|while)\s)?)"
)
"""Where a new statement begins."""
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Sen|Rep|Gov|Rev|Hon|St|No|vs)\.?$")
"""What a full stop stands behind without ending anything."""
FEWEST = 4
"""Words that a part has to have; a shorter one stays with the part before it."""
MOST = 6
"""Parts that are looked at of one claim."""


def clauses(claim: Statement) -> tuple[Statement, ...]:
    """Give the statements that a claim is made of, each with the figures that stand in it."""
    texts = split(claim.text)
    return (claim,) if len(texts) == 1 else tuple(_part(claim, text) for text in texts)


@lru_cache(maxsize=20_000)
def split(text: str) -> tuple[str, ...]:
    """Cut a text where a new statement begins.

    >>> split("the bridge had held, and that nobody had been hurt")
    ('the bridge had held', 'nobody had been hurt')
    """
    found: list[str] = []
    start = 0
    for joint in JOINT.finditer(text):
        before = text[start : joint.start()]
        if _says_enough(before) and _says_enough(text[joint.end() :]) and not TITLE.search(before):
            found.append(before)
            start = joint.end()
    return (*found, text[start:])[:MOST]


def _says_enough(text: str) -> bool:
    return sum(word[0].isalnum() for word in tokens(text)) >= FEWEST


def _stands_in(words: str, text: str) -> bool:
    """Tell whether a figure stands in a text as a whole: "4 people" is not in "14 people"."""
    return re.search(rf"(?<![\w,.]){re.escape(words)}", text) is not None


def _part(claim: Statement, text: str) -> Statement:
    told = claim.told
    if told and not all(word in text for word in (told.subject or "", told.relation.partition(" ")[0])):
        told = Told(subject=None, relation="", object=None, negated=not NEGATORS.isdisjoint(bases(text)))
    return replace(
        claim,
        text=text,
        quantities=tuple(one for one in claim.quantities if _stands_in(one.words, text)),
        told=told,
    )
