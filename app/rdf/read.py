"""Known parties, read from Turtle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, Graph

from app.domain.claim import MentionKind
from app.domain.entity import Entity
from app.domain.identity import party_id
from app.errors import Malformed
from app.rdf.vocabulary import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = {SCHEMA.Person: MentionKind.PERSON, SCHEMA.Organization: MentionKind.ORGANIZATION}


def read_entities(path: Path) -> tuple[Entity, ...]:
    """Read the parties of a gazetteer: class, one schema:name, other names, same things elsewhere."""
    try:
        graph = Graph().parse(path, format="turtle")
    except OSError as error:
        message = f"cannot be read ({error.strerror})"
        raise Malformed(message, origin=str(path)) from error
    except Exception as error:  # rdflib's Turtle parser raises BadSyntax and others of no common type
        message = f"is not Turtle: {error}"
        raise Malformed(message, origin=str(path)) from error
    found = []
    for kind, mention_kind in CLASSES.items():
        for subject in graph.subjects(RDF.type, kind):
            names = sorted(str(name) for name in graph.objects(subject, SCHEMA.name))
            if len(names) != 1:
                message = f"{subject} needs one schema:name, found {len(names)}"
                raise Malformed(message, origin=str(path))
            found.append(
                Entity(
                    id=party_id(mention_kind, names[0]),
                    kind=mention_kind,
                    name=names[0],
                    also=tuple(sorted(str(name) for name in graph.objects(subject, SCHEMA.alternateName))),
                    same_as=tuple(sorted(str(iri) for iri in graph.objects(subject, SCHEMA.sameAs))),
                )
            )
    return tuple(sorted(found, key=lambda entity: entity.name))
