from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from door_world import BASE

ADMIN = {"authorization": "Bearer good"}
TURTLE = {"content-type": "text/turtle"}
STORE = "/rdf-graph-store"
GRAPH = "http://example.org/g"
AT = {"graph": GRAPH}
PICTURE = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.png"\r\n\r\n?\r\n--x--\r\n'
ONE, OTHER = "<a:s> <a:p> 1 .", "<a:s> <a:p> 2 ."


def put(client: Any, body: str | bytes = ONE, **headers: str) -> Any:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.put(STORE, params=AT, content=body, headers=ADMIN | TURTLE | names)


def test_a_graph_is_put_read_added_to_and_taken_away(fresh_client: Any) -> None:
    assert put(fresh_client).status_code == 201
    assert put(fresh_client, OTHER).status_code == 204
    added = fresh_client.post(STORE, params=AT, content=ONE, headers=ADMIN | TURTLE)
    assert added.status_code == 204
    answer = fresh_client.get(STORE, params=AT, headers={"accept": "application/n-triples"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/n-triples")
    assert len(answer.text.splitlines()) == 2
    assert fresh_client.delete(STORE, params=AT, headers=ADMIN).status_code == 204
    assert fresh_client.get(STORE, params=AT).status_code == 404
    assert fresh_client.delete(STORE, params=AT, headers=ADMIN).status_code == 404


def test_head_is_get_without_the_body(fresh_client: Any) -> None:
    assert fresh_client.head(STORE, params=AT).status_code == 404
    put(fresh_client)
    answer = fresh_client.head(STORE, params=AT)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"


def test_only_administrators_write(fresh_client: Any) -> None:
    for path in (STORE, f"{STORE}/x"):
        for method in ("PUT", "POST", "DELETE"):
            bare = fresh_client.request(method, path, params=AT, content=ONE, headers=TURTLE)
            assert bare.status_code == 401
            reader = {"authorization": "Bearer reader"}
            assert fresh_client.request(method, path, params=AT, headers=reader).status_code == 403


def test_a_path_is_the_name_of_a_graph_as_it_is_spelt(fresh_client: Any) -> None:
    for path in ("/people/1.ttl", "/people/%31.ttl"):
        made = fresh_client.put(STORE + path, content="<> <p> <#it> .", headers=ADMIN | TURTLE)
        assert made.status_code == 201
    named = {"graph": f"http://testserver{STORE}/people/1.ttl"}
    triple = fresh_client.get(STORE, params=named, headers={"accept": "application/n-triples"}).text
    assert triple.split()[0] == f"<http://testserver{STORE}/people/1.ttl>"
    assert triple.split()[1] == f"<http://testserver{STORE}/people/p>"
    assert (
        triple == fresh_client.get(f"{STORE}/people/1.ttl", headers={"accept": "application/n-triples"}).text
    )


def test_a_post_to_the_store_makes_a_graph_and_says_where(fresh_client: Any) -> None:
    made = fresh_client.post(STORE, content="<> <a:p> 1 .", headers=ADMIN | TURTLE)
    assert made.status_code == 201
    location = made.headers["location"]
    assert location.startswith(f"http://testserver{STORE}/")
    assert fresh_client.get(location).status_code == 200
    assert f"<{location}> <a:p>" in fresh_client.get(STORE, params={"graph": location}).text


def test_a_form_brings_several_graphs_whose_nodes_stay_apart(fresh_client: Any) -> None:
    files = [
        ("one", ("one.ttl", "_:x <a:p> 1 .", "text/turtle")),
        ("two", ("two.nt", "_:x <a:p> <a:o> .", "application/octet-stream")),
        ("three.ttl", (None, "<a:s> <a:p> 3 .")),
    ]
    assert fresh_client.post(STORE, params=AT, files=files, headers=ADMIN).status_code == 201
    lines = fresh_client.get(STORE, params=AT, headers={"accept": "application/n-triples"}).text.splitlines()
    assert len({line.split()[0] for line in lines}) == 3


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("text/turtle", b"<a:s> <a:p> .", 400),
        ("text/turtle", b"\xff", 400),
        ("text/turtle; charset=utf-16", ONE.encode("utf-16"), 415),
        ("image/png", b"", 415),
        ("", ONE.encode(), 415),
        ("application/trig", b"<a:g> { <a:s> <a:p> 1 }", 400),
        ("multipart/form-data", b"", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nnonsense", 400),
        ("multipart/form-data; boundary=x", PICTURE, 415),
    ],
)  # fmt: skip
def test_a_bad_body_changes_nothing(fresh_client: Any, kind: str, body: bytes, status: int) -> None:
    put(fresh_client)
    before = fresh_client.get(STORE, params=AT).content
    headers = ADMIN | ({"content-type": kind} if kind else {})
    for method in ("PUT", "POST"):
        answer = fresh_client.request(method, STORE, params=AT, content=body, headers=headers)
        assert answer.status_code == status, answer.text
    assert fresh_client.get(STORE, params=AT).content == before


@pytest.mark.parametrize(
    "address",
    [
        "?graph=relative",
        "?graph=",
        "?graph=http://a%20b",
        "?graph=%ff",
        "?graph=http://[",
        "?graph=a:g&graph=a:h",
        "?graph=a:g&default",
        "/x?graph=a:g",
        "/x?default",
    ],
)
def test_an_address_that_names_no_one_graph_is_400(fresh_client: Any, address: str) -> None:
    assert fresh_client.get(STORE + address).status_code == 400
    assert fresh_client.put(STORE + address, content=ONE, headers=ADMIN | TURTLE).status_code == 400


def test_what_needs_a_graph_says_so(fresh_client: Any) -> None:
    assert fresh_client.put(STORE, content=ONE, headers=ADMIN | TURTLE).status_code == 400
    assert fresh_client.delete(STORE, headers=ADMIN).status_code == 400


def test_a_name_is_decoded_once_and_a_plus_is_a_plus(fresh_client: Any) -> None:
    for spelt in ("http://e/%2531+1", "http://e/%2531%2B1"):
        fresh_client.put(f"{STORE}?graph={spelt}", content=ONE, headers=ADMIN | TURTLE)
        assert fresh_client.app.state.desk.parts.store.graph("http://e/%31+1")


def test_the_tag_is_of_what_is_held_and_holds_writes_to_it(fresh_client: Any) -> None:
    made = put(fresh_client, "<a:s> <a:p> 1 , 007 .")
    turtle = fresh_client.get(STORE, params=AT)
    other = fresh_client.get(STORE, params=AT, headers={"accept": "application/ld+json"})
    assert turtle.headers["etag"] != other.headers["etag"]
    known = {"if-none-match": turtle.headers["etag"]}
    assert fresh_client.get(STORE, params=AT, headers=known).status_code == 304
    assert put(fresh_client, OTHER, if_match='"0123"').status_code == 412
    assert put(fresh_client, OTHER, if_none_match="*").status_code == 412
    changed = put(fresh_client, OTHER, if_match=other.headers["etag"])
    assert changed.status_code == 204
    assert put(fresh_client, ONE, if_match=made.headers["etag"]).status_code == 412
    assert put(fresh_client, ONE, if_match=f'"x", W/{changed.headers["etag"]}').status_code == 204
    gone = fresh_client.delete(STORE, params=AT, headers=ADMIN | {"if-match": changed.headers["etag"]})
    assert gone.status_code == 412
    assert fresh_client.delete(STORE, params=AT, headers=ADMIN | {"if-match": "*"}).status_code == 204
    assert put(fresh_client, OTHER, if_match="*").status_code == 412
    assert put(fresh_client, OTHER, if_none_match="*").status_code == 201


def test_the_whole_store_comes_as_quads(fresh_client: Any) -> None:
    put(fresh_client)
    quads = fresh_client.get(STORE)
    assert quads.headers["content-type"] == "application/n-quads"
    assert f"<{GRAPH}> ." in quads.text
    trig = fresh_client.get(STORE, headers={"accept": "application/trig"})
    assert trig.headers["content-type"] == "application/trig"
    assert f"<{GRAPH}> {{" in trig.text
    assert fresh_client.get(STORE, headers={"accept": "image/png"}).status_code == 406


def test_a_graph_in_no_known_type_is_not_acceptable(fresh_client: Any) -> None:
    put(fresh_client)
    assert fresh_client.get(STORE, params=AT, headers={"accept": "image/png"}).status_code == 406
    assert fresh_client.get(STORE, params={**AT, "format": "jsonld"}).json()


def test_the_default_graph_is_the_union_or_a_graph_of_its_own(fresh_world: Any, make_client: Any) -> None:
    union = make_client(fresh_world)
    answer = union.get(STORE, params={"default": ""})
    assert answer.status_code == 200
    assert "NewsArticle" in answer.text
    refused = union.put(f"{STORE}?default", content=ONE, headers=ADMIN | TURTLE)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems#guarded")
    strict = make_client(replace(fresh_world, settings=replace(fresh_world.settings, default_graph="strict")))
    assert strict.put(f"{STORE}?default", content=ONE, headers=ADMIN | TURTLE).status_code == 201
    assert strict.delete(f"{STORE}?default", headers=ADMIN).status_code == 204
    assert strict.delete(f"{STORE}?default", headers=ADMIN).status_code == 404


def test_what_does_not_conform_is_not_put(fresh_client: Any) -> None:
    put(fresh_client)
    for method in ("PUT", "POST"):
        answer = fresh_client.request(
            method, STORE, params=AT, content='<a:s> <a:p> "a red herring" .', headers=ADMIN | TURTLE
        )
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems#rejected")
    assert "herring" not in fresh_client.get(STORE, params=AT).text


@pytest.mark.parametrize("name", ["digests", "decisions", "outbox", "derived/conflicts"])
def test_graphs_of_the_service_are_read_and_not_written(fresh_client: Any, name: str) -> None:
    own = {"graph": f"{BASE}graph/{name}"}
    for method in ("PUT", "POST", "DELETE"):
        answer = fresh_client.request(method, STORE, params=own, content=ONE, headers=ADMIN | TURTLE)
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems#guarded")
    if name == "digests":
        assert "graphDigest" in fresh_client.get(STORE, params=own).text


def test_other_methods_are_told_which_there_are(fresh_client: Any) -> None:
    answer = fresh_client.patch(STORE, params=AT)
    assert answer.status_code == 405
    assert {"GET", "HEAD", "PUT", "POST", "DELETE"} <= set(answer.headers["allow"].split(", "))
    asked = {"origin": "http://x", "access-control-request-method": "PUT"}
    assert fresh_client.options(STORE, headers=asked).status_code == 200


def test_with_the_check_off_an_administrator_may_put_anything(fresh_world: Any, make_client: Any) -> None:
    client = make_client(replace(fresh_world, settings=replace(fresh_world.settings, check_updates="off")))
    own = {"graph": f"{BASE}graph/parties"}
    assert client.put(STORE, params=own, content=ONE, headers=ADMIN | TURTLE).status_code == 204
