"""Which language an article is in: as its metadata says, else as its letters look."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

ENGLISH = "en"
SURE = 0.8
"""Below this probability a text is not called foreign: names and numbers mislead the model."""
ENOUGH_LETTERS = 40
SAMPLE = 20_000
NO_LANGUAGE = {"und", "mul", "zxx", "mis"}
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCRIPT_LENGTH = 4
_REGION_LENGTH = 2


def language_tag(words: str | None) -> str | None:
    """Spell a language tag the way BCP 47 recommends; None if the words are none.

    >>> language_tag("EN_gb")
    'en-GB'
    """
    tag = (words or "").strip().replace("_", "-").partition(".")[0]
    if not _TAG.fullmatch(tag):
        return None
    first, *others = tag.split("-")
    if first.lower() in NO_LANGUAGE:
        return None
    spelled = [first.lower()]
    for part in others:
        if len(part) == _SCRIPT_LENGTH and part.isalpha():
            spelled.append(part.title())
        else:
            spelled.append(part.upper() if len(part) == _REGION_LENGTH else part.lower())
    return "-".join(spelled)


def detect_language(text: str) -> str:
    """Tell the language of a text; English unless another one is likely.

    A few Latin letters are too little to judge by and count as English; a few letters of another
    script are not.
    """
    letters = [letter for letter in text[:SAMPLE] if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    is_latin = 2 * latin >= len(letters)
    if is_latin and len(letters) < ENOUGH_LETTERS:
        return ENGLISH
    language, probability = _identifier().classify(text[:SAMPLE])
    if is_latin and (probability < SURE or language == "pcm"):  # Pidgin is the model's doubt about English
        return ENGLISH
    return ENGLISH if language in NO_LANGUAGE else str(language)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model once: a constant of half a second and some 60 MB, so only when a text needs it."""
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
