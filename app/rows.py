"""The rows that other programs read and write: one JSON value a line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.domain.article import Article
from app.domain.report import Outcome
from app.errors import ExtractorError, InputError, Malformed, Rejected, StoreError, WhosaidError
from app.lines import read_date, read_object

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from app.bootstrap import Parts
    from app.domain.article import Span
    from app.domain.claim import Claim, Clause, Extraction, Speaker, TimeRange
    from app.domain.report import Receipt


def read_row(line: str, *, origin: str) -> tuple[str, Article]:
    """Read a line of `whosaid extract`: id and text, with publisher, published and url where known."""
    row = read_object(line, origin=origin)
    for name in ("id", "text"):
        if not isinstance(row.get(name), str):
            message = f"needs a string {name!r}, found {row.get(name)!r}"
            raise Malformed(message, origin=origin)
    article = Article(
        text=row["text"],
        headline=row.get("headline") or None,
        publisher=row.get("publisher") or None,
        published=read_date(row.get("published"), origin=origin),
        url=row.get("url") or None,
        language=row.get("language") or "en",
        origin=origin,
    )
    return row["id"], article


def attributions(extraction: Extraction) -> list[dict[str, Any]]:
    """Write the attributions of an extraction: spans as [start, end], with what was read beyond them.

    The article's own voice is no attribution and is left out. Parties that say one thing together are one
    attribution here, as they stand in the text, though each makes a claim of its own in the graph.
    """
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for claim in extraction.claims:
        if claim.speaker is None:
            continue
        key = (claim.attribution.cue, claim.attribution.content)
        row = _attribution(claim)
        if key in rows:
            rows[key]["source"] = _together(rows[key]["source"], row["source"])
            rows[key]["speaker"] += f" and {row['speaker']}"
        else:
            rows[key] = row
    return list(rows.values())


def _together(one: list[list[int]], other: list[list[int]]) -> list[list[int]]:
    """Put two sources together that only "and" parts in the text."""
    if one and other and 0 <= other[0][0] - one[-1][1] <= len(", and "):
        return [*one[:-1], [one[-1][0], other[0][1]], *other[1:]]
    return one + other


def _clause(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {
        "subject": _pairs((clause.subject,)) if clause.subject else None,
        "relation": _pairs(clause.relation),
        "object": _pairs((clause.object,)) if clause.object else None,
        "negated": clause.negated,
    }


def _attribution(claim: Claim) -> dict[str, Any]:
    spans = claim.attribution
    speaker = claim.speaker
    assert speaker is not None
    return {
        "source": _pairs(spans.source),
        "cue": _pairs(spans.cue),
        "content": _pairs(spans.content),
        "kind": spans.quotation.value,
        "speaker": speaker.name,
        "speaker_kind": speaker.kind.value,
        "role": speaker.role,
        "affiliation": speaker.affiliation,
        "count": speaker.count,
        "on_behalf_of": _named(speaker.on_behalf_of),
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "said": _time(claim.said),
        "event": _time(claim.event),
        "place": claim.place.name if claim.place else None,
        "about": [mention.name for mention in claim.about],
        "clause": _clause(claim.clause),
        "quantities": [
            {
                "words": one.words,
                "span": [one.span.start, one.span.end],
                "comparator": one.comparator.value,
                "value": _number(one.value),
                "minimum": _number(one.minimum),
                "maximum": _number(one.maximum),
                "unit": one.unit,
                "counted": one.counted,
            }
            for one in claim.quantities
        ],
        "steps": [{"name": step.name, "span": [step.span.start, step.span.end]} for step in claim.steps],
        "confidence": round(claim.confidence, 3),
    }


def relation_row(ident: str, relation: Any) -> dict[str, Any]:
    """Write what comparing a pair came to, as `whosaid compare` prints it."""
    return {
        "id": ident,
        "conflict": relation.label == "conflict",
        "label": str(relation.label),
        "kind": str(relation.kind) if relation.kind else None,
        "strength": str(relation.strength) if relation.strength else None,
        "score": relation.score,
        "flags": list(relation.flags),
        "explanation": relation.explanation,
    }


def receipt_row(result: Receipt | InputError | Rejected | ExtractorError) -> dict[str, Any]:
    """Write what became of one input: a receipt, or a problem with its `detail`."""
    if isinstance(result, InputError):
        return {"outcome": "refused", "detail": str(result)}
    if isinstance(result, ExtractorError):
        return {"outcome": "quarantined", "detail": str(result)}
    if isinstance(result, Rejected):
        return {
            "outcome": "quarantined",
            "detail": str(result),
            "violations": [asdict(violation) for violation in result.report.violations],
        }
    return asdict(result)


def quarantine_rows(parts: Parts, *, retry: bool, now: datetime) -> list[dict[str, Any]]:
    """List all that is quarantined; with `retry`, try each again and tell what came of it."""
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = parts.archive.quarantine(cursor=cursor, limit=100)
        rows += [asdict(item) for item in page.items]
        cursor = page.next
        if cursor is None:
            break
    for row in rows if retry else ():
        try:
            outcome = parts.service.retry(row["id"], now=now).outcome
            row |= {"outcome": outcome.value, "released": outcome is not Outcome.KNOWN}
        except WhosaidError as error:
            row |= {"outcome": f"still kept out: {error}", "released": False}
    return rows


def back_up(parts: Parts, to: Path) -> None:
    """Copy the embedded store to a new folder; StoreError for a remote store."""
    checkpoint = getattr(parts.store, "checkpoint", None)
    if checkpoint is None:
        message = "the store is a remote server; back it up with its own tools"
        raise StoreError(message)
    checkpoint(to)


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _named(speaker: Speaker | None) -> str | None:
    return speaker.name if speaker else None


def _number(value: Any) -> str | None:
    return format(value, "f") if value is not None else None


def _time(time: TimeRange | None) -> dict[str, Any] | None:
    if time is None:
        return None
    return {
        "words": time.words,
        "earliest": time.earliest.isoformat() if time.earliest else None,
        "latest": time.latest.isoformat() if time.latest else None,
        "precision": time.precision.value,
    }
