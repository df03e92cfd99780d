from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from app.errors import QueryError, UpdateError
from app.rdf.operations import operations
from app.store.embedded import EmbeddedStore
from app.updating.change import Change, name_of
from app.updating.child import carry_out
from app.updating.trial import Request, Trial, TrialLimits, _read_change

if TYPE_CHECKING:
    from pathlib import Path


class InProcess(Trial):
    """Tries updates out without a child, so that what it does is seen."""

    def _answer(self, job: dict[str, Any]) -> dict[str, Any]:
        answer = carry_out(job)
        self._complain(answer)
        return answer


def fetch(address: str) -> bytes:
    return f"<{address}> <a:p> <a:o> .\n".encode()


def change(store: EmbeddedStore, text: str, *, union: bool = False, **more: Any) -> Change:
    trial = InProcess(store=store, beside=None, limits=TrialLimits(**more), union=union, fetch=fetch)
    return trial.run(Request(text=text, base="http://b/"), operations(text, base="http://b/"))


@pytest.fixture
def store() -> EmbeddedStore:
    made = EmbeddedStore(None)
    made.update(
        "INSERT DATA { <a:d> <a:p> 0 GRAPH <a:g> { <a:s> <a:p> 1, 2 } GRAPH <a:h> { <a:t> <a:p> _:x } }"
    )
    return made


def test_the_difference_is_what_went_and_came(store: EmbeddedStore) -> None:
    found = change(
        store,
        "DELETE DATA { GRAPH <a:g> { <a:s> <a:p> 1, 9 } } ; INSERT DATA { GRAPH <a:i> { <a:s> <a:p> 1 } }",
    )
    assert [(name_of(quad), str(quad.object)[1]) for quad in found.removed] == [("a:g", "1")]
    assert [name_of(quad) for quad in found.added] == ["a:i"]
    assert found.touched == {"a:g", "a:i"}
    assert found.changed == ("a:g", "a:i")
    before = set(b"".join(store.dump()).splitlines())
    store.update(found.as_update())
    assert len(before ^ set(b"".join(store.dump()).splitlines())) == 2


def test_a_graph_that_is_emptied_is_dropped(store: EmbeddedStore) -> None:
    found = change(store, "DELETE WHERE { GRAPH <a:g> { ?s ?p ?o } }")
    assert found.emptied == {"a:g"}
    assert found.as_update() == "DROP SILENT GRAPH <a:g>"


def test_nodes_without_a_name_take_their_graphs_along(store: EmbeddedStore) -> None:
    store.update("INSERT { GRAPH <a:k> { ?x <a:q> 1 } } WHERE { GRAPH <a:h> { ?s ?p ?x } }")
    found = change(
        store,
        "DELETE { GRAPH ?g { ?x <a:q> 1 } } INSERT { GRAPH ?g { ?x <a:q> 2 } } "
        "WHERE { GRAPH ?g { ?x <a:q> 1 } }",
    )
    assert found.replaced == {"a:h", "a:k"}
    store.update(found.as_update())
    gone = "FILTER NOT EXISTS { GRAPH ?g { ?x <a:q> 1 } }"
    shared = f"ASK {{ GRAPH <a:h> {{ ?s <a:p> ?x }} GRAPH <a:k> {{ ?x <a:q> 2 }} {gone} }}"
    assert b"true" in store.answer(shared)


def test_everything_means_every_graph(store: EmbeddedStore) -> None:
    found = change(store, "CLEAR ALL")
    assert found.emptied == {"", "a:g", "a:h"}
    store.update(found.as_update())
    assert b"".join(store.dump()) == b""


def test_a_pattern_is_asked_of_the_union_where_that_is_the_default(store: EmbeddedStore) -> None:
    text = (
        "INSERT { GRAPH <a:z> { ?s <a:q> ?o } } WHERE { ?s <a:p> ?o FILTER(isLiteral(?o)) "
        "OPTIONAL { ?s <a:none> ?n } }"
    )
    assert len(change(store, text, union=True).added) == 3
    assert len(change(store, text).added) == 1
    assert not change(
        store, "DELETE { GRAPH <a:g> { ?s ?p ?o } } WHERE { ?s <a:no> ?o ; ?p ?o }", union=True
    ).removed


def test_a_short_delete_in_the_union_reads_named_graphs(store: EmbeddedStore) -> None:
    assert len(change(store, "DELETE WHERE { GRAPH ?g { <a:s> ?p ?o } }", union=True).removed) == 2


@pytest.mark.parametrize(
    ("text", "union", "kind"),
    [
        ("INSERT { GRAPH <a:z> { ?s ?p ?o } } WHERE { ?s ?p ?o }", True, "Uncheckable"),
        ("CLEAR GRAPH <a:missing>", False, "UpdateFailed"),
        ("INSERT DATA { <a:s> <a:p> }", False, "QuerySyntax"),
        ("INSERT { GRAPH <a:z> { ?s ?p ?o } } WHERE { SERVICE <a:x> { ?s ?p ?o } }", False, "UpdateFailed"),
    ],
)  # fmt: skip
def test_what_cannot_be_tried_is_told(store: EmbeddedStore, text: str, *, union: bool, kind: str) -> None:
    with pytest.raises((QueryError, UpdateError)) as caught:
        change(store, text, union=union)
    assert type(caught.value).__name__ == kind


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR ALL",
        "INSERT { GRAPH <a:z> { ?s <a:z> ?o } } WHERE { ?s <a:p> ?o . ?t <a:p> ?o2 FILTER(isLiteral(?o)) }",
    ],
)
def test_too_much_to_look_at_is_refused(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(Exception, match="more than 2") as caught:
        change(store, text, union=True, triples=2)
    assert type(caught.value).__name__ == "Uncheckable"


def test_a_load_is_fetched_before_and_put_into_its_graph(store: EmbeddedStore) -> None:
    found = change(store, "LOAD <http://doc/> INTO GRAPH <a:l>")
    assert [str(quad.subject) for quad in found.added] == ["<http://doc/>"]


def test_graphs_named_by_chance_are_seen(store: EmbeddedStore) -> None:
    text = "INSERT { GRAPH ?g { <a:s> <a:p> 1 } } WHERE { BIND(UUID() AS ?g) }"
    assert len(change(store, text).added) == 1


def test_a_change_is_read_back_from_its_files(tmp_path: Path) -> None:
    quad = ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("x"), ox.NamedNode("a:g"))
    for name in ("removed", "added", "whole"):
        ox.serialize(
            [quad] if name == "added" else [], str(tmp_path / f"{name}.nq"), format=ox.RdfFormat.N_QUADS
        )
    found = _read_change(tmp_path, {"touched": ["a:g"], "emptied": [], "replaced": []})
    assert found.added == {quad}
