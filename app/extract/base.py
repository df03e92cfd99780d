"""The seams of reading: who finds attributions, and who makes claims of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.article import Article
    from app.domain.claim import Attribution, Extraction


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

    def attributions(self, article: Article) -> tuple[Attribution, ...]:
        """Give the attributions of an article, in the order of the text."""
        ...
