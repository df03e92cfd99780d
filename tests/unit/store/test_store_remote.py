"""What the remote door makes of a server that is slow, gone, strange or untrue."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import httpx
import pytest

from app.errors import (
    Malformed,
    QueryRefused,
    QuerySyntax,
    QueryTimeout,
    QueryTooLarge,
    StoreError,
    StoreUnreachable,
)
from app.store.base import JSON_RESULTS, Question, ReaderLimits
from app.store.remote import RemotePublic, RemoteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EMPTY = b'{"head":{"vars":[]},"results":{"bindings":[]}}'
CUT = b'{"head":{"vars":["n"]},"results":{"bindings":[The SPARQL operation has been cancelled'

Handler = "Callable[[httpx.Request], httpx.Response]"


class Server:
    """A server that gives its answers one after the other, and the last again and again."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.requests[-1].content.decode(), keep_blank_values=True)


def said(status: int, content: bytes = b"") -> httpx.Response:
    return httpx.Response(status, content=content)


def store_on(server: Callable[[httpx.Request], httpx.Response]) -> RemoteStore:
    client = httpx.Client(transport=httpx.MockTransport(server))
    return RemoteStore("http://db/query", "http://db/update", "http://db/store", client)


def public_on(server: Callable[[httpx.Request], httpx.Response], **limits: float) -> RemotePublic:
    client = httpx.Client(transport=httpx.MockTransport(server))
    return RemotePublic("http://db/query", client, ReaderLimits(**limits), lambda _: None)  # type: ignore[arg-type]  # whole numbers are floats here


def ask(public: RemotePublic, query: str = "SELECT * {}", accept: str = JSON_RESULTS) -> bytes:
    return b"".join(public.ask(Question(query=query, accept=accept)).chunks)


def test_in_strict_mode_a_stranger_asks_the_default_graph_of_the_server() -> None:
    server = Server(said(200, EMPTY), said(200, EMPTY))
    client = httpx.Client(transport=httpx.MockTransport(server))
    for union in (True, False):
        ask(RemotePublic("http://db/query", client, ReaderLimits(), lambda _: None, union=union))
    assert [b"union-default-graph" in request.content for request in server.requests] == [True, False]


