"""Whether an article itself sets a claim against another: "but the ministry said", "she disputed"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.domain.claim import Stance

if TYPE_CHECKING:
    from app.domain.claim import Attribution

REACH = 200
"""Characters before a claim among which the beginning of its sentence is looked for."""
BREAK = re.compile(r"[.!?;\n][”’\"')]*\s")
WORDS = re.compile(
    r"\b(?:but|yet|however|while|whereas|although|though|nevertheless|nonetheless|instead|contrary|despite|"
    r"in contrast|by contrast|on the other hand)\b",
    re.IGNORECASE,
)
CUES = re.compile(
    r"\b(?:den(?:y|ie[sd]|ying|ials?)|disput|reject|contradict|counter(?:ed|s|ing)\b|rebut|refut|contest|dismiss|"
    r"disagree|challeng|brushed (?:off|aside)|took issue)",
    re.IGNORECASE,
)


def is_contrasted(text: str, attribution: Attribution, stance: Stance) -> bool:
    """Tell whether the words around a claim set it against something."""
    if stance is Stance.DENIES or any(CUES.search(span.of(text)) for span in attribution.cue):
        return True
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    first = min(span.start for span in spans)
    before = text[max(0, first - REACH) : first]
    last = max((found.end() for found in BREAK.finditer(before)), default=0)
    content = min(span.start for span in attribution.content)
    return bool(WORDS.search(before[last:]) or WORDS.search(text[first:content]))
