"""Whether the clause before a time speaks of what is to come: "will meet on Friday"."""

from __future__ import annotations

import re
from enum import Enum


class Tense(Enum):
    """Whether words look ahead, look back, or do not tell."""

    AHEAD = 1
    BACK = 2
    OPEN = 3


_CLAUSE = 90
_BREAK = re.compile(
    r"\.(?!\d)|[;:!?\n“”\"—–]|,\s|\b(?:said|says|told|added|announced|that|who|which|after|because|when|[Ss]ince)\b"
)
_SURELY_AHEAD = re.compile(
    r"\b(?:will|would|shall)\b|[’']ll\b|\blet[’']s\b|^\W*(?:ask|wait|come|call|check|join)\b(?!\w*\sfor\b)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:due|scheduled|next|plans?|planned|planning|expect(?:s|ed)?|intends?|aims?|hop(?:es?|ed|ing)"
    r"|set\s(?:to|for|the\sstage\sfor|(?:an?|the)(?=\s\Z))|(?:is|are|was|were|been)\s(?:\w+ly\s|already\s)?set"
    r"|(?-i:may|might|could)(?!\snot)|going|ready|promised|vowed|pledged|urged|call(?:s|ed|ing)?\sfor|(?:is|are|was|were)\sto)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:had|has|have|came|began|went|took)\b"
    r"|(?<!\bbe\s)\b(?:filed|released|published|issued|conducted|taken|posted|signed|obtained)\s(?:late\s|early\s)?(?:on\s)?\Z",
    re.IGNORECASE,
)
"""Words before a time that speak of what is to come, or of what has been."""
_IRREGULAR = (
    "was|were|had|did|said|went|came|took|met|won|lost|began|left|held|told|made|gave|got|saw|wrote|sat|broke|ran"
    "|fell|rose|grew|stood|chose|built|bought|sold|spent|drew|spoke|fought|became|knew|thought|kept|found|paid|sent"
    "|led|felt|brought|heard|meant|understood|caught|taught|sought|drove|flew|threw|wore|swore|ate|drank|sang|sank"
    "|swam|struck|shot|slept|dealt|lent|hid|froze|shook|stole|woke|withdrew|foresaw|overcame|forgot|laid"
)
PAST = re.compile(rf"(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)\b(?:\w{{2,}}ed|{_IRREGULAR})\b")
"""Verbs that tell of the past."""
_SAYING = frozenset({"said", "told", "added", "announced"})
_STOP = re.compile(r"(?:(?<=[a-z]{3})|(?<=\d))[.;:!?]\s|\n")
_DOING = re.compile(r"\s\w+ing\b")
_TO_DO = re.compile(r"\bto\s(?!(?:the|an?|his|her|its|their|our|my|this|that)\b)[a-z]+")


def looks_ahead(text: str, at: int) -> bool:
    """Tell whether the clause that stands before a place looks ahead."""
    before = text[max(0, at - _CLAUSE) : at]
    clause = _BREAK.split(before)[-1]
    return bool(_SURELY_AHEAD.search(clause) or (_AHEAD.search(clause) and not _BEHIND.search(clause)))


def looks_back(text: str, at: int) -> bool:
    """Tell whether the clause around a place tells of the past: "Carter took office in February"."""
    start = max(0, at - 2 * _CLAUSE)
    breaks = list(_BREAK.finditer(text, start, at))
    begin, word = (breaks[-1].end(), breaks[-1][0].lower()) if breaks else (start, "")
    verbs = list(PAST.finditer(text, begin, at))
    if verbs or word in _SAYING:
        told_to = _TO_DO.search(text, verbs[-1].end() if verbs else begin, at)
        return not told_to and not _SURELY_AHEAD.search(text, begin, at)
    if word.startswith(",") or text[begin:at].strip(" “\"'‘("):
        return word == "since" and bool(_DOING.match(text, begin))
    after = _STOP.split(text[at : at + _CLAUSE])[0]
    return bool(PAST.search(after)) and not _SURELY_AHEAD.search(after)


def tense_of(text: str, at: int) -> Tense:
    """Tell whether the clause around a place looks ahead or back."""
    if looks_ahead(text, at):
        return Tense.AHEAD
    return Tense.BACK if looks_back(text, at) else Tense.OPEN
