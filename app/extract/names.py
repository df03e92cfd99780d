"""The names of persons and organisations in a text, each in its fullest form, with what is told of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from app.domain.article import Span
from app.extract.given_names import GIVEN, is_woman
from app.extract.lexicon import (
    CORPORATE,
    COURTESIES,
    CROWDS,
    FEMALE_ROLES,
    FIRMS,
    MALE_ROLES,
    NAMED_WITH_OF,
    NOT_NAMES,
    ORGANIZATIONS,
    ROLES,
    TITLES,
    WHOLE_TITLES,
    is_role,
)
from app.extract.lines import capital_lines
from app.extract.nationality import nation_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHORT_TITLE = r"(?:Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Dr|Mr|Mrs|Ms|Prof|Rev|Hon|Pres)\."
_JOINT = (
    r"(?:League|Union|Association|Party|Federation|Council|Society|Alliance|Institute|Front|Guild|Club"
    r"|Committee)"
)
_OF_MANY = rf"(?<=s)[’'](?= (?:[A-Z]\w+ ){{0,2}}{_JOINT}\b)"
"""The genitive inside a name: "the Farmers’ League"."""
_CAPITAL = rf"(?:{_SHORT_TITLE}|(?:[A-Z]\.){{2,}}|[A-ZÀ-ÖØ-Þ][\w’'-]*[\w](?:{_OF_MANY})?|[A-Z]\.?(?![a-z]))"
_PARTICLE = r"(?:al|bin|ibn|de|del|della|der|den|di|da|do|dos|du|el|et|la|las|le|los|van|von|ter|y|bint)"
_BLANK = r"[ \u00a0]"
_LINK = rf"{_BLANK}(?:&{_BLANK}|(?:{_PARTICLE}{_BLANK}){{0,2}})"
_RUN = re.compile(rf"{_CAPITAL}(?:{_LINK}{_CAPITAL})*")
_AND = re.compile(rf"{_BLANK}and{_BLANK}(?={_CAPITAL})")
_OF = re.compile(rf"{_BLANK}(?:of|for){_BLANK}(?:the{_BLANK})?(?={_CAPITAL})")
_LABEL = re.compile(
    r"^[\"“]?(?P<who>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]*){0,4})"
    r"(?:, [A-Z ,.-]{2,40}| \([^)\n]{1,40}\))?:",
    re.MULTILINE,
)
"""Who speaks next, in a transcript."""
_SMALL = re.compile(r"(?<=[\w,] )[a-z][\w’'-]*\w")
_AFTER_SMALL = re.compile(r"(?<=[a-z] )[A-Z][\w’'-]*\w")
_REMIT = re.compile(
    r"\b(?:Department|Ministry|Office|Institute|Agency|Centre|Center) (?:of|for)(?: the)?[ \u00a0]$"
)
"""What a department is for is a part of its name, though the word alone is none."""
_GENITIVE = re.compile(r"[’']s$")
_VERB = (
    r"(?:said|says|say|told|tells|adds?|added|asked|asks|wrote|writes|warned|argued|agreed|and|but|or|as)\b"
)
_APPOSITION = re.compile(
    r",\s+(?P<words>(?:an?|the|its|his|her|their|former|one)\s[^,.;:\n“”\"]{2,90}"
    rf"|(?!{_VERB})[a-z][^,.;:\n“”\"]{{2,90}})(?=[,.\n])"
)
_AFTER = re.compile(r",\s+(?:(?P<age>\d{1,3}),|(?P<pronoun>who|which)\b)")
_PREPOSED = re.compile(
    rf"\b(?:(?P<its>[Ii]ts|[Tt]heir)\s|[Tt]he\s|[Aa]n?\s)?"
    rf"(?P<words>(?:(?!{_VERB}|the\b|its\b|their\b|an?\b)[\w’'-]+\s){{0,4}}(?P<head>[a-z-]+)),?\s$"
)
"""The words before a name, as far as they may be one description: "its spokesperson, Ivan Ssemanda"."""
_OFFICE_OF = re.compile(r"\b(?P<head>[A-Z][a-z]+) of (?:the )?(?:[A-Z][\w’'-]+ )*(?P<last>[A-Z][\w’'-]+)\s$")
"""A whole office before a name: "Secretary of State", "Speaker of the House"."""
_OF_A_FIRM = re.compile(r"(?:[’']s?)? (?:[Cc]hief [Ee]xecutive|C[EFO]O|shares|stock)\b")
_CALLED_COMPANY = re.compile(
    r"(?:(?!\b(?:[Hh]e|[Ss]he|his|her|who|M[rs]s?)\b|[A-Z]|[\n]).|\. ?[TI](?=he |ts ))"
    r"{0,160}?(?:\b[Tt]|(?<=\. T)|\bI)(?:he|ts) (?:company|firm|group|operator|carrier|utility|retailer)\b"
)
_FIRM_OF = re.compile(
    r"\b(?:C[EFO]O|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|shares|stake) (?:of|in|at) (?:the )?$", re.IGNORECASE
)
"""What only a firm has: its chief executive, its shares."""
_BEFORE = re.compile(r"\b(?P<word>The|[a-z]+),?\s$")
TWO = 2
POSTNOMINALS = frozenset(
    ("MP", "MSP", "MEP", "MLA", "TD", "QC", "KC", "OBE", "MBE", "CBE", "KBE", "MD", "PhD")
)
"""What is written after a name and is no part of it."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
LONGEST = 5
"""Words of a person's name."""
MARKS = 20
"""Blanks and quotation marks that may stand before the first word of a sentence."""