def test_a_query_goes_as_a_form_and_asks_for_the_union() -> None:
    server = Server(said(200, EMPTY))
    assert store_on(server).answer("SELECT * {}") == EMPTY
    assert server.requests[0].method == "POST"
    assert server.requests[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert server.requests[0].headers["accept"] == JSON_RESULTS
    assert server.form() == {"query": ["SELECT * {}"], "union-default-graph": [""]}


def test_a_query_with_graphs_of_its_own_does_not_ask_for_the_union() -> None:
    server = Server(said(200, EMPTY))
    store_on(server).answer("SELECT * FROM <a:g> {}")
    assert set(server.form()) == {"query"}


def test_the_graphs_of_a_request_go_with_it() -> None:
    server = Server(said(200, EMPTY))
    asked = Question(
        query="ASK {}", accept=JSON_RESULTS, default_graphs=("a:x", "a:y"), named_graphs=("a:z",)
    )
    list(public_on(server).ask(asked).chunks)
    assert server.form() == {
        "query": ["ASK {}"],
        "default-graph-uri": ["a:x", "a:y"],
        "named-graph-uri": ["a:z"],
    }


def test_a_query_is_tried_once_more_when_the_connection_fails() -> None:
    server = Server(httpx.ReadError("reset"), said(200, EMPTY))
    assert store_on(server).answer("SELECT * {}") == EMPTY
    assert len(server.requests) == 2


def test_a_store_that_stays_silent_is_unreachable() -> None:
    server = Server(httpx.ConnectError("refused"))
    with pytest.raises(StoreUnreachable, match="no answer from the store: refused"):
        store_on(server).answer("SELECT * {}")
    assert len(server.requests) == 2


def test_an_update_that_never_left_is_tried_once_more() -> None:
    server = Server(httpx.ConnectError("refused"), said(204))
    store_on(server).update("DROP ALL")
    assert [request.content for request in server.requests] == [b"update=DROP+ALL"] * 2


def test_an_update_that_may_have_been_done_is_not_repeated() -> None:
    server = Server(httpx.ReadError("reset"))
    with pytest.raises(StoreUnreachable, match="may or may not have been done"):
        store_on(server).update("DROP ALL")
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_store_behind_a_gateway_that_is_down_is_unreachable(status: int) -> None:
    server = Server(said(status, b"later"))
    with pytest.raises(StoreUnreachable, match=f"status {status}: later"):
        store_on(server).update("DROP ALL")


def test_any_other_status_is_an_error_with_what_was_said() -> None:
    server = Server(said(500, b"out of disk"))
    with pytest.raises(StoreError, match="status 500: out of disk"):
        store_on(server).update("DROP ALL")


def test_a_bad_query_is_a_syntax_error_with_its_place() -> None:
    server = Server(said(400, b"error at 2:3: expected one of MINUS, [_]"))
    with pytest.raises(QuerySyntax) as caught:
        store_on(server).answer("SELECT")
    assert (caught.value.line, caught.value.column) == (2, 3)


def test_a_type_that_the_server_does_not_write_is_refused() -> None:
    with pytest.raises(QueryRefused, match="no such type"):
        store_on(Server(said(406, b"no such type"))).answer("SELECT * {}", accept="text/turtle")
    with pytest.raises(QueryRefused, match="no such type"):
        ask(public_on(Server(said(406, b"no such type"))), accept="text/turtle")


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    with pytest.raises(StoreError, match="broke its answer off"):
        store_on(Server(said(200, CUT))).answer("SELECT * {}")
    with pytest.raises(QueryTimeout, match="broke its answer off"):
        ask(public_on(Server(said(200, CUT))))


def test_a_long_answer_that_breaks_off_fails_before_its_last_part() -> None:
    public = public_on(Server(said(200, b'{"x": "' + b"y" * 200_000 + CUT)))
    answer = public.ask(Question(query="SELECT * {}", accept=JSON_RESULTS))
    parts = []
    with pytest.raises(QueryTimeout):
        parts.extend(answer.chunks)
    assert parts
    assert CUT not in b"".join(parts)


def test_a_long_answer_comes_in_parts_and_whole() -> None:
    body = b'{"x": "' + b"y" * 200_000 + b'"}'
    parts = list(public_on(Server(said(200, body))).ask(Question(query="ASK {}", accept=JSON_RESULTS)).chunks)
    assert len(parts) > 2
    assert b"".join(parts) == body


def test_no_triples_are_a_whole_answer() -> None:
    assert ask(public_on(Server(said(200, b""))), accept="application/n-triples") == b""


def test_an_answer_over_the_limit_is_broken_off() -> None:
    with pytest.raises(QueryTooLarge, match="limit of 10 bytes"):
        ask(public_on(Server(said(200, EMPTY)), answer_bytes=10))


def test_a_silent_server_is_left_at_the_limit() -> None:
    with pytest.raises(QueryTimeout, match="limit of 2 seconds"):
        ask(public_on(Server(httpx.ReadTimeout("silent")), seconds=2))


def test_a_server_that_trickles_is_left_at_the_limit() -> None:
    class Trickle(httpx.SyncByteStream):
        was_closed = False

        def __iter__(self) -> Iterator[bytes]:
            while True:
                yield b"x" * 70_000

        def close(self) -> None:
            self.was_closed = True

    stream = Trickle()
    public = public_on(lambda _: httpx.Response(200, stream=stream), seconds=0.1, answer_bytes=10**12)
    with pytest.raises(QueryTimeout, match=r"limit of 0\.1 seconds"):
        ask(public)
    assert stream.was_closed


def test_who_leaves_early_hangs_up() -> None:
    class Endless(httpx.SyncByteStream):
        was_closed = False

        def __iter__(self) -> Iterator[bytes]:
            while True:
                yield b"x" * 70_000

        def close(self) -> None:
            self.was_closed = True

    stream = Endless()
    public = public_on(lambda _: httpx.Response(200, stream=stream))
    answer = public.ask(Question(query="SELECT * {}", accept=JSON_RESULTS))
    assert next(answer.chunks)
    answer.chunks.close()  # type: ignore[attr-defined]  # what the web room calls if it is there
    assert stream.was_closed
    assert list(answer.chunks) == []
    public.close()


@pytest.mark.parametrize("status", [408, 503, 504])
def test_a_server_that_gives_up_at_its_own_limit_is_a_timeout(status: int) -> None:
    with pytest.raises(QueryTimeout, match=f"status {status}"):
        ask(public_on(Server(said(status))))


def test_a_strangers_query_may_meet_any_other_failure() -> None:
    with pytest.raises(StoreUnreachable, match="no whole answer from the store: gone"):
        ask(public_on(Server(httpx.ConnectError("gone"))))
    with pytest.raises(StoreError, match="status 500"):
        ask(public_on(Server(said(500))))
    with pytest.raises(QuerySyntax):
        ask(public_on(Server(said(400, b"error at 1:1: expected [_]"))))


def test_a_graph_is_replaced_by_put() -> None:
    server = Server(said(201))
    store_on(server).load("http://example.org/a b", b"<a:s> <a:p> 1 .")
    request = server.requests[0]
    assert request.method == "PUT"
    assert dict(request.url.params) == {"graph": "http://example.org/a b"}
    assert request.headers["content-type"] == "text/turtle"
    with pytest.raises(Malformed, match="not Turtle"):
        store_on(Server(said(400, b"not Turtle"))).load("a:g", b"<")


def test_a_dump_names_the_graph_on_each_line_and_breaks_no_text() -> None:
    graphs = {"results": {"bindings": [{"graph": {"value": name}} for name in ("a:one", "a:gone", "a:two")]}}
    triples = '# a comment\n\n<a:s> <a:p> "x \u2028 . \u0085 #"@en .\n<a:s> <a:p> "y".\r\n'.encode()
    server = Server(
        said(200, json.dumps(graphs).encode()),
        said(200, triples),
        said(404),
        said(200, b"<a:s> <a:p> <a:o> ."),
    )
    dumped = b"".join(store_on(server).dump()).decode()
    assert dumped == (
        '<a:s> <a:p> "x \u2028 . \u0085 #"@en <a:one> .\n'
        '<a:s> <a:p> "y" <a:one> .\n<a:s> <a:p> <a:o> <a:two> .\n'
    )
