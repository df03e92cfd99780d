"""How each kind of thing is shown to people: what is read, on which page, and what else stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from app.domain.dispute_view import DisputeView
from app.domain.view import (
    ArticleView,
    ClaimFilter,
    ClaimView,
    ConflictView,
    DecisionView,
    PartyView,
    RefusalView,
)
from app.errors import NotFound
from app.web.desk import Desk, desk
from app.web.marking import mark, number_claims
from app.web.quoting import Bit, quote

CONFLICTS_SHOWN = 20
CLAIMS_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How one kind of thing is shown to people."""

    read: Callable[[Desk, str], Any]
    model: type[Any]
    template: str
    context: Callable[[Request, Any], dict[str, Any]]
    tag: str


def _nothing_more(_request: Request, _view: Any) -> dict[str, Any]:
    return {}


def _article_context(request: Request, article: ArticleView) -> dict[str, Any]:
    """Give the version that is asked for, the current one if none is, with its claims marked."""
    wanted = request.query_params.get("version")
    versions = [one for one in article.versions if (one.id == wanted if wanted else one.current)]
    if not versions:
        message = f"this article has no version {wanted!r}"
        raise NotFound(message)
    version = versions[0]
    claims = desk(request).archive.claims_of_version(version.iri)
    paragraphs = mark(version.text, claims) if version.text else ()
    return {
        "version": version,
        "notes": number_claims(claims),
        "paragraphs": paragraphs,
        "conflicts": len({one for claim in claims for one in claim.conflicts}),
    }


def _claim_context(request: Request, claim: ClaimView) -> dict[str, Any]:
    archive = desk(request).archive
    conflicts = [archive.conflict(ident) for ident in claim.conflicts[:CONFLICTS_SHOWN]]
    return {"conflicts": conflicts, "quoted": _quoted(request, claim)}


def _conflict_context(request: Request, conflict: ConflictView) -> dict[str, Any]:
    return {"quoted": [_quoted(request, claim) for claim in (conflict.first, conflict.second)]}


def _dispute_context(request: Request, dispute: DisputeView) -> dict[str, Any]:
    return {"quoted": {side.claim.id: _quoted(request, side.claim) for side in dispute.sides}}


def _quoted(request: Request, claim: ClaimView) -> tuple[Bit, ...]:
    here = desk(request)
    return quote(claim, here.archive.body(here.iris.iri("text", claim.text_version)))


def _party_context(request: Request, party: PartyView) -> dict[str, Any]:
    cursor = request.query_params.get("cursor")
    page = desk(request).archive.claims(ClaimFilter(party=party.iri), cursor=cursor, limit=CLAIMS_SHOWN)
    return {"claims": page, "decisions": desk(request).archive.decided(party.iri)}


SHOWN = {
    "article": Shown(
        read=lambda here, ident: here.archive.article(ident),
        model=ArticleView,
        template="article.html",
        context=_article_context,
        tag="articles",
    ),
    "claim": Shown(
        read=lambda here, ident: here.archive.claim(ident),
        model=ClaimView,
        template="claim.html",
        context=_claim_context,
        tag="claims",
    ),
    "party": Shown(
        read=lambda here, ident: here.archive.party(ident),
        model=PartyView,
        template="party.html",
        context=_party_context,
        tag="parties",
    ),
    "conflict": Shown(
        read=lambda here, ident: here.archive.conflict(ident),
        model=ConflictView,
        template="conflict.html",
        context=_conflict_context,
        tag="conflicts",
    ),
    "dispute": Shown(
        read=lambda here, ident: here.archive.dispute(ident),
        model=DisputeView,
        template="dispute.html",
        context=_dispute_context,
        tag="disputes",
    ),
    "decision": Shown(
        read=lambda here, ident: here.archive.decision(ident),
        model=DecisionView,
        template="decision.html",
        context=_nothing_more,
        tag="decisions",
    ),
    "refusal": Shown(
        read=lambda here, ident: here.archive.refusal(ident),
        model=RefusalView,
        template="refusal.html",
        context=_nothing_more,
        tag="quarantine",
    ),
}
"""Kinds with a page of their own; every other kind is shown as a table of its triples."""
