"""The names of persons and organisations in a text, each in its fullest form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.domain.article import Span
from app.extract.lexicon import NOT_NAMES, ORGANIZATIONS, ROLES, TITLES

_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]*[\w]|[A-Z]\.?(?![a-z]))"
_PARTICLE = r"(?:al|bin|ibn|de|del|della|der|den|di|da|dos|du|el|la|le|van|von|ter|y|bint)"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0])?{_CAPITAL})*")
_GENITIVE = re.compile(r"[’']s$")
_APPOSITION = re.compile(
    r",\s+(?P<words>(?:an?|the|its|his|her|their|former|one)\s[^,.;:\n“”\"]{2,90}|[a-z][^,.;:\n“”\"]{2,90})(?=[,.\n])"
)
MEN = frozenset(
    [
        "mr",
        "sir",
        "lord",
        "king",
        "prince",
        "pope",
        "spokesman",
        "congressman",
        "chairman",
        "father",
        "brother",
        "son",
        "husband",
        "businessman",
    ]
)
WOMEN = frozenset(
    [
        "mrs",
        "ms",
        "miss",
        "dame",
        "lady",
        "queen",
        "princess",
        "spokeswoman",
        "congresswoman",
        "chairwoman",
        "mother",
        "sister",
        "daughter",
        "wife",
    ]
)
LONGEST = 5
"""Words of a person's name."""


@dataclass(slots=True)
class Name:
    """A name as the text gives it in full, with what it says of its bearer."""

    words: tuple[str, ...]
    first: Span
    is_person: bool
    roles: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    is_woman: bool | None = None

    @property
    def text(self) -> str:
        """Give the name itself."""
        return " ".join(self.words)


def bare(word: str) -> str:
    """Give a word without genitive and stop, in small letters."""
    return _GENITIVE.sub("", word).rstrip(".").lower()


def split_titles(run: list[str]) -> tuple[list[str], list[str]]:
    """Part the titles that precede a name from the name: "Prime Minister", "Boris Johnson"."""
    start = 0
    while start < len(run) - 1 and bare(run[start]) in TITLES:
        start += 1
    return run[:start], run[start:]


def names_of(text: str) -> list[Name]:
    """Find the names of a text, later short forms ("Johnson") joined to the full one ("Boris Johnson")."""
    found: dict[tuple[str, ...], Name] = {}
    by_last: dict[str, Name] = {}
    for match in _RUN.finditer(text):
        titles, run, start = _read_run(text, match)
        if not run:
            continue
        span = Span(start, match.end() - _genitive(match[0]))
        key = tuple(run)
        known = found.get(key) or (by_last.get(run[-1]) if len(run) == 1 else None)
        if known is None:
            definite = not titles and text[max(0, start - 4) : start].lower() == "the "
            known = found[key] = Name(
                words=key, first=span, is_person=not definite and _is_person(titles, run)
            )
            if known.is_person and len(run) > 1:
                by_last[run[-1]] = known
        known.places.append(span)
        _describe(known, titles, text, span)
    return sorted(found.values(), key=lambda name: name.first)


def _read_run(text: str, match: re.Match[str]) -> tuple[list[str], list[str], int]:
    """Take from a run of capitals what is no name: the first word of a sentence, titles, a genitive."""
    run = match[0].replace("\u00a0", " ").split(" ")
    start = match.start()
    while run and (bare(run[0]) in NOT_NAMES):
        start += len(run[0]) + 1
        run = run[1:]
    if run:
        run[-1] = _GENITIVE.sub("", run[-1])
    titles, run = split_titles(run)
    start += sum(len(title) + 1 for title in titles)
    if not titles and len(run) == 1 and bare(run[0]) in TITLES | ROLES:
        return [], [], start
    if len(run) == 1 and _starts_sentence(text, start) and not titles and text.count(run[0]) == 1:
        return [], [], start  # a common word at the beginning of a sentence, most likely
    return titles, run, start


def _genitive(words: str) -> int:
    match = _GENITIVE.search(words)
    return len(match[0]) if match else 0


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" “\"'‘")[-1:]
    return before in {"", ".", "!", "?", "\n"}


def _is_person(titles: list[str], run: list[str]) -> bool:
    if titles:
        return True
    if any(bare(word) in ORGANIZATIONS for word in run):
        return False
    if any(len(word) > 1 and word.isupper() for word in run):
        return False
    return 1 < len(run) <= LONGEST


def _describe(name: Name, titles: list[str], text: str, span: Span) -> None:
    """Keep what titles and an apposition say of the bearer."""
    if titles:
        name.roles.append(" ".join(titles))
    apposition = _APPOSITION.match(text, span.end)
    if apposition and any(word.lower() in ROLES for word in apposition["words"].split()):
        name.roles.append(re.sub(r"^(?:an?|the|its|one)\s", "", apposition["words"]))
    said = {bare(word) for role in name.roles for word in role.split()}
    if name.is_woman is None and not said.isdisjoint(MEN | WOMEN):
        name.is_woman = not said.isdisjoint(WOMEN)
