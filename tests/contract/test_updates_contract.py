"""What administrators write, through every door: the same is committed, and the same is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app.archive.ledger import Ledger
from app.conflict.detect import keys
from app.errors import Guarded, Outdated, Rejected, UpdateFailed
from app.rdf.iris import Iris
from app.rdf.shapes import Shapes
from app.updating.loading import Loading
from app.updating.record import Record
from app.updating.rules import Rules
from app.updating.trial import Request, Trial, TrialLimits
from app.updating.updates import Document, Updates

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOW = datetime(2021, 7, 10, tzinfo=UTC)
IRIS = Iris("http://test.example/")
CLAIM = "https://w3id.org/whosaid/ns#Claim"
EXAMPLE = "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1, _:x . _:x <a:q> 2 } GRAPH <a:h> { <a:t> <a:p> 3 } }"


@pytest.fixture(scope="module")
def shapes(request: pytest.FixtureRequest) -> Shapes:
    return Shapes(request.config.rootpath / "shapes")


@pytest.fixture
def make(store: Any, shapes: Shapes, tmp_path: Path) -> Callable[..., Updates]:
    def make(*, union: bool = True, **limits: Any) -> Updates:
        return Updates(
            store=store,
            trial=Trial(
                store=store,
                beside=tmp_path / "trials",
                limits=TrialLimits(**limits),
                union=union,
                fetch=Loading(None),  # type: ignore[arg-type]  # no host is allowed, so nobody fetches
            ),
            rules=Rules(
                store=store,
                ledger=Ledger(store, IRIS, keys),
                shapes=shapes,
                iris=IRIS,
                record=Record(store=store, shapes=shapes, iris=IRIS),
                union=union,
            ),
            clock=lambda: NOW,
            settle=lambda: 0,
        )

    return make


def ask(text: str) -> Request:
    return Request(text=text, base="http://b/")


def test_an_update_is_committed_as_it_was_tried(make: Any, store: Any) -> None:
    updates = make()
    updates.update(ask(EXAMPLE))
    assert store.graph("a:g").count(b"\n") == 3
    updates.update(
        ask(
            "DELETE { GRAPH ?g { ?s <a:p> ?o } } INSERT { GRAPH ?g { ?s <a:r> ?o } } "
            "WHERE { GRAPH ?g { ?s <a:p> ?o } }"
        )
    )
    assert b"true" in store.answer("ASK { GRAPH <a:g> { <a:s> <a:r> ?x . ?x <a:q> 2 } }")
    assert b"false" in store.answer("ASK { GRAPH ?g { ?s <a:p> ?o } }")


def test_a_pattern_is_asked_of_the_union(make: Any, store: Any) -> None:
    updates = make()
    updates.update(ask(EXAMPLE))
    updates.update(ask("INSERT { GRAPH <a:z> { ?s <a:z> ?o } } WHERE { ?s <a:p> ?o FILTER(isLiteral(?o)) }"))
    assert store.graph("a:z").count(b"\n") == 2


def test_the_named_graphs_are_all_that_is_copied_where_all_are_named(make: Any, store: Any) -> None:
    updates = make(copy_bytes=1)
    updates.update(ask(EXAMPLE))
    updates.update(ask("WITH <a:h> DELETE { ?s ?p ?o } INSERT { ?s ?p 4 } WHERE { ?s ?p ?o }"))
    assert b'"4"' in store.graph("a:h")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (f"INSERT DATA {{ GRAPH <a:g> {{ <a:s> a <{CLAIM}> }} }}", Rejected),
        ("INSERT DATA { GRAPH <a:z> { <a:t> <a:p> 3 } }", Rejected),
        ("INSERT DATA { GRAPH <http://test.example/graph/outbox> { <a:t> <a:p> 3 } }", Guarded),
        ("INSERT DATA { <a:t> <a:p> 3 }", Guarded),
        ("DROP GRAPH <a:missing>", UpdateFailed),
    ],
)
def test_what_is_refused_changes_nothing(make: Any, store: Any, text: str, error: type[Exception]) -> None:
    updates = make()
    updates.update(ask(EXAMPLE))
    before = sorted(b"".join(store.dump()).splitlines())
    with pytest.raises(error):
        updates.update(ask(f"INSERT DATA {{ GRAPH <a:i> {{ <a:i> <a:p> 1 }} }} ; {text}"))
    assert sorted(b"".join(store.dump()).splitlines()) == before


def test_a_graph_is_put_added_to_and_taken_away_in_the_state_that_was_meant(make: Any, store: Any) -> None:
    updates = make()
    tags: list[str | None] = []
    first = updates.put("a:g", [Document(b"_:x <a:p> 1, 007 .", "text/turtle")], agrees=tags.append)
    again = updates.put("a:g", [Document(b"_:y <a:p> 2 .", "text/turtle")], agrees=tags.append)
    added = updates.add("a:g", [Document(b"_:y <a:p> 2 .", "text/turtle")], agrees=tags.append)
    assert (first.was_there, again.was_there, added.was_there) == (False, True, True)
    assert tags == [None, first.tag, again.tag]
    assert store.graph("a:g").count(b"\n") == 2

    def never(_tag: str | None) -> None:
        raise Outdated

    with pytest.raises(Outdated):
        updates.remove("a:g", agrees=never)
    updates.remove("a:g", agrees=tags.append)
    assert store.graph("a:g") == b""


def test_in_strict_mode_the_default_graph_is_a_graph_of_its_own(make: Any, store: Any) -> None:
    updates = make(union=False)
    updates.update(ask("INSERT DATA { <a:s> <a:p> 1 } ; COPY DEFAULT TO <a:g>"))
    assert store.graph(None) == store.graph("a:g") != b""
    updates.update(ask("INSERT { <a:s> <a:q> ?o } WHERE { ?s <a:p> ?o } ; CLEAR NAMED"))
    assert store.graph(None).count(b"\n") == 2
    updates.remove("", agrees=lambda _tag: None)
    assert store.graph(None) == b""


def test_who_writes_alone_keeps_others_waiting(store: Any) -> None:
    import threading

    done: list[str] = []
    other = threading.Thread(
        target=lambda: (store.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } }"), done.append("other"))
    )
    with store.alone():
        other.start()
        store.update("INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 2 } }")
        other.join(0.05)
        done.append("alone")
    other.join(10)
    assert done == ["alone", "other"]
