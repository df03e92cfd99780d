from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from door_world import BASE

ADMIN = {"authorization": "Bearer good"}
READER = {"authorization": "Bearer reader"}
NOTES = "http://example.org/notes"
INSERT = f"INSERT DATA {{ GRAPH <{NOTES}> {{ <a:s> <a:p> 1 }} }}"
UPDATE = {"content-type": "application/sparql-update"}


def held(client: Any, graph: str = NOTES) -> set[str]:
    text: bytes = client.app.state.desk.parts.store.graph(graph)
    return set(text.decode().splitlines())


def send(client: Any, text: str, **more: Any) -> Any:
    return client.post("/sparql", data={"update": text, **more}, headers=ADMIN)


def test_an_update_is_carried_out_by_form_and_by_body(fresh_client: Any) -> None:
    assert send(fresh_client, INSERT).status_code == 204
    more = INSERT.replace("1", "2").encode()
    assert fresh_client.post("/sparql", content=more, headers=ADMIN | UPDATE).status_code == 204
    assert len(held(fresh_client)) == 2


@pytest.mark.parametrize(("headers", "status"), [({}, 401), (READER, 403)])
def test_only_administrators_update(fresh_client: Any, headers: dict[str, str], status: int) -> None:
    assert fresh_client.post("/sparql", data={"update": INSERT}, headers=headers).status_code == status
    assert fresh_client.post("/sparql", content=INSERT, headers=headers | UPDATE).status_code == status
    assert not held(fresh_client)


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"update": [INSERT, INSERT]}, 400),
        ({"update": INSERT, "query": "ASK {}"}, 400),
        ({"update": "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> } }"}, 400),
        ({"update": "INSERT DATA { GRAPH ?g { <a:s> <a:p> 1 } }"}, 400),
        ({"update": "nonsense"}, 400),
        ({"update": "; CLEAR ALL"}, 400),
        ({"update": "LOAD"}, 400),
        ({"update": INSERT, "using-graph-uri": "no iri"}, 400),
        (
            {
                "update": "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                "using-graph-uri": "a:h",
            },
            400,
        ),
        (
            {
                "update": "INSERT { GRAPH <a:g> { ?s ?p ?o } } USING <a:h> WHERE { ?s ?p ?o }",
                "using-named-graph-uri": "a:h",
            },
            400,
        ),
    ],
)
def test_what_is_against_the_protocol_or_no_update_is_400(
    fresh_client: Any, form: dict[str, Any], status: int
) -> None:
    answer = fresh_client.post("/sparql", data=form, headers=ADMIN)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_update_by_get_is_refused(fresh_client: Any) -> None:
    answer = fresh_client.get("/sparql", params={"update": "CLEAR ALL"}, headers=ADMIN)
    assert answer.status_code == 400
    assert "POST" in answer.json()["detail"]


def test_an_update_in_another_charset_is_refused(fresh_client: Any) -> None:
    kind = {"content-type": "application/sparql-update; charset=UTF-16"}
    answer = fresh_client.post("/sparql", content=INSERT.encode("utf-16"), headers=ADMIN | kind)
    assert answer.status_code in {400, 415}
    kind["content-type"] = 'application/sparql-update; charset="utf-8"'
    assert fresh_client.post("/sparql", content=INSERT, headers=ADMIN | kind).status_code == 204


def test_a_syntax_error_tells_its_place_in_the_whole_text(fresh_client: Any) -> None:
    answer = send(fresh_client, f"{INSERT} ;\n  INSERT DATA {{ GRAPH <a:g> {{ <a:s> <a:p> }} }}")
    assert (answer.json()["line"], answer.json()["column"] > 30) == (2, True)
    assert not held(fresh_client)


def test_a_prologue_may_stand_before_every_operation(fresh_client: Any) -> None:
    text = f"{INSERT} ; PREFIX x: <http://x/> INSERT DATA {{ GRAPH <{NOTES}> {{ x:s x:p 2 }} }} ;"
    assert send(fresh_client, text).status_code == 204
    assert len(held(fresh_client)) == 2


def test_relative_names_are_read_against_the_endpoint(fresh_client: Any) -> None:
    assert send(fresh_client, "INSERT DATA { GRAPH <notes> { <s> <p> 1 } }").status_code == 204
    assert "<http://testserver/s>" in next(iter(held(fresh_client, "http://testserver/notes")))


def test_an_operation_sees_what_the_one_before_it_did(fresh_client: Any) -> None:
    text = (
        f"{INSERT} ; INSERT {{ GRAPH ?g {{ ?s <a:q> 3 }} }} WHERE {{ GRAPH ?g {{ ?s <a:p> 1 }} }} ;"
        f"DELETE WHERE {{ GRAPH <{NOTES}> {{ ?s <a:p> ?o }} }}"
    )
    assert send(fresh_client, text).status_code == 204
    assert held(fresh_client) == {'<a:s> <a:q> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .'}


