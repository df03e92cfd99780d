"""One request a part, tried again where that makes sense, and never over the budget."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from app.errors import ExtractorError, ExtractorUnreachable, OverBudget
from app.extract.chat.budget import Budget
from app.extract.chat.endpoint import Endpoint, Patience
from app.extract.chat.request import most_tokens, request_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = "Lee said it will rain."
MOST = most_tokens(TEXT)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def good(message: str = "hello", **more: Any) -> httpx.Response:
    choice = {"message": {"role": "assistant", "content": message}, "finish_reason": "stop"}
    return httpx.Response(200, json={"choices": [choice], "usage": {"total_tokens": 70}} | more)


def endpoint_of(
    handler: Callable[[httpx.Request], httpx.Response], time: Time | None = None, **more: Any
) -> Endpoint:
    time = time or Time()
    client = httpx.Client(transport=httpx.MockTransport(handler))
    return Endpoint(
        client=client, base="http://x/v1/", model="m", clock=time.clock, sleep=time.sleep, key="k", **more
    )


def answering(*answers: httpx.Response | Exception) -> Callable[[httpx.Request], httpx.Response]:
    left = iter(answers)

    def handler(request: httpx.Request) -> httpx.Response:
        del request
        answer = next(left)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handler


def test_the_request_asks_for_a_shape_and_for_the_same_answer_each_time() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return good()

    assert endpoint_of(handler).ask(TEXT, ()) == "hello"
    (request,) = seen
    body = json.loads(request.content)
    assert (request.method, str(request.url)) == ("POST", "http://x/v1/chat/completions")
    assert request.headers["authorization"] == "Bearer k"
    assert (body["model"], body["temperature"], body["messages"][1]["content"]) == ("m", 0, TEXT)
    assert body["response_format"]["type"] == "json_schema"
    assert body == request_body(TEXT, "m")


def test_without_a_key_none_is_sent() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        return good()

    client = httpx.Client(transport=httpx.MockTransport(handler))
    time = Time()
    endpoint = Endpoint(client=client, base="http://x", model="m", clock=time.clock, sleep=time.sleep)
    assert endpoint.ask(TEXT, ()) == "hello"


@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(429),
        httpx.Response(503),
        httpx.ReadTimeout("slow"),
        httpx.ConnectTimeout("slow"),
        httpx.ConnectError("refused"),
        httpx.RemoteProtocolError("cut"),
    ],
)
def test_what_may_pass_is_tried_again_after_a_pause(failure: httpx.Response | Exception) -> None:
    time = Time()
    assert endpoint_of(answering(failure, failure, good()), time).ask(TEXT, ()) == "hello"
    assert time.slept == [1.0, 2.0]


@pytest.mark.parametrize(
    ("named", "waited"),
    [("7", 7.0), ("9999", 30.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 1.0), ("9" * 400, 1.0)],
)
def test_the_time_that_the_endpoint_names_is_waited_within_reason(named: str, waited: float) -> None:
    time = Time()
    busy = httpx.Response(429, headers={"retry-after": named})
    endpoint_of(answering(busy, good()), time).ask(TEXT, ())
    assert time.slept == [waited]


def test_tries_end_by_number_with_the_last_reason() -> None:
    time = Time()
    with pytest.raises(ExtractorUnreachable) as caught:
        endpoint_of(answering(*[httpx.Response(500)] * 4, httpx.Response(529)), time).ask(TEXT, ())
    assert str(caught.value) == "the chat endpoint was tried 5 times; at last: it answered 529"
    assert time.slept == [1.0, 2.0, 4.0, 8.0]


def test_tries_end_by_time() -> None:
    time = Time()
    endpoint = endpoint_of(answering(*[httpx.Response(500)] * 9), time, patience=Patience(seconds=3.0))
    with pytest.raises(ExtractorUnreachable, match="tried 2 times"):
        endpoint.ask(TEXT, ())
    assert time.slept == [1.0]


def test_no_tries_allowed_is_told() -> None:
    endpoint = endpoint_of(answering(), patience=Patience(tries=0))
    with pytest.raises(ExtractorUnreachable, match="no tries are allowed"):
        endpoint.ask(TEXT, ())


def test_an_answer_that_drips_is_given_up() -> None:
    time = Time()

    def drip() -> Iterator[bytes]:
        while True:
            time.now += 200.0
            yield b" "

    def handler(request: httpx.Request) -> httpx.Response:
        del request
        return httpx.Response(200, content=drip())

    budget = Budget(10 * MOST, name="this run")
    with pytest.raises(ExtractorUnreachable, match="too slowly"):
        endpoint_of(handler, time).ask(TEXT, (budget,))
    assert budget.spent == MOST


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (httpx.Response(401, text="key k is wrong"), "the chat endpoint answered 401"),
        (httpx.Response(302, headers={"location": "http://y/"}), "answered 302"),
        (httpx.Response(200, content=b"x" * 4_000_001), "is over 4000000 bytes"),
        (httpx.Response(200, text="<html>"), "the answer of the chat endpoint is not JSON"),
        (httpx.Response(200, content=b"\xff\xfe\xff"), "is not JSON"),
        (httpx.Response(200, json=[]), "has no message where one was expected"),
        (httpx.Response(200, json={"choices": []}), "has no message"),
        (httpx.Response(200, json={"choices": [{"message": "yes"}]}), "has no message"),
        (httpx.Response(200, json={"choices": [{"message": {"content": None}}]}), "refused to answer"),
        (
            httpx.Response(200, json={"choices": [{"message": {"content": "{"}, "finish_reason": "length"}]}),
            "did not finish its answer ('length')",
        ),
    ],
)
def test_an_answer_that_cannot_be_used_is_an_error_that_names_it(answer: httpx.Response, reason: str) -> None:
    time = Time()
    with pytest.raises(ExtractorError) as caught:
        endpoint_of(answering(answer), time).ask(TEXT, ())
    assert reason in str(caught.value)
    assert "key k" not in str(caught.value)
    assert time.slept == []


def test_a_broken_encoding_is_an_error_that_names_it() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        del request
        headers = {"content-encoding": "gzip"}
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"not gzip"))

    with pytest.raises(ExtractorError, match=r"cannot be read \(DecodingError\)"):
        endpoint_of(handler).ask(TEXT, ())


@pytest.mark.parametrize(
    ("answers", "spent"),
    [
        ([good()], 70),
        ([good(usage=None)], MOST),
        ([good(usage={"total_tokens": True})], MOST),
        ([good(usage={"total_tokens": -5})], MOST),
        ([httpx.Response(429), good()], 70),
        ([httpx.ConnectError("refused"), good()], 70),
        ([httpx.ConnectTimeout("slow"), good()], 70),
        ([httpx.ReadTimeout("slow"), good()], MOST + 70),
    ],
)
def test_what_was_used_is_counted_or_the_most_it_can_be(
    answers: list[httpx.Response | Exception], spent: int
) -> None:
    budget = Budget(3 * MOST, name="this run")
    endpoint_of(answering(*answers)).ask(TEXT, (budget,))
    assert budget.spent == spent


def test_an_answer_that_cannot_be_used_is_counted_all_the_same() -> None:
    budget = Budget(MOST, name="this run")
    with pytest.raises(ExtractorError):
        endpoint_of(answering(httpx.Response(200, text="?"))).ask(TEXT, (budget,))
    assert budget.spent == MOST


def test_a_request_that_could_exceed_a_budget_is_not_sent() -> None:
    article, run = Budget(MOST, name="one article"), Budget(MOST - 1, name="this run")
    with pytest.raises(OverBudget) as caught:
        endpoint_of(answering()).ask(TEXT, (article, run))
    assert (article.spent, run.spent) == (0, 0)
    assert str(caught.value) == (
        f"reading on may take {MOST} tokens, but of the {MOST - 1} for this run {MOST - 1} are left"
    )
