"""Whether the clause before a time speaks of what is to come: "will meet on Friday"."""

from __future__ import annotations

import re

_CLAUSE = 90
_BREAK = re.compile(
    r"[.;:!?\n“”\"—–]|,\s|\b(?:said|says|told|added|announced|that|who|which|after|because|when|since)\b"
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


def looks_ahead(text: str, at: int) -> bool:
    """Tell whether the clause that stands before a place looks ahead."""
    before = text[max(0, at - _CLAUSE) : at]
    clause = _BREAK.split(before)[-1]
    return bool(_SURELY_AHEAD.search(clause) or (_AHEAD.search(clause) and not _BEHIND.search(clause)))