def test_a_pattern_without_a_graph_is_asked_of_the_union(fresh_client: Any) -> None:
    text = (
        "PREFIX schema: <http://schema.org/> PREFIX ws: <https://w3id.org/whosaid/ns#> "
        f"INSERT {{ GRAPH <{NOTES}> {{ ?text <a:saysOn> ?headline }} }} "
        "WHERE { ?article a schema:NewsArticle ; ws:currentVersion ?text ; schema:headline ?headline }"
    )
    assert send(fresh_client, text).status_code == 204
    assert len(held(fresh_client)) == 1


def test_the_dataset_of_the_request_is_what_patterns_are_asked_of(fresh_client: Any) -> None:
    send(fresh_client, "INSERT DATA { GRAPH <a:g> { <a:s> <a:p> 1 } GRAPH <a:h> { <a:t> <a:p> 2 } }")
    text = f"INSERT {{ GRAPH <{NOTES}> {{ ?s <a:q> ?o }} }} WHERE {{ ?s <a:p> ?o }}"
    assert send(fresh_client, text, **{"using-graph-uri": "a:h"}).status_code == 204
    assert [line.split()[0] for line in held(fresh_client)] == ["<a:t>"]
    gone = send(fresh_client, "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", **{"using-named-graph-uri": "a:g"})
    assert gone.status_code == 204
    assert not held(fresh_client, "a:g")
    assert held(fresh_client, "a:h")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:s> <a:p> 1 }",
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "COPY DEFAULT TO <a:g>",
        "MOVE <a:g> TO DEFAULT",
    ],
)
def test_where_the_default_graph_is_the_union_nothing_is_written_to_it(fresh_client: Any, text: str) -> None:
    answer = send(fresh_client, text)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems#guarded")
    assert "WHOSAID_DEFAULT_GRAPH=strict" in answer.json()["detail"]


def test_in_strict_mode_the_default_graph_is_a_graph_like_others(fresh_world: Any, make_client: Any) -> None:
    settings = replace(fresh_world.settings, default_graph="strict")
    client = make_client(replace(fresh_world, settings=settings))
    assert send(client, "INSERT DATA { <a:s> <a:p> 1 } ; COPY DEFAULT TO <a:g>").status_code == 204
    assert fresh_world.store.graph(None) == fresh_world.store.graph("a:g")
    assert fresh_world.store.graph(None)
    assert "sd:UnionDefaultGraph" not in client.get("/sparql").text
    assert send(client, "DROP DEFAULT").status_code == 204
    assert not fresh_world.store.graph(None)


OWN = [
    "article/x",
    "decisions",
    "derived/frames",
    "outbox",
    "digests",
    "quarantine",
    "gone",
]


@pytest.mark.parametrize("name", OWN)
def test_graphs_of_the_service_are_guarded_and_the_reason_names_the_way(fresh_client: Any, name: str) -> None:
    before = held(fresh_client, f"{BASE}graph/{name}")
    answer = send(fresh_client, f"INSERT DATA {{ GRAPH <{BASE}graph/{name}> {{ <a:s> <a:p> 1 }} }}")
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems#guarded")
    assert f"{BASE}graph/{name}" in answer.json()["detail"]
    assert held(fresh_client, f"{BASE}graph/{name}") == before


@pytest.mark.parametrize(
    "text",
    [
        "CLEAR ALL",
        "DROP NAMED",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        f"MOVE <{BASE}graph/digests> TO <a:g>",
        f"WITH <{BASE}graph/digests> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"BASE <{BASE}> PREFIX g: <graph/> DROP SILENT GRAPH g:digests",
        f'INSERT {{ GRAPH ?g {{ <a:s> <a:p> 1 }} }} WHERE {{ BIND(IRI("{BASE}graph/outbox") AS ?g) }}',
    ],
)
def test_no_way_of_saying_it_reaches_a_guarded_graph(fresh_client: Any, text: str) -> None:
    before = b"".join(fresh_client.app.state.desk.parts.store.dump())
    answer = send(fresh_client, text)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems#guarded")
    assert b"".join(fresh_client.app.state.desk.parts.store.dump()) == before


def test_what_does_not_conform_is_refused_with_the_report(fresh_client: Any) -> None:
    text = f'INSERT DATA {{ GRAPH <{NOTES}> {{ <a:s> <a:p> "a red herring" }} }}'
    answer = send(fresh_client, text)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems#rejected")
    assert answer.json()["report"]["violations"][0]["message"].startswith("The claim has no party")
    turtle = fresh_client.post("/sparql", data={"update": text}, headers={**ADMIN, "accept": "text/turtle"})
    assert "ValidationReport" in turtle.text
    assert not held(fresh_client)


def test_a_graph_is_judged_as_it_will_stand(fresh_client: Any) -> None:
    mend = (
        f'INSERT DATA {{ GRAPH <{NOTES}> {{ <a:s> <a:p> "a red herring" }} }} ;'
        f"DELETE WHERE {{ GRAPH <{NOTES}> {{ ?s <a:p> ?o }} }} ; {INSERT}"
    )
    assert send(fresh_client, mend).status_code == 204
    assert len(held(fresh_client)) == 1


