"""Links by exact names: parties to a list of known ones, places to GeoNames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.claim import MentionKind
from app.domain.entity import Link
from app.domain.identity import plain_name
from app.link.places import Setting, entity_of, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.article import Article
    from app.domain.claim import Mention
    from app.domain.entity import Entity


class GazetteerLinker:
    """Ties a mention to the known party of that name or other name, or to the place it means there.

    What a mention was taken for does not keep it from its party: "Taliban" is the organization
    though it was read as a person. A name that two known parties share goes to the one of the
    mention's kind, and to none where that does not decide.
    """

    def __init__(self, known: Iterable[Entity]) -> None:
        self._first: dict[str, list[Entity]] = {}
        self._other: dict[str, list[Entity]] = {}
        for entity in known:
            self._first.setdefault(_spelling(entity.name), []).append(entity)
            for name in {_spelling(one) for one in entity.also} - {_spelling(entity.name)}:
                self._other.setdefault(name, []).append(entity)

    def link(self, article: Article, mentions: Iterable[Mention]) -> tuple[Link, ...]:
        """Give one link for each mention whose meaning is known; the others stay unlinked."""
        setting: Setting | None = None
        meant: dict[tuple[MentionKind, str], Entity | None] = {}
        links = []
        for mention in mentions:
            which = (mention.kind, mention.name)
            if which not in meant:
                if mention.kind is MentionKind.PLACE:
                    setting = setting or Setting(article.text)
                    place = resolve(mention.name, setting)
                    meant[which] = entity_of(place) if place else None
                else:
                    meant[which] = self._party(mention)
            entity = meant[which]
            if entity:
                links.append(Link(mention=mention, entity=entity))
        return tuple(links)

    def _party(self, mention: Mention) -> Entity | None:
        name = _spelling(mention.name)
        for ones in (self._first.get(name, []), self._other.get(name, [])):
            alike = [entity for entity in ones if entity.kind is mention.kind]
            for choice in (alike, ones):
                if len(choice) == 1:
                    return choice[0]
        return None


def _spelling(name: str) -> str:
    return plain_name(name).casefold()
