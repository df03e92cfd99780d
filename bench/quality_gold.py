"""Score the reader on the gold articles: our own invented reports, annotated by hand.

    PYTHONPATH=. python bench/quality_gold.py [--misses] [--article NAME]

Prints one table over all articles; with --misses also each error, as the article, the gold and what was read.
How a thing is counted is told in `tests/corpus/README.md`; the floors are in `test_corpus_gold.py` there.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.bootstrap import make_extractor
from app.domain.article import Article, Span
from app.domain.claim import MentionKind, Quotation, SpeakerKind
from app.read.clean import read_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.domain.claim import Claim, Quantity, Speaker, TimeRange

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "corpus" / "articles"
SEED = "seed-001"
GRAMMAR = {"named": "named", "pronoun": "referring", "definite": "referring", "unnamed": "unnamed"}
ENOUGH = 0.5
"""Intersection over union, in words, from which two contents are the same."""


class GoldError(Exception):
    """An annotation that does not fit its article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One act of saying as a careful reader sees it; of several stances or names each is right."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    speaker: tuple[str, ...]
    type: str
    behalf: tuple[str, ...] = ()
    stance: tuple[str, ...] = ("asserts",)
    certainty: tuple[str, ...] = ("certain",)
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuantity:
    """A figure inside a claim."""

    words: str
    span: Span
    comparator: str = "exactly"
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    counted: str | None = None
    unit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """A time that a claim is about or was made at; an end is None where the words leave it open."""

    words: str
    span: Span
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with all that was annotated in it."""

    name: str
    article: Article
    attributions: tuple[GoldAttribution, ...]
    own: tuple[Span, ...]
    quantities: tuple[GoldQuantity, ...]
    dates: tuple[GoldDate, ...]
    places: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Score:
    """How often it was right of how often it could have been, and what was wrong."""

    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Give the share of right ones; nothing measured is no share."""
        return self.right / self.total

    def count(self, *, right: bool, miss: str) -> None:
        """Count one more."""
        self.total += 1
        self.right += right
        if not right:
            self.misses.append(miss)


Pairs = list[tuple[GoldAttribution, "Claim"]]


def load_gold(folder: Path = FOLDER) -> list[GoldArticle]:
    """Read all articles with their annotations; raise `GoldError` for one that does not fit."""
    return [load_one(file) for file in sorted(folder.glob("*.json"))]


def load_one(file: Path) -> GoldArticle:
    """Read one annotation and the article it is about: the one it names, else the one beside it."""
    try:
        notes = json.loads(file.read_text(encoding="utf-8"))
        named = notes.pop("text", None)
        path = ROOT / named if named else file.with_suffix(".txt")
        (article,) = read_articles(path.read_bytes(), media_type="text/plain", origin=path.name)
        if not isinstance(article, Article):
            raise GoldError(str(article))  # noqa: TRY301 - named with the file below
        return annotated(file.stem, article, notes)
    except (GoldError, ValueError, TypeError, KeyError) as error:
        message = f"{file.name}: {error!r}"
        raise GoldError(message) from error


def annotated(name: str, article: Article, notes: dict[str, Any]) -> GoldArticle:
    """Find the words of the annotation in the article."""
    text = article.text
    whole = Span(0, len(text))
    gold = GoldArticle(
        name=name,
        article=article,
        attributions=tuple(_attribution(text, one) for one in notes.pop("attributions")),
        own=tuple(find(text, one, whole) for one in notes.pop("own")),
        quantities=tuple(_quantity(text, one) for one in notes.pop("quantities")),
        dates=tuple(_date(text, one) for one in notes.pop("dates")),
        places=tuple(notes.pop("places")),
    )
    for place in gold.places:
        find(text, {"words": place, "occurrence": 1}, whole)
    if notes:
        message = f"unknown keys {sorted(notes)}"
        raise GoldError(message)
    return gold


def find(text: str, wanted: str | dict[str, Any], inside: Span) -> Span:
    """Find words; those that stand there twice need the number of their occurrence."""
    words = wanted if isinstance(wanted, str) else wanted["words"]
    number = None if isinstance(wanted, str) else wanted["occurrence"]
    # Words, not parts of words: "he" does not stand in "the".
    pattern = (
        rf"(?<!\w){re.escape(words)}(?!\w)"
        if words[:1].isalnum() and words[-1:].isalnum()
        else re.escape(words)
    )
    found = [match.start() for match in re.finditer(pattern, text[inside.start : inside.end])]
    if (
        not words
        or (len(found) != 1 and number is None)
        or (number is not None and not 1 <= number <= len(found))
    ):
        message = (
            f"expected {words!r} once (or {number}) in {inside.of(text)[:60]!r}, found it {len(found)} times"
        )
        raise GoldError(message)
    start = inside.start + found[(number or 1) - 1]
    return Span(start, start + len(words))