@dataclass(slots=True)
class Name:
    """A name as the text gives it in full, with what it says of its bearer.

    `roles` are titles and appositions with an office, `told` every apposition; `votes` weighs the signs
    that it is a person (above 0) or an organisation (below 0).
    """

    words: tuple[str, ...]
    first: Span
    is_person: bool = False
    roles: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    is_woman: bool | None = None
    votes: int = 0

    @property
    def text(self) -> str:
        """Give the name itself."""
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """Give the last word that is no "Jr" and no number."""
        return next((word for word in reversed(self.words) if bare(word) not in SUFFIXES), self.words[-1])


Names = dict[tuple[str, ...], Name]


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """Give a word without genitive and stop, in small letters."""
    return _GENITIVE.sub("", word).rstrip(".").lower()


def split_titles(run: list[str]) -> tuple[list[str], list[str]]:
    """Part the titles before a name from it: "Mines Minister", "Ruth Zulu"; some word is always left."""
    titled = [place for place, word in enumerate(run[:-1]) if bare(word) in TITLES]
    if not titled and len(run) > TWO - 1 and _is_called_by_occupation(run):
        return run[:1], run[1:]
    bodies = [place for place, word in enumerate(run) if bare(word) in ORGANIZATIONS - TITLES]
    if not titled or any(place > titled[-1] for place in bodies):
        return [], run
    last = titled[-1]
    if bodies:  # "Ohio Democratic Party Chairman", "David Pepper"
        return (run[: last + 1], run[last + 1 :]) if bare(run[last]) in ROLES else ([], run)
    leading = next((place for place, word in enumerate(run) if bare(word) not in TITLES), len(run))
    is_before_name = last < leading or bare(run[last]) in ROLES or len(run) - last > TWO
    start = last + 1 if is_before_name else leading
    if all(bare(word) in ORGANIZATIONS for word in run[start:]):
        return [], run  # "State House"
    return run[:start], run[start:]


def _is_called_by_occupation(run: list[str]) -> bool:
    """Tell whether a run begins with what somebody is: "Baker Sheila Thornton"."""
    first = bare(run[0])
    if not is_role(first) or any(bare(word) in ORGANIZATIONS | FIRMS for word in run[1:]):
        return False
    return bare(run[1]) in GIVEN or (len(run) > TWO and first not in GIVEN) or first not in ROLES


def names_of(text: str) -> list[Name]:
    """Find the names of a text; a short form ("Johnson", "Kuusivirta") is joined to the full one."""
    found: Names = {}
    shared = _shared_surnames(text)
    loud = list(capital_lines(text))
    labels = _labels(text)
    small = frozenset(_SMALL.findall(text))
    for match in _RUN.finditer(text):
        titles, run, start = _read_run(text, match, small)
        if run and match.start() in labels:
            run = [*labels[match.start()][-len(run) :]]
        is_plain = match.start() not in labels and any(line.start <= start < line.end for line in loud)
        if not run or is_plain:
            continue
        if titles and len(run) == 1 and run[0] in shared and bare(titles[-1]) in COURTESIES:
            start -= len(titles[-1]) + 1
            titles, run = titles[:-1], [titles[-1], run[0]]
        stop = match.end() - _genitive(match[0])
        if run[-1] != match[0].split()[-1] and match[0].split()[-1] in POSTNOMINALS:
            stop = start + len(" ".join(run))
        span = Span(start, stop)
        name = found.setdefault(tuple(run), Name(words=tuple(run), first=span))
        name.places.append(span)
        _describe(name, titles, text, span)
    whole = _with_link(text, _with_link(text, found, _OF, _goes_on_with_of), _AND, _goes_on_with_and)
    _join_firms(whole)
    for name in whole.values():
        name.is_person = _is_person(name)
    names = _with_acronyms(_joined(whole))
    for name in names:
        name.places = sorted([*name.places, *_in_lines(text, name, loud)])
    return sorted(names, key=lambda name: name.first)


