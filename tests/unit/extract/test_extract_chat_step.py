"""The chat extractor as a whole: good answers, lies, drift, silence, broken ones, and what it may cost."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from world import NOW, make_service

from app.bootstrap import make_extractor
from app.domain.article import Article
from app.domain.grounding import why_ungrounded
from app.domain.report import Outcome
from app.domain.view import ClaimFilter
from app.errors import ExtractorError, ExtractorUnreachable, OverBudget
from app.extract.chat.budget import Budget
from app.extract.chat.cache import Cache
from app.extract.chat.endpoint import Endpoint
from app.extract.chat.request import most_tokens
from app.extract.chat.step import ChatAttribution
from app.extract.reader import NewsExtractor
from app.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ARTICLE = Article(
    text="“The road is closed,” Ida Moss said on Sunday.\n\nThe board denied that 12 houses burned.\n",
    headline="Fire",
    url="https://daily.example/fire",
    publisher="Daily",
)
TRUE = [
    {"source": "Ida Moss", "cue": "said", "content": ['"The road is closed"'], "kind": "direct"},
    {"source": "The board", "cue": "denied", "content": ["that 12 houses burned"], "kind": "indirect"},
]
LIE = {"source": "Ida Moss", "cue": "said", "content": ["The mayor is a thief"], "kind": "direct"}
DRIFT = {"source": "The board", "cue": "denied", "content": ["that twelve houses burned"], "kind": "indirect"}


def answer(rows: list[Any], tokens: int = 50) -> dict[str, Any]:
    message = {"content": json.dumps({"attributions": rows})}
    return {"choices": [{"message": message, "finish_reason": "stop"}], "usage": {"total_tokens": tokens}}


class Fake:
    """An endpoint that gives its answers in order, the last one for ever, and counts what it is asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(json.loads(request.content)["messages"][1]["content"])
        given = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(given, Exception):
            raise given
        return httpx.Response(given.status_code, content=given.content)


def told(*rows: Any) -> httpx.Response:
    return httpx.Response(200, json=answer(list(rows)))


def make_step(
    fake: Callable[[httpx.Request], httpx.Response], folder: Path, *, run: int = 10**6, article: int = 10**6
) -> ChatAttribution:
    client = httpx.Client(transport=httpx.MockTransport(fake))
    endpoint = Endpoint(
        client=client, base="http://x/v1", model="m", clock=lambda: 0.0, sleep=lambda _seconds: None
    )
    return ChatAttribution(
        endpoint, Cache(folder / "chat"), run=Budget(run, name="this run"), article_tokens=article
    )


def make_chat(*answers: httpx.Response | Exception, folder: Path, **budgets: int) -> NewsExtractor:
    return NewsExtractor(make_step(Fake(*answers), folder, **budgets), model="m/1", name="chat")


def test_a_good_answer_becomes_claims_like_those_of_our_own_model(tmp_path: Path) -> None:
    extraction = make_chat(told(*TRUE), folder=tmp_path).extract(ARTICLE)
    said = [claim for claim in extraction.claims if claim.speaker]
    assert [claim.text for claim in said] == ["The road is closed", "that 12 houses burned"]
    assert said[0].speaker is not None
    assert said[0].speaker.name == "Ida Moss"
    assert [claim.stance.value for claim in said] == ["asserts", "denies"]
    assert said[1].quantities[0].figure == "12"
    assert (extraction.extractor, extraction.version) == ("chat", "4+m/1")
    assert extraction.unfound == ()
    assert all(why_ungrounded(ARTICLE.text, claim) is None for claim in extraction.claims)


def test_the_extractor_says_beforehand_what_it_is(tmp_path: Path) -> None:
    extractor = make_chat(told(), folder=tmp_path)
    extraction = extractor.extract(ARTICLE)
    assert (extractor.name, extractor.version) == (extraction.extractor, extraction.version)


def test_lies_and_drift_are_quarantined_and_the_rest_goes_on(tmp_path: Path) -> None:
    service = make_service(extractor=make_chat(told(LIE, TRUE[0], DRIFT), folder=tmp_path))
    receipt = service.ingest(ARTICLE, now=NOW)
    assert receipt.outcome is Outcome.STORED
    assert receipt.refused == (
        "the content 'The mayor is a thief' does not stand in the text",
        "the content 'that twelve houses burned' does not stand in the text",
    )
    kept_out = service.archive.quarantine().items
    assert {json.loads(one.payload)["claim"] for one in kept_out} == {
        "The mayor is a thief",
        "that twelve houses burned",
    }
    texts = [claim.text for claim in service.archive.claims(ClaimFilter()).items]
    assert "The road is closed" in texts
    assert "The mayor is a thief" not in texts


