"""What a reader is shown: answers of the archive, ready for a page or for JSON.

An `iri` names a thing in the graph; `id` is its last part, used in addresses of this service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.domain.claim import Told  # noqa: TC001 - read at run time for the description of the interface

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """One page of a list; `next` is the cursor of the next page, None on the last."""

    items: tuple[T, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    """A stretch of a text version: code points [start, end), the exact words, and what stands around."""

    iri: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingView:
    """A party, place or article in passing: enough to name it and to link to it."""

    id: str
    iri: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityView:
    """A figure inside a claim; the numbers are decimal strings so that nothing is rounded."""

    words: str
    figure: str
    comparator: str
    value: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    minimum_included: bool = True
    maximum_included: bool = True
    unit: str | None = None
    counted: str | None = None
    passage: PassageView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeView:
    """A time inside a claim: the words, and the days they come to (ISO 8601), ends included."""

    words: str
    precision: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim with everything a fact-checker asks of it.

    `source` are the words that name the party in the text, `cue` those that attribute; both are
    empty for the article's own voice. `conflicts` and `disputes` are ids. `said_by` counts the claims
    that say the same, itself included, `origins` those from whom these come.
    """

    id: str
    iri: str
    text: str
    party: ThingView
    on_behalf_of: ThingView | None
    article: ThingView
    published: str | None
    text_version: str
    passages: tuple[PassageView, ...]
    source: PassageView | None
    cue: tuple[PassageView, ...]
    quotation: str
    stance: str
    certainty: str
    confidence: float
    quantities: tuple[QuantityView, ...] = ()
    said: TimeView | None = None
    event: TimeView | None = None
    place: ThingView | None = None
    about: tuple[ThingView, ...] = ()
    clause: Told | None = None
    conflicts: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    said_by: int = 1
    origins: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One state of an article's text; `text` is None where only its hash is kept."""

    id: str
    iri: str
    sha256: str
    retrieved: str
    current: bool
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with its versions; the list of articles leaves `versions` empty."""

    id: str
    iri: str
    headline: str
    publisher: ThingView | None
    authors: tuple[str, ...]
    published: str | None
    language: str
    url: str | None
    dateline: str | None
    claims: int
    versions: tuple[VersionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """A party: how it is named, in what roles, for whom it speaks, how many claims it makes.

    `kind` is person, organization or unnamed. `names` are the names used in articles.
    """

    id: str
    iri: str
    kind: str
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    affiliation: str | None = None
    count: int | None = None
    on_behalf_of: tuple[ThingView, ...] = ()
    same_as: tuple[str, ...] = ()
    claims: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedView:
    """One field of a comparison with the words of both sides."""

    field: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """What a person decided about some things (their IRIs), when and why; `holds` until it is overruled."""

    id: str
    iri: str
    act: str
    about: tuple[str, ...]
    claims: tuple[str, ...]
    by: str
    at: str
    reason: str = ""
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Two claims side by side, what differs, what matched, and a sentence that says so.

    `status` is what people say of it: open, confirmed or rejected; `decisions` are all of theirs, the
    latest last. `dispute` is the id of the dispute that it is part of.
    """

    id: str
    iri: str
    kind: str
    strength: str
    explanation: str
    rule: str
    rule_version: str
    score: float
    first: ClaimView
    second: ClaimView
    differs: tuple[ComparedView, ...] = ()
    matched: tuple[ComparedView, ...] = ()
    flags: tuple[str, ...] = ()
    dispute: str | None = None
    status: str = "open"
    decisions: tuple[DecisionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView:
    """A quarantined input: where it came from, why it was kept out, and when."""

    id: str
    iri: str
    origin: str
    reason: str
    at: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """What claims to list; every field that is given must hold.

    `party`, `about`, `place`: an id, an IRI, or a name (case does not matter). `since`, `until`:
    days of publication, included. `text`: words that must stand in the claim.
    `kind`: the quotation (direct, indirect, mixed, none).
    """

    party: str | None = None
    article: str | None = None
    about: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    stance: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFilter:
    """What conflicts to list; as for claims, with `kind` quantity, negation … and `strength`.

    `status` is open, confirmed or rejected; what people rejected is listed only where it is asked for.
    """

    party: str | None = None
    article: str | None = None
    kind: str | None = None
    strength: str | None = None
    text: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView:
    """What a check of the whole store found; empty `findings` mean that all is well."""

    passages: int
    graphs: int
    quads: int
    findings: tuple[str, ...] = field(default=())
