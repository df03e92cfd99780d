"""The seams of reading: who finds attributions, and who makes claims of an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.domain.claim import Attribution, Extraction, Unfound
    from app.extract.grammar import Grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The attributions of an article in the order of the text, and the trees of its sentences, if known.

    `unfound` are those that were told but do not stand in the text.
    """

    attributions: tuple[Attribution, ...]
    unfound: tuple[Unfound, ...] = ()
    grammar: Grammar | None = None


class Extractor(Protocol):
    """Turns an article into claims; name and version go into the provenance of each."""

    @property
    def name(self) -> str:
        """Say which extractor this is."""
        ...

    @property
    def version(self) -> str:
        """Say which version of it, so that its claims can be told from later ones."""
        ...

    def extract(self, article: Article) -> Extraction:
        """Read an article; the same article always gives the same claims."""
        ...


class AttributionStep(Protocol):
    """Finds who is said to say what, as spans; says nothing of who that is."""

    def find(self, article: Article) -> Found:
        """Give the attributions of an article."""
        ...