def test_no_triple_comes_to_stand_in_two_graphs(fresh_client: Any) -> None:
    assert send(fresh_client, INSERT).status_code == 204
    for text in (
        f"COPY <{NOTES}> TO <a:g>",
        INSERT.replace(NOTES, "a:g"),
        "INSERT DATA { GRAPH <a:g> { <a:x> <a:p> 1 } GRAPH <a:h> { <a:x> <a:p> 1 } }",
    ):
        answer = send(fresh_client, text)
        assert answer.status_code == 422
        assert "two graphs" in answer.json()["detail"]
    assert send(fresh_client, f"MOVE <{NOTES}> TO <a:g>").status_code == 204


@pytest.mark.parametrize(
    "triple",
    [
        f"<{BASE}party/x> <https://w3id.org/whosaid/ns#flag> 1",
        "<a:s> a <https://w3id.org/whosaid/ns#Claim>",
        "<a:s> <http://www.w3.org/ns/prov#specializationOf> <a:t>",
    ],
)
def test_what_the_service_says_itself_is_not_said_by_others(fresh_client: Any, triple: str) -> None:
    answer = send(fresh_client, f"INSERT DATA {{ GRAPH <{NOTES}> {{ {triple} }} }}")
    assert answer.status_code == 422
    assert "by the service alone" in answer.text


def test_a_party_cannot_be_given_a_second_name_by_the_way(fresh_client: Any) -> None:
    world = fresh_client.app.state.desk.parts
    (party,) = {row.iri for row in world.archive.parties(limit=20).items if row.name == "Ada Quill"}
    name = f'<{party}> <http://schema.org/name> "Somebody Else"'
    answer = send(fresh_client, f"INSERT DATA {{ GRAPH <{NOTES}> {{ {name} }} }}")
    assert answer.status_code == 422
    note = f'<{party}> <http://www.w3.org/2000/01/rdf-schema#comment> "seen"'
    assert send(fresh_client, f"INSERT DATA {{ GRAPH <{NOTES}> {{ {note} }} }}").status_code == 204
    assert world.service.check().findings == ()


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT {{ GRAPH <{NOTES}> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <http://x/> {{ ?s ?p ?o }} }}",
        f"LOAD <http://169.254.169.254/> INTO GRAPH <{NOTES}>",
        f"LOAD <file:///etc/passwd> INTO GRAPH <{NOTES}>",
    ],
)
def test_calls_to_other_servers_are_refused(fresh_client: Any, text: str) -> None:
    answer = send(fresh_client, text)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems#query-refused")


def test_a_silent_load_that_is_not_allowed_does_nothing(fresh_client: Any) -> None:
    text = f"LOAD SILENT <http://127.0.0.1/> INTO GRAPH <{NOTES}> ; {INSERT}"
    assert send(fresh_client, text).status_code == 204
    assert len(held(fresh_client)) == 1


def test_a_word_in_a_literal_is_no_call(fresh_client: Any) -> None:
    text = f'INSERT DATA {{ GRAPH <{NOTES}> {{ <a:s> <a:p> "SERVICE ; DROP ALL # LOAD" }} }} # SERVICE'
    assert send(fresh_client, text).status_code == 204


def test_what_the_store_cannot_do_is_told_and_nothing_is_done(fresh_client: Any) -> None:
    answer = send(fresh_client, f"{INSERT} ; DROP GRAPH <a:missing>")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems#update-failed")
    assert not held(fresh_client)
    assert send(fresh_client, "DROP SILENT GRAPH <a:missing>").status_code == 204


def test_what_depends_on_chance_is_what_was_checked(fresh_client: Any) -> None:
    where = "{ BIND(UUID() AS ?u) BIND(?u AS ?again) }"
    text = f"INSERT {{ GRAPH <{NOTES}> {{ <a:s> <a:p> ?u, ?again }} }} WHERE {where}"
    assert send(fresh_client, text).status_code == 204
    assert len(held(fresh_client)) == 1


def test_with_the_check_off_an_administrator_may_write_anything(fresh_world: Any, make_client: Any) -> None:
    settings = replace(fresh_world.settings, check_updates="off")
    client = make_client(replace(fresh_world, settings=settings))
    own = f"{BASE}graph/parties"
    text = (
        f"{INSERT} ; PREFIX x: <http://x/> INSERT DATA {{ GRAPH <{own}> {{ x:s x:p 1 }} }} ;"
        "LOAD SILENT <http://x/> INTO GRAPH x:g"
    )
    assert send(client, text).status_code == 204
    assert "<http://x/s>" in "".join(held(client, own))
    assert fresh_world.service.check().findings
    assert send(client, "INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { SERVICE <a:x> {} }").status_code == 403
    using = {"using-graph-uri": NOTES}
    copy = "INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    assert send(client, copy, **using).status_code == 204
    assert held(client, "a:g") == held(client)
