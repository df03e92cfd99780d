"""What people type into a search box, as an expression of the index: any text is a question."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 1_000
"""Characters of a question that are read."""
MOST_PARTS: Final = 32
"""Words and phrases of a question that are read."""
_QUOTES: Final = str.maketrans("“”„‟«»＂", '"' * 7)
_PART: Final = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def expression(question: str) -> str:
    """Write a question as an FTS5 expression; the empty string if it asks for nothing.

    All words must stand in what is found. `"…"` is a phrase, `word*` a beginning, `-word` must not
    stand, `OR` joins what is beside it. Whatever is no word is passed over: nothing is an error.

    >>> expression('taliban “border crossing” distr* -rumour')
    '"taliban" AND "border crossing" AND "distr"* NOT "rumour"'
    """
    wanted: list[list[str]] = []
    refused: list[str] = []
    joins = False
    for match in list(_PART.finditer(_clean(question)))[:MOST_PARTS]:
        if match["word"] == "OR" and wanted:
            joins = True
            continue
        part = _part(match)
        if not part:
            continue
        if match["no"]:
            refused.append(part)
        elif joins:
            wanted[-1].append(part)
        else:
            wanted.append([part])
        joins = False
    if not wanted:
        return ""
    groups = [one[0] if len(one) == 1 else f"({' OR '.join(one)})" for one in wanted]
    return "".join([" AND ".join(groups), *(f" NOT {one}" for one in refused)])


def _clean(question: str) -> str:
    """Leave out what no text holds: control characters, and halves of surrogate pairs."""
    kept = question[:LONGEST].translate(_QUOTES).encode("utf-8", "ignore").decode()
    return re.sub(r"[\x00-\x1f\x7f]", " ", kept)


def _part(match: re.Match[str]) -> str:
    phrase = match["phrase"]
    if phrase is not None:
        return f'"{phrase}"' if _has_letters(phrase) else ""
    word = match["word"]
    begins = word.endswith("*")
    word = word.rstrip("*")
    return f'"{word}"{"*" if begins else ""}' if _has_letters(word) else ""


def _has_letters(text: str) -> bool:
    """Tell whether the index would see anything in a text: it counts letters and digits only."""
    return any(character.isalnum() for character in text)
