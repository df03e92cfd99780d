"""Which agency a paper credits for an article: its copies in other papers are no further origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.article import Article

HEAD = 400
"""Characters at the beginning of a text in which a dateline with its credit stands."""
TAIL = 300
"""Characters at the end of a text in which "Reporting by Reuters" stands."""

AGENCIES = {
    "AFP": "AFP|Agence France[- ]Presse",
    "ANI": "ANI",
    "ANSA": "ANSA",
    "AP": "AP|Associated Press",
    "Anadolu": "Anadolu(?: Agency)?",
    "Bloomberg": "Bloomberg(?: News)?",
    "Bernama": "Bernama",
    "CNA": "CNA",
    "CP": "Canadian Press",
    "DPA": "DPA|dpa|Deutsche Presse-Agentur",
    "EFE": "EFE",
    "IANS": "IANS",
    "IRNA": "IRNA",
    "Interfax": "Interfax(?:-Ukraine)?",
    "Kyodo": "Kyodo(?: News)?",
    "PA": "PA Media|Press Association",
    "PTI": "PTI|Press Trust of India",
    "RIA": "RIA Novosti|RIA",
    "Reuters": "Reuters|REUTERS",
    "TASS": "TASS|Tass",
    "UNI": "UNI",
    "UPI": "UPI|United Press International",
    "Xinhua": "Xinhua(?: News Agency)?",
    "Yonhap": "Yonhap",
}
"""News agencies as credit lines spell them: a closed set of names, like that of currencies."""

_ANY = "|".join(f"(?:{spelt})" for spelt in AGENCIES.values())
_IN_HEAD = re.compile(
    rf"""
      \(\s*(?P<bracket>{_ANY})\s*\)
    | ^[^.\n]{{0,80}}?\b(?P<dash>{_ANY})\s*(?:[—–]|--?\s)
    | \b[Bb][Yy]\s+(?:[^.\n]{{0,60}}?[,/|(]\s*)?(?:[Tt]he\s+)?(?P<by>{_ANY})\s*\)?\s*$
    | ^\s*(?:[Ss]ource|[Cc]redit)s?:\s*(?:[Tt]he\s+)?(?P<source>{_ANY})\b
    """,
    re.VERBOSE | re.MULTILINE,
)
_IN_TAIL = re.compile(
    rf"""
      \(\s*(?:[Rr]eporting\s+by\s+|[Ww]ith\s+[Ii]nputs?\s+from\s+|[Ss]ource:\s*)?
        (?:[Tt]he\s+)?(?P<bracket>{_ANY})\s*\)\s*$
    | ^\s*[—–-]*\s*(?P<line>{_ANY})\s*$
    | ^\s*(?:[Ss]ource|[Cc]redit)s?:\s*(?:[Tt]he\s+)?(?P<source>{_ANY})\b
    """,
    re.VERBOSE | re.MULTILINE,
)
_NAME = re.compile(rf"(?:[Tt]he\s+)?(?P<name>{_ANY})")


def credit(article: Article) -> str:
    """Name the agency that an article is credited to, empty if none is.

    The author's name, then the dateline and byline, then the last lines are looked at: "KABUL (Reuters)",
    "KABUL, July 9 (AP) —", "By Agence France-Presse", "Source: Xinhua".
    """
    authors = (_NAME.search(author) for author in article.authors if _is_agency(author))
    found = next((one for one in authors if one), None)
    found = found or _IN_HEAD.search("\n".join(filter(None, (article.dateline, article.text[:HEAD]))))
    found = found or _IN_TAIL.search(article.text[-TAIL:].rstrip())
    return _known(next(name for name in found.groupdict().values() if name)) if found else ""


def _is_agency(author: str) -> bool:
    """Tell whether an author is an agency, or a reporter with the agency behind a comma or in brackets."""
    parts = [part.strip(" ()") for part in re.split(r"[,/|(]|\bby\b|\bof\b|\bfor\b", author)]
    return any(_NAME.fullmatch(part) for part in parts if part)


def _known(name: str) -> str:
    return next(agency for agency, spelt in AGENCIES.items() if re.fullmatch(spelt, name))
