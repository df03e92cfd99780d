from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.bootstrap import ROOT
from app.domain.claim import MentionKind
from app.domain.identity import party_id
from app.errors import Malformed
from app.rdf.read import read_entities

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "@prefix schema: <http://schema.org/> .\n"
PARTIES = """
<urn:q> a schema:Organization ; schema:name "Port of Orle" ; schema:sameAs <https://port.example/> .
<urn:p> a schema:Person ; schema:name "Ida Moss" ; schema:alternateName "I. Moss", "Captain Moss" .
<urn:r> a schema:Place ; schema:name "Orle" .
"""


def write(folder: Path, turtle: str) -> Path:
    path = folder / "entities.ttl"
    path.write_text(PREFIX + turtle, encoding="utf-8")
    return path


def test_people_and_organisations_are_read_by_name(tmp_path: Path) -> None:
    ida, port = read_entities(write(tmp_path, PARTIES))
    assert (ida.name, ida.kind, ida.also) == ("Ida Moss", MentionKind.PERSON, ("Captain Moss", "I. Moss"))
    assert ida.id == party_id("person", "Ida Moss")
    assert (port.name, port.kind, port.also) == ("Port of Orle", MentionKind.ORGANIZATION, ())
    assert port.same_as == ("https://port.example/",)


def test_the_iri_of_the_file_does_not_make_the_id(tmp_path: Path) -> None:
    first = read_entities(write(tmp_path, PARTIES))
    assert read_entities(write(tmp_path, PARTIES.replace("urn:q", "urn:other"))) == first


@pytest.mark.parametrize(
    ("turtle", "said"),
    [
        ("<urn:p> a schema:Person .", "urn:p needs one schema:name, found 0"),
        ('<urn:p> a schema:Person ; schema:name "A", "B" .', "urn:p needs one schema:name, found 2"),
        ("<urn:p> a schema:Person ;; no", "is not Turtle"),
    ],
)
def test_a_gazetteer_with_a_fault_is_refused_and_named(tmp_path: Path, turtle: str, said: str) -> None:
    path = write(tmp_path, turtle)
    with pytest.raises(Malformed) as caught:
        read_entities(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_gazetteer_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match=r"none\.ttl: cannot be read"):
        read_entities(tmp_path / "none.ttl")


def test_the_seeds_hold_parties() -> None:
    found = read_entities(ROOT / "seeds" / "entities.ttl")
    assert len(found) > 3
    assert len({entity.id for entity in found}) == len(found)