def _labels(text: str) -> dict[int, tuple[str, ...]]:
    """Spell the speakers of a transcript as names: "KAREN OLDS, HOST:" and, later on, "OLDS:".

    A word alone is spelt so only if it ends the name of another label, or a name in the text: "BBC:" stays.
    """
    found = {match.start("who"): match["who"].split() for match in _LABEL.finditer(text)}
    whole = {words[-1] for words in found.values() if len(words) > 1}
    spelt = {}
    names = frozenset(_AFTER_SMALL.findall(text)) if found else frozenset()
    for start, words in found.items():
        titled = tuple(word.title() for word in words)
        if len(words) > 1 or words[0] in whole or titled[0] in names:
            spelt[start] = titled
    return spelt


def _join_firms(found: Names) -> None:
    """Join "Solveig Marine" to Solveig Marine ASA, before its first word makes it a person."""
    for words in [*found]:
        short = words[:-1]
        if len(short) > 1 and bare(words[-1]) in CORPORATE and short in found:
            found[words].places += found[short].places
            found[words].told += found[short].told
            found[words].first = min(found[words].first, found[short].first)
            del found[short]


def _in_lines(text: str, name: Name, lines: list[Span]) -> Iterator[Span]:
    """Find a name that is known from elsewhere in lines whose capitals tell nothing."""
    spellings = [name.text, name.surname] if name.is_person and len(name.words) > 1 else [name.text]
    spellings = [one for one in spellings if any(text.find(one, line.start, line.end) >= 0 for line in lines)]
    if not spellings:
        return
    pattern = re.compile("|".join(rf"\b{re.escape(one)}\b" for one in spellings))
    for line in lines:
        yield from (Span(*match.span()) for match in pattern.finditer(text, line.start, line.end))


def _with_acronyms(names: list[Name]) -> list[Name]:
    """Join "IMF" to the International Monetary Fund, where the text has both."""
    full = {
        "".join(word[0] for word in name.words if word[0].isupper()): name
        for name in names
        if len(name.words) > TWO and not name.is_person
    }
    kept = []
    for name in names:
        whole = full.get(name.text) if len(name.words) == 1 and name.text.isupper() else None
        if whole is None:
            kept.append(name)
        else:
            whole.places = sorted([*whole.places, *name.places])
    return kept


def named_alone(words: str, span: Span) -> Name | None:
    """Read a source that is nothing but a name, in a line whose capitals tell nothing of the others."""
    titles, run = split_titles(words.split())
    if len(run) < TWO or not _RUN.fullmatch(" ".join(run)) or bare(run[0]) in NOT_NAMES:
        return None
    if any(word[0].islower() or bare(word) in NOT_NAMES for word in titles):
        return None  # "A spokesman for Gaming Minister Tony Apostolou" is not the minister
    name = Name(words=tuple(run), first=span, places=[span], roles=[" ".join(titles)] if titles else [])
    name.votes += 3 * bool(titles)
    name.is_woman = is_woman(run[0])
    name.is_person = _is_person(name)
    return name


def _shared_surnames(text: str) -> frozenset[str]:
    """Find surnames that a man and a woman bear, so that Mr and Mrs Patel stay two."""
    men = set(re.findall(r"\bMr\.? ([A-Z][\w’'-]*\w)", text))
    women = set(re.findall(r"\b(?:Mrs|Ms|Miss)\.? ([A-Z][\w’'-]*\w)", text))
    return frozenset(_GENITIVE.sub("", one) for one in men) & frozenset(
        _GENITIVE.sub("", one) for one in women
    )


