"""What people decide, through the door that a person or a program takes."""

from __future__ import annotations

import json
from typing import Any

import pytest

DECIDES = {"authorization": "Bearer reader"}


def conflict(client: Any) -> str:
    return str(client.get("/conflicts?status=any").json()["items"][0]["id"])


def decide(client: Any, path: str, *, headers: dict[str, str] | None = None, **body: Any) -> Any:
    return client.post(f"{path}/decisions", json={"by": "Kim", **body}, headers=headers or DECIDES)


def test_a_new_decision_is_created_and_the_same_one_again_is_known(fresh_client: Any) -> None:
    path = f"/conflicts/{conflict(fresh_client)}"
    new = decide(fresh_client, path, decision="confirm")
    again = decide(fresh_client, path, decision="confirm")
    assert (new.status_code, again.status_code) == (201, 200)
    assert new.json()["id"] == again.json()["id"]
    assert fresh_client.get(new.headers["location"]).json()["by"] == "Kim"
    assert fresh_client.get(path).json()["status"] == "confirmed"


def test_a_rejected_conflict_leaves_the_lists_until_that_is_undone(fresh_client: Any) -> None:
    def listed(path: str) -> list[str]:
        return [one["id"] for one in fresh_client.get(path).json()["items"]]

    ident = conflict(fresh_client)
    conflicts, disputes = listed("/conflicts"), listed("/disputes")
    made = decide(fresh_client, f"/conflicts/{ident}", decision="reject", reason="two fires").json()
    assert listed("/conflicts") == [one for one in conflicts if one != ident]
    assert len(listed("/disputes")) == len(disputes) - 1
    assert listed("/conflicts?status=rejected") == [ident]
    assert decide(fresh_client, f"/decisions/{made['id']}", decision="undo").status_code == 201
    assert (listed("/conflicts"), listed("/disputes")) == (conflicts, disputes)


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 401), ({"authorization": "Bearer wrong"}, 401), ({"authorization": "Bearer good"}, 201)],
)
def test_deciding_needs_the_scope(fresh_client: Any, headers: dict[str, str], status: int) -> None:
    answer = fresh_client.post(
        f"/conflicts/{conflict(fresh_client)}/decisions",
        json={"by": "Kim", "decision": "confirm"},
        headers=headers,
    )
    assert answer.status_code == status


def test_a_token_without_the_scope_is_refused_with_its_name(fresh_client: Any) -> None:
    answer = fresh_client.post("/articles", content="x", headers=DECIDES | {"content-type": "text/plain"})
    assert (answer.status_code, answer.json()["type"].endswith("forbidden")) == (403, True)


def test_a_form_brings_its_token_and_is_led_back_to_the_page(fresh_client: Any) -> None:
    ident = conflict(fresh_client)
    sent = {"decision": "confirm", "by": "Kim", "token": "reader", "reason": ""}
    answer = fresh_client.post(f"/conflicts/{ident}/decisions", data=sent, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/conflict/{ident}#decisions")
    page = fresh_client.get(f"/conflict/{ident}.html").text
    assert "by Kim" in page
    assert "Undo this" in page
    assert "reader" not in page


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"decision": "reject"}, 422),
        ({"decision": "merge", "other": "x"}, 422),
        ({"decision": "shrug"}, 400),
        ({"decision": "confirm", "by": ""}, 400),
        ({"decision": "confirm", "mood": "good"}, 400),
        ({}, 400),
    ],
)
def test_what_cannot_be_decided_is_a_problem_that_says_why(
    fresh_client: Any, body: dict[str, str], status: int
) -> None:
    answer = decide(fresh_client, f"/conflicts/{conflict(fresh_client)}", **body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


@pytest.mark.parametrize("ident", ["0" * 24, "nonsense"])
@pytest.mark.parametrize("kind", ["conflicts", "disputes", "parties", "decisions"])
def test_nothing_is_decided_about_what_is_not_there(fresh_client: Any, kind: str, ident: str) -> None:
    body = {"decision": "undo"} if kind == "decisions" else {"decision": "note", "reason": "hm"}
    assert decide(fresh_client, f"/{kind}/{ident}", **body).status_code == 404


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[1]", "application/json", 400),
        (b"<a/>", "text/xml", 415),
        (b"", "", 415),
    ],
)
def test_a_body_that_is_no_object_is_refused(
    fresh_client: Any, content: bytes, media_type: str, status: int
) -> None:
    headers = DECIDES | ({"content-type": media_type} if media_type else {})
    path = f"/conflicts/{conflict(fresh_client)}/decisions"
    assert fresh_client.post(path, content=content, headers=headers).status_code == status


def test_judged_pairs_come_as_json_lines(fresh_client: Any) -> None:
    decide(fresh_client, f"/conflicts/{conflict(fresh_client)}", decision="reject", reason="two fires")
    answer = fresh_client.get("/decisions?format=jsonl")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert [(row["conflict"], row["reason"]) for row in rows] == [(False, "two fires")]
    assert {"source", "claim", "date", "place"} == rows[0]["a"].keys()


def test_the_decisions_about_one_thing_can_be_asked_for(fresh_client: Any) -> None:
    found = fresh_client.get("/conflicts").json()["items"][0]
    decide(fresh_client, f"/conflicts/{found['id']}", decision="note", reason="asked the mayor")
    party = found["first"]["party"]
    decide(fresh_client, f"/parties/{party['id']}", decision="note", reason="re-elected")
    about = fresh_client.get("/decisions", params={"about": party["iri"]}).json()["items"]
    assert [one["reason"] for one in about] == ["re-elected"]


def test_decisions_are_in_the_graph_for_sparql(fresh_client: Any) -> None:
    decide(fresh_client, f"/conflicts/{conflict(fresh_client)}", decision="confirm")
    query = (
        "PREFIX ws: <https://w3id.org/whosaid/ns#> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?act ?who WHERE { "
        "?d a ws:Decision ; ws:decision ?act ; prov:wasAssociatedWith/rdfs:label ?who }"
    )
    rows = fresh_client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [(row["act"]["value"], row["who"]["value"]) for row in rows] == [("confirm", "Kim")]


def test_the_page_of_a_dispute_shows_each_side_and_what_happened_when(client: Any) -> None:
    found = client.get("/disputes").json()["items"][0]
    page = client.get(f"/dispute/{found['id']}.html").text
    for side in found["sides"]:
        assert f"#claim-{side['claim']['id']}" in page
    assert "Over time" in page
    assert "<form" in page


def test_a_dispute_answers_as_linked_data(client: Any) -> None:
    found = client.get("/disputes").json()["items"][0]
    turtle = client.get(f"/dispute/{found['id']}", headers={"accept": "text/turtle"})
    assert turtle.status_code == 200
    assert "ws:Dispute" in turtle.text


@pytest.mark.parametrize("plural", ["disputes", "decisions"])
def test_a_list_leads_to_the_thing_itself(client: Any, plural: str) -> None:
    answer = client.get(f"/{plural}/{'0' * 24}", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"].endswith(f"/{plural[:-1]}/{'0' * 24}")
