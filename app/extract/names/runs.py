"""Where a text may have names: runs of words with capitals, without what only stands before them."""

from __future__ import annotations

import re

from app.extract.figures.words import MONTHS, WEEKDAYS
from app.extract.given_names import GIVEN
from app.extract.lexicon import (
    CROWDS,
    FEMALE_ROLES,
    FIRMS,
    MALE_ROLES,
    NOT_NAMES,
    ORGANIZATIONS,
    ROLES,
    TITLES,
    is_role,
)
from app.extract.names.name import GENITIVE, TWO, bare
from app.extract.nationality import nation_of

_SHORT_TITLE = (
    r"(?:Brig|Supt|Insp|Cmdr|Cllr|Gov|Sen|Rep|Gen|"
    r"Lt|Col|Sgt|Capt|Maj|Adm|Dr|Mr|Mrs|Ms|Prof|Rev|Hon|Pres)\."
)
_JOINT = (
    r"(?:League|Union|Association|Party|Federation|Council|Society|Alliance|Institute|Front|Guild|Club"
    r"|Committee|Trust|Group|Network|Forum|Movement|Board|Fund)"
)
_OF_MANY = rf"(?<=s)[’'](?= (?:[A-Z]\w+ ){{0,2}}{_JOINT}\b)"
"""The genitive inside a name: "the Farmers’ League"."""
CAPITAL = rf"(?:{_SHORT_TITLE}|(?:[A-Z]\.){{2,}}|[A-ZÀ-ÖØ-Þ][\w’'-]*[\w](?:{_OF_MANY})?|[A-Z]\.?(?![a-z]))"
_PARTICLE = r"(?:al|bin|ibn|de|del|della|der|den|di|da|do|dos|du|el|et|la|las|le|los|van|von|ter|y|bint)"
BLANK = r"[ \u00a0]"
_LINK = rf"{BLANK}(?:&{BLANK}|(?:{_PARTICLE}{BLANK}){{0,2}})"
RUN = re.compile(rf"{CAPITAL}(?:{_LINK}{CAPITAL})*")
_LABEL = re.compile(
    r"^[\"“]?(?P<who>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]+(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]*){0,4})"
    r"(?:, [A-Z ,.-]{2,40}| \([^)\n]{1,40}\))?:",
    re.MULTILINE,
)
"""Who speaks next, in a transcript."""
SMALL_WORD = re.compile(r"(?<=[\w,] )[a-z][\w’'-]*\w")
_AFTER_SMALL = re.compile(r"(?<=[a-z] )[A-Z][\w’'-]*\w")
_REMIT = re.compile(
    r"\b(?:Department|Ministry|Office|Institute|Agency|Centre|Center) (?:of|for)(?: the)?[ \u00a0]$"
)
"""What a department is for is a part of its name, though the word alone is none."""
POSTNOMINALS = frozenset(
    ("MP", "MSP", "MEP", "MLA", "TD", "QC", "KC", "OBE", "MBE", "CBE", "KBE", "MD", "PhD")
)
"""What is written after a name and is no part of it."""
_SEATS = frozenset(("MP", "MSP", "MEP", "MLA", "TD", "MK", "CEO", "CFO", "COO", "CTO", "PM", "VP"))
"""Offices in letters that stand before a name: "Tory MP Giles Hay"."""
_OFFICES = (TITLES & ROLES) | {"adviser", "advisor", "assistant", "manager", "editor", "envoy", "counsel"}
_OFFICE_IN = re.compile(
    r"\b(?:[Ll]eader|[Cc]hair\w*|[Ss]peaker|[Mm]ember|[Ww]hip)\sof\s[\w\s]{3,40}\s(?:in|of)\s(?:the\s)?\Z"
    r"|\b(?:Commissioner|Inspector|Superintendent|General|Chief)\sof\s(?:the\s)?\Z"
)
_GOES_ON = re.compile(r",\s(?:which|whose)\b")
"""What goes on about a name: "Blueline, which lodged the complaint"."""
_HOLDS = re.compile(r"\b(?:its|the|his|her|their|an?)\s\Z", re.IGNORECASE)
_BASED = re.compile(r"-(?:based|born|backed|led|owned|allied|linked|controlled|listed)$")
_DESCRIBES = re.compile(r"[A-Z][a-z]+(?:ous|ing|ed|ful|less|ish|ken)")
"""An adjective that begins a sentence, most likely, where a given name follows."""
MARKS = 20
"""Blanks and quotation marks that may stand before the first word of a sentence."""