def test_an_answer_that_fails_again_is_kept_out_once_with_the_first_reason(tmp_path: Path) -> None:
    failing = make_chat(httpx.Response(400), httpx.Response(401), folder=tmp_path)
    service = make_service(extractor=failing)
    for _ in range(2):
        with pytest.raises(ExtractorError):
            service.ingest(ARTICLE, now=NOW)
        (refusal,) = service.archive.quarantine().items
        assert refusal.reason == "the chat endpoint answered 400"


def test_odd_letters_in_a_lie_do_not_stop_the_article(tmp_path: Path) -> None:
    odd = LIE | {"content": ['\x00\x0b\x7f\ufffe\u2028"\\ the end']}
    service = make_service(extractor=make_chat(told(odd), folder=tmp_path))
    assert service.ingest(ARTICLE, now=NOW).outcome is Outcome.STORED
    (refusal,) = service.archive.quarantine().items
    assert json.loads(refusal.payload)["claim"] == odd["content"][0]


def test_a_broken_answer_refuses_the_article_which_can_be_tried_again(tmp_path: Path) -> None:
    broken = httpx.Response(200, json={"choices": [{"message": {"content": '{"attributions": [{"so'}}]})
    service = make_service(extractor=make_chat(broken, told(*TRUE), folder=tmp_path))
    with pytest.raises(ExtractorError, match="the message of the chat endpoint is not JSON"):
        service.ingest(ARTICLE, now=NOW)
    assert service.archive.claims(ClaimFilter()).items == ()
    (refusal,) = service.archive.quarantine().items
    assert refusal.reason.startswith("the message of the chat endpoint is not JSON")
    assert service.retry(refusal.id, now=NOW).outcome is Outcome.STORED
    assert service.archive.quarantine().items == ()


def test_of_several_articles_the_one_without_an_answer_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    service = make_service(extractor=make_chat(httpx.Response(400), told(), folder=tmp_path))
    rows = [{"headline": "Rain", "text": "It rained."}, {"headline": "Snow", "text": "It snowed."}]
    data = json.dumps(rows).encode()
    first, second = service.ingest_all(data, now=NOW, media_type="application/json")
    assert isinstance(first, ExtractorError)
    assert not isinstance(second, Exception)
    assert second.outcome is Outcome.STORED


def test_an_endpoint_that_never_answers_is_named(tmp_path: Path) -> None:
    extractor = make_chat(httpx.ReadTimeout("slow"), folder=tmp_path)
    with pytest.raises(ExtractorUnreachable, match="tried 5 times; at last: no answer in time"):
        extractor.extract(ARTICLE)


def test_an_answer_that_repeats_itself_without_end_is_refused(tmp_path: Path) -> None:
    step = make_step(Fake(told(*[LIE] * 100)), tmp_path)
    with pytest.raises(ExtractorError, match=r"tells 100 attributions of \d\d characters"):
        step.find(ARTICLE)
    assert list(tmp_path.rglob("*.json")) == []


def test_a_busy_endpoint_is_asked_again(tmp_path: Path) -> None:
    fake = Fake(httpx.Response(429), told(*TRUE))
    assert len(make_step(fake, tmp_path).find(ARTICLE).attributions) == 2
    assert len(fake.asked) == 2


def test_the_same_text_is_asked_once(tmp_path: Path) -> None:
    fake = Fake(told(*TRUE))
    first = make_step(fake, tmp_path).find(ARTICLE)
    again = make_step(fake, tmp_path, run=1, article=1).find(ARTICLE)  # costs nothing, so any budget will do
    assert first == again
    assert len(fake.asked) == 1


@pytest.mark.parametrize("damage", ["?", '{"answer": "no list"}'])
def test_a_damaged_answer_on_disk_is_asked_for_again(tmp_path: Path, damage: str) -> None:
    fake = Fake(told(*TRUE))
    first = make_step(fake, tmp_path).find(ARTICLE)
    (path,) = tmp_path.rglob("*.json")
    path.write_text(damage, encoding="utf-8")
    assert make_step(fake, tmp_path).find(ARTICLE) == first
    assert len(fake.asked) == 2


def test_a_broken_answer_is_not_kept(tmp_path: Path) -> None:
    step = make_step(Fake(httpx.Response(200, json={"choices": [{"message": {"content": "?"}}]})), tmp_path)
    with pytest.raises(ExtractorError):
        step.find(ARTICLE)
    assert list(tmp_path.rglob("*.json")) == []


