from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

import pytest

from app import errors
from app.domain.report import Report, Severity, Violation
from app.web.problems import HTTP_SORTS, TABLE, sort_of

SECRET = "password at 10.0.0.7 in /var/lib/store"
REPORT = Report(
    violations=(
        Violation(severity=Severity.VIOLATION, message="The claim has no party.", focus="http://x/claim/1"),
    ),
    turtle="[] a <http://www.w3.org/ns/shacl#ValidationReport> .",
)
MADE: dict[type[Exception], Exception] = {
    errors.SettingsError: errors.SettingsError((SECRET,)),
    errors.FetchError: errors.FetchError("no answer", url="http://x/"),
    errors.AddressRefused: errors.AddressRefused("private", url="http://x/"),
    errors.Rejected: errors.Rejected(REPORT),
    Exception: RuntimeError(SECRET),
}
TREE = [one for _, one in inspect.getmembers(errors, inspect.isclass) if issubclass(one, errors.WhosaidError)]


class Failing:
    """An archive that fails in a given way."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> Any:
        def fail(*_given: object, **_named: object) -> None:
            raise self._error

        return fail


def error_of(kind: type[Exception]) -> Exception:
    return MADE.get(kind) or kind(SECRET)


@pytest.mark.parametrize("kind", [*TREE, Exception])
def test_every_error_leaves_as_one_shape(world: Any, make_client: Any, kind: type[Exception]) -> None:
    client = make_client(replace(world, archive=Failing(error_of(kind))))
    answer = client.get("/claims")
    sort = sort_of(error_of(kind))
    assert answer.status_code == sort.status
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert set(document) >= {"type", "title", "status", "detail", "instance"}
    assert document["type"] == f"/problems#{sort.name}"
    assert (document["title"], document["status"]) == (sort.title, sort.status)
    assert document["instance"] == "/claims"
    assert document["detail"]


@pytest.mark.parametrize("kind", [*TREE, Exception])
def test_what_goes_wrong_inside_is_not_told(world: Any, make_client: Any, kind: type[Exception]) -> None:
    client = make_client(replace(world, archive=Failing(error_of(kind))))
    for accept in ("*/*", "text/html"):
        answer = client.get("/claims", headers={"accept": accept})
        if answer.status_code in {500, 503} and not issubclass(kind, errors.QueryError):
            assert "10.0.0.7" not in answer.text
            assert "Traceback" not in answer.text


def test_a_browser_gets_the_problem_as_a_page(client: Any) -> None:
    answer = client.get("/claim/nothing", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "There is no such thing here" in answer.text


def test_who_takes_neither_gets_the_document(client: Any) -> None:
    answer = client.get("/claim/nothing", headers={"accept": "image/png"})
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("text/html", "text/html; charset=utf-8"),
        ("image/png", "application/problem+json"),
    ],
)
def test_the_report_of_the_shapes_comes_as_json_turtle_or_page(
    fresh_client: Any, accept: str, media_type: str
) -> None:
    headers = {"authorization": "Bearer good", "content-type": "text/plain", "accept": accept}
    answer = fresh_client.post("/articles", content="A red herring swam.", headers=headers)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == media_type
    if media_type.endswith("json"):
        report = answer.json()["report"]
        assert report["conforms"] is False
        assert report["violations"][0]["message"] == "The claim has no party; name who says it."
    elif "turtle" in media_type:
        assert "ValidationReport" in answer.text
    else:
        assert "The claim has no party" in answer.text


def test_a_rejected_article_is_kept_out_and_can_be_tried_again(fresh_client: Any) -> None:
    token = {"authorization": "Bearer good"}
    fresh_client.post(
        "/articles", content="A red herring swam.", headers={**token, "content-type": "text/plain"}
    )
    kept = {one["id"] for one in fresh_client.get("/quarantine").json()["items"]}
    assert len(kept) == 2
    answers = {one: fresh_client.post(f"/quarantine/{one}/retry", headers=token) for one in kept}
    assert sorted(answer.status_code for answer in answers.values()) == [201, 422]
    left = {one["id"] for one in fresh_client.get("/quarantine").json()["items"]}
    assert left == {one for one in kept if answers[one].status_code == 422}
    assert fresh_client.post("/quarantine/nothing/retry", headers=token).status_code == 404


def test_the_type_of_a_problem_leads_to_its_description(client: Any) -> None:
    page = client.get("/problems", headers={"accept": "text/html"}).text
    for sort in {*TABLE.values(), *HTTP_SORTS.values()}:
        assert f'id="{sort.name}"' in page
    assert {one["name"] for one in client.get("/problems").json()} == {
        sort.name for sort in {*TABLE.values(), *HTTP_SORTS.values()}
    }


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PUT", "/articles", "GET, HEAD, OPTIONS, POST"),
        ("PATCH", "/articles/x", "DELETE, GET, HEAD, OPTIONS"),
        ("DELETE", "/claims", "GET, HEAD, OPTIONS"),
        ("GET", "/quarantine/x/retry", "OPTIONS, POST"),
        ("PUT", "/sparql", "GET, HEAD, OPTIONS, POST"),
        ("POST", "/claim/x", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_method_that_is_not_taken_is_answered_with_those_that_are(
    client: Any, method: str, path: str, allow: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allow)
    assert answer.json()["type"] == "/problems#method-not-allowed"
    options = client.options(path)
    assert (options.status_code, options.headers["allow"]) == (204, allow)


def test_nothing_at_an_address_is_not_found_whatever_the_method(client: Any) -> None:
    for method in ("GET", "POST", "OPTIONS", "DELETE"):
        assert client.request(method, "/no/such/thing").status_code == 404
