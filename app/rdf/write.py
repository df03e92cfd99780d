"""An article and its claims as triples: records in, graphs out, in the shape that decision 0001 draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, XSD, Literal, URIRef

from app.domain.claim import SpeakerKind
from app.domain.identities import Identities
from app.domain.identity import mention_id, part_id, passage_id, run_id
from app.rdf.entities import PARTY_CLASS, Entities
from app.rdf.spelling import address, decimal, moment, text_fragment, worded
from app.rdf.version import Written, story_facts
from app.rdf.vocabulary import OA, PROV, SCHEMA, TIME, WS, concept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from app.domain.article import Article, Span
    from app.domain.claim import Claim, Clause, Extraction, Quantity, TimeRange
    from app.domain.entity import Link, Party
    from app.rdf.iris import Iris

CONTEXT = 40
"""Characters of prefix and suffix that a quote selector keeps on each side."""


def write_article(
    article: Article, extraction: Extraction, links: Iterable[Link], *, iris: Iris, now: datetime
) -> Written:
    """Write one article version: `now` is when it was taken in."""
    identities = Identities(article, extraction, links)
    written = Written(
        article=identities.article,
        text=identities.text,
        digest=article.digest,
        statements=tuple(identities.statement(claim) for claim in extraction.claims),
    )
    writer = _Writer(article, extraction, identities, written, iris)
    writer.text_version(now)
    writer.run(now)
    for claim in extraction.claims:
        writer.claim(claim)
    return written


class _Writer:
    """Holds what every triple of one article needs; each method writes one kind of thing."""

    def __init__(
        self, article: Article, extraction: Extraction, identities: Identities, written: Written, iris: Iris
    ) -> None:
        self._article = article
        self._extraction = extraction
        self._identities = identities
        self._written = written
        self._iris = iris
        self._entities = Entities(iris, parties=written.parties, places=written.places)
        self._text = iris.iri("text", identities.text)
        self._run = iris.iri("run", run_id(identities.text, extraction.extractor, extraction.version))

    def _add(self, subject: URIRef, *pairs: tuple[URIRef, URIRef | Literal | None]) -> None:
        for predicate, value in pairs:
            if value is not None:
                self._written.version.add((subject, predicate, value))

    def text_version(self, now: datetime) -> None:
        """Write what is known of the article in this state."""
        article, identities = self._article, self._identities
        publisher = self._party(identities.party(None)) if article.publisher else None
        place = self._entities.place(identities.main_place) if identities.main_place else None
        self._add(
            self._text,
            (RDF.type, WS.TextVersion),
            (PROV.specializationOf, self._iris.iri("article", identities.article)),
            (PROV.generatedAtTime, moment(now)),
            (SCHEMA.sha256, Literal(article.digest)),
            (SCHEMA.articleBody, Literal(article.text)),
            (SCHEMA.headline, worded(article.headline, article.language)),
            (SCHEMA.inLanguage, Literal(article.language)),
            (SCHEMA.publisher, publisher),
            (SCHEMA.datePublished, moment(article.published) if article.published else None),
            (SCHEMA.url, address(article.url) if article.url else None),
            (SCHEMA.dateline, worded(article.dateline)),
            (SCHEMA.contentLocation, place),
            (SCHEMA.creditText, Literal(identities.credit) if identities.credit else None),
            *((SCHEMA.author, Literal(name)) for name in article.authors),
        )
        for triple in story_facts(self._text, self._extraction.keywords, self._extraction.crowd):
            self._written.version.add(triple)

    def run(self, now: datetime) -> None:
        """Write which extractor read the text."""
        self._add(
            self._run,
            (RDF.type, PROV.Activity),
            (PROV.used, self._text),
            (PROV.endedAtTime, moment(now)),
            (WS.extractor, Literal(self._extraction.extractor)),
            (WS.extractorVersion, Literal(self._extraction.version)),
        )

    def claim(self, claim: Claim) -> None:
        """Write one claim with its passages and everything read in it."""
        ident = self._identities.claim(claim)
        iri = self._iris.iri("claim", ident)
        party = self._party(self._identities.party(claim.speaker))
        content = claim.attribution
        self._add(
            iri,
            (RDF.type, WS.Claim),
            (RDF.type, SCHEMA.Claim),
            (WS.claimedBy, party),
            (PROV.wasAttributedTo, party),
            (SCHEMA.author, party),
            (SCHEMA.appearance, self._iris.iri("article", self._identities.article)),
            (SCHEMA.text, worded(claim.text, self._article.language)),
            (WS.quotation, concept(content.quotation)),
            (WS.stance, concept(claim.stance)),
            (WS.certainty, concept(claim.certainty)),
            (WS.confidence, Literal(f"{claim.confidence:.2f}".rstrip("0").rstrip("."), datatype=XSD.decimal)),
            (PROV.wasGeneratedBy, self._run),
            (PROV.wasDerivedFrom, self._text),
            (WS.sourceMention, self._source(claim)),
            (WS.saidAt, self._time(ident, "said", claim.said)),
            (WS.eventTime, self._time(ident, "event", claim.event)),
            *((WS.passage, self._passage(span)) for span in content.content),
            *((WS.cue, self._passage(span)) for span in content.cue),
            *((WS.quantity, self._quantity(ident, quantity)) for quantity in claim.quantities),
            *((WS.reportingStep, self._step(ident, number, claim)) for number in range(len(claim.steps))),
            (WS.contrasted, Literal(True) if self._identities.is_contrasted(claim) else None),  # noqa: FBT003 - a literal
            *self._subjects(claim),
            *self._clause(claim.clause),
        )

    def _clause(self, clause: Clause | None) -> Iterable[tuple[URIRef, Literal | None]]:
        """Write what the claim states, in its own words."""
        if clause is None:
            return
        text, language = self._article.text, self._article.language
        parts = {WS.subject: clause.subject, WS.object: clause.object}
        for term, span in parts.items():
            if span is not None:
                yield term, worded(span.of(text), language)
        yield WS.relation, worded(" ".join(span.of(text) for span in clause.relation), language)
        yield WS.negated, Literal(clause.negated)

    def _subjects(self, claim: Claim) -> Iterable[tuple[URIRef, URIRef]]:
        for place in self._identities.places(claim):
            iri = self._entities.place(place)
            yield SCHEMA.contentLocation, iri
            yield SCHEMA.about, iri
        for mention in claim.about:
            entity = self._identities.entity(mention)
            yield SCHEMA.about, self._entities.entity(entity)

    def _source(self, claim: Claim) -> URIRef | None:
        """Write which words name the party, and what the article says of it there."""
        spans = claim.attribution.source
        if claim.speaker is None or not spans:
            return None
        party = self._identities.party(claim.speaker)
        span = spans[0]
        iri = self._iris.iri("mention", mention_id(self._identities.text, span, party.id))
        behalf = party.on_behalf_of
        named = claim.speaker.kind is not SpeakerKind.UNNAMED
        self._add(
            iri,
            (RDF.type, WS.Mention),
            (WS.refersTo, self._iris.iri("party", party.id)),
            (WS.nameUsed, Literal(" ".join(one.of(self._article.text) for one in spans))),
            (WS.role, worded(claim.speaker.role) if named else None),
            (WS.affiliation, worded(claim.speaker.affiliation) if named else None),
            (WS.actingFor, self._iris.iri("party", behalf.id) if behalf else None),
            *((WS.passage, self._passage(one)) for one in spans),
        )
        return iri

    def _passage(self, span: Span) -> URIRef:
        """Write a passage with its two selectors (Web Annotation, sections 4.2.4 and 4.2.5)."""
        text = self._article.text
        iri = self._iris.iri("passage", passage_id(self._identities.text, span))
        position, words = URIRef(f"{iri}#position"), URIRef(f"{iri}#quote")
        exact = span.of(text)
        self._add(
            iri,
            (RDF.type, OA.SpecificResource),
            (OA.hasSource, self._text),
            (OA.hasSelector, position),
            (OA.hasSelector, words),
            (SCHEMA.url, text_fragment(self._article.url, exact) if self._article.url else None),
        )
        self._add(
            position,
            (RDF.type, OA.TextPositionSelector),
            (OA.start, Literal(span.start)),
            (OA.end, Literal(span.end)),
        )
        self._add(
            words,
            (RDF.type, OA.TextQuoteSelector),
            (OA.exact, Literal(exact)),
            (OA.prefix, Literal(text[max(0, span.start - CONTEXT) : span.start])),
            (OA.suffix, Literal(text[span.end : span.end + CONTEXT])),
        )
        return iri

    def _quantity(self, claim: str, quantity: Quantity) -> URIRef:
        iri = self._iris.iri("quantity", part_id("quantity", claim, quantity.span, quantity.words))
        self._add(
            iri,
            (RDF.type, SCHEMA.QuantitativeValue),
            (WS.comparator, concept(quantity.comparator)),
            (WS.wording, Literal(quantity.words)),
            (WS.figure, Literal(quantity.figure)),
            (SCHEMA.value, decimal(quantity.value) if quantity.value is not None else None),
            (SCHEMA.minValue, decimal(quantity.minimum) if quantity.minimum is not None else None),
            (SCHEMA.maxValue, decimal(quantity.maximum) if quantity.maximum is not None else None),
            (WS.minIncluded, Literal(quantity.minimum_included)),
            (WS.maxIncluded, Literal(quantity.maximum_included)),
            (SCHEMA.unitText, worded(quantity.unit)),
            (WS.counted, worded(quantity.counted)),
            (WS.passage, self._passage(quantity.span)),
        )
        return iri

    def _time(self, claim: str, clock: str, time: TimeRange | None) -> URIRef | None:
        if time is None:
            return None
        iri = self._iris.iri("time", part_id("time", claim, time.span, f"{clock} {time.words}"))
        self._add(
            iri,
            (RDF.type, TIME.Interval),
            (WS.wording, Literal(time.words)),
            (WS.precision, concept(time.precision)),
            (WS.earliest, moment(time.earliest) if time.earliest else None),
            (WS.latest, moment(time.latest) if time.latest else None),
            (WS.passage, self._passage(time.span) if time.span else None),
        )
        return iri

    def _step(self, claim: str, number: int, of: Claim) -> URIRef:
        step = of.steps[number]
        iri = self._iris.iri("step", part_id("step", claim, step.span, step.name))
        self._add(
            iri,
            (RDF.type, WS.ReportingStep),
            (WS.stepNumber, Literal(number + 1)),
            (SCHEMA.name, Literal(step.name)),
            (WS.passage, self._passage(step.span)),
        )
        return iri

    def _party(self, party: Party) -> URIRef:
        """Write a party: an unnamed one into this text's graph, a named one into the common graph."""
        behalf = self._party(party.on_behalf_of) if party.on_behalf_of else None
        if party.kind is not SpeakerKind.UNNAMED:
            iri = self._entities.named_party(party.id, party.kind, party.name, party.same_as)
            if behalf:
                self._written.parties.add((iri, PROV.actedOnBehalfOf, behalf))
            return iri
        iri = self._iris.iri("party", party.id)
        self._add(
            iri,
            (RDF.type, PARTY_CLASS[party.kind]),
            (SCHEMA.name, Literal(party.name)),
            (WS.statedCount, Literal(party.count) if party.count is not None else None),
            (WS.role, worded(party.role)),
            (WS.affiliation, worded(party.affiliation)),
            (PROV.actedOnBehalfOf, behalf),
        )
        return iri
