"""Who and where, with ids: the one place where what was extracted and what was linked come together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.domain.claim import MentionKind, Quotation, SpeakerKind, Told
from app.domain.conflict import Statement
from app.domain.contrast import is_contrasted
from app.domain.credit import credit
from app.domain.entity import Entity, Party
from app.domain.identity import article_id, claim_id, party_id, place_id, text_id, unnamed_party_id, voice_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.article import Article
    from app.domain.claim import Claim, Clause, Extraction, Mention, Speaker
    from app.domain.entity import Link

UNKNOWN_PUBLISHER = "publisher not stated"


class Identities:
    """The ids of everything that one extraction speaks of."""

    def __init__(self, article: Article, extraction: Extraction, links: Iterable[Link]) -> None:
        self.article = article_id(article)
        self.text = text_id(self.article, article.digest)
        self._words = article.text
        self._headline = article.headline or ""
        self._publisher = article.publisher
        self._published = article.day
        self.credit = credit(article)
        self._story = extraction.keywords
        self._crowd = extraction.crowd
        self._entities = {(link.mention.kind, link.mention.name): link.entity for link in links}
        self.main_place = self._most_mentioned(extraction.mentions)

    def party(self, speaker: Speaker | None) -> Party:
        """Give the party that a speaker is; None is the article's own voice, its publisher."""
        if speaker is None:
            return self._publishing_party()
        behalf = self.party(speaker.on_behalf_of) if speaker.on_behalf_of else None
        if speaker.kind is SpeakerKind.UNNAMED:
            return Party(
                id=unnamed_party_id(self.text, speaker.first),
                kind=speaker.kind,
                name=speaker.name,
                role=speaker.role,
                affiliation=speaker.affiliation,
                count=speaker.count,
                on_behalf_of=behalf,
            )
        entity = self._entities.get((MentionKind(speaker.kind.value), speaker.name))
        return Party(
            id=entity.id if entity else party_id(speaker.kind, speaker.name),
            kind=SpeakerKind(entity.kind.value) if entity else speaker.kind,
            name=entity.name if entity else speaker.name,
            same_as=entity.same_as if entity else (),
            on_behalf_of=behalf,
        )

    def entity(self, mention: Mention) -> Entity:
        """Give the place or party that a mention names: the linked one, else one known by its name."""
        linked = self._entities.get((mention.kind, mention.name))
        if linked:
            return linked
        if mention.kind is MentionKind.PLACE:
            return Entity(id=place_id(mention.name), kind=mention.kind, name=mention.name)
        return Entity(id=party_id(mention.kind, mention.name), kind=mention.kind, name=mention.name)

    def claim(self, claim: Claim) -> str:
        """Give the id of a claim."""
        attribution = claim.attribution
        return claim_id(self.text, self.party(claim.speaker).id, attribution.content, attribution.cue)

    def statement(self, claim: Claim) -> Statement:
        """Give the claim as it is compared."""
        party = self.party(claim.speaker)
        return Statement(
            id=self.claim(claim),
            text=claim.text,
            parties=frozenset(one.id for one in (party, party.on_behalf_of) if one),
            party_name=party.name,
            article=self.article,
            published=self._published,
            said=claim.said,
            event=claim.event,
            places=self.places(claim) or ((self.main_place,) if self.main_place else ()),
            quantities=tuple(sorted(claim.quantities, key=lambda one: one.span)),
            stance=claim.stance,
            certainty=claim.certainty,
            credit=self.credit,
            own_voice=claim.attribution.quotation is Quotation.NONE,
            told=self._told(claim.clause),
            contrasted=self.is_contrasted(claim),
            story=self._story,
            headline=self._headline,
            speaks_for=party.on_behalf_of.name if party.on_behalf_of else "",
            crowd=self._crowd,
        )

    def is_contrasted(self, claim: Claim) -> bool:
        """Tell whether the article sets the claim against what it told before."""
        return is_contrasted(self._words, claim.attribution, claim.stance)

    def _told(self, clause: Clause | None) -> Told | None:
        """Give the words of a clause."""
        if clause is None:
            return None
        return Told(
            subject=clause.subject.of(self._words) if clause.subject else None,
            relation=" ".join(span.of(self._words) for span in clause.relation),
            object=clause.object.of(self._words) if clause.object else None,
            negated=clause.negated,
        )

    def places(self, claim: Claim) -> tuple[Entity, ...]:
        """Give the place that the content itself names."""
        return (self.entity(claim.place),) if claim.place else ()

    def _publishing_party(self) -> Party:
        name = self._publisher or UNKNOWN_PUBLISHER
        entity = self._entities.get((MentionKind.ORGANIZATION, name))
        if not self._publisher:
            return Party(id=voice_id(self.text), kind=SpeakerKind.UNNAMED, name=name)
        return Party(
            id=entity.id if entity else party_id(SpeakerKind.ORGANIZATION, name),
            kind=SpeakerKind.ORGANIZATION,
            name=entity.name if entity else name,
            same_as=entity.same_as if entity else (),
        )

    def _most_mentioned(self, mentions: Iterable[Mention]) -> Entity | None:
        """Find where the article is set: the country, or else the place, that it names most often."""
        places = [self.entity(mention) for mention in mentions if mention.kind is MentionKind.PLACE]
        wide = [place.within[-1] if place.within else place for place in places]
        counted = Counter(place.id for place in wide)
        by_id = {place.id: place for place in wide}
        return by_id[counted.most_common(1)[0][0]] if counted else None
