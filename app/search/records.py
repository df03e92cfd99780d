"""What is put into the index, and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = ("claim", "party", "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that can be found; `title` counts more than `body`.

    For a claim the title is who says it and the body what is said; for an article the headline and
    the text; for a party its name, and how else it is called or described.
    """

    kind: str
    iri: str
    title: str
    body: str
    party: str = ""
    party_name: str = ""
    publisher: str = ""
    publisher_name: str = ""
    article: str = ""
    headline: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How one text version speaks of a party: its name, and the words used."""

    party: str
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text version as the store has it: its graph, its state, and whether it is the current one."""

    graph: str
    text: str
    digest: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many triples of a graph have this property, or, for `rdf:type`, this class."""

    property: str
    of_class: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that the index takes from one text version; one that is not current has only its tallies."""

    version: Version
    entries: tuple[Entry, ...] = ()
    namings: tuple[Naming, ...] = ()
    tallies: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to search for; everything that is given must hold.

    `party` and `publisher` are IRIs, `year` has four digits, `kind` is one of `KINDS`.
    """

    question: str
    kind: str | None = None
    party: str | None = None
    publisher: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a snippet; `mark` tells whether it is what was asked for."""

    text: str
    mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that was found, the best first; a higher `score` is better."""

    kind: str
    iri: str
    id: str
    score: float
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    party: str | None = None
    party_name: str | None = None
    publisher_name: str | None = None
    article: str | None = None
    headline: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One value by which what was found can be narrowed, and how much of it would be left."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found; `total` counts all of it, `behind` text versions not yet indexed."""

    items: tuple[Hit, ...]
    next: str | None
    total: int
    facets: dict[str, tuple[Facet, ...]]
    behind: int = 0
