"""What one can do with Whosaid: ingest, retract, compare, retry, rebuild, check.

Each act reads like the way of an article:
read → extract → link → write as triples → ground and check → store → compare → show.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.archive.check import Inspection
from app.archive.judging import Judging
from app.domain.article import Article
from app.domain.grounding import ground
from app.domain.identities import Identities
from app.domain.identity import article_id, refusal_id, text_id
from app.domain.report import Outcome, Receipt, Refusal
from app.errors import ExtractorError, InputError, Malformed, Rejected
from app.rdf.write import write_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.archive.archive import Archive
    from app.archive.derived import Comparer
    from app.archive.ledger import Ledger
    from app.domain.claim import Extraction
    from app.domain.conflict import Statement
    from app.domain.decision import Wish
    from app.domain.grounding import Ungrounded
    from app.domain.view import CheckView, DecisionView
    from app.extract.base import Extractor
    from app.link.base import Linker
    from app.rdf.iris import Iris
    from app.rdf.shapes import Shapes

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The acts, joined from the parts that `bootstrap.build` chose."""

    extractor: Extractor
    linker: Linker
    shapes: Shapes
    ledger: Ledger
    archive: Archive
    iris: Iris
    comparer: Comparer
    read: Callable[..., Iterator[Article | InputError]]
    keywords: Callable[[str | None, str], tuple[str, ...]]

    def ingest(self, article: Article, *, now: datetime) -> Receipt:
        """Take one article in, all or nothing.

        It is quarantined if it cannot be read (ExtractorError) or its graph does not conform (Rejected).
        """
        ident = article_id(article)
        versions = self.ledger.versions_of(ident)
        if text_id(ident, article.digest) in versions:
            return self._receipt(Outcome.KNOWN, article)
        extraction, ungrounded = ground(article, self._extracted(article, now=now))
        crowd = self.ledger.stories.crowd(ident, extraction.keywords, article.day)
        extraction = replace(extraction, crowd=crowd)
        links = self.linker.link(article, extraction.mentions)
        written = write_article(article, extraction, links, iris=self.iris, now=now)
        report = self.shapes.check(written.whole(self.iris))
        if not report.conforms:
            rejected = Rejected(report)
            self.ledger.quarantine(refusal_of(article, str(rejected), now=now))
            raise rejected
        self.ledger.put(written, now=now)
        for one in ungrounded:
            self.ledger.quarantine(_refused_claim(article, one, now=now))
        conflicts = self.compare_touched()
        log.info("ingested article=%s claims=%d conflicts=%d", ident, len(extraction.claims), conflicts)
        return self._receipt(
            Outcome.NEW_VERSION if versions else Outcome.STORED,
            article,
            claims=len(extraction.claims),
            conflicts=conflicts,
            refused=tuple(one.reason for one in ungrounded),
            warnings=report.warnings,
        )

    def ingest_all(
        self, data: bytes, *, now: datetime, media_type: str | None = None, origin: str = "", **hints: Any
    ) -> Iterator[Receipt | InputError | Rejected | ExtractorError]:
        """Take in every article that some bytes hold; what cannot be is told, and the rest goes on."""
        for one in self.read(data, media_type=media_type, origin=origin, **hints):
            if isinstance(one, InputError):
                yield one
                continue
            try:
                yield self.ingest(one, now=now)
            except (Rejected, ExtractorError) as refused:
                yield refused

    def compare_touched(self) -> int:
        """Work the outbox off; any worker may, and a crash only means that it is done again."""
        found = 0
        while versions := self.ledger.pending():
            for version in versions:
                found += self.ledger.settle(version, self.comparer)
        return found

    def retract(self, article: str, *, replaced_by: str | None = None) -> int:
        """Undo the ingest of an article, with all versions; give how many there were.

        What goes is remembered by name; `replaced_by` is the IRI of what takes the article's place.
        """
        gone = self.ledger.retract(article, replaced_by=replaced_by)
        self.compare_touched()
        return gone

    def decide(self, wish: Wish, *, now: datetime) -> tuple[DecisionView, bool]:
        """Keep what a person decides, and compare what it touches again; false if it holds already."""
        decided = Judging(self.ledger, self.archive, self.iris).decide(wish, now=now)
        self.compare_touched()
        return decided

    def retry(self, refusal: str, *, now: datetime) -> Receipt:
        """Try a quarantined input again and let it go if it is taken in now; NotFound, Rejected."""
        view = self.archive.refusal(refusal)
        receipt = self.ingest(read_payload(view.payload, origin=view.origin), now=now)
        if receipt.outcome is not Outcome.KNOWN:
            self.ledger.release(refusal)
        return receipt

    def rebuild(self, *, now: datetime) -> Iterator[str]:
        """Drop all that is derived and work it out again; yields each version as it is marked.

        A version from before there were keywords gets them on this way.
        """
        self.ledger.derived.forget()
        for version in self.ledger.version_graphs():
            self.ledger.stories.put(version, self.keywords)
            self.ledger.put_frames(version, now=now)
            yield version
        self.compare_touched()

    def check(self) -> CheckView:
        """Hold the whole store against the shapes, the texts, the digests and what is derived."""
        return Inspection(self.ledger, self.shapes, self.iris, self.comparer).check()

    def statement(self, article: Article) -> tuple[Statement, ...]:
        """Read the claims of an article as they would be compared, without storing anything."""
        extraction, _ = ground(article, self._read_by_extractor(article))
        identities = Identities(article, extraction, self.linker.link(article, extraction.mentions))
        return tuple(identities.statement(claim) for claim in extraction.claims)

    def _extracted(self, article: Article, *, now: datetime) -> Extraction:
        """Read an article; one that the extractor cannot read is quarantined whole, to be tried again."""
        try:
            return self._read_by_extractor(article)
        except ExtractorError as error:
            self.ledger.quarantine(refusal_of(article, str(error), now=now))
            raise

    def _read_by_extractor(self, article: Article) -> Extraction:
        keywords = self.keywords(article.headline, article.text)
        return replace(self.extractor.extract(article), keywords=keywords)

    def _receipt(self, outcome: Outcome, article: Article, **more: Any) -> Receipt:
        ident = article_id(article)
        return Receipt(
            outcome=outcome,
            article=ident,
            article_iri=self.iris.iri("article", ident),
            text_iri=self.iris.iri("text", text_id(ident, article.digest)),
            **more,
        )


