"""Scores of what was read in the gold articles; the README beside this tells how each is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from app.domain.claim import MentionKind, Quotation, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gold_articles import GoldArticle, GoldAttribution, GoldQuantity

    from app.domain.article import Span
    from app.domain.claim import Claim, Quantity, Speaker, TimeRange

    Pairs = list[tuple[GoldAttribution, Claim]]

GRAMMAR = {
    "named": "named",
    "pronoun": "referring",
    "definite": "referring",
    "none": "referring",
    "unnamed": "unnamed",
}
ENOUGH = 0.5
"""Intersection over union, in words, from which two contents are the same."""


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
        score_identity(scores, gold, firm)
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
    """Score who the sources are: the name, person or organization, named or not, and for whom they speak."""
    for one, claim in pairs:
        if not one.speaker:
            continue
        speaker = claim.speaker
        wanted = SpeakerKind.UNNAMED if one.type == "unnamed" else gold.parties.get(one.speaker[0])
        who = f"{speaker.name!r} ({speaker.kind.value})" if speaker else "nobody"
        miss = f"{gold.name}: {told(gold.article.text, one)}\n      is {one.speaker[0]!r}, read {who}"
        scores[f"speaker {GRAMMAR[one.type]}"].count(right=names(speaker, one.speaker), miss=miss)
        if speaker and wanted and not one.chain:  # either end of a chain may be the speaker
            score = "unnamed stay unnamed" if one.type == "unnamed" else "person or organization"
            scores[score].count(right=speaker.kind is wanted, miss=f"{miss}, {wanted.value}")
        if speaker and speaker.country:
            country = gold.country(one.speaker[0])
            scores["country"].count(
                right=speaker.country == country,
                miss=f"{miss}, {country or 'no country'} as {speaker.country}",
            )
        if one.behalf:
            behalf = speaker.on_behalf_of if speaker else None
            affiliation = speaker.affiliation if speaker else None
            belongs = plain(affiliation or "") in map(plain, one.behalf)
            read = behalf.name if behalf else affiliation
            scores["speaks for"].count(
                right=belongs or names(behalf, one.behalf),
                miss=f"{miss}, for {one.behalf[0]!r}, read {read!r}",
            )
        if one.chain:
            hops = [speaker.name] if speaker else []
            hops += [step.name for step in claim.steps]
            scores["reporting chain"].count(
                right=all(any(plain(hop).endswith(plain(name)) for hop in hops) for name in one.chain),
                miss=f"{miss}, chain {' <- '.join(one.chain)}, read {' <- '.join(hops)}",
            )


def score_identity(scores: Scores, gold: GoldArticle, pairs: Pairs) -> None:
    """Score whether one party stays one and two stay two, over all pairs of attributions."""
    spoken = [(one, claim) for one, claim in pairs if one.speaker]
    for (one, claim), (other, second) in combinations(spoken, 2):
        same = one.speaker[0] == other.speaker[0]
        if not same and set(one.speaker) & set(other.speaker):
            continue  # "Rask and her colleagues" may be read as Rask, or as a party of their own.
        miss = f"{gold.name}: {told(gold.article.text, one)}\n      and {told(gold.article.text, other)}"
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
