"""What a linker is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.article import Article
    from app.domain.claim import Mention
    from app.domain.entity import Link


class Linker(Protocol):
    """Ties mentions to known parties and places, without the network, the same way each time."""

    def link(self, article: Article, mentions: Iterable[Mention]) -> tuple[Link, ...]:
        """Give one link for each mention whose meaning is known; the others stay unlinked."""
        ...