def read_run(text: str, match: re.Match[str], small: frozenset[str]) -> tuple[list[str], list[str], int]:
    """Take from a run of capitals what is no name: the first word of a sentence, titles, a genitive.

    `small` are the words that the text has in small letters: they are common ones.
    """
    run = match[0].replace("\u00a0", " ").split(" ")
    start = match.start()
    while len(run) > 1 and run[-1].rstrip(".,") in POSTNOMINALS and split_titles(run)[0][-1:] != run[-2:-1]:
        run = run[:-1]
    while run and _is_no_name(run[0]) and not (bare(run[0]) == "new" and len(run) > 1):
        if len(run) == TWO and bare(run[0]) in WEEKDAYS | MONTHS and _stands_apart(text, start, match.end()):
            break
        start += len(run[0]) + 1
        run = run[1:]
    if run:
        run[-1] = GENITIVE.sub("", run[-1])
    if len(run) > 1 and nation_of(run[0]) and run[0].isupper() and split_titles(run[1:])[0]:
        start += len(run[0]) + 1  # "U.S. President"
        run = run[1:]
    if len(run) > 1 and nation_of(run[0]) and all(bare(word) in TITLES | ROLES for word in run[1:]):
        return [], [], start  # "Norway's Minister", of Climate
    before, after = text[max(0, start - 6) : start], text[match.end() : match.end() + 4]
    if _is_office(run, before, after) or run == ["Q"]:
        return [], [], start
    begun = _described(run) or _of_a_body(run, text[max(0, start - 60) : start])
    start += sum(len(word) + 1 for word in run[:begun])
    titles, run = split_titles(run[begun:])
    start += sum(len(title) + 1 for title in titles)
    if not titles and len(run) == 1 and bare(run[0]) in TITLES | ROLES:
        is_remit = _REMIT.search(text, max(0, start - 40), start)
        return ([], run, start) if is_remit else ([], [], start)
    if len(run) == 1 and not titles and _is_common(run[0], text, start, small):
        return [], [], start
    return titles, run, start


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Tell whether words are a name set off behind who it is: "a father, Sunday Okafor, said"."""
    before = text[max(0, start - MARKS) : start]
    return before.endswith(", ") and is_role(before.split()[-1].rstrip(",")) and text[end : end + 1] == ","


def _is_common(word: str, text: str, start: int, small: frozenset[str]) -> bool:
    """Tell whether a word at the beginning of a sentence is a common one, most likely."""
    if not _starts_sentence(text, start):
        return False
    is_spelt_as_name = any(letter.isupper() for letter in word[1:])  # "CalMac", "PTI"
    if _GOES_ON.match(text, start + len(word)) and not word.endswith("s") and bare(word) not in CROWDS:
        return False
    seldom = not is_spelt_as_name and _stands_once(text, word, start)
    return bare(word) in CROWDS or seldom or word.lower() in small


def _is_office(run: list[str], before: str, after: str) -> bool:
    """Tell whether capitals spell an office: "Deputy Commissioner" of Police, its "National Organiser"."""
    if len(run) < TWO or bare(run[0]) in GIVEN:
        return False
    goes_on = bare(run[-1]) in _OFFICES and after in {" of ", " on ", " for", " to "}
    held = bare(run[-1]) in ROLES and _HOLDS.search(before) is not None
    return goes_on or (held and not any(bare(word) in ORGANIZATIONS | FIRMS for word in run))


def _of_a_body(run: list[str], before: str) -> int:
    """Count the words that end an office before a name: "Leader of Opposition in the Lower House Ann Lee"."""
    if not _OFFICE_IN.search(before):
        return 0
    bodies = (at for at in range(len(run) - TWO) if bare(run[at]) in ORGANIZATIONS)
    return max(bodies, default=-1) + 1


def _described(run: list[str]) -> int:
    """Count the words before a name that describe it: "Furious" Ida Roe, "Turin-based" Astralia."""
    if len(run) > 1 and _BASED.search(run[0]):
        return 1
    owned = [at for at in range(len(run) - TWO) if GENITIVE.search(run[at]) and bare(run[at + 1]) in GIVEN]
    if owned:
        return owned[-1] + 1
    is_adjective = len(run) > TWO and bare(run[0]) not in GIVEN and _DESCRIBES.fullmatch(run[0])
    return 1 if is_adjective and bare(run[1]) in GIVEN else 0


def split_titles(run: list[str]) -> tuple[list[str], list[str]]:
    """Part the titles before a name from it: "Mines Minister", "Ruth Zulu"; some word is always left."""
    seats = [place for place, word in enumerate(run[:-1]) if word in _SEATS]
    if seats:
        return run[: seats[-1] + 1], run[seats[-1] + 1 :]
    titled = [place for place, word in enumerate(run[:-1]) if bare(word) in TITLES]
    if titled == [0] and len(run) == TWO and bare(run[0]) == "dean":
        titled = []  # a given name, more often than an office
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
    is_agency = nation_of(run[-1]) and not any(
        bare(word) in ROLES | MALE_ROLES | FEMALE_ROLES for word in run
    )
    if all(bare(word) in ORGANIZATIONS for word in run[start:]) or (is_agency and start == len(run) - 1):
        return [], run  # "State House", "Transport Scotland"
    return run[:start], run[start:]


def _is_called_by_occupation(run: list[str]) -> bool:
    """Tell whether a run begins with what somebody is: "Baker Sheila Thornton"."""
    first = bare(run[0])
    if not is_role(first) or any(bare(word) in ORGANIZATIONS | FIRMS for word in run[1:]):
        return False
    return bare(run[1]) in GIVEN or (len(run) > TWO and first not in GIVEN) or first not in ROLES


def labelled(text: str) -> dict[int, tuple[str, ...]]:
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


def _is_no_name(word: str) -> bool:
    """Tell whether a word only begins a sentence; "WHO" in capitals is a name."""
    return bare(word) in NOT_NAMES and not (word.isupper() and len(word) > 1)


def len_of_genitive(words: str) -> int:
    """Count the letters of a genitive at the end."""
    match = GENITIVE.search(words)
    return len(match[0]) if match else 0


def _stands_once(text: str, word: str, start: int) -> bool:
    """Tell whether a word stands nowhere else; mostly known without counting through a long text."""
    return text.find(word) == start and text.find(word, start + 1) < 0


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - MARKS) : start].rstrip(" “\"'‘")[-1:]
    return before in {"", ".", "!", "?", "\n"}