def refusal_of(article: Article, reason: str, *, now: datetime) -> Refusal:
    """Put an article that was refused into a form from which it can be tried again."""
    payload = json.dumps(asdict(article), default=str, ensure_ascii=False, sort_keys=True)
    origin = article.origin or article.url or article.headline or ""
    return Refusal(id=refusal_id(origin, payload), origin=origin, reason=reason, payload=payload, at=now)


def read_payload(payload: str, *, origin: str) -> Article:
    """Read a refused article back; Malformed if the payload is none."""
    try:
        fields = json.loads(payload)
        published = fields.pop("published")
        if published:
            is_moment = len(published) > len("2021-07-09")
            fields["published"] = (datetime if is_moment else date).fromisoformat(published)
        fields["authors"] = tuple(fields["authors"])
        fields.pop("claim", None)
        return Article(**fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"the quarantined input cannot be read back ({error})"
        raise Malformed(message, origin=origin) from error


def _refused_claim(article: Article, ungrounded: Ungrounded, *, now: datetime) -> Refusal:
    whole = refusal_of(article, ungrounded.reason, now=now)
    payload = json.dumps(json.loads(whole.payload) | {"claim": ungrounded.claim.text}, ensure_ascii=False)
    return Refusal(
        id=refusal_id(whole.origin, payload),
        origin=whole.origin,
        reason=f"claim left out: {ungrounded.reason}",
        payload=payload,
        at=now,
    )
