"""What a party does with a content, and how sure it is made out to be."""

from __future__ import annotations

import re

from app.domain.claim import Certainty, Stance
from app.extract.lexicon import (
    ASKS,
    ASKS_FOR,
    DENIES,
    DOUBTS,
    HEDGES,
    INTENDS,
    NEGATIONS,
)

_WORD = re.compile(r"n['’]t\b|[a-z]+(?=n['’]t\b)|[a-z]+")
_RULED_OUT = re.compile(r"\brul(?:e|es|ed|ing)\b(?:\s\w+)?\sout\b")
_UNKNOWN = re.compile(
    r"(?:not|n['’]t) (?:be |been )?(?:\w+ly )*(?:verif|confirm|known|clear)"
    r"|\b(?:unverified|unconfirmed|unclear)\b|^[\s“\"'‘]*(?:whether|(?-i:if))\b"
    r"|\b(?:do|does|did)(?:n['’]t| not) know\b|\btoo early to (?:say|tell)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(r"\b(?:may|might|could(?! not\b|n['’]t)|possibly|perhaps|potentially|maybe)\b")
_PROBABLE = re.compile(
    r"\b(?:reportedly|allegedly|apparently|probably|presumably|supposedly|(?:un)?likely|seem(?:s|ed)?"
    r"|appear(?:s|ed)?|(?<!nothing )(?<!no one )suggest(?:s|(?:ed)?(?! (?:an?|to|\w+ing)\b))"
    r"|(?:is|are|was|were|been|be|being)(?: \w+)? (?:believed|thought|suspected|feared|expected|estimated"
    r"|said|alleged|rumoured|rumored"
    r"|reported(?! (?:but|and|by|in|on|at|so|yet|from|to (?:the )?(?:police|authorities))\b|[.,;]|$))"
    r"|(?:i|we|he|she|it|they|who)(?: (?:now|still|also|only|do|does|\w+ly))?"
    r" (?:believe|think|suspect|fear|expect|estimate|reckon|assume|guess)s?"
    r"|(?:he|she|it|they|who)(?: (?:now|still|also|\w+ly))?"
    r" (?:believed|suspected|feared|expected|estimated))\b"
)
_CLAUSE = re.compile(r"(?<=\w)[,;:]? (?:whether|if|because|although|though|unless|but)\b")
_MONTH = re.compile(
    r"(?<=\w )May\b"
    r"|\bMay(?= \d|[’']s\b|,? (?:and|or|to|through|until|is|was|were|saw|had|has|will|brought)\b)"
)
_REFUSED = re.compile(
    r"\bden(?:y|ies|ied|ying)\s(?:(?!the\b|that\b|any\b)\w+\s){0,2}?"
    r"(?:bail|parole|entry|access|asylum|visas?|permission|permits?|treatment|care|boarding|aid|food|water|rights"
    r"|passage|tenure|citizenship|leave|refuge)\b(?!\s(?!(?:to|into|on|by|for|at|from|in|and|after)\b)\w)",
    re.IGNORECASE,
)
"""To deny somebody a thing is to keep it from them; it denies no claim."""
_NOUNS = re.compile(
    r"\b(?:during|under|in|after|at|before|for)\s(?:\w+\s)?(?:questioning|question|doubt|request)\b",
    re.IGNORECASE,
)
"""Nouns that name no attitude of who speaks: "suggested during questioning"."""
FIRST_WORDS = 12
"""Words of a content in which a hedge bears on the whole of it."""


def words(text: str) -> list[str]:
    """Give the words of a text in small letters, "n't" by itself."""
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def read_stance(cue: str) -> Stance:
    """Read what the cue says that the party does; a denied saying ("did not say") leaves it open."""
    said = words(_NOUNS.sub("", _REFUSED.sub("", cue)))
    cues = set(said)
    negated = not NEGATIONS.isdisjoint(cues)
    declined = not DOUBTS.isdisjoint(cues)
    if not DENIES.isdisjoint(cues) or _RULED_OUT.search(cue.lower()):
        if declined or (negated and DENIES.isdisjoint(cues)):
            return Stance.DOUBTS  # "refused to deny", "has not ruled out"
        return Stance.ASSERTS if negated else Stance.DENIES
    if not INTENDS.isdisjoint(cues) and not declined:
        return Stance.DENIES if negated and _is_negated_first(said) else Stance.INTENDS
    if declined or negated:
        return Stance.DOUBTS
    if not ASKS.isdisjoint(cues) or (not ASKS_FOR.isdisjoint(cues) and not cues.isdisjoint({"for", "on"})):
        return Stance.ASKS
    return Stance.ASSERTS


def _is_negated_first(said: list[str]) -> bool:
    """Tell "does not plan to" from "vowed not to", in which the content is negated."""
    negation = next(at for at, word in enumerate(said) if word in NEGATIONS)
    return negation < next(at for at, word in enumerate(said) if word in INTENDS)


def read_certainty(cue: str, content: str) -> Certainty:
    """Read how sure the content is made out to be by its cue and the first words of its main clause."""
    if _UNKNOWN.search(content):
        return Certainty.UNKNOWN
    first = " ".join(_MONTH.sub("", content).split()[:FIRST_WORDS])
    first = _CLAUSE.split(first)[0].lower()
    if _POSSIBLE.search(first):
        return Certainty.POSSIBLE
    if _PROBABLE.search(first) or not HEDGES.isdisjoint(words(cue)):
        return Certainty.PROBABLE
    return Certainty.CERTAIN