def _several(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _attribution(text: str, note: dict[str, Any]) -> GoldAttribution:
    note = dict(note)
    whole = Span(0, len(text))
    near = find(text, note.pop("at"), whole)
    places = {"source": near, "cue": near, "content": whole}
    for role, inside in places.items():
        note[role] = tuple(find(text, one, inside) for one in _several(note.get(role, [])))
    for key in ("speaker", "behalf", "stance", "certainty"):
        if key in note:
            note[key] = _several(note[key])
    return GoldAttribution(**note)


def _located(text: str, note: dict[str, Any]) -> dict[str, Any]:
    whole = Span(0, len(text))
    inside = find(text, note["at"], whole) if "at" in note else whole
    return {key: value for key, value in note.items() if key != "at"} | {
        "span": find(text, note["words"], inside)
    }


def _quantity(text: str, note: dict[str, Any]) -> GoldQuantity:
    found = _located(text, note)
    for key in {"value", "minimum", "maximum"} & found.keys():
        found[key] = Decimal(str(found[key]))
    return GoldQuantity(**found | {"unit": _several(found.get("unit", []))})


def _date(text: str, note: dict[str, Any]) -> GoldDate:
    found = _located(text, note)
    for key in ("earliest", "latest"):
        found[key] = date.fromisoformat(found[key]) if found[key] else None
    return GoldDate(**found)


def words_of(text: str, spans: Iterable[Span]) -> set[int]:
    """Give the words of spans, each by where it begins, so that marks at an edge count for nothing."""
    return {span.start + match.start() for span in spans for match in re.finditer(r"\w+", span.of(text))}


def pair(gold: GoldArticle, claims: list[Claim]) -> Pairs:
    """Give each gold attribution at most one claim and the other way round, the likest first."""
    text = gold.article.text
    found = []
    for at, one in enumerate(gold.attributions):
        ours = words_of(text, one.content)
        for index, claim in enumerate(claims):
            theirs = words_of(text, claim.attribution.content)
            likeness = len(ours & theirs) / (len(ours | theirs) or 1)
            if likeness >= ENOUGH:
                found.append((same_source(text, one, claim), not one.optional, likeness, at, index))
    taken: dict[int, int] = {}
    for *_, at, index in sorted(found, reverse=True):
        if at not in taken and index not in taken.values():
            taken[at] = index
    return [(gold.attributions[at], claims[index]) for at, index in sorted(taken.items())]


def same_source(text: str, one: GoldAttribution, claim: Claim) -> bool:
    """Tell whether the sources share a word, or both have none."""
    ours, theirs = words_of(text, one.source), words_of(text, claim.attribution.source)
    return bool(ours & theirs) or not (ours or theirs)


def plain(name: str) -> str:
    """Give a name without case, marks and a leading article."""
    return re.sub(r"^(?:the|an?) ", "", " ".join(re.findall(r"\w+", name.casefold().replace("’", "'"))))


def names(speaker: Speaker | None, accepted: tuple[str, ...]) -> bool:
    """Tell whether a speaker bears one of the names, its country put before it or not."""
    if speaker is None:
        return False
    given = {plain(speaker.name), plain(f"{speaker.country or ''} {speaker.name}")}
    return not given.isdisjoint(map(plain, accepted))


def reported(claims: Iterable[Claim]) -> list[Claim]:
    """Leave out the article's own voice."""
    return [claim for claim in claims if claim.attribution.quotation is not Quotation.NONE]


class Scores(dict[str, Score]):
    """All scores by name, in the order in which they are printed."""

    def __missing__(self, name: str) -> Score:
        """Begin a score when it is first counted."""
        return self.setdefault(name, Score())

    @property
    def triple_f1(self) -> float:
        """Join precision and recall of attributions."""
        precision, recall = self["attribution precision"].share, self["attribution recall"].share
        return 2 * precision * recall / ((precision + recall) or 1)


def score_all(golds: list[GoldArticle], read: dict[str, tuple[Claim, ...]]) -> Scores:
    """Hold what was read in each article against its gold."""
    scores = Scores()
    for gold in golds:
        claims = read[gold.name]
        pairs = pair(gold, reported(claims))
        score_attributions(scores, gold, claims, pairs)
        firm = [(one, claim) for one, claim in pairs if not one.optional]
        score_parties(scores, gold, firm)
        score_speech_acts(scores, gold, firm)
        score_figures(scores, gold, claims)
        score_own_voice(scores, gold, claims)
    return scores


def score_attributions(scores: Scores, gold: GoldArticle, claims: tuple[Claim, ...], pairs: Pairs) -> None:
    """Score the triples: contents that are the same, of sources that share a word."""
    text = gold.article.text
    right = [(one, claim) for one, claim in pairs if same_source(text, one, claim)]
    for one in gold.attributions:
        if not one.optional:
            near = next((claim for paired, claim in pairs if paired is one), None)
            miss = f"{gold.name}: {told(text, one)}\n      read {told_claim(text, near)}"
            found = any(one is other for other, _ in right)
            scores["attribution recall"].count(right=found, miss=miss)
            scores[f"recall {one.kind}"].count(right=found, miss=miss)
            if near:
                kind = near.attribution.quotation.value
                scores["kind of quotation"].count(
                    right=kind == one.kind, miss=f"{miss}, {one.kind} as {kind}"
                )
    for claim in reported(claims):
        if not excused(gold, claim, pairs):
            found = any(claim is other for _, other in right)
            scores["attribution precision"].count(right=found, miss=f"{gold.name}: {told_claim(text, claim)}")


def excused(gold: GoldArticle, claim: Claim, pairs: Pairs) -> bool:
    """Tell whether a claim reads something that one may read or leave, and nothing else."""
    for one, other in pairs:
        if other is claim:
            return one.optional
    text = gold.article.text
    theirs = words_of(text, claim.attribution.content)
    touched = [one for one in gold.attributions if theirs & words_of(text, one.content)]
    return bool(touched) and all(one.optional for one in touched)


def score_parties(scores: Scores, gold: GoldArticle, pairs: Pairs) -> None:
    """Score who the sources are, and whether one party stays one and two stay two."""
    text = gold.article.text
    for one, claim in pairs:
        who = f"{claim.speaker.name!r} ({claim.speaker.kind.value})" if claim.speaker else "nobody"
        miss = f"{gold.name}: {told(text, one)}\n      is {one.speaker[0]!r}, read {who}"
        if one.type in GRAMMAR:
            scores[f"speaker {GRAMMAR[one.type]}"].count(right=names(claim.speaker, one.speaker), miss=miss)
        if one.type == "unnamed":
            kept = bool(claim.speaker) and claim.speaker.kind is SpeakerKind.UNNAMED  # type: ignore[union-attr] # bool() hides it
            scores["unnamed stay unnamed"].count(right=kept, miss=miss)
        if one.behalf:
            behalf = claim.speaker.on_behalf_of if claim.speaker else None
            read = behalf.name if behalf else None
            scores["speaks for"].count(
                right=names(behalf, one.behalf), miss=f"{miss}, for {one.behalf[0]!r}, read {read!r}"
            )
    for (one, claim), (other, second) in combinations(pairs, 2):
        same = one.speaker[0] == other.speaker[0]
        miss = f"{gold.name}: {told(text, one)}\n      and {told(text, other)}"
        scores["one party stays one" if same else "two parties stay two"].count(
            right=(claim.speaker == second.speaker) is same, miss=miss
        )


def score_speech_acts(scores: Scores, gold: GoldArticle, pairs: Pairs) -> None:
    """Score what a party does with a content, and how sure it is."""
    for one, claim in pairs:
        for name, accepted, read, usual in (
            ("stance", one.stance, claim.stance.value, "asserts"),
            ("certainty", one.certainty, claim.certainty.value, "certain"),
        ):
            miss = f"{gold.name}: {told(gold.article.text, one)}\n      {'/'.join(accepted)}, read {read}"
            scores[name].count(right=read in accepted, miss=miss)
            if usual not in accepted:
                scores[f"{name} other than {usual}"].count(right=read in accepted, miss=miss)


def score_figures(scores: Scores, gold: GoldArticle, claims: tuple[Claim, ...]) -> None:
    """Score quantities, dates and places, wherever in the claims of the article they were read."""
    for one in gold.quantities:
        read = [q for claim in claims for q in claim.quantities if q.span.overlaps(one.span)]
        good = [q for q in read if same_value(one, q)]
        miss = f"{gold.name}: {one.words!r}, read {[told_quantity(q) for q in read]}"
        scores["quantity value"].count(right=bool(good), miss=miss)
        if good:
            scores["quantity comparator"].count(
                right=any(q.comparator.value == one.comparator for q in good),
                miss=f"{miss}, {one.comparator}",
            )
            if one.counted or one.unit:
                told_of = one.counted or "/".join(one.unit)
                scores["quantity of what"].count(
                    right=any(of_what(one, q) for q in good), miss=f"{miss}, {told_of}"
                )
    times = [time for claim in claims for time in (claim.said, claim.event) if time]
    for day in gold.dates:
        near = [time for time in times if time.span and time.span.overlaps(day.span)]
        scores["date"].count(
            right=any((time.earliest, time.latest) == (day.earliest, day.latest) for time in near),
            miss=f"{gold.name}: {day.words!r} {day.earliest}..{day.latest}, read {told_times(near)}",
        )
    mentions = [mention for claim in claims for mention in (claim.place, *claim.about) if mention]
    read_places = {plain(mention.name) for mention in mentions if mention.kind is MentionKind.PLACE}
    for place in gold.places:
        scores["place"].count(right=plain(place) in read_places, miss=f"{gold.name}: {place}")


def score_own_voice(scores: Scores, gold: GoldArticle, claims: tuple[Claim, ...]) -> None:
    """Score what the article itself states: found, and never taken from somebody's mouth."""
    text = gold.article.text
    own = [claim for claim in claims if claim.attribution.quotation is Quotation.NONE]
    for span in gold.own:
        ours = words_of(text, (span,))
        like = [words_of(text, claim.attribution.content) for claim in own]
        found = any(len(ours & theirs) / len(ours | theirs) >= ENOUGH for theirs in like)
        scores["own voice found"].count(right=found, miss=f"{gold.name}: {span.of(text)}")
    said = words_of(text, (span for one in gold.attributions for span in one.content))
    for claim in own:
        alone = words_of(text, claim.attribution.content).isdisjoint(said)
        scores["own voice is own"].count(right=alone, miss=f"{gold.name}: {claim.text}")


def same_value(one: GoldQuantity, read: Quantity) -> bool:
    """Tell whether the figures are the same: the value, or both ends."""
    if one.value is None:
        return (one.minimum, one.maximum) == (read.minimum, read.maximum)
    return one.value == read.value


def of_what(one: GoldQuantity, read: Quantity) -> bool:
    """Tell whether the same is counted or measured, by the last word of what is counted."""
    if one.unit:
        return read.unit in one.unit
    return bool(read.counted) and plain(one.counted or "").split()[-1] in plain(read.counted or "").split()


def told(text: str, one: GoldAttribution) -> str:
    """Say a gold attribution in a line."""
    return _line(text, one.source, one.cue, one.content)


def told_claim(text: str, claim: Claim | None) -> str:
    """Say a claim in a line."""
    if claim is None:
        return "nothing"
    found = claim.attribution
    return _line(text, found.source, found.cue, found.content)


def _line(text: str, *roles: tuple[Span, ...]) -> str:
    source, cue, content = (" .. ".join(span.of(text) for span in spans) for spans in roles)
    return f"[{source}] {cue}: {content[:110]!r}"


def told_quantity(read: Quantity) -> str:
    """Say a quantity in a few words."""
    ends = "" if read.value is not None else f" {read.minimum} to {read.maximum}"
    return f"{read.words}: {read.comparator.value} {read.value}{ends} {read.unit or read.counted}"


def told_times(times: Iterable[TimeRange]) -> list[str]:
    """Say times in a few words, each once."""
    return sorted({f"{time.words} {time.earliest}..{time.latest}" for time in times})


def read_gold(golds: list[GoldArticle]) -> dict[str, tuple[Claim, ...]]:
    """Read all articles with the extractor as shipped."""
    extractor = make_extractor()
    return {gold.name: extractor.extract(gold.article).claims for gold in golds}


def table(scores: Scores, golds: list[GoldArticle]) -> Iterator[str]:
    """Give the lines of the table."""
    yield f"{len(golds)} articles"
    yield f"{'attribution F1':32}{scores.triple_f1:7.3f}"
    for name, score in sorted(scores.items()):
        yield f"{name:32}{score.share:7.3f}{score.right:6} of {score.total}"


def main() -> None:
    """Print the table, and every miss where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print every error")
    parser.add_argument("--article", default="", help="only the articles whose name begins so")
    options = parser.parse_args()
    golds = [gold for gold in load_gold() if gold.name.startswith(options.article)]
    scores = score_all(golds, read_gold(golds))
    print("\n".join(table(scores, golds)))
    if options.misses:
        for name, score in sorted(scores.items()):
            if score.misses:
                print(f"\n== {name}: {len(score.misses)} of {score.total}")
                print("\n".join(f"  - {miss}" for miss in score.misses))


if __name__ == "__main__":
    main()
