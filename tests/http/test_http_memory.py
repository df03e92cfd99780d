"""A query asked again while nothing changed, and how much one client may ask."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from door_world import make_world

from app.store.base import Answer

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from app.store.base import Question
    from app.store.embedded import EmbeddedStore

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
WRITE = "INSERT DATA { GRAPH <http://example.org/g> { <a:s> <a:p> %d } }"


@dataclass
class Versioned:
    """Answers from the store and tells its version, as readers do; counts what it is asked."""

    store: EmbeddedStore
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        version = self.store.writes
        body = self.store.answer(question.query, accept=question.accept)
        return Answer(media_type=question.accept, chunks=iter([body]), version=version, is_whole=True)

    def close(self) -> None:
        pass


@pytest.fixture
def public() -> Versioned:
    return Versioned(make_world().store)


@pytest.fixture
def reader(public: Versioned, make_client: Any) -> TestClient:
    return _make(public, make_client)


def _make(public: Versioned, make_client: Any, **settings: Any) -> TestClient:
    world = make_world(public.store)
    world = replace(world, public=public, settings=replace(world.settings, **settings))
    client: TestClient = make_client(world)
    public.asked.clear()
    return client


def test_a_query_asked_again_is_answered_from_memory(public: Versioned, reader: TestClient) -> None:
    first = reader.get("/sparql", params={"query": COUNT})
    again = reader.get("/sparql", params={"query": COUNT})
    assert len(public.asked) == 1
    assert again.content == first.content
    assert {name: value for name, value in again.headers.items() if name != "ratelimit"} == {
        name: value for name, value in first.headers.items() if name != "ratelimit"
    }


@pytest.mark.parametrize("way", ["data", "content"])
def test_a_query_posted_again_is_too(public: Versioned, reader: TestClient, way: str) -> None:
    sent: dict[str, Any] = {"data": {"query": COUNT}}
    if way == "content":
        sent = {"content": COUNT, "headers": {"content-type": "application/sparql-query"}}
    bodies = {reader.post("/sparql", **sent).content for _ in range(3)}
    assert len(bodies) == len(public.asked) == 1


def test_after_a_write_everybody_sees_the_new_state(public: Versioned, reader: TestClient) -> None:
    counts = []
    for number in range(3):
        public.store.update(WRITE % number)
        rows = reader.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"]
        counts.append(int(rows[0]["n"]["value"]))
    assert counts == [counts[0], counts[0] + 1, counts[0] + 2]


def test_what_is_asked_otherwise_is_another_question(public: Versioned, reader: TestClient) -> None:
    as_csv = {"accept": "text/csv"}
    answers = [
        reader.get("/sparql", params={"query": COUNT}),
        reader.get("/sparql", params={"query": COUNT}, headers=as_csv),
        reader.get("/sparql", params={"query": COUNT, "format": "xml"}),
        reader.post("/sparql", data={"query": COUNT}, headers=as_csv),
    ]
    assert len(public.asked) == 4
    types = [answer.headers["content-type"].partition(";")[0] for answer in answers]
    assert types == [
        "application/sparql-results+json", "text/csv", "application/sparql-results+xml", "text/csv",
    ]  # fmt: skip


def test_who_has_the_answer_gets_304_until_something_is_written(
    public: Versioned, reader: TestClient
) -> None:
    tag = reader.get("/sparql", params={"query": COUNT}).headers["etag"]
    known = {"if-none-match": tag}
    answer = reader.get("/sparql", params={"query": COUNT}, headers=known)
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert len(public.asked) == 1
    other = reader.get("/sparql", params={"query": f"{COUNT} LIMIT 1"}, headers=known)
    assert other.status_code == 200
    public.store.update(WRITE % 1)
    fresh = reader.get("/sparql", params={"query": COUNT}, headers=known)
    assert fresh.status_code == 200
    assert fresh.headers["etag"] != tag


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()"])
def test_what_is_different_each_time_is_not_kept(
    public: Versioned, reader: TestClient, function: str
) -> None:
    answers = [reader.get("/sparql", params={"query": f"SELECT ({function} AS ?x) {{}}"}) for _ in range(2)]
    assert len(public.asked) == 2
    assert answers[0].content != answers[1].content
    assert "etag" not in answers[0].headers


def test_errors_and_pages_are_not_kept(public: Versioned, reader: TestClient) -> None:
    for _ in range(2):
        assert reader.get("/sparql", params={"query": "SELECT ?"}).status_code == 400
    assert len(public.asked) == 2
    html = reader.get("/sparql", params={"query": COUNT}, headers={"accept": "text/html"})
    assert html.headers["content-type"].startswith("text/html")


def test_head_is_answered_from_memory_without_a_body(public: Versioned, reader: TestClient) -> None:
    whole = reader.get("/sparql", params={"query": COUNT})
    head = reader.head("/sparql", params={"query": COUNT})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.content))
    assert len(public.asked) == 1


def test_a_head_does_not_leave_an_empty_answer_behind(public: Versioned, reader: TestClient) -> None:
    reader.head("/sparql", params={"query": COUNT})
    assert reader.get("/sparql", params={"query": COUNT}).json()
    assert len(public.asked) == 1  # what HEAD was answered from is the whole answer


def test_long_answers_are_packed_for_those_who_take_it(reader: TestClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    packed = reader.get("/sparql", params=query, headers={"accept-encoding": "gzip"})
    plain = reader.get("/sparql", params=query, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert "Accept-Encoding" in packed.headers["vary"]


def test_nothing_is_kept_where_there_is_no_memory(public: Versioned, make_client: Any) -> None:
    client = _make(public, make_client, cache_mb=0)
    for _ in range(2):
        client.get("/sparql", params={"query": COUNT})
    assert len(public.asked) == 2


def test_a_long_body_is_read_whole_and_not_remembered(public: Versioned, reader: TestClient) -> None:
    body = f"{COUNT} #{'x' * 100_000}"
    for _ in range(2):
        assert reader.post("/sparql", data={"query": body}).status_code == 200
    assert len(public.asked) == 2


def test_the_time_that_the_asker_gives_is_handed_on(public: Versioned, reader: TestClient) -> None:
    reader.get("/sparql", params={"query": COUNT, "timeout": "2.5"})
    reader.get("/sparql", params={"query": COUNT})
    assert [question.seconds for question in public.asked] == [2.5, None]


@pytest.mark.parametrize("wanted", ["", "0", "-1", "soon", "nan", "inf", "1e99"])
def test_a_time_that_is_none_is_refused(reader: TestClient, wanted: str) -> None:
    answer = reader.get("/sparql", params={"query": COUNT, "timeout": wanted})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems#bad-request")


def test_the_limits_are_said_with_each_answer(public: Versioned, make_client: Any) -> None:
    client = _make(public, make_client, rate_limit="100", client_queries=3)
    for answer in (
        client.get("/sparql", params={"query": COUNT}),
        client.get("/sparql", params={"query": "nonsense"}),
        client.get("/sparql"),
    ):
        assert answer.headers["whosaid-limits"] == (
            "seconds=10, rows=1000000, bytes=256000000, memory=1024000000, url=65536, at-once=3, a-minute=100"
        )
        assert answer.headers["ratelimit-policy"] == '"queries";q=100;w=60'
        assert answer.headers["ratelimit"].startswith('"queries";r=9')


def test_a_client_that_asks_too_much_is_told_when_to_come_back(public: Versioned, make_client: Any) -> None:
    client = _make(public, make_client, rate_limit="2")
    for _ in range(2):
        assert client.get("/sparql", params={"query": COUNT}).status_code == 200
    answer = client.get("/sparql", params={"query": COUNT}, headers={"origin": "http://elsewhere.example"})
    assert (answer.status_code, answer.json()["type"]) == (429, "/problems#too-many-queries")
    assert 1 <= int(answer.headers["retry-after"]) <= 30
    assert answer.headers["ratelimit-policy"] == '"queries";q=2;w=60'
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.get("/claims").status_code == 200
    preflight = {"origin": "http://elsewhere.example", "access-control-request-method": "POST"}
    assert client.options("/sparql", headers=preflight).status_code == 200


@pytest.mark.parametrize(
    ("query", "accept", "policies"),
    [
        (COUNT, "application/sparql-results+json", 0),
        (COUNT, "text/csv", 0),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle", 0),
        (COUNT, "application/sparql-results+xml", 1),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", 1),
    ],
)
def test_only_what_a_browser_could_take_for_a_page_has_a_policy(
    reader: TestClient, query: str, accept: str, policies: int
) -> None:
    for _ in range(2):
        headers = reader.get("/sparql", params={"query": query}, headers={"accept": accept}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert len(headers.get_list("content-security-policy")) == policies


def test_head_of_an_answer_says_what_get_says(reader: TestClient) -> None:
    for _ in range(2):
        asked = reader.head("/sparql", params={"query": COUNT})
        given = reader.get("/sparql", params={"query": COUNT})
        assert asked.content == b""
        assert asked.headers == given.headers
        assert int(asked.headers["content-length"]) == len(given.content)


def test_what_is_remembered_of_a_question_answers_no_other_method(reader: TestClient) -> None:
    reader.get("/sparql", params={"query": COUNT})
    for method in ("PUT", "DELETE"):
        refused = reader.request(method, "/sparql", params={"query": COUNT})
        assert refused.status_code == 405
        assert "GET" in refused.headers["allow"]
    origin = {"origin": "http://elsewhere.example", "access-control-request-method": "GET"}
    preflight = reader.options("/sparql", params={"query": COUNT}, headers=origin)
    assert "access-control-allow-methods" in preflight.headers