def test_an_answer_that_cannot_be_kept_is_used_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "chat").write_text("a file where a folder should be")
    assert len(make_step(Fake(told(*TRUE)), tmp_path).find(ARTICLE).attributions) == 2
    assert "could not be kept" in caplog.text


def test_an_article_over_its_budget_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    fake = Fake(told())
    article = Article(text="It rained all day in the north.\n\n" * 1000)
    with pytest.raises(OverBudget, match="for one article 2000 are left"):
        make_step(fake, tmp_path, article=2000).find(article)
    assert fake.asked == []


def test_a_run_over_its_budget_refuses_what_comes_next(tmp_path: Path) -> None:
    fake = Fake(told(*TRUE))
    step = make_step(fake, tmp_path, run=most_tokens(ARTICLE.text) + 49)
    step.find(ARTICLE)
    with pytest.raises(OverBudget, match="for this run"):
        step.find(Article(text=ARTICLE.text + "More."))
    assert len(fake.asked) == 1


def test_long_articles_are_asked_in_parts_and_found_in_the_whole(tmp_path: Path) -> None:
    filler = "It rained all day in the north.\n\n" * 500
    article = Article(text=filler + "Ida Moss said the road is closed.\n\n" + filler)
    row = {"source": "Ida Moss", "cue": "said", "content": ["the road is closed"], "kind": "indirect"}

    def fake(request: httpx.Request) -> httpx.Response:
        part = json.loads(request.content)["messages"][1]["content"]
        return told(row) if "Moss" in part else told()

    (one,) = make_step(fake, tmp_path).find(article).attributions
    assert one.content[0].of(article.text) == "the road is closed"
    assert len(list(tmp_path.rglob("*.json"))) == 3


def test_an_empty_text_asks_nothing(tmp_path: Path) -> None:
    fake = Fake(told())
    assert make_step(fake, tmp_path).find(Article(text=" \n")).attributions == ()
    assert fake.asked == []


@contextmanager
def serving(*answers: tuple[int, dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Serve answers in order at a real address, the last one for ever; a status of 0 hangs up instead."""
    left = list(answers)
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            asked.append({"path": self.path, "key": self.headers["authorization"], **body})
            status, given = left.pop(0) if len(left) > 1 else left[0]
            if status == 0:
                self.close_connection = True
                return
            written = json.dumps(given).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_real_server_that_hangs_up_and_is_busy_is_asked_again(tmp_path: Path) -> None:
    with serving((0, {}), (429, {}), (200, answer(TRUE))) as (address, asked), httpx.Client() as client:
        endpoint = Endpoint(
            client=client, base=address, model="m", clock=time.monotonic, sleep=lambda _seconds: None
        )
        run = Budget(10**6, name="this run")
        step = ChatAttribution(endpoint, Cache(tmp_path), run=run, article_tokens=10**6)
        assert len(step.find(ARTICLE).attributions) == 2
    assert [one["path"] for one in asked] == ["/v1/chat/completions"] * 3
    assert run.spent == most_tokens(ARTICLE.text) + 50  # the try that was cut off may have been charged


def test_a_real_server_that_is_too_slow_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf, httpx.Client(timeout=0.05) as client:
        endpoint = Endpoint(
            client=client,
            base=f"http://127.0.0.1:{deaf.getsockname()[1]}",
            model="m",
            clock=time.monotonic,
            sleep=lambda _seconds: None,
        )
        step = ChatAttribution(
            endpoint, Cache(tmp_path), run=Budget(10**6, name="this run"), article_tokens=10**6
        )
        with pytest.raises(ExtractorUnreachable, match="no answer in time"):
            step.find(ARTICLE)


def test_the_settings_lead_to_the_endpoint(tmp_path: Path) -> None:
    with serving((200, answer(TRUE))) as (address, asked):
        settings = Settings(
            data=tmp_path, extractor="chat", chat_url=address, chat_model="small", chat_key="k"
        )
        extraction = make_extractor(settings).extract(ARTICLE)
    assert next(claim.text for claim in extraction.claims if claim.speaker) == "The road is closed"
    assert (extraction.extractor, extraction.version) == ("chat", "4+small/1")
    (one,) = asked
    assert (one["key"], one["model"], one["temperature"]) == ("Bearer k", "small", 0)
    kept = list(tmp_path.rglob("*.json"))
    assert len(kept) == 1
    assert "Bearer" not in kept[0].read_text(encoding="utf-8")


def test_without_settings_our_own_model_reads() -> None:
    assert make_extractor().name == "news"
    assert make_extractor(Settings()).name == "news"
