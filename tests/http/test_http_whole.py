from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from door_world import FLOOD
from starlette.testclient import TestClient

from app.errors import StoreUnreachable
from app.web import ROUTERS, create_app
from app.web.problems import HTTP_SORTS, TABLE

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    "/",
    "/articles",
    "/claims",
    "/parties",
    "/conflicts",
    "/quarantine",
    "/sparql",
    "/ns",
    "/problems",
    "/nope",
]
ROUTES = sorted(
    (method, route.path) for router in ROUTERS for route in router.routes for method in route.methods
)


def documentation() -> str:
    """Put together the pages that tell of routes."""
    pages = [ROOT / "docs" / f"{name}.md" for name in ("http", "linked-data", "sparql")]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())


def test_every_route_is_in_the_documentation() -> None:
    written = documentation()
    assert len(ROUTES) > 30
    for method, path in ROUTES:
        assert f"`{method} {path.replace(':path', '')}`" in written, (method, path)


def test_the_documentation_names_no_route_that_is_not_there() -> None:
    written = documentation()
    known = {f"{method} {path.replace(':path', '')}" for method, path in ROUTES}
    assert set(re.findall(r"`((?:GET|POST|PUT|DELETE|PATCH) /[^` ]*)`", written)) <= known


def test_every_problem_is_in_the_documentation() -> None:
    written = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    for sort in {*TABLE.values(), *HTTP_SORTS.values()}:
        assert f"`{sort.name}`" in written
        assert str(sort.status) in written


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_careful_and_takes_nothing_from_elsewhere(client: Any, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    page = answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert page.startswith("<!doctype html>")
    assert '<html lang="en">' in page
    assert page.count("<main") == page.count("<h1") == 1
    assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?//', page)
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert "<style" not in page
    for address in set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_every_field_of_a_form_has_its_label(client: Any, path: str) -> None:
    page = client.get(path, headers={"accept": "text/html"}).text
    for tag, attributes in re.findall(r"<(input|select|textarea)([^>]*)>", page):
        if 'type="hidden"' in attributes:
            continue
        ident = re.search(r'id="([^"]+)"', attributes)
        labelled = bool(ident) and f'<label for="{ident[1] if ident else ""}"' in page
        assert labelled or re.search(rf"<label>[^<]*<{tag}{re.escape(attributes)}", page), (tag, attributes)


def test_the_start_page_shows_disputes_articles_search_and_queries(client: Any) -> None:
    page = client.get("/").text
    assert client.get("/disputes").json()["items"][0]["id"] in page
    assert client.get("/articles").json()["items"][0]["id"] in page
    assert 'name="text"' in page
    assert page.count("/sparql?query=") == 3


def test_an_empty_store_has_its_pages_too(world: Any, make_client: Any) -> None:
    from app.archive.archive import Archive
    from app.store.embedded import EmbeddedStore

    client = make_client(replace(world, archive=Archive(EmbeddedStore(None), world.iris)))
    for path in PAGES[:-1]:
        assert client.get(path, headers={"accept": "text/html"}).status_code == 200
    assert client.get("/openapi.json").status_code == 200


def test_the_page_of_the_api_needs_nothing_from_elsewhere(client: Any) -> None:
    page = client.get("/docs")
    assert "http" not in page.text.replace("https://", "http").replace("http-equiv", "")
    for address in re.findall(r'(?:src|href|data-description)="([^"]+)"', page.text):
        assert client.get(address).status_code == 200, address
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_the_vendored_files_come_with_their_licence() -> None:
    vendor = ROOT / "app" / "web" / "static" / "vendor"
    files = list(vendor.iterdir())
    assert sum(one.stat().st_size for one in files) < 3_200_000
    assert "MIT License" in (vendor / "yasgui.LICENSE").read_text(encoding="utf-8")
    for file in ("yasgui.min.js", "yasgui.min.css"):
        text = (vendor / file).read_text(encoding="utf-8")
        assert not re.search(r"sourceMappingURL|lov\.linkeddata\.es|@import", text), file
    assert "Apache License" in (vendor / "swagger-ui.LICENSE").read_text(encoding="utf-8")


def operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_examples_of_the_description_run(fresh_client: Any) -> None:
    description = fresh_client.get("/openapi.json").json()
    token = {"authorization": "Bearer good"}
    run = 0
    # What is taken away comes last, so that the examples of the others are still there.
    for path, method, operation in sorted(
        operations(description), key=lambda one: one[1] in {"delete", "post"}
    ):
        if path.startswith("/admin") or method == "delete" or path.endswith("/retry"):
            continue
        parameters = operation.get("parameters", [])
        examples = {
            one["name"]: one.get("example") or (one["schema"].get("examples") or [None])[0]
            for one in parameters
        }
        address = path
        for one in parameters:
            if one["in"] == "path":
                address = address.replace("{" + one["name"] + "}", str(examples[one["name"]]))
        asked = {one["name"]: examples[one["name"]] for one in parameters if one["in"] == "query"}
        asked = {name: value for name, value in asked.items() if value is not None}
        is_there = "/None" not in address  # of some kinds there is nothing here
        bodies = operation.get("requestBody", {}).get("content", {"": {}}) if is_there else {}
        for media_type, body in bodies.items():
            content = body.get("example")
            if media_type and content is None:
                continue
            sent: dict[str, Any] = {}
            if isinstance(content, dict) and "json" in media_type:
                sent = {"json": content}
            elif isinstance(content, dict):
                sent = {"data": content}
            elif content:
                sent = {"content": content, "headers": {"content-type": media_type}}
            sent["headers"] = {**sent.get("headers", {}), **token}
            answer = fresh_client.request(method, address, params=asked, **sent)
            assert answer.status_code < 300, (method, address, answer.text[:300])
            run += 1
    assert run > 25


def test_every_operation_says_that_problems_are_possible(client: Any) -> None:
    description = client.get("/openapi.json").json()
    for path, method, operation in operations(description):
        assert "default" in operation["responses"], (path, method)
        assert operation.get("summary"), (path, method)


def test_other_origins_may_read(client: Any) -> None:
    origin = {"origin": "https://elsewhere.example"}
    assert client.get("/claims", headers=origin).headers["access-control-allow-origin"] == "*"
    ask = {
        **origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    allowed = client.options("/sparql", headers=ask)
    assert allowed.status_code == 200
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert "etag" in client.get("/claims", headers=origin).headers["access-control-expose-headers"]


def test_the_state_of_the_service_is_told(client: Any) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["counts"]["articles"] == 1


def test_without_its_store_the_service_lives_but_is_not_ready(world: Any, make_client: Any) -> None:
    class Gone:
        def __getattr__(self, name: str) -> Any:
            def fail(*_given: object, **_named: object) -> None:
                raise StoreUnreachable(name)

            return fail

    client = make_client(replace(world, archive=Gone()))
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/openapi.json").status_code == 200


def test_behind_a_proxy_that_adds_a_prefix_all_links_carry_it(world: Any) -> None:
    with TestClient(create_app(world), root_path="/facts") as client:
        page = client.get("/facts/claims?limit=1", headers={"accept": "text/html"})
        links = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', page.text))
        assert links
        assert all(link.startswith("/facts/") for link in links)
        description = client.get("/facts/openapi.json").json()
        assert description["servers"] == [{"url": "/facts"}]


def test_an_article_cannot_bring_scripts_or_addresses_that_run(fresh_client: Any) -> None:
    headers = {"authorization": "Bearer good", "content-type": "text/plain"}
    known = {
        "headline": "<script>alert(1)</script>",
        "url": "javascript:alert(1)",
        "publisher": "<img src=x>",
    }
    answer = fresh_client.post("/articles", content="<b>Words</b> were said.", params=known, headers=headers)
    if answer.status_code == 201:
        for path in ("/", "/articles", "/claims", answer.headers["location"]):
            page = fresh_client.get(path, headers={"accept": "text/html"}).text
            assert "<script>" not in page
            assert "<img" not in page
            assert "<b>Words" not in page
            assert 'href="javascript' not in page
    else:
        assert answer.status_code in {400, 422}


ADMIN = {"authorization": "Bearer good"}


def test_the_owner_checks_the_store(fresh_client: Any) -> None:
    found = fresh_client.post("/admin/check", headers=ADMIN).json()
    assert found["findings"] == []
    assert found["graphs"] == 2
    assert found["passages"] > 10


def test_the_owner_rebuilds_what_is_derived(fresh_client: Any) -> None:
    before = fresh_client.get("/conflicts").json()
    assert fresh_client.post("/admin/rebuild", headers=ADMIN).json() == {"versions": 2}
    assert fresh_client.get("/conflicts").json() == before


def test_the_owner_lists_and_retries_what_is_kept_out(fresh_client: Any) -> None:
    rows = fresh_client.post("/admin/quarantine", headers=ADMIN, json={}).json()["rows"]
    assert [row["id"] for row in rows] == [FLOOD]
    tried = fresh_client.post("/admin/quarantine", headers=ADMIN, json={"retry": True}).json()["rows"]
    assert [row["outcome"] for row in tried] == ["stored"]
    assert fresh_client.get("/quarantine").json()["items"] == []


def test_the_owner_dumps_the_whole_store(fresh_client: Any, fresh_world: Any) -> None:
    answer = fresh_client.get("/admin/dump", headers=ADMIN)
    assert answer.headers["content-type"] == "application/n-quads"
    assert answer.content == b"".join(fresh_world.store.dump())


def test_a_backup_goes_to_an_absolute_path_only(fresh_client: Any) -> None:
    answer = fresh_client.post("/admin/backup", headers=ADMIN, json={"to": "here"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems#bad-request")


def test_the_owner_copies_the_store(world: Any, make_client: Any, tmp_path: Path) -> None:
    from app.store.embedded import EmbeddedStore

    store = EmbeddedStore(tmp_path / "store")
    client = make_client(replace(world, store=store))
    answer = client.post("/admin/backup", headers=ADMIN, json={"to": str(tmp_path / "copy")})
    assert answer.status_code == 200
    assert list((tmp_path / "copy").iterdir())
    store.close()