def _with_link(
    text: str, found: Names, link: re.Pattern[str], goes_on: Callable[[Name, Name], bool]
) -> Names:
    """Put names together that a word holds together: "Friends of Thornbeck Library"."""
    at = {place.start: (name, place) for name in found.values() for place in name.places}
    for start in sorted(at):
        name, place = at[start]
        between = link.match(text, place.end)
        if between is None or between.end() not in at:
            continue
        rest, other = at[between.end()]
        if place not in name.places or other not in rest.places or not goes_on(name, rest):
            continue  # a part of a longer name already, or two names
        words = tuple(text[start : other.end].split())
        longer = found.setdefault(words, Name(words=words, first=Span(start, other.end), votes=-3))
        longer.places.append(Span(start, other.end))
        longer.told += [*name.told, *rest.told]
        name.places.remove(place)
        rest.places.remove(other)
    return {words: name for words, name in found.items() if name.places}


def _goes_on_with_of(name: Name, _rest: Name) -> bool:
    return bare(name.words[-1]) in NAMED_WITH_OF


def _goes_on_with_and(name: Name, rest: Name) -> bool:
    """Tell "Securities and Exchange Commission" from two: the first word stands nowhere by itself."""
    return (
        len(name.words) == 1
        and len(name.places) == 1
        and len(rest.words) > 1
        and bare(rest.words[-1]) in ORGANIZATIONS
        and not name.words[0].isupper()
        and name.votes < 0
        and bare(name.words[0]) not in ORGANIZATIONS | FIRMS | GIVEN
        and not nation_of(name.words[0])
    )


def _joined(found: dict[tuple[str, ...], Name]) -> list[Name]:
    """Join one word to the person with that last or given name, or the organisation that begins so."""
    short: dict[str, list[Name]] = {}
    for name in found.values():
        if len(name.words) > 1 and bare(name.words[0]) not in COURTESIES:
            last = [name.words[-1]] if bare(name.words[-1]) in ORGANIZATIONS else []  # "the League"
            ends = [name.surname, name.words[0]] if name.is_person else [name.words[0], *last]
            for word in dict.fromkeys(ends):
                short.setdefault(word, []).append(name)
    kept = []
    for name in found.values():
        is_titled = len(name.words) > 1 and bare(name.words[0]) in COURTESIES
        meant = short.get(name.words[-1], []) if len(name.words) == 1 or is_titled else []
        by_last = [one for one in meant if one.is_person and one.surname == name.words[-1]]
        if is_titled:
            by_last = meant = [one for one in by_last if one.is_woman is name.is_woman]
        full = next(iter(by_last or meant), None)
        if full is None or (not by_last and len(meant) > 1):
            kept.append(name)
            continue
        full.places = sorted([*full.places, *name.places])
        full.roles += name.roles
        full.told += name.told
        full.is_woman = name.is_woman if full.is_woman is None else full.is_woman
    return kept


def _read_run(text: str, match: re.Match[str], small: frozenset[str]) -> tuple[list[str], list[str], int]:
    """Take from a run of capitals what is no name: the first word of a sentence, titles, a genitive.

    `small` are the words that the text has in small letters: they are common ones.
    """
    run = match[0].replace("\u00a0", " ").split(" ")
    start = match.start()
    while len(run) > 1 and run[-1].rstrip(".,") in POSTNOMINALS and split_titles(run)[0][-1:] != run[-2:-1]:
        run = run[:-1]
    while run and _is_no_name(run[0]) and not (bare(run[0]) == "new" and len(run) > 1):
        start += len(run[0]) + 1
        run = run[1:]
    if run:
        run[-1] = _GENITIVE.sub("", run[-1])
    if len(run) > 1 and nation_of(run[0]) and run[0].isupper() and split_titles(run[1:])[0]:
        start += len(run[0]) + 1  # "U.S. President"
        run = run[1:]
    if len(run) > 1 and nation_of(run[0]) and all(bare(word) in TITLES | ROLES for word in run[1:]):
        return [], [], start  # "Norway's Minister", of Climate
    titles, run = split_titles(run)
    start += sum(len(title) + 1 for title in titles)
    if not titles and len(run) == 1 and bare(run[0]) in TITLES | ROLES:
        is_remit = _REMIT.search(text, max(0, start - 40), start)
        return ([], run, start) if is_remit else ([], [], start)
    if len(run) == 1 and _starts_sentence(text, start) and not titles:
        is_spelt_as_name = any(letter.isupper() for letter in run[0][1:])  # "CalMac", "PTI"
        is_common = bare(run[0]) in CROWDS or (not is_spelt_as_name and _stands_once(text, run[0], start))
        if is_common or run[0].lower() in small:
            return [], [], start  # a common word at the beginning of a sentence, most likely
    return titles, run, start


def _is_no_name(word: str) -> bool:
    """Tell whether a word only begins a sentence; "WHO" in capitals is a name."""
    return bare(word) in NOT_NAMES and not (word.isupper() and len(word) > 1)


def _genitive(words: str) -> int:
    match = _GENITIVE.search(words)
    return len(match[0]) if match else 0


def _stands_once(text: str, word: str, start: int) -> bool:
    """Tell whether a word stands nowhere else; mostly known without counting through a long text."""
    return text.find(word) == start and text.find(word, start + 1) < 0


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - MARKS) : start].rstrip(" “\"'‘")[-1:]
    return before in {"", ".", "!", "?", "\n"}


def _is_person(name: Name) -> bool:
    """Weigh what the name itself and the words around it tell."""
    words = [bare(word) for word in name.words]
    is_called_as_a_person = name.votes > 0 or words[0] in GIVEN
    if "&" in words or any(
        word in ORGANIZATIONS or (word in FIRMS and not is_called_as_a_person) for word in words
    ):
        return False
    initials = bool(re.fullmatch(r"(?:[A-Z]\.)+", name.words[0])) and len(words) > 1
    if any(len(word.rstrip(".")) > 1 and word.isupper() for word in name.words[initials:]):
        return False
    votes = name.votes + 2 * (words[0] in GIVEN) + initials
    return votes > 0 if votes or len(words) == 1 else len(words) <= LONGEST


def _describe(name: Name, titles: list[str], text: str, span: Span) -> None:
    """Keep what titles, an apposition and the words around say of the bearer."""
    if titles:
        name.roles.append(" ".join(WHOLE_TITLES.get(bare(one), one) for one in titles))
        name.votes += 3
    name.votes += _votes(titles, text, span)
    office = _OFFICE_OF.search(text, max(0, span.start - 60), span.start)
    if office and bare(office["head"]) in ROLES | TITLES:
        name.roles = [role for role in name.roles if role != office["last"]]
        name.roles.append(office[0].strip())
        name.votes += 3
    preposed = _PREPOSED.search(text, max(0, span.start - 60), span.start)
    if preposed and is_role(preposed["head"]):
        name.roles.append(f"its {preposed['words']}" if preposed["its"] else preposed["words"])
    after = _AFTER.match(text, span.end)
    if after:
        name.votes += -2 if after["pronoun"] == "which" else 2
    apposition = _APPOSITION.match(text, span.end)
    if apposition:
        _tell(name, apposition["words"])
    said = {bare(word) for role in [*name.roles, name.words[0]] for word in role.split()}
    if name.is_woman is None:
        name.is_woman = (
            not said.isdisjoint(FEMALE_ROLES)
            if not said.isdisjoint(MALE_ROLES | FEMALE_ROLES)
            else is_woman(name.words[0])
        )


def _votes(titles: list[str], text: str, span: Span) -> int:
    """Weigh the words around a name: above 0 for a person, below for an organisation."""
    votes = 0
    before = _BEFORE.search(text, max(0, span.start - 30), span.start)
    word = before["word"].lower() if before else ""
    if is_role(word):
        votes += 2
    elif word in ORGANIZATIONS | FIRMS or (word == "the" and not titles):
        votes -= 2
    if _CALLED_COMPANY.match(text, span.end):
        votes -= 1
    if _OF_A_FIRM.match(text, span.end) or _FIRM_OF.search(text, max(0, span.start - 40), span.start):
        votes -= 3
    return votes


def _tell(name: Name, words: str) -> None:
    """Take in an apposition: an office makes a person, "a mining company" an organisation."""
    plain = re.sub(r"^(?:an?|the|one)\s", "", words)
    head = re.split(r"\s(?:of|for|at|in|from|with|who|that|which|to|on)\s", plain)[0].split()
    name.told.append(plain)
    if any(is_role(bare(word)) for word in plain.split()):
        name.roles.append(re.sub(r"^its\s", "", plain))
    if head and is_role(bare(head[-1])):
        name.votes += 2
    elif head and bare(head[-1]) in ORGANIZATIONS | FIRMS and words.startswith(("a ", "an ", "the ")):
        name.votes -= 2
